import type { Ontology } from '../../../ontology/model.js';
import type { Filter, Measure } from '../frame.js';
import { roleOf } from '../token.js';
import { readModifier } from './modifiers.js';
import { countOf } from './numbers.js';
import type { ValueReferent } from '../referents.js';
import { testOf } from './noun.js';
import { type Reading, isNext, refsNext, skip } from './reading.js';

/**
 * The percentage of loans that are open: of all rows, those that pass. What stands before the verb is said
 * of both numbers (of bookings in 2024, how many were cancelled), what follows it of the first one.
 */
export function readPercent(reading: Reading, ontology: Ontology): boolean {
  const role = roleOf(reading.tokens[reading.at], 'percent', 'fraction');
  if (role === undefined) return false;
  reading.at += 1;
  skip(reading, 'of', 'stop', 'all', 'count');
  const counted = countOf(reading, ontology);
  if (counted === 'stuck' || counted.measure.agg !== 'count') return false;
  const { entity } = counted.measure;
  const before = readPart(reading, ontology, entity, ['prep', 'of']);
  if (before === undefined) return false;
  const after = readPart(reading, ontology, entity, saying);
  if (after === undefined) return false;
  const adjectives = counted.noun.filters;
  const parts = [adjectives, before, after].filter((p) => p.length > 0);
  const chosen = parts.at(-1);
  // Of cancelled bookings in 2024: which of the two is the part of which, nobody can tell.
  if (chosen === undefined || (after.length === 0 && parts.length > 1)) return false;
  const both = parts.slice(0, -1).flat();
  const count = { kind: 'aggregate', agg: 'count', entity } as const;
  const share: Measure = {
    kind: 'quotient',
    over: { ...count, filters: chosen },
    by: { ...count, filters: [] },
    percent: role.kind === 'percent',
  };
  reading.filters.push(...both);
  reading.measures.push(share);
  reading.nouns = [{ entity, filters: reading.filters }];
  return true;
}

/** The no-show percentage: a value before the share that it has of all rows; undefined where none stands. */
export function readShareOf(reading: Reading): boolean | undefined {
  const role = roleOf(reading.tokens[reading.at + 1], 'percent', 'fraction');
  const refs = refsNext(reading);
  const [value, ...more] = refs.filter((r): r is ValueReferent => r.kind === 'value');
  if (role === undefined || value === undefined || refs.length > 1 + more.length) return undefined;
  if (more.length > 0 || reading.nouns.length > 0 || reading.measures.length > 0) return false;
  reading.at += 2;
  const isSaid = refsNext(reading).some((r) => r.kind === 'entity' && r.entity === value.entity);
  if (isSaid) reading.at += 1;
  const count = { kind: 'aggregate', agg: 'count', entity: value.entity } as const;
  reading.measures.push({
    kind: 'quotient',
    over: { ...count, filters: [testOf(value, value.code)] },
    by: { ...count, filters: [] },
    percent: role.kind === 'percent',
  });
  reading.nouns = [{ entity: value.entity, filters: reading.filters }];
  return true;
}

const saying = ['be', 'have', 'verb', 'rel', 'with', 'whose', 'without', 'not'] as const;

/** One modifier, and more of them that `and` joins; undefined where it is not understood. */
function readPart(
  reading: Reading,
  ontology: Ontology,
  entity: Reading['nouns'][number]['entity'],
  opening: readonly ((typeof saying)[number] | 'prep' | 'of')[],
): readonly Filter[] | undefined {
  const token = reading.tokens[reading.at];
  const isTimed = token?.kind === 'time' || token?.kind === 'timed';
  const isValue = token?.kind === 'refs' && token.refs.every((r) => r.kind === 'value');
  if (!isTimed && !isValue && !isNext(reading, ...opening)) return [];
  const filters: Filter[] = [];
  const inner: Reading = { ...reading, filters, nouns: [{ entity, filters }] };
  for (;;) {
    const from = inner.at;
    // Were cancelled: what only joins is gone past with what it joins.
    while (isNext(inner, 'be') && inner.at < inner.tokens.length) inner.at += 1;
    if (!readModifier(inner, ontology) || inner.at === from) return undefined;
    if (!isNext(inner, 'and') || inner.keeps.length > reading.keeps.length) break;
    inner.at += 1;
  }
  reading.at = inner.at;
  return filters;
}
