import { remember } from '../../base/remember.js';
import type { Ontology } from '../../ontology/model.js';

/** A relative window of time, however it was named (S11); `all` is everything through the as-of day. */
export interface RelativeTime {
  readonly mode: 'rolling' | 'complete' | 'to_date' | 'all';
  readonly last: number;
  readonly unit: string;
}

/** What a period's name means: the ontology's own definition, else the field's usual one. */
export function periodOf(ontology: Ontology, name: string): RelativeTime | undefined {
  const own = ontology.periods.get(name);
  if (own === undefined) return usualPeriods.get(name);
  if (own.allTime) return toDay;
  return { mode: own.mode ?? 'rolling', last: own.last ?? 1, unit: own.unit ?? 'day' };
}

/** All names of periods that mean something here. */
export function periodNames(ontology: Ontology): readonly string[] {
  return namesOf(ontology, '', () => [
    ...new Set([...ontology.periods.keys(), ...usualPeriods.keys()]),
  ]);
}

const namesOf = remember<readonly string[]>();

const toDay: RelativeTime = { mode: 'all', last: 1, unit: 'day' };

/** The period suffixes that warehouses agree on; an ontology may define any of them otherwise. */
const usualPeriods: ReadonlyMap<string, RelativeTime> = new Map([
  ...[1, 3, 7, 14, 30, 60, 90, 180, 365].map((n): [string, RelativeTime] => [
    `${n}d`,
    { mode: 'rolling', last: n, unit: 'day' },
  ]),
  ['1w', { mode: 'rolling', last: 1, unit: 'week' }],
  ['1m', { mode: 'rolling', last: 1, unit: 'month' }],
  ['cw', { mode: 'to_date', last: 1, unit: 'week' }],
  ['cm', { mode: 'to_date', last: 1, unit: 'month' }],
  ['mtd', { mode: 'to_date', last: 1, unit: 'month' }],
  ['qtd', { mode: 'to_date', last: 1, unit: 'quarter' }],
  ['ytd', { mode: 'to_date', last: 1, unit: 'year' }],
  ['td', toDay],
] as const);
