import { draft } from '../../draft/draft.js';
import { dictionaryOf } from '../../draft/vocabulary.js';
import { loadTokenizer } from '../../knowledge/tokens.js';
import type { Ontology } from '../../ontology/model.js';
import { answeredDraft, type AnsweredDraft } from '../../stages/spec/answered-draft.js';
import type { Answered } from '../../stages/spec/clarifications.js';
import type { Project } from '../../workspace/project.js';
import { day } from '../options/option-values.js';

/** Drafts a document from words alone, without a model (design section 8), and what was answered about them. */
export async function draftFrom(
  requirement: string,
  ontology: Ontology,
  { config }: Project,
  asOf: string | undefined,
  satisfies: readonly string[] = [],
  answers: readonly Answered[] = [],
): Promise<AnsweredDraft> {
  const counted = day(asOf, '--as-of') ?? today(config.timezone);
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  const options = { asOf: counted, tokenize, ...(satisfies.length > 0 && { satisfies }) };
  return answeredDraft(requirement, answers, (text) => draft(text, ontology, options));
}

/**
 * Today in a time zone, that of this machine where none is named. The day is written into the document,
 * which never reads a clock.
 */
export function today(timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...(timeZone !== undefined && { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date());
  const part = (type: string): string => parts.find((p) => p.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}
