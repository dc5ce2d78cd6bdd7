import { Trouble } from '../../base/trouble.js';
import { hasErrors } from '../../base/diagnostic.js';
import { compile } from '../../compile.js';
import type { Engine } from '../../engine/engine.js';
import type { Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { cellsOf } from './cells.js';
import { difference, type Manner, type Rows } from './compare.js';
import type { Proposal } from '../proposals/proposal.js';
import type { Question } from '../questions/question.js';
import { fitsATie } from './ties.js';
import type { Judged } from './verdict.js';

/** Where documents are compiled for and run. */
export interface Ground {
  readonly engine: Engine;
  readonly dialect: Dialect;
  readonly manner: Manner;
}

/** More rows than this are no answer that anybody reads. */
const mostRows = 100_000;

/** Compiles what was proposed, runs it and compares its rows with the expected ones. */
export async function judge(
  question: Question,
  proposal: Proposal,
  ontology: Ontology,
  ground: Ground,
): Promise<Omit<Judged, 'seconds'>> {
  const { first, repaired = first } = proposal;
  const built = repaired === undefined ? undefined : compiled(repaired, ontology, ground.dialect);
  const judged = {
    question,
    proposal,
    validAtFirst:
      first !== undefined &&
      (first === repaired ? built : compiled(first, ontology, ground.dialect))?.sql !== undefined,
    valid: built?.sql !== undefined,
    codes: built?.codes ?? [],
  };
  if (proposal.asked.length > 0) {
    const verdict = question.unanswerable ? 'refused' : 'asked';
    return { ...judged, verdict, note: proposal.asked.join(' ') };
  }
  if (repaired === undefined || built?.sql === undefined)
    return { ...judged, verdict: 'refused', note: built?.note ?? 'nothing was proposed' };
  const { sql } = built;
  const got = await rowsOf(ground.engine, sql);
  if ('note' in got) return { ...judged, verdict: 'refused', sql, ...got };
  const { rows } = got;
  const ran = { ...judged, sql, rows };
  if (question.unanswerable) return { ...ran, verdict: 'wrong', note: 'there is no answer' };
  const note = await differenceOf(question, repaired, rows, ontology, ground);
  return note === undefined ? { ...ran, verdict: 'right' } : { ...ran, verdict: 'wrong', note };
}

/** Judges SQL that a model wrote itself; it runs read-only, and ties are not looked into. */
export async function judgeSql(
  question: Question,
  sql: string | undefined,
  exchanges: Proposal['exchanges'],
  { engine, manner }: Ground,
): Promise<Omit<Judged, 'seconds'>> {
  const proposal: Proposal = { asked: [], repairs: {}, exchanges };
  const judged = { question, proposal, validAtFirst: false, valid: false, codes: [] };
  if (sql === undefined) return { ...judged, verdict: 'refused', note: 'no SQL was written' };
  const got = await rowsOf(engine, sql);
  if ('note' in got) return { ...judged, verdict: 'refused', sql, ...got };
  const ran = { ...judged, validAtFirst: true, valid: true, sql, rows: got.rows };
  if (question.unanswerable) return { ...ran, verdict: 'wrong', note: 'there is no answer' };
  const differences = question.golds.map((gold) => difference(got.rows, gold, manner));
  return differences.includes(undefined)
    ? { ...ran, verdict: 'right' }
    : { ...ran, verdict: 'wrong', note: differences.join('; or ') };
}

/** Whether rows are those of any expected result; if not, what differs. */
async function differenceOf(
  { golds }: Question,
  document: string,
  rows: Rows,
  ontology: Ontology,
  { engine, dialect, manner }: Ground,
): Promise<string | undefined> {
  const differences = golds.map((gold) => difference(rows, gold, manner));
  if (differences.includes(undefined)) return undefined;
  const run = async (text: string): Promise<Rows | undefined> => {
    const { sql } = compiled(text, ontology, dialect);
    const got = sql === undefined ? undefined : await rowsOf(engine, sql);
    return got !== undefined && 'rows' in got ? got.rows : undefined;
  };
  for (const gold of golds) if (await fitsATie(document, gold, manner, run)) return undefined;
  return differences.length === 0 ? 'no rows are expected' : differences.join('; or ');
}

interface Built {
  readonly sql?: string;
  readonly codes: readonly string[];
  readonly note?: string;
}

function compiled(document: string, ontology: Ontology, dialect: Dialect): Built {
  const [made, found] = compile(document, ontology, dialect);
  const errors = found.filter((d) => d.severity === 'error');
  const codes = [...new Set(errors.map((d) => d.code))].toSorted();
  if (made !== undefined && !hasErrors(found)) return { sql: made.select.text, codes };
  const note = errors.map((d) => `${d.code} ${d.path} ${JSON.stringify(d.params)}`).join('; ');
  return { codes, note };
}

/** A statement that fails on the data gives no rows, so it is no wrong answer. */
async function rowsOf(
  engine: Engine,
  sql: string,
): Promise<{ readonly rows: Rows } | { readonly note: string; readonly codes: readonly string[] }> {
  try {
    const got = await engine.query(sql, { maxRows: mostRows });
    if ('value' in got) return { rows: cellsOf(got.value) };
    const { type, message } = got.error;
    return { note: `${type}: ${message.split('\n')[0] ?? ''}`, codes: ['engine/failed'] };
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind === 'interrupted') throw error;
    return { note: error.message, codes: [error.code] };
  }
}
