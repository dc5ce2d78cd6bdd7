import type { Day } from '../../base/calendar-days.js';
import { quoteName } from '../../base/name.js';
import type {
  Column,
  Key,
  Measure as MeasureColumn,
  Order,
  Stage,
  Window,
} from '../../dsl/document.js';
import type { Entity, Ontology } from '../../ontology/model.js';
import type { Aggregate, Frame, Group, Measure } from './frame.js';
import { pairsOnce, pathOf, rootOf, wayTo } from './join.js';
import { applyFilter, clockOf } from './write-filters.js';
import {
  columnOf,
  entityFields,
  named,
  place,
  sameField,
  unique,
  type Conditions,
  type Writing,
} from './writing.js';

/** The stages of a frame; undefined where its things cannot be joined in exactly one way. */
export function writeFrame(
  frame: Frame,
  ontology: Ontology,
  asOf: Day,
): readonly Stage[] | undefined {
  const writing: Writing = { ontology, asOf, stages: [], stuck: false };
  const stage =
    numbersOf(frame).length > 0 ? writeGroups(writing, frame) : writeList(writing, frame);
  return stage === undefined || writing.stuck ? undefined : [...writing.stages, stage];
}

/** Every number of a frame, also those that only order or choose groups; each once. */
function numbersOf(frame: Frame): readonly Measure[] {
  const { order } = frame;
  const all = [
    ...frame.measures,
    ...frame.keeps.map((k) => k.measure),
    ...(order !== undefined && 'measure' in order.by ? [order.by.measure] : []),
  ];
  return all.filter((m, i) => all.findIndex((o) => measureKey(o) === measureKey(m)) === i);
}

/** A text that is the same for the same number. */
export function measureKey(measure: Measure): string {
  if (measure.kind === 'quotient')
    return `${measureKey(measure.over)}/${measure.by === undefined ? '' : measureKey(measure.by)}`;
  const { agg, entity, of, filters } = measure;
  const tests = filters.map((f) =>
    f.kind === 'test'
      ? f.test(`${f.field.entity.name}.${f.field.attribute.name}`)
      : JSON.stringify({ kind: f.kind, ...(f.kind === 'time' && f.time) }),
  );
  return [agg, entity.name, of?.name, ...tests].join(' ');
}

function aggregatesIn(measure: Measure): readonly Aggregate[] {
  if (measure.kind === 'aggregate') return [measure];
  return [measure.over, ...(measure.by === undefined ? [] : [measure.by])];
}

function writeGroups(writing: Writing, frame: Frame): Stage | undefined {
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
  const by = frame.groups.flatMap((g) => keysOf(writing, g, root, conditions, taken));
  const columns = numberColumns(numbers, taken, (aggregate, as) =>
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
  if (aggregates.some((a) => !frame.groups.every((g) => reaches(a.entity, g)))) return undefined;
  const taken = new Set<string>();
  const by = frame.groups.flatMap((g): Key[] => {
    if (g.kind === 'grain') return [{ as: named(g.grain, taken), grain: g.grain }];
    const fields = g.kind === 'field' ? [g.field] : entityFields(g.entity);
    return fields.map((f) => ({
      as: named(columnOf(f), taken),
      is: `${quoteName(f.entity.name)}.${quoteName(f.attribute.name)}`,
    }));
  });
  const columns = numberColumns(numbers, taken, (aggregate, as) => {
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

function groupEntity(group: Group): Entity | undefined {
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
): readonly Key[] {
  if (group.kind === 'grain') {
    const clock = group.clock ?? clockOf(root);
    if (clock === undefined) writing.stuck = true;
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

interface NumberColumns {
  readonly measures: readonly MeasureColumn[];
  readonly windows: readonly Window[];
  readonly compute: readonly Column[];
  /** What a number's column is called, by its key. */
  readonly names: ReadonlyMap<string, string>;
}

function numberColumns(
  numbers: readonly Measure[],
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
    const as = named(number.percent ? 'percentage' : 'ratio', taken);
    const factor = number.percent ? '100 * ' : '';
    if (number.by !== undefined)
      compute.push({ as, is: `${factor}${quoteName(over)} / ${quoteName(aggregate(number.by))}` });
    else {
      const share = number.percent ? named('share', taken) : as;
      windows.push({ as: share, fn: 'share', of: over });
      if (number.percent) compute.push({ as, is: `${factor}${quoteName(share)}` });
    }
    names.set(measureKey(number), as);
  }
  return { measures, windows, compute, names };
}

function numberName({ agg, entity, of }: Aggregate): string {
  if (of === undefined) return `${entity.name}_cnt`;
  return agg === 'count_distinct' ? `${of.name}_cnt` : `${of.name}_${agg}`;
}

/** An aggregate over the rows of `root`, which may be a bridge to the entity whose number it is. */
function aggregateColumn(
  writing: Writing,
  { agg, entity, of, filters }: Aggregate,
  root: Entity,
  as: string,
  grouped: readonly Entity[],
): MeasureColumn {
  const conditions: Conditions = { where: [], match: [] };
  for (const filter of filters) applyFilter(writing, root, filter, conditions);
  if (conditions.match.length > 0 || conditions.time !== undefined) writing.stuck = true;
  const where = conditions.where.length > 0 ? { where: unique(conditions.where) } : {};
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
  return { as, agg, of: place(writing, root, { entity, attribute: of }), ...where };
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
  const order = orderOf(frame, names, by);
  const { limit } = frame;
  return {
    measures,
    ...(windows.length > 0 && { windows }),
    ...(compute.length > 0 && { compute }),
    ...(keep.length > 0 && { keep }),
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
          : [];
    const found = fields.findIndex((f) => sameField(f, field));
    if (found >= 0) return [{ by: quoteName(by[at + found]!.as), ...dir }];
    at += Math.max(1, fields.length);
  }
  return [];
}

function writeList(writing: Writing, frame: Frame): Stage | undefined {
  const { subject, order, limit } = frame;
  const ordering = order !== undefined && 'field' in order.by ? [order.by.field] : [];
  const fields = [...frame.shown, ...ordering];
  const root = rootOf(writing.ontology, [
    ...(subject === undefined ? [] : [subject]),
    ...fields.map((f) => f.entity),
  ]);
  if (root === undefined) return undefined;
  // Rows of what is listed, not of something that only knows all of it.
  if (subject !== undefined && root !== subject && !frame.distinct) return undefined;
  const conditions: Conditions = { where: [], match: [] };
  for (const filter of frame.filters) applyFilter(writing, root, filter, conditions);
  const taken = new Set<string>();
  const isRows = subject === root && !frame.distinct;
  const all = [...(isRows ? entityFields(root) : []), ...fields];
  const shown = all.filter((f, i) => all.findIndex((o) => sameField(o, f)) === i);
  if (shown.length === 0) return undefined;
  const columns = shown.map((f): Column => ({
    as: named(columnOf(f), taken),
    is: place(writing, root, f),
  }));
  const orders = ordering.map((field): Order => {
    const by = quoteName(columns[shown.findIndex((f) => sameField(f, field))]!.as);
    return { by, ...(order!.descending && { dir: 'desc' as const }) };
  });
  return {
    name: 'result',
    from: quoteName(root.name),
    ...(conditions.match.length > 0 && { match: conditions.match }),
    ...(conditions.time !== undefined && { time: conditions.time }),
    ...(conditions.where.length > 0 && { where: unique(conditions.where) }),
    ...(isRows ? { columns } : { by: columns }),
    ...(orders.length > 0 && { order: orders }),
    ...(limit !== undefined && {
      limit: { rows: limit.rows, ...(limit.ties && { ties: 'include' as const }) },
    }),
  };
}
