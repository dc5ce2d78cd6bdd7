import type { Frame } from '../frame.js';
import { groupEntity } from '../write/groups.js';
import { type Index } from '../referents.js';
import { latinKey } from '../name-words.js';
import type { Entity } from '../../../ontology/model.js';

const including =
  /[,;(]?\s*(?:please\s+)?(?:also\s+)?\b(?:include|including|even)\s+(?:all\s+|any\s+)?(?:the\s+|those\s+)?(?<who>[\p{L} ]{0,30}?)\s*\b(?:without|with no|with none|with zero|(?:that|who|which) have (?:no|none))\b(?<what>[^.?!,;)]*)\)?/iu;

/** A question without what it says of those that have none, and who and what that is about. */
export interface Including {
  readonly question: string;
  readonly who: string;
  readonly what: string;
}

/** Plans with their subscriptions, including plans without any; undefined where nothing of that is said. */
export function includingIn(question: string): Including | undefined {
  const match = including.exec(question);
  if (match === null) return undefined;
  const { who = '', what = '' } = match.groups!;
  const rest = question.slice(0, match.index) + question.slice(match.index + match[0].length);
  return { question: rest, who: who.trim(), what: what.trim() };
}

/** The one thing that numbers are for, where those that have none are of it; undefined where something else is said. */
export function populationOf(
  { groups, measures }: Frame,
  { who, what }: Including,
  index: Index,
): Entity | undefined {
  const [group, ...more] = groups;
  const of = group?.kind === 'entity' ? groupEntity(group) : undefined;
  if (of === undefined || more.length > 0) return undefined;
  const names = (words: string, entity: Entity): boolean =>
    (index.latin.get(latinKey(words)) ?? []).some(
      (r) => r.kind === 'entity' && r.entity === entity,
    );
  const isOf = who === '' || names(who, of);
  const isNone =
    /^(?:any|one|none|it|them)?$/i.test(what) ||
    measures.some((m) => m.kind === 'aggregate' && names(what, m.entity));
  return isOf && isNone ? of : undefined;
}
