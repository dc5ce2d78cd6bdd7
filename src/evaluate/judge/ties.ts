import { difference, type Manner, type Rows } from './compare.js';

interface Limit {
  readonly rows: number;
  readonly per?: readonly string[];
  readonly ties?: string;
}
interface Limited {
  readonly stages: readonly { readonly limit?: Limit }[];
}

/** Rows of a document; undefined where it does not run. */
export type Run = (document: string) => Promise<Rows | undefined>;

/**
 * Whether expected rows are another right answer under the limit of the result, which cuts ties: as
 * many rows as the limit gives, all those that come before the tied ones, the rest from the tied ones.
 */
export async function fitsATie(
  document: string,
  gold: Rows,
  manner: Manner,
  run: Run,
): Promise<boolean> {
  const read = JSON.parse(document) as Limited;
  const result = read.stages.at(-1);
  const limit = result?.limit;
  if (limit === undefined || limit.ties === 'include' || limit.per !== undefined) return false;
  if (gold.rows.length !== limit.rows) return false;
  const top = (rows: number): Promise<Rows | undefined> => {
    const last = { ...result, limit: { rows, ties: 'include' } };
    return run(JSON.stringify({ ...read, stages: [...read.stages.slice(0, -1), last] }));
  };
  const all = await top(limit.rows);
  if (all === undefined || all.rows.length === limit.rows) return false;
  const left = without(all, gold, manner);
  if (left === undefined) return false;
  // What is left out must be tied with the last row: no row that comes before the tie may be missing.
  for (let rows = limit.rows - 1; rows > 0; rows--) {
    const first = await top(rows);
    if (first === undefined) return false;
    if (first.rows.length === rows) return left.every((row) => !holds(first, row));
  }
  return true;
}

/** The rows of `all` beside the expected ones; undefined where an expected one is not among them. */
function without(all: Rows, { columns, rows }: Rows, manner: Manner): Rows['rows'] | undefined {
  const left = [...all.rows];
  for (const row of rows) {
    const i = left.findIndex(
      (other) =>
        difference({ ...all, rows: [other] }, { columns, rows: [row] }, manner) === undefined,
    );
    if (i < 0) return undefined;
    left.splice(i, 1);
  }
  return left;
}

function holds(of: Rows, row: Rows['rows'][number]): boolean {
  const one = { columns: of.columns, rows: [row] };
  return of.rows.some((other) => difference({ ...of, rows: [other] }, one) === undefined);
}
