import { openDuckdb } from '../../../../src/engine/duckdb.js';
import type { Engine } from '../../../../src/engine/engine.js';
import type { Printed } from '../../../../src/sql/ast.js';
import { difference, type Rows } from '../../compare.js';
import { suiteOntology } from '../../ontology.js';
import {
  answer,
  compiled,
  duckdb,
  engineNote,
  prepareData,
  rowsOf,
  statementsOf,
  type Answered,
  type Question,
} from '../../run.js';
import { documentsIn, sharedFile } from '../../shared.js';
import type { Case } from '../../verdict.js';
import { expected } from './expected.sql.js';
import { before, tables } from './rows.sql.js';

/** The day of all runs, as each kind of place writes it. */
export const bizdate = { day: '2026-11-07', partition: '20261107' };

interface Document {
  readonly target?: { readonly table: string };
  readonly unresolved?: readonly Hole[];
}
interface Hole {
  readonly at: string;
  readonly options: readonly { readonly value: string }[];
}

/** A warehouse document that has rows to compare, and its verdict. */
export interface WarehouseAnswer extends Answered {
  readonly question: Question;
}

/** The warehouse documents over rows of our own, against rows worked out by hand. */
export async function answerWarehouse(shared: string): Promise<readonly WarehouseAnswer[]> {
  const ontology = suiteOntology('corpus/ontology/warehouse');
  const documents = documentsIn(sharedFile(shared, 'dsl/corpus/warehouse'));
  const answers: WarehouseAnswer[] = [];
  for (const [id, text] of documents)
    for (const [name, document] of variants(id, text)) {
      const engine = await warehouse();
      const golds = await goldsOf(engine, name);
      const question: Question = {
        name: `warehouse/${name}`,
        level: 'warehouse',
        document,
        ontology,
        golds,
      };
      const { target, unresolved = [] } = JSON.parse(document) as Document;
      const answered =
        unresolved.length > 0
          ? { case: holes(question) }
          : target === undefined
            ? await answer(question, engine)
            : await run(question, id, target.table, engine);
      await engine.close();
      answers.push({ ...answered, question });
    }
  return answers;
}

/** A database in memory with the rows of the warehouse. */
export async function warehouse(): Promise<Engine> {
  const engine = await openDuckdb();
  await prepareData(engine, tables);
  return engine;
}

async function goldsOf(engine: Engine, name: string): Promise<readonly Rows[]> {
  const sql = expected[name];
  if (sql === undefined) return [];
  const got = await rowsOf(engine, sql);
  if ('error' in got) throw new Error(engineNote(got.error));
  return [got.rows];
}

/** A document with a hole stands for itself, and for each answer of its first hole put into its place. */
function variants(
  id: string,
  text: string,
): readonly (readonly [name: string, document: string])[] {
  const [hole] = (JSON.parse(text) as Document).unresolved ?? [];
  if (hole === undefined) return [[id, text]];
  const answered = hole.options.map(({ value }) => {
    const { unresolved: _, ...document } = JSON.parse(text) as Record<string, unknown>;
    const steps = hole.at.split('/').slice(1);
    const place = steps
      .slice(0, -1)
      .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document);
    (place as Record<string, unknown>)[steps.at(-1)!] = value;
    return [`${id}?${value}`, JSON.stringify(document)] as const;
  });
  return [[id, text], ...answered];
}

/** Right is: nothing is compiled, and nothing else is wrong with it (S14). */
function holes({ name, level, document, ontology }: Question): Case {
  const built = compiled(document, ontology, duckdb);
  const right = built.kind === 'refused' && built.codes.length === 0;
  const codes = built.kind === 'refused' ? built.codes : [];
  const note = built.kind === 'bug' ? built.note : 'a document with a hole must compile nothing';
  return { name, level, verdict: right ? 'passed' : 'wrong', codes, ...(!right && { note }) };
}

/** Creates the target, fills in what earlier runs left, runs the statement twice, and reads what it wrote. */
async function run(
  { name, level, document, ontology, golds }: Question,
  id: string,
  table: string,
  engine: Engine,
): Promise<Answered> {
  const said = (verdict: Case['verdict'], rest: Partial<Case> = {}): Case => ({
    name,
    level,
    verdict,
    codes: [],
    ...rest,
  });
  const built = compiled(document, ontology, duckdb);
  if (built.kind === 'bug') return { case: said('wrong', { note: built.note }) };
  if (built.kind === 'refused')
    return { case: said('refused', { codes: built.codes, note: built.note }) };
  const made = built.compiled;
  const kept = await fillTarget(engine, id, table, made.ddl!);
  const wrong = (note: string): Answered => ({ case: said('wrong', { note }), compiled: made });
  for (let time = 0; time < 2; time++) {
    const done = await engine.execute(statementsOf(made.sql), { params: { bizdate: bizdate.day } });
    if ('error' in done) return wrong(engineNote(done.error));
  }
  const written = await rowsOf(
    engine,
    `SELECT * EXCLUDE (ds) FROM ${table} WHERE ds = '${bizdate.partition}'`,
  );
  if ('error' in written) return wrong(engineNote(written.error));
  const others = await rowsOf(engine, `SELECT * FROM ${table} WHERE ds <> '${bizdate.partition}'`);
  if ('error' in others) return wrong(engineNote(others.error));
  const found =
    difference(written.rows, golds[0]!) ??
    (kept === undefined ? undefined : difference(others.rows, kept));
  const verdict = found === undefined ? said('passed') : said('wrong', { note: found });
  return { case: verdict, compiled: made, rows: written.rows };
}

/** The target's table with what stood there before; returns its rows of other days. */
export async function fillTarget(
  engine: Engine,
  id: string,
  table: string,
  ddl: Printed,
): Promise<Rows | undefined> {
  await prepareData(engine, statementsOf(ddl));
  const rows = before[id];
  if (rows === undefined) return undefined;
  await prepareData(engine, [`INSERT INTO ${table} BY NAME ${rows}`]);
  const got = await rowsOf(engine, `SELECT * FROM ${table} WHERE ds <> '${bizdate.partition}'`);
  if ('error' in got) throw new Error(engineNote(got.error));
  return got.rows;
}
