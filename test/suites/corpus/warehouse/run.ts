import { openDuckdb } from '../../../../src/engine/duckdb.js';
import type { Engine } from '../../../../src/engine/engine.js';
import type { Rows } from '../../../../src/evaluate/judge/compare.js';
import { suiteOntology } from '../../ontology.js';
import {
  answer,
  compiled,
  duckdb,
  engineNote,
  prepareData,
  rowsOf,
  type Answered,
  type Question,
} from '../../run.js';
import { documentsIn, sharedFile } from '../../shared.js';
import type { Case } from '../../verdict.js';
import { targetOf, writeTarget, type DailyRun } from '../../write-target.js';
import { expected } from './expected.sql.js';
import { before, tables } from './rows.sql.js';

/** The day of all runs, as each kind of place writes it. */
export const bizdate = { day: '2026-11-07', partition: '20261107' };

interface Document {
  readonly unresolved?: readonly Hole[];
}
interface Hole {
  readonly at: string;
  readonly options: readonly { readonly value: string }[];
}

/** The warehouse documents over rows of our own, against rows worked out by hand. */
export async function answerWarehouse(shared: string): Promise<readonly Answered[]> {
  const ontology = suiteOntology('corpus/ontology/warehouse');
  const documents = documentsIn(sharedFile(shared, 'dsl/corpus/warehouse'));
  const answers: Answered[] = [];
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
      const { unresolved = [] } = JSON.parse(document) as Document;
      const answered =
        unresolved.length > 0
          ? { question, case: holes(question) }
          : targetOf(document) === undefined
            ? await answer(question, engine)
            : await writeTarget(question, engine, dailyRun(id));
      await engine.close();
      answers.push(answered);
    }
  return answers;
}

/** The run of the suite's day, over what earlier runs left. */
export function dailyRun(id: string): DailyRun {
  const rows = before[id];
  return { ...bizdate, ...(rows !== undefined && { before: rows }) };
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
