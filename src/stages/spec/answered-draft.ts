import { oneLine } from '../../base/render.js';
import type { Document, Unresolved } from '../../dsl/document.js';
import type { Draft } from '../../draft/draft.js';
import type { TextSpan } from '../../draft/lexing/word.js';
import type { Answered } from './clarifications.js';

/** A draft, and the text that its spans are of. */
export interface AnsweredDraft extends Draft {
  readonly text: string;
}

/**
 * What is drafted from a requirement in which words that had no meaning are said as people answered that
 * they are meant. An answer counts only where it is understood: its question is gone and no other came. What
 * was taken so stands in `assumptions`; the title stays that of the requirement.
 */
export function answeredDraft(
  requirement: string,
  answers: readonly Answered[],
  draftOf: (requirement: string) => Draft,
): AnsweredDraft {
  const first = draftOf(requirement);
  const taken: { about: string; taken: string; at: '' }[] = [];
  let [text, drafted] = [requirement, first];
  for (const answer of answers) {
    const hole = questionsOf(drafted).find((u) => isAnswered(u, answer));
    const place = hole && placeOf(hole.about, text, drafted.unused);
    if (hole === undefined || place === undefined) continue;
    const said = saidIn(answer);
    const other = `${text.slice(0, place.start)}${said}${text.slice(place.end)}`;
    const made = draftOf(other);
    const words = { start: place.start, end: place.start + said.length };
    if (!isUnderstood(made, words) || !asksLess(made, drafted, hole)) continue;
    if (saysTwo(made, drafted)) continue;
    [text, drafted] = [other, made];
    taken.push({ about: hole.about, taken: said, at: '' });
  }
  const { document } = drafted;
  if (document === undefined || taken.length === 0) return { ...first, text: requirement };
  const whole: Document = {
    ...document,
    title: first.document!.title,
    assumptions: [...(document.assumptions ?? []), ...taken],
  };
  return { ...drafted, document: whole, text };
}

/** The answer without the name of who gave it. */
function saidIn({ text }: Answered): string {
  return text.replace(/\s*\((?:[^()]|\([^()]*\))*\)$/, '').trim();
}

function questionsOf({ document }: Draft): readonly Unresolved[] {
  return document?.unresolved ?? [];
}

function isAnswered({ at, options, question }: Unresolved, answer: Answered): boolean {
  const isOpen = at === '' && options.length === 0 && answer.value === undefined;
  return isOpen && oneLine(question) === answer.question;
}

/** Where words stand that have no meaning; those that have one keep it, whatever else is asked of them. */
function placeOf(about: string, text: string, unused: readonly TextSpan[]): TextSpan | undefined {
  for (const { start, end } of unused) {
    const at = text.slice(start, end).indexOf(about);
    if (about !== '' && at >= 0) return { start: start + at, end: start + at + about.length };
  }
  return undefined;
}

/** Whether some of the words got a meaning, and none has none. */
function isUnderstood({ used, unused }: Draft, words: TextSpan): boolean {
  const meets = (span: TextSpan): boolean => span.start < words.end && words.start < span.end;
  return used.some(meets) && !unused.some(meets);
}

/** Whether words became a group and a condition at once: beside others they mean more than the answer did. */
function saysTwo(made: Draft, before: Draft): boolean {
  const [now, then] = [made, before].map(({ document }) => {
    const stages = document?.stages ?? [];
    const conditions = stages.flatMap(({ where = [], measures = [] }) => [
      ...where,
      ...measures.flatMap((m) => m.where ?? []),
    ]);
    return { groups: stages.flatMap(({ by = [] }) => by).length, conditions: conditions.length };
  });
  return now!.groups > then!.groups && now!.conditions > then!.conditions;
}

/** Whether a question is gone and no other came. */
function asksLess(made: Draft, before: Draft, hole: Unresolved): boolean {
  const known = new Set(questionsOf(before).map((u) => u.question));
  known.delete(hole.question);
  return made.document !== undefined && questionsOf(made).every((u) => known.has(u.question));
}
