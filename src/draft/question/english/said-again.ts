import type { Measure } from '../frame.js';
import type { Reading } from './reading.js';
import { roleOf, type Token } from '../token.js';

/** Words that stand for a number by what kind of number it is. */
const kinds: readonly (readonly [RegExp, (measure: Measure) => boolean])[] = [
  [/^(?:percentage|percent|proportion|fraction|share|ratio|rate)$/, (m) => m.kind === 'quotient'],
  [/^(?:average|mean|avg)$/, (m) => m.kind === 'aggregate' && m.agg === 'avg'],
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
