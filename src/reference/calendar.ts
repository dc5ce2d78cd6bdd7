import { compare, msOf, same, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import { attributeOf, rowsOf, type World } from './world.js';

/** The days of one grain of a calendar. */
export interface Calendar {
  readonly grain: string;
  /** Days that the calendar has, and the place of each one's bucket in the calendar's order. */
  readonly days: readonly { readonly ms: number; readonly place: number }[];
  /** What a bucket is called, by its place. */
  readonly values: ReadonlyMap<number, Value>;
}

/** Reads the calendar that has a grain, and makes something of it. */
export function withCalendar<T>(world: World, grain: string, make: (calendar: Calendar) => T): T {
  const found = [...world.ontology.calendars.values()].find((c) => c.grains.has(grain));
  if (found === undefined) throw new Unsupported(`grain ${grain}`);
  const names = found.grains.get(grain)!;
  const entity = world.ontology.entities.get(found.entity)!;
  const rows = rowsOf(world, entity).map((row) => ({
    ms: msOf(attributeOf(world, row, found.day)),
    order: attributeOf(world, row, names.order),
    value: attributeOf(world, row, names.value),
  }));
  const placed = rows.filter((row) => row.ms !== undefined && row.order !== null);
  const orders = placed
    .map(({ order }) => order)
    .toSorted(compare)
    .filter((order, i, all) => i === 0 || !same(order, all[i - 1]!));
  const days = placed.map(({ ms, order, value }) => ({
    ms: ms!,
    place: orders.findIndex((o) => same(o, order)),
    value,
  }));
  return make({ grain, days, values: new Map(days.map((d) => [d.place, d.value])) });
}
