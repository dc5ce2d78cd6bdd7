import type { Measure as MeasureColumn } from '../../../dsl/document.js';
import type { Entity } from '../../../ontology/model.js';
import type { Aggregate, Since } from '../frame.js';
import { pairsOnce } from '../join.js';
import { applyFilter } from './filters.js';
import { place, unique, type Conditions, type Writing } from './writing.js';

/** What the column of an aggregate is called. */
export function numberName({ agg, entity, of, since }: Aggregate): string {
  if (since !== undefined) return `${since.unit}s_${agg}`;
  if (of === undefined) return `${entity.name}_cnt`;
  return agg === 'count_distinct' ? `${of.name}_cnt` : `${of.name}_${agg}`;
}

/** An aggregate over the rows of `root`, which may be a bridge to the entity whose number it is. */
export function aggregateColumn(
  writing: Writing,
  { agg, entity, of, since, filters }: Aggregate,
  root: Entity,
  as: string,
  grouped: readonly Entity[],
): MeasureColumn {
  const conditions: Conditions = { where: [], match: [] };
  for (const filter of filters) applyFilter(writing, root, filter, conditions);
  if (conditions.match.length > 0) writing.stuck = true;
  const where = {
    ...(conditions.where.length > 0 && { where: unique(conditions.where) }),
    ...(conditions.time !== undefined && { time: conditions.time }),
  };
  if (of === undefined) {
    if (root === entity) return { as, agg: 'count', ...where };
    const [key, ...more] = entity.key.flatMap((k) => entity.attributes.get(k) ?? []);
    if (key === undefined || more.length > 0) writing.stuck = true;
    const path = key === undefined ? '' : place(writing, root, { entity, attribute: key });
    return { as, agg: 'count_distinct', of: path, ...where };
  }
  // Rows of a bridge repeat what they look up; of each pair once is as good as itself.
  const isSafe =
    root === entity ||
    ['min', 'max', 'count_distinct'].includes(agg) ||
    pairsOnce(root, [entity, ...grouped.filter((g) => g !== root)]);
  if (!isSafe) writing.stuck = true;
  const path = place(writing, root, { entity, attribute: of });
  if (since === undefined) return { as, agg, of: path, ...where };
  const from = place(writing, root, { entity, attribute: since.attribute });
  return { as, agg, of: lengthOf(from, path, since.unit), ...where };
}

/** How long it is from one day or moment to another. */
function lengthOf(from: string, to: string, unit: Since['unit']): string {
  if (unit === 'day') return `days_between(${from}, ${to})`;
  return `seconds_between(${from}, ${to}) / ${unit === 'hour' ? 3600 : 60}`;
}
