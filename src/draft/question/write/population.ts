import { quoteName } from '../../../base/text/name.js';
import type { Key, Measure as MeasureColumn, Stage } from '../../../dsl/document.js';
import type { Entity } from '../../../ontology/model.js';
import type { Filter, Frame } from '../frame.js';
import { wayTo } from '../join.js';
import { applyFilter } from './filters.js';
import { numberName } from './aggregate-column.js';
import { numbersOf } from './groups.js';
import { type Conditions, type Writing, columnOf, entityFields, named, unique } from './writing.js';

/** Counts for each of something, also where it has none of what is counted; undefined for other numbers, or where they do not belong to it. */
export function writePopulation(writing: Writing, frame: Frame, of: Entity): Stage | undefined {
  const numbers = numbersOf(frame);
  const counts = numbers.flatMap((n) => (n.kind === 'aggregate' && n.agg === 'count' ? [n] : []));
  const isPlain =
    frame.keeps.length === 0 && frame.order === undefined && frame.limit === undefined;
  if (!isPlain || counts.length === 0 || counts.length < numbers.length) return undefined;
  if (counts.some((c) => c.entity === of || wayTo(writing.ontology, c.entity, of).kind !== 'one'))
    return undefined;
  const isOwn = (filter: Filter): boolean => filter.kind === 'test' && filter.field.entity === of;
  const own: Conditions = { where: [], match: [] };
  for (const filter of frame.filters.filter(isOwn)) applyFilter(writing, of, filter, own);
  const taken = new Set<string>();
  const by = entityFields(of).map((f): Key => ({
    as: named(columnOf(f), taken),
    is: quoteName(f.attribute.name),
  }));
  const measures = counts.map((count): MeasureColumn => {
    const conditions: Conditions = { where: [], match: [] };
    for (const filter of [...frame.filters.filter((f) => !isOwn(f)), ...count.filters])
      applyFilter(writing, count.entity, filter, conditions);
    if (conditions.match.length > 0) writing.stuck = true;
    return {
      as: named(numberName(count), taken),
      agg: 'count',
      entity: quoteName(count.entity.name),
      ...(conditions.where.length > 0 && { where: unique(conditions.where) }),
      ...(conditions.time !== undefined && { time: conditions.time }),
    };
  });
  const where = own.where.length > 0 ? { where: unique(own.where) } : {};
  return { name: 'result', from: quoteName(of.name), ...where, by, measures };
}
