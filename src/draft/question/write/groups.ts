import { quoteName } from '../../../base/text/name.js';
import type {
  Column,
  Key,
  Order,
  Stage,
  Window,
  Measure as MeasureColumn,
} from '../../../dsl/document.js';
import type { Attribute, Entity } from '../../../ontology/model.js';
import type { Aggregate, Frame, Group, Measure } from '../frame.js';
import { pathOf, rootOf, wayTo } from '../join.js';
import { measureKey } from '../measure-key.js';
import { aggregateColumn, numberName } from './aggregate-column.js';
import { applyFilter, clockOf, isOfOneYear } from './filters.js';
import { writeShared } from './shared.js';
import {
  type Conditions,
  type Writing,
  columnOf,
  entityFields,
  named,
  place,
  sameField,
  unique,
} from './writing.js';

/** Every number of a frame, also those that only order or choose groups; each once. */
export function numbersOf(frame: Frame): readonly Measure[] {
  const { order } = frame;
  const all = [
    ...frame.measures,
    ...frame.keeps.map((k) => k.measure),
    ...(order !== undefined && 'measure' in order.by ? [order.by.measure] : []),
  ];
  return all.filter((m, i) => all.findIndex((o) => measureKey(o) === measureKey(m)) === i);
}

/** The aggregates that a number is made of. */
export function aggregatesIn(measure: Measure): readonly Aggregate[] {
  if (measure.kind === 'aggregate') return [measure];
  const by = 'by' in measure ? measure.by : undefined;
  return [measure.over, ...(by === undefined ? [] : [by])];
}

/** The stage of numbers for groups; undefined where they have no rows in common. */
export function writeGroups(writing: Writing, frame: Frame): Stage | undefined {
  const { ontology } = writing;
  const numbers = numbersOf(frame);
  const grouped = frame.groups.flatMap((g) => groupEntity(g) ?? []);
  const aggregates = numbers.flatMap(aggregatesIn);
  const roots = unique(aggregates.map((a) => rootOf(ontology, [a.entity, ...grouped])?.name ?? ''));
  const root = roots.length === 1 ? ontology.entities.get(roots[0]!) : undefined;
  if (root === undefined) return writeBranches(writing, frame);
  const conditions: Conditions = { where: [], match: [] };
  for (const filter of frame.filters) applyFilter(writing, root, filter, conditions);
  const taken = new Set<string>();
  const ofOneYear = isOfOneYear(writing, frame.filters);
  const by = frame.groups.flatMap((g) => keysOf(writing, g, root, conditions, taken, ofOneYear));
  const columns = numberColumns(writing, numbers, by, taken, (aggregate, as) =>
    aggregateColumn(writing, aggregate, root, as, grouped),
  );
  return {
    name: 'result',
    from: quoteName(root.name),
    ...(conditions.match.length > 0 && { match: conditions.match }),
    ...(conditions.time !== undefined && { time: conditions.time }),
    ...(conditions.where.length > 0 && { where: unique(conditions.where) }),
    by,
    ...finish(frame, columns, by),
  };
}

/** Numbers over rows of several entities: each over its own, by keys that all of them reach. */
function writeBranches(writing: Writing, frame: Frame): Stage | undefined {
  const { ontology } = writing;
  const numbers = numbersOf(frame);
  const reaches = (entity: Entity, group: Group): boolean => {
    const target = groupEntity(group) ?? entity;
    return wayTo(ontology, entity, target).kind === 'one';
  };
  const aggregates = numbers.flatMap(aggregatesIn);
  if (aggregates.some((a) => !frame.groups.every((g) => reaches(a.entity, g)))) {
    const shared = writeShared(writing, frame, numbers);
    if (shared === undefined) return undefined;
    const { stage, columns } = shared;
    return { ...stage, ...finish(frame, { ...columns, windows: [] }, stage.by ?? []) };
  }
  const taken = new Set<string>();
  const by = frame.groups.flatMap((g): Key[] => {
    if (g.kind === 'grain') return [{ as: named(g.grain, taken), grain: g.grain }];
    const fields = g.kind === 'field' ? [g.field] : entityFields(g.entity);
    return fields.map((f) => ({
      as: named(columnOf(f), taken),
      is: `${quoteName(f.entity.name)}.${quoteName(f.attribute.name)}`,
    }));
  });
  const columns = numberColumns(writing, numbers, by, taken, (aggregate, as) => {
    const { entity } = aggregate;
    const conditions: Conditions = { where: [], match: [] };
    for (const filter of frame.filters) applyFilter(writing, entity, filter, conditions);
    for (const group of frame.groups) {
      const other = groupEntity(group) ?? entity;
      const exists = { kind: 'exists', entity: other, filters: [], negated: false } as const;
      if (other !== entity) applyFilter(writing, entity, exists, conditions);
    }
    const made = aggregateColumn(writing, aggregate, entity, as, []);
    if (conditions.match.length > 0) writing.stuck = true;
    const where = unique([...conditions.where, ...(made.where ?? [])]);
    const { agg: _, ...rest } = made;
    return {
      ...rest,
      agg: made.agg ?? 'count',
      entity: quoteName(entity.name),
      ...(where.length > 0 && { where }),
      ...(conditions.time !== undefined && { time: conditions.time }),
    };
  });
  return { name: 'result', by, ...finish(frame, columns, by) };
}

/** Whose rows a group is of; undefined for the rows themselves. */
export function groupEntity(group: Group): Entity | undefined {
  if (group.kind === 'entity') return group.entity;
  return group.kind === 'field' ? group.field.entity : group.clock?.entity;
}

/** The keys of a group; an entity is one that there is. */
function keysOf(
  writing: Writing,
  group: Group,
  root: Entity,
  conditions: Conditions,
  taken: Set<string>,
  ofOneYear: boolean,
): readonly Key[] {
  if (group.kind === 'grain') {
    const clock = group.clock ?? clockOf(root);
    if (clock === undefined) writing.stuck = true;
    // Who asks by the year means its number.
    if (group.grain === 'year' && clock !== undefined)
      return [{ as: named('year', taken), is: `year(${place(writing, root, clock)})` }];
    if (group.grain === 'weekday' && clock !== undefined)
      return [{ as: named('weekday', taken), is: `day_of_week(${place(writing, root, clock)})` }];
    if (group.grain === 'month' && group.written === true && clock !== undefined)
      return [
        {
          as: named('month', taken),
          is: `format_date(${place(writing, root, clock)}, '${monthForm(clock.attribute)}')`,
        },
      ];
    // The quarters of one year are told apart by their number.
    if (group.grain === 'quarter' && group.written === true && clock !== undefined && ofOneYear)
      return [{ as: named('quarter', taken), is: `quarter(${place(writing, root, clock)})` }];
    const isOwn = clock?.entity === root && clock.attribute.name === root.time;
    if (isOwn || clock === undefined)
      return [{ as: named(group.grain, taken), grain: group.grain }];
    const path = place(writing, root, clock);
    return [{ as: named(group.grain, taken), is: `date_trunc('${group.grain}', ${path})` }];
  }
  const fields = group.kind === 'field' ? [group.field] : entityFields(group.entity);
  if (fields.length === 0) writing.stuck = true;
  const keys = fields.map((f) => ({ as: named(columnOf(f), taken), is: place(writing, root, f) }));
  const entity = groupEntity(group)!;
  const way = wayTo(writing.ontology, root, entity);
  const there = entity.key[0];
  if (way.kind === 'one' && way.text !== '' && !way.required && there !== undefined)
    conditions.where.push(`${pathOf(way.text, there)} is not null`);
  return keys;
}

/** 2024-03, or 2024/03 where the table writes its days so. */
function monthForm({ is }: Attribute): string {
  return /'\/', 1\), 1\)? \|\| '-'|'\/', 1\) \|\| '-'/.test(is?.text.replaceAll(/\s+/g, ' ') ?? '')
    ? 'yyyy/MM'
    : 'yyyy-MM';
}

interface NumberColumns {
  readonly measures: readonly MeasureColumn[];
  readonly windows: readonly Window[];
  readonly compute: readonly Column[];
  /** What a number's column is called, by its key. */
  readonly names: ReadonlyMap<string, string>;
}

function numberColumns(
  writing: Writing,
  numbers: readonly Measure[],
  by: readonly Key[],
  taken: Set<string>,
  column: (aggregate: Aggregate, as: string) => MeasureColumn,
): NumberColumns {
  const measures: MeasureColumn[] = [];
  const windows: Window[] = [];
  const compute: Column[] = [];
  const names = new Map<string, string>();
  const aggregate = (a: Aggregate): string => {
    const known = names.get(measureKey(a));
    if (known !== undefined) return known;
    const as = named(numberName(a), taken);
    measures.push(column(a, as));
    names.set(measureKey(a), as);
    return as;
  };
  for (const number of numbers) {
    if (number.kind === 'aggregate') {
      aggregate(number);
      continue;
    }
    const over = aggregate(number.over);
    if (number.kind === 'change' || number.kind === 'running') {
      const as = named(number.kind === 'change' ? 'change_pct' : `${over}_to_date`, taken);
      const course = courseOf(number.kind, over, as, by, taken);
      if (course === undefined) writing.stuck = true;
      else {
        windows.push(course.window);
        compute.push(...course.compute);
      }
      names.set(measureKey(number), as);
      continue;
    }
    if (number.kind === 'difference') {
      const as = named('difference', taken);
      compute.push({ as, is: `${quoteName(over)} - ${quoteName(aggregate(number.by))}` });
      names.set(measureKey(number), as);
      continue;
    }
    const as = named(number.percent ? 'percentage' : 'ratio', taken);
    const factor = number.percent ? '100 * ' : '';
    if (number.by !== undefined)
      compute.push({ as, is: `${factor}${quoteName(over)} / ${quoteName(aggregate(number.by))}` });
    else {
      const share = number.percent ? named('share', taken) : as;
      const { within } = number;
      const per = within === undefined ? undefined : by.find((k) => k.as === columnOf(within));
      if (within !== undefined && per === undefined) writing.stuck = true;
      windows.push({
        as: share,
        fn: 'share',
        of: over,
        ...(per !== undefined && { per: [quoteName(per.as)] }),
      });
      if (number.percent) compute.push({ as, is: `${factor}${quoteName(share)}` });
    }
    names.set(measureKey(number), as);
  }
  return { measures, windows, compute, names };
}

const buckets = ['year', 'quarter', 'month', 'week', 'day'];

/** A number along the only buckets of time among the keys, for each of the others. */
function courseOf(
  kind: 'change' | 'running',
  over: string,
  as: string,
  by: readonly Key[],
  taken: Set<string>,
): { readonly window: Window; readonly compute: readonly Column[] } | undefined {
  const times = by.filter((k) => buckets.includes(k.as));
  const [time] = times;
  if (time === undefined || times.length > 1) return undefined;
  const per = by.filter((k) => k !== time).map((k) => quoteName(k.as));
  const along = {
    of: quoteName(over),
    ...(per.length > 0 && { per }),
    order: [{ by: quoteName(time.as) }],
  };
  if (kind === 'running') return { window: { as, fn: 'sum', ...along }, compute: [] };
  const before = named(`${over}_before`, taken);
  const [now, then] = [quoteName(over), quoteName(before)];
  return {
    window: { as: before, fn: 'lag', ...along },
    compute: [{ as, is: `100 * (${now} - ${then}) / ${then}` }],
  };
}

/** What follows the numbers: which groups stay, in which order, how many. */
function finish(
  frame: Frame,
  { measures, windows, compute, names }: NumberColumns,
  by: readonly Key[],
): Partial<Stage> {
  const keep = frame.keeps.map(
    (k) => `${quoteName(names.get(measureKey(k.measure)) ?? '')} ${k.op} ${k.value}`,
  );
  // Before the first bucket there is nothing to compare with.
  const changes = frame.measures.flatMap((m) =>
    m.kind === 'change' || isLookedUp(m)
      ? [`${quoteName(names.get(measureKey(m)) ?? '')} is not null`]
      : [],
  );
  const order = orderOf(frame, names, by);
  const { limit } = frame;
  const per = limit?.perFirst === true ? { per: [by[0]!.as] } : {};
  const places: readonly Window[] =
    frame.ranked === true && order.length > 0
      ? [{ as: freeRank(by, measures), fn: 'rank', ...per, order }]
      : [];
  return {
    measures,
    ...(windows.length + places.length > 0 && { windows: [...windows, ...places] }),
    ...(compute.length > 0 && { compute }),
    ...(keep.length + changes.length > 0 && { keep: [...changes, ...keep] }),
    ...(order.length > 0 && { order }),
    ...(limit !== undefined && {
      limit: {
        rows: limit.rows,
        ...(limit.perFirst === true && { per: [by[0]!.as] }),
        ...(limit.ties && { ties: 'include' as const }),
      },
    }),
  };
}

/** What is computed from a look-up is missing where there is nothing to look up: such groups have no number. */
function isLookedUp(measure: Measure): boolean {
  if (measure.kind !== 'aggregate' || measure.agg.startsWith('count')) return false;
  const is = measure.of?.is?.text ?? '';
  return [...measure.entity.relationships.values()].some(
    (r) => !r.required && is.includes(`${r.name}.`),
  );
}

function freeRank(by: readonly Key[], measures: readonly MeasureColumn[]): string {
  return named('place', new Set([...by, ...measures].map((column) => column.as)));
}

function orderOf(
  { order, groups }: Frame,
  names: ReadonlyMap<string, string>,
  by: readonly Key[],
): readonly Order[] {
  if (order === undefined) return [];
  const dir = order.descending ? { dir: 'desc' as const } : {};
  if ('measure' in order.by) {
    const name = names.get(measureKey(order.by.measure));
    return name === undefined ? [] : [{ by: quoteName(name), ...dir }];
  }
  const { field } = order.by;
  let at = 0;
  for (const group of groups) {
    const fields =
      group.kind === 'field'
        ? [group.field]
        : group.kind === 'entity'
          ? entityFields(group.entity)
          : group.clock === undefined
            ? []
            : [group.clock];
    const found = fields.findIndex((f) => sameField(f, field));
    if (found >= 0) return [{ by: quoteName(by[at + found]!.as), ...dir }];
    at += Math.max(1, fields.length);
  }
  return [];
}
