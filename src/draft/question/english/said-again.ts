import type { Attribute } from '../../../ontology/model.js';
import { stem } from '../../lexing/fold.js';
import type { Field, Measure } from '../frame.js';
import { wayTo } from '../join.js';
import { wordsIn } from '../name-words.js';
import type { Reading } from './reading.js';
import { roleOf, type Token } from '../token.js';

/** Words that stand for a number by what kind of number it is. */
const kinds: readonly (readonly [RegExp, (measure: Measure) => boolean])[] = [
  [/^(?:percentage|percent|proportion|fraction|share|ratio|rate)$/, (m) => m.kind === 'quotient'],
  [
    /^(?:average|mean|avg)(?: (?:number of )?(?:days|hours|minutes|time|duration|delay))?$/,
    (m) => m.kind === 'aggregate' && m.agg === 'avg',
  ],
  [
    /^(?:total|sum|amount|revenue|total amount|total sum)$/,
    (m) => m.kind === 'aggregate' && m.agg === 'sum',
  ],
  [/^(?:count|number|total number|total count)$/, (m) => isCount(m)],
];

function isCount(measure: Measure): boolean {
  return measure.kind === 'aggregate' && measure.agg.startsWith('count');
}

/** Return the city and the percentage: a number that was asked for before, by its kind; whether it stood here. */
export function readAgain(reading: Reading): boolean {
  const { tokens, at, measures } = reading;
  let end = at;
  while (end < tokens.length && !isClosing(tokens[end]!)) end += 1;
  const said = tokens
    .slice(at, end)
    .filter((t) => roleOf(t, 'stop') === undefined)
    .map((t) => t.text.toLowerCase())
    .join(' ')
    .replace(/^the /, '')
    .replaceAll(/\s+/g, ' ');
  const of = kinds.find(([pattern]) => pattern.test(said))?.[1];
  if (of === undefined || measures.filter(of).length !== 1) return false;
  reading.at = end;
  return true;
}

function isClosing(token: Token): boolean {
  return roleOf(token, 'end', 'comma', 'and', 'order', 'direction') !== undefined;
}

/**
 * A column by its last word, the rating of a school rating; without a field where it is shown anyway.
 * Undefined where no such word stands alone, or several columns end with it; 'either' where a column of something else
 * may be meant as well.
 */
export function tailNext(
  reading: Reading,
): { readonly end: number; readonly field?: Field } | 'either' | undefined {
  const { ontology, tokens, subject, groups, measures } = reading;
  let start = reading.at;
  while (roleOf(tokens[start], 'stop') !== undefined) start += 1;
  const token = tokens[start];
  const next = tokens[start + 1];
  if (token?.kind !== 'unknown' && !isOfOther(reading, token)) return undefined;
  const word = stem(token.text.toLowerCase());
  // The rep name of a sales rep: things are shown with their names.
  const things = [subject, ...groups.map((g) => (g.kind === 'entity' ? g.entity : undefined))];
  const isThing = things.some((e) => e !== undefined && lastWord(e.name) === word);
  if (isThing && roleOf(next, 'name', 'id') !== undefined) return { end: start + 2 };
  if (next !== undefined && !isClosing(next)) return undefined;
  const end = start + 1;
  if (groups.some((g) => g.kind === 'grain' && g.grain === word)) return { end };
  const grouped = groups.flatMap((g) => (g.kind === 'field' ? [g.field] : []));
  const measured = measures.flatMap((m) => (m.kind === 'aggregate' && m.of ? [m.of] : []));
  const own = subject === undefined ? [] : [...subject.attributes.values()];
  const isTail = (a: Attribute): boolean => lastWord(a.name) === word;
  const shown = [...grouped.map((f) => f.attribute), ...measured].filter(isTail);
  const found = own.filter((a) => isTail(a) && !subject!.key.includes(a.name));
  if (shown.length + found.length !== 1) return undefined;
  const [attribute] = found;
  // The amount, of refunds with an amount of their own of orders: which of the two is not said.
  const isReached =
    token.kind === 'refs' &&
    token.refs.some((r) => wayTo(ontology, subject!, r.entity).kind !== 'none');
  if (isReached) return attribute === undefined ? undefined : 'either';
  return { end, ...(attribute && { field: { entity: subject!, attribute } }) };
}

/** A column of something else than what is listed. */
function isOfOther({ subject }: Reading, token: Token | undefined): token is Token {
  return (
    token?.kind === 'refs' &&
    subject !== undefined &&
    token.refs.every((r) => r.kind === 'attribute' && r.entity !== subject)
  );
}

function lastWord(name: string): string {
  return stem(wordsIn(name).at(-1) ?? '');
}
