/** One value of a result: as JSON has it, with decimals and big integers as numbers and times as ISO text. */
export type Cell = string | number | boolean | null;

/** Rows of an answer: values in the order of their columns. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What else counts as equal, by where the expected rows come from. */
export interface Manner {
  /** Each expected column must have its equal, rows are not tied together (how Falcon's answers are judged). */
  readonly byColumn?: boolean;
  /** Text that is a number equals that number: for answers that were taken from tables of text. */
  readonly numericText?: boolean;
  /** Empty text is null: for answers that were read from CSV. */
  readonly emptyIsNull?: boolean;
}

/**
 * Compares rows as `docs/evaluation.md` says: as bags, column order free, extra columns allowed, numbers
 * within 1e-4 relative or 0.005, dates at midnight equal to dates. Returns what is different, or undefined.
 */
export function difference(actual: Rows, expected: Rows, manner: Manner = {}): string | undefined {
  if (actual.rows.length !== expected.rows.length)
    return `${actual.rows.length} rows, expected ${expected.rows.length}`;
  const { byColumn = false } = manner;
  const have = columnsOf(actual, manner);
  const want = columnsOf(expected, manner);
  const candidates = want.map((column, i) =>
    candidatesFor(column, expected.columns[i]!, have, actual),
  );
  const lonely = candidates.findIndex((found) => found.length === 0);
  if (lonely >= 0) return describeColumn(expected.columns[lonely]!, want[lonely]!, have, actual);
  const fits = (mapping: readonly number[]): boolean =>
    byColumn ||
    sameRows(
      mapping.map((i) => have[i]!),
      want,
    );
  return assign(candidates, fits)
    ? undefined
    : byColumn
      ? `columns ${expected.columns.join(', ')} have no distinct equals`
      : `each of ${expected.columns.join(', ')} has an equal column, but their rows differ`;
}

/** Whether two cells are equal within the tolerance. */
export function sameCell(a: Cell, b: Cell): boolean {
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b);
  return normal(a, {}) === normal(b, {});
}

type Column = readonly Cell[];

function columnsOf({ columns, rows }: Rows, manner: Manner): readonly Column[] {
  return columns.map((_, i) => rows.map((row) => normal(row[i] ?? null, manner)));
}

function normal(cell: Cell, { numericText = false, emptyIsNull = false }: Manner): Cell {
  if (typeof cell !== 'string') return cell;
  if (emptyIsNull && cell === '') return null;
  if (numericText && /^-?\d{1,15}(\.\d+)?$/.test(cell)) return Number(cell);
  return cell
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/, '$1 $2')
    .replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.0+$/, '$1')
    .replace(/^(\d{4}-\d\d-\d\d) 00:00:00$/, '$1');
}

/** Columns whose bag of values is the wanted one; those of the same name first, so that the search ends early. */
function candidatesFor(
  column: Column,
  name: string,
  have: readonly Column[],
  { columns }: Rows,
): readonly number[] {
  const named = (i: number): number => (columns[i]!.toLowerCase() === name.toLowerCase() ? 0 : 1);
  return have
    .map((_, i) => i)
    .filter((i) => sameBag(have[i]!, column))
    .toSorted((a, b) => named(a) - named(b) || a - b);
}

/** One dimension: sorted, numbers meet their nearest partner, so comparing in order decides. */
function sameBag(a: Column, b: Column): boolean {
  const [x, y] = [a.toSorted(compareCells), b.toSorted(compareCells)];
  return x.every((cell, i) => sameCell(cell, y[i]!));
}

function compareCells(a: Cell, b: Cell): number {
  const [x, y] = [rankOf(a), rankOf(b)];
  if (x !== y) return x - y;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [s, t] = [String(a), String(b)];
  return s < t ? -1 : s > t ? 1 : 0;
}

function rankOf(cell: Cell): number {
  return cell === null ? 0 : typeof cell === 'number' ? 1 : typeof cell === 'string' ? 2 : 3;
}

function sameNumber(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= Math.max(0.005 + 1e-9, 1e-4 * Math.max(Math.abs(a), Math.abs(b)));
}

/** Tries distinct candidates for every wanted column until the whole fits. */
function assign(
  candidates: readonly (readonly number[])[],
  fits: (mapping: readonly number[]) => boolean,
): boolean {
  const extend = (mapping: readonly number[]): boolean =>
    mapping.length === candidates.length
      ? fits(mapping)
      : candidates[mapping.length]!.some((i) => !mapping.includes(i) && extend([...mapping, i]));
  return extend([]);
}

/** Rows that agree in everything but numbers form a group; inside, numbers are matched pair by pair. */
function sameRows(have: readonly Column[], want: readonly Column[]): boolean {
  const [a, b] = [groupsOf(have), groupsOf(want)];
  return (
    a.size === b.size &&
    [...a].every(([key, vectors]) => {
      const others = b.get(key);
      return others?.length === vectors.length && sameVectors(vectors, others);
    })
  );
}

function groupsOf(columns: readonly Column[]): ReadonlyMap<string, readonly number[][]> {
  const groups = new Map<string, number[][]>();
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const cells = columns.map((column) => column[row]!);
    const key = JSON.stringify(cells.map((cell) => (typeof cell === 'number' ? 0 : [cell])));
    const vector = cells.filter((cell) => typeof cell === 'number');
    groups.set(key, [...(groups.get(key) ?? []), vector]);
  }
  return groups;
}

function sameVectors(a: readonly number[][], b: readonly number[][]): boolean {
  const near = (x: number[], y: number[]): boolean => x.every((n, i) => sameNumber(n, y[i]!));
  const [x, y] = [a.toSorted(compareVectors), b.toSorted(compareVectors)];
  if (x.every((vector, i) => near(vector, y[i]!))) return true;
  // Sorting splits near-equal first numbers in different orders: then look for a perfect matching.
  const partner = new Map<number, number>();
  const place = (i: number, tried: Set<number>): boolean =>
    y.some((vector, j) => {
      if (tried.has(j) || !near(x[i]!, vector)) return false;
      tried.add(j);
      const holder = partner.get(j);
      if (holder !== undefined && !place(holder, tried)) return false;
      partner.set(j, i);
      return true;
    });
  return x.every((_, i) => place(i, new Set()));
}

function compareVectors(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((n, k) => n !== b[k]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}

/** Says which cells of an expected column are missing from the nearest column of the result. */
function describeColumn(
  name: string,
  want: Column,
  have: readonly Column[],
  { columns }: Rows,
): string {
  const missing = have.map((column) => without(want, column));
  const best = missing.reduce((at, cells, i) => (cells.length < missing[at]!.length ? i : at), 0);
  if (missing.length === 0) return `no columns, expected ${name}`;
  const extra = without(have[best]!, want);
  return `${name}: nearest is ${columns[best]!}; missing ${some(missing[best]!)}; instead ${some(extra)}`;
}

/** The cells of `a` that have no partner in `b`. */
function without(a: Column, b: Column): Column {
  const left = b.toSorted(compareCells);
  return a.toSorted(compareCells).filter((cell) => {
    const i = left.findIndex((other) => sameCell(cell, other));
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}

function some(cells: Column): string {
  const shown = cells.slice(0, 4).map((cell) => JSON.stringify(cell));
  return `${cells.length} (${shown.join(', ')}${cells.length > 4 ? ', …' : ''})`;
}
