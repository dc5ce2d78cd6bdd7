import type { Ontology } from '../../../ontology/model.js';
import type { Aggregate, Quotient } from '../frame.js';
import type { ValueReferent } from '../referents.js';
import { roleOf } from '../token.js';
import { readModifier } from './modifiers.js';
import { testOf } from './noun.js';
import { countOf, readNumber } from './numbers.js';
import { type Reading, isNext, refsNext, skip } from './reading.js';

/** The ratio of A to B, each with what was said of it. */
export function readRatio(reading: Reading, ontology: Ontology): boolean {
  const percent = /percent/i.test(reading.tokens[reading.at]!.text);
  reading.at += 1;
  const sides = readSides(reading);
  if (sides !== undefined) {
    reading.measures.push(sides);
    reading.nouns = [{ entity: sides.over.entity, filters: reading.filters }];
    return true;
  }
  const over = readCounted(reading, ontology);
  if (over === undefined || !skip(reading, 'to')) return false;
  // What follows both sides holds for both, unless the first had a condition of its own.
  const by = readCounted(reading, ontology, over.modified, over.measure);
  if (by === undefined) return false;
  const quotient = {
    kind: 'quotient',
    over: over.measure,
    by: by.measure,
    percent,
  } as const;
  reading.measures.push(quotient);
  reading.nouns = [{ entity: by.measure.entity, filters: reading.filters }];
  skip(reading, 'differ');
  return true;
}

/** Of female to male employees: two values of one column of what is counted. */
function readSides(reading: Reading): Quotient | undefined {
  const { tokens, at } = reading;
  if (roleOf(tokens[at + 1], 'to') === undefined) return undefined;
  const noun = refsNext(reading, 3).flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0];
  const [one, other] = [0, 2].map((ahead) => {
    const all = refsNext(reading, ahead);
    const own = all.filter((r): r is ValueReferent => r.kind === 'value' && r.entity === noun);
    return all.every((r) => r.kind === 'value') && own.length === 1 ? own[0] : undefined;
  });
  if (noun === undefined || one === undefined || other?.attribute !== one.attribute)
    return undefined;
  reading.at += 4;
  const counted = (value: ValueReferent): Aggregate => ({
    kind: 'aggregate',
    agg: 'count',
    entity: noun,
    filters: [testOf(value, value.code)],
  });
  return { kind: 'quotient', over: counted(one), by: counted(other), percent: false };
}

/** One side of a ratio: a number, or the count of a thing, with at most one condition behind it. */
function readCounted(
  reading: Reading,
  ontology: Ontology,
  follows = true,
  over?: Aggregate,
): { readonly measure: Aggregate; readonly modified: boolean } | undefined {
  const number = readNumber(reading, ontology, false);
  if (number === 'stuck') return undefined;
  const said = number ?? countOf(reading, ontology);
  if (said === 'stuck') return undefined;
  const filters = [...said.noun.filters];
  // Interviews held: there are no others.
  const isPlain = /^(?:held|made|placed|recorded|taken)$/i.test(
    reading.tokens[reading.at]?.text ?? '',
  );
  if (isPlain && roleOf(reading.tokens[reading.at + 1], 'to', 'each') !== undefined)
    reading.at += 1;
  const isTimed = reading.tokens[reading.at]?.kind === 'timed';
  // Interviews to applications with status hired: said of the second; of two kinds of one thing it may be said of both.
  const isOfSecond =
    over !== undefined &&
    (over.entity !== said.measure.entity || over.filters.length === 0) &&
    isNext(reading, 'with', 'whose', 'without');
  if (
    (follows || isOfSecond) &&
    (isTimed || isNext(reading, 'verb', 'prep', 'with', 'rel', 'have', 'whose', 'without'))
  ) {
    const inner: Reading = {
      ...reading,
      nouns: [{ entity: said.measure.entity, filters }],
      filters,
    };
    if (!readModifier(inner, ontology)) return undefined;
    reading.at = inner.at;
    return { measure: { ...said.measure, filters }, modified: true };
  }
  return { measure: { ...said.measure, filters }, modified: false };
}
