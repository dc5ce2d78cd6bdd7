import type { Engine } from '../../src/engine/engine.js';
import { difference, type Rows } from '../../src/evaluate/judge/compare.js';
import { statementsOf } from '../../src/sql/statements.js';
import {
  compiledFor,
  engineNote,
  prepareData,
  rowsOf,
  verdictsOf,
  type Answered,
  type Question,
} from './run.js';

/** What a run of a partitioned table is: the day, its partition, and the rows of other days before it. */
export interface DailyRun {
  readonly day: string;
  /** The column `ds` of the rows that the run writes. */
  readonly partition: string;
  /** A SELECT of what stood in the table before, partitions included. */
  readonly before?: string;
}

/**
 * Creates a document's target, runs its statements twice (a run may be repeated), and compares what the
 * table holds then: of a daily run its partition, and that the other partitions are as they were.
 */
export async function writeTarget(
  question: Question,
  engine: Engine,
  daily?: DailyRun,
): Promise<Answered> {
  const { document, golds, manner = {} } = question;
  const said = verdictsOf(question);
  const built = compiledFor(question);
  if ('case' in built) return built;
  const made = built.compiled;
  const wrong = (note: string): Answered => ({
    question,
    case: said('wrong', { note }),
    compiled: made,
  });
  const table = targetOf(document)!;
  await prepareData(engine, [
    ...statementsOf(made.ddl!),
    ...(daily?.before === undefined ? [] : [`INSERT INTO ${table} BY NAME ${daily.before}`]),
  ]);
  const others =
    daily === undefined ? undefined : `SELECT * FROM ${table} WHERE ds <> '${daily.partition}'`;
  const kept = others === undefined ? undefined : await mustRead(engine, others);
  for (let time = 0; time < 2; time++) {
    const params = daily === undefined ? {} : { bizdate: daily.day };
    const done = await engine.execute(statementsOf(made.sql), { params });
    if ('error' in done) return wrong(engineNote(done.error));
  }
  const rows = await mustRead(
    engine,
    daily === undefined
      ? `SELECT * FROM ${table}`
      : `SELECT * EXCLUDE (ds) FROM ${table} WHERE ds = '${daily.partition}'`,
  );
  const differences = golds.map((gold) => difference(rows, gold, manner));
  const right = differences.includes(undefined);
  const moved =
    others === undefined ? undefined : difference(await mustRead(engine, others), kept!);
  const note = right ? moved && `other partitions: ${moved}` : differences.join('; or ');
  const verdict = note === undefined ? said('passed') : said('wrong', { note });
  return { question, case: verdict, compiled: made, rows };
}

/** The table a document writes, undefined for a question. */
export function targetOf(document: string): string | undefined {
  return (JSON.parse(document) as { target?: { table: string } }).target?.table;
}

async function mustRead(engine: Engine, sql: string): Promise<Rows> {
  const got = await rowsOf(engine, sql);
  if ('error' in got) throw new Error(engineNote(got.error));
  return got.rows;
}
