import type { TimeSpine } from '../manifest.js';
import { grains } from '../manifest.js';
import type { Element } from '../template.js';
import type { Builder } from './builder.js';
import { primaryOf } from '../resolve.js';
import { clockOf, type Leaf } from './tree.js';

/** Whether an element is the clock of a leaf, as metric_time or under its own name. */
export function isTimeKey(_: Builder, leaf: Leaf, { path, name, part }: Element): boolean {
  if (part !== undefined) return path.length === 0 && name === 'metric_time';
  if (path.length === 0) return name === 'metric_time';
  const { model } = leaf.of.model;
  return path.length === 1 && path[0] === primaryOf(model) && name === clockOf(leaf.of);
}

/** Whether the keys of a query tell every moment of a grain from the others. */
export function tellsMoments(builder: Builder, leaf: Leaf, base: string): boolean {
  const { query, metricTime } = builder;
  const usual = (element: Element): string =>
    element.name === 'metric_time'
      ? metricTime
      : (leaf.of.model.model.dimensions.find((d) => d.name === element.name)?.grain ?? metricTime);
  return query.groupBy.some(
    (element) =>
      isTimeKey(builder, leaf, element) &&
      element.part === undefined &&
      (element.grain ?? usual(element)) === base,
  );
}

/** Whether conditions speak of metric_time or of a leaf's clock under its own name. */
export function readsClock(leaf: Leaf, filters: Leaf['filters']): boolean {
  const clock = clockOf(leaf.of) ?? '';
  return filters.some(
    ({ text }) =>
      /metric_time/i.test(text) ||
      new RegExp(`__${clock}\\b`, 'i').test(text) ||
      new RegExp(`__${clock}__`, 'i').test(text),
  );
}

/** The finest grain of metric_time that a query asks for; where it asks for none, the usual one. */
export function finestGrain({ query, metricTime, library }: Builder): string {
  const asked = query.groupBy
    .filter(({ path, name }) => path.length === 0 && name === 'metric_time')
    .map(({ grain, part }) =>
      part !== undefined || (grain !== undefined && library.custom.has(grain))
        ? 'day'
        : (grain ?? metricTime),
    );
  if (asked.length === 0) return 'day';
  return asked.reduce((a, b) => (grains.indexOf(a) <= grains.indexOf(b) ? a : b));
}

/** The spine that has every bucket of a grain: the coarsest of those that are not coarser. */
export function spineFor({ library }: Builder, grain: string): TimeSpine | undefined {
  return library.manifest.spines
    .filter((spine) => grains.indexOf(spine.grain) <= grains.indexOf(grain))
    .toSorted((a, b) => grains.indexOf(b.grain) - grains.indexOf(a.grain))[0];
}
