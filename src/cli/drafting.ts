import { isDay } from '../base/calendar-days.js';
import { Trouble } from '../base/trouble.js';
import { draft, type Draft } from '../draft/draft.js';
import { dictionaryOf } from '../draft/vocabulary.js';
import { loadTokenizer } from '../knowledge/tokens.js';
import type { Ontology } from '../ontology/model.js';

/** Drafts a document from words alone, without a model (design section 8). */
export async function draftFrom(
  requirement: string,
  ontology: Ontology,
  asOf: string | undefined,
  satisfies: readonly string[] = [],
): Promise<Draft> {
  if (asOf !== undefined && !isDay(asOf))
    throw new Trouble('cli/day', 'usage', `"${asOf}" is not a day`, '--as-of 2026-11-07');
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  return draft(requirement, ontology, {
    asOf: asOf ?? today(),
    tokenize,
    ...(satisfies.length > 0 && { satisfies }),
  });
}

/** The one place that reads the clock: the day is written into the document, which never reads it. */
function today(): string {
  const now = new Date();
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
