import type { Ontology } from '../../../ontology/model.js';
import type { Aggregate, Filter } from '../frame.js';
import { readModifier } from './modifiers.js';
import type { Said } from './numbers.js';
import { type Reading, isNext, skip } from './reading.js';
import { roleOf } from '../token.js';

/** And how many of them are open: of what was counted before, those that pass; undefined where nothing of that stands. */
export function readOfThem(reading: Reading, ontology: Ontology): Said | 'stuck' | undefined {
  const { tokens, at } = reading;
  const isOf = roleOf(tokens[at], 'count') !== undefined;
  let next = at + 1;
  if (roleOf(tokens[next], 'of') !== undefined) next += 1;
  const who = tokens[next]?.text ?? '';
  if (!isOf || !/^(?:them|these|those)$/i.test(who)) return undefined;
  const counted = reading.measures.filter(
    (m): m is Aggregate => m.kind === 'aggregate' && m.agg === 'count',
  );
  const [of, ...more] = counted.filter((m) => m.filters.length === 0);
  if (of === undefined || more.length > 0) return 'stuck';
  reading.at = next + 1;
  const isNamed = tokens[reading.at];
  if (
    isNamed?.kind === 'refs' &&
    isNamed.refs.some((r) => r.kind === 'entity' && r.entity === of.entity)
  )
    reading.at += 1;
  const filters: Filter[] = [];
  const inner: Reading = { ...reading, filters, nouns: [{ entity: of.entity, filters }] };
  for (;;) {
    const from = inner.at;
    skip(inner, 'be');
    if (!readModifier(inner, ontology) || inner.at === from) return 'stuck';
    if (inner.at >= tokens.length || isNext(inner, 'end', 'comma', 'and')) break;
  }
  reading.at = inner.at;
  if (filters.length === 0) return 'stuck';
  return { measure: { ...of, filters: [] }, noun: { entity: of.entity, filters } };
}
