import { Trouble } from '../../src/base/trouble.js';
import { compile, type Compiled } from '../../src/compile.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, EngineError } from '../../src/engine/engine.js';
import type { Ontology } from '../../src/ontology/model.js';
import type { Dialect } from '../../src/sql/dialect.js';
import { dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { cellsOf } from '../../src/evaluate/judge/cells.js';
import { difference, type Manner, type Rows } from '../../src/evaluate/judge/compare.js';
import { fitsATie } from '../../src/evaluate/judge/ties.js';
import type { Case } from './verdict.js';

/** One document and what is right for it. */
export interface Question {
  readonly name: string;
  readonly level: string;
  readonly document: string;
  readonly ontology: Ontology;
  /** Rows that answer it; any one of several. */
  readonly golds: readonly Rows[];
  readonly manner?: Manner;
}

/** A verdict, with what was compiled and got on the way to it. */
export interface Answered {
  readonly question: Question;
  readonly case: Case;
  readonly compiled?: Compiled;
  readonly rows?: Rows;
}

/** The dialect every suite executes. */
export const duckdb = suiteDialect('duckdb');

/** A dialect by name, which a suite takes for granted. */
export function suiteDialect(name: string): Dialect {
  const found = dialectNamed(name);
  if (found === undefined) throw new Error(`there is no dialect ${name}`);
  return found;
}

/** Answers questions on one database, opened read-only. */
export async function answerAll(
  questions: readonly Question[],
  file: string,
): Promise<readonly Answered[]> {
  const engine = await openDuckdb({ databases: [{ file }] });
  const answers: Answered[] = [];
  for (const question of questions) answers.push(await answer(question, engine));
  await engine.close();
  return answers;
}

/** Compiles one question's document, runs its SELECT, and compares the rows. */
export async function answer(question: Question, engine: Engine): Promise<Answered> {
  const { document, ontology, golds, manner = {} } = question;
  const said = verdictsOf(question);
  const built = compiledFor(question);
  if ('case' in built) return built;
  const made = { question, compiled: built.compiled };
  const got = await rowsOf(engine, built.compiled.select.text);
  if ('error' in got) return { ...made, case: said('wrong', { note: engineNote(got.error) }) };
  const answered = { ...made, rows: got.rows };
  const differences = golds.map((gold) => difference(got.rows, gold, manner));
  if (differences.includes(undefined)) return { ...answered, case: said('passed') };
  for (const gold of golds)
    if (await fitsATie(document, gold, manner, (text) => selectRows(text, ontology, engine)))
      return { ...answered, case: said('passed') };
  return { ...answered, case: said('wrong', { note: differences.join('; or ') }) };
}

/** Makes a question's verdicts. */
export function verdictsOf({ name, level }: Question) {
  return (verdict: Case['verdict'], rest: Partial<Case> = {}): Case => ({
    name,
    level,
    verdict,
    codes: [],
    ...rest,
  });
}

/** A question's document compiled; or its verdict, where it is not. */
export function compiledFor(question: Question): Answered | { readonly compiled: Compiled } {
  const said = verdictsOf(question);
  const built = compiled(question.document, question.ontology, duckdb);
  if (built.kind === 'compiled') return { compiled: built.compiled };
  const { note } = built;
  if (built.kind === 'bug') return { question, case: said('wrong', { note }) };
  return { question, case: said('refused', { codes: built.codes, note }) };
}

type Built =
  | { readonly kind: 'compiled'; readonly compiled: Compiled }
  | { readonly kind: 'refused'; readonly codes: readonly string[]; readonly note: string }
  | { readonly kind: 'bug'; readonly note: string };

/** Compiles for one dialect; an exception is a bug of the compiler, never an answer. */
export function compiled(document: string, ontology: Ontology, dialect: Dialect): Built {
  try {
    const [made, diagnostics] = compile(document, ontology, dialect);
    if (made !== undefined) return { kind: 'compiled', compiled: made };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return {
      kind: 'refused',
      codes: [...new Set(errors.map(({ code }) => code))].toSorted(),
      note: errors.map(({ path, params }) => `${path} ${JSON.stringify(params)}`).join('; '),
    };
  } catch (error) {
    if (error instanceof Trouble || !(error instanceof Error)) throw error;
    const place = (error.stack ?? '').split('\n').find((line) => line.includes('/src/')) ?? '';
    return { kind: 'bug', note: `bug: ${error.message} ${place.trim()}` };
  }
}

async function selectRows(
  document: string,
  ontology: Ontology,
  engine: Engine,
): Promise<Rows | undefined> {
  const built = compiled(document, ontology, duckdb);
  if (built.kind !== 'compiled') return undefined;
  const got = await rowsOf(engine, built.compiled.select.text);
  return 'error' in got ? undefined : got.rows;
}

/** The rows of one SELECT as cells. */
export async function rowsOf(
  engine: Engine,
  sql: string,
  params: Readonly<Record<string, string>> = {},
): Promise<{ readonly rows: Rows } | { readonly error: EngineError }> {
  const got = await engine.query(sql, { params });
  if ('error' in got) return got;
  return { rows: cellsOf(got.value) };
}

/** Runs statements, and throws what the engine has against them: for what a suite prepares itself. */
export async function prepareData(engine: Engine, statements: readonly string[]): Promise<void> {
  const done = await engine.execute(statements);
  if ('error' in done) throw new Error(engineNote(done.error));
}

/** An engine's error in one line. */
export function engineNote({ type, message }: EngineError): string {
  return `engine: ${type}: ${message.split('\n')[0] ?? ''}`;
}
