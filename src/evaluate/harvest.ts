import type { Rows } from './judge/compare.js';

/** A question of the project that could become a case of evaluation. */
export interface Candidate {
  /** The spec's name. */
  readonly id: string;
  readonly question: string;
  readonly asOf?: string;
  /** What people said of it last. */
  readonly verdict?: 'right' | 'wrong';
  readonly reason?: string;
}

/** The file of cases, relative to the project: what `dataagent eval evaluation` reads. */
export const casesFile = 'evaluation/questions.json';

/** The cases with one more, or with that one anew; sorted by id. */
export function withCase(text: string, { id, question, asOf }: Candidate, rows: Rows): string {
  const known = casesIn(text).filter((c) => c['id'] !== id);
  const made = {
    id,
    question,
    ...(asOf !== undefined && { as_of: asOf }),
    gold_columns: rows.columns,
    gold_rows: rows.rows,
  };
  const all = [...known, made].toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  return `${JSON.stringify(all, undefined, 1)}\n`;
}

/** The ids of the cases that there are. */
export function caseIds(text: string): readonly string[] {
  return casesIn(text).map((c) => String(c['id']));
}

function casesIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  if (text.trim() === '') return [];
  const read: unknown = JSON.parse(text);
  return Array.isArray(read) ? (read as readonly Readonly<Record<string, unknown>>[]) : [];
}
