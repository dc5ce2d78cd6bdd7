import type { Match, Measure as Aggregate } from '../../../dsl/document.js';
import type { ParsedExpr } from '../../../expr/expr.js';
import { printExpr } from '../../../expr/print.js';
import { mapReferences } from '../../../expr/visit.js';
import { metricOfMeasure } from '../library.js';
import { pathTo } from '../path.js';
import { conditionOf, type Element, type MetricElement } from '../template.js';
import type { Query } from './query.js';
import { betweenConditions } from './between.js';
import { add, conditionsOver, keysOver, refuse, type Builder, type Part } from './builder.js';
import { spineMatch, type Rows, type Said } from './rows.js';
import { isTimeKey, finestGrain, spineFor } from './spines.js';
import { clockOf, type Leaf } from './tree.js';

/** Leaves over the same rows, under the same conditions, at the same moments; each with the column of its value. */
export interface Group {
  readonly leaf: Leaf;
  readonly values: readonly { readonly leaf: Leaf; readonly column: string }[];
}

/** Values of a group by the keys of the query, over the rows of its table as they are, or moved in time (by look-ups, where `matches` are needed for it). */
export function aggregated(
  builder: Builder,
  group: Group,
  moved: (moment: ParsedExpr) => ParsedExpr = (moment) => moment,
  more: (moment: ParsedExpr) => readonly string[] = () => [],
  matches: readonly Match[] = [],
): Part | undefined {
  const { query } = builder;
  const { leaf } = group;
  const { model } = leaf.of.model;
  const clock = clockOf(leaf.of);
  const moment = clock === undefined ? undefined : moved(pathTo([clock]));
  const rows: Rows = {
    model,
    matches: [...matches],
    chains: [],
    ...(clock !== undefined && { clock }),
    ...(moment !== undefined && { moment }),
  };
  const keys = keysOver(builder, rows, query.groupBy);
  const conditions = conditionsOver(builder, rows, [
    ...leaf.before,
    ...leaf.filters,
    ...query.where,
  ]);
  if (keys === undefined || conditions === undefined) return undefined;
  const between =
    query.between === undefined || moment === undefined
      ? []
      : betweenConditions(moment, query.between, finestGrain(builder));
  // Moments that are moved come from a time spine: those outside of it are not there.
  if (leaf.offsets.length > 0 && moment !== undefined) {
    const spine = spineFor(builder, finestGrain(builder));
    if (spine === undefined) return refuse(builder, 'an offset without a time spine');
    spineMatch(rows, spine, moment, 'matched');
  }
  const where = [...between, ...(clock === undefined ? [] : more(pathTo([clock]))), ...conditions];
  if (repeats(builder, rows))
    return refuse(builder, 'two paths over a table whose key is not unique in the data');
  const part = (stage: string): Part => ({
    stage,
    keys: keys.map(({ column, type }) => ({ column, type })),
    values: group.values.map(({ column }) => column),
  });
  if (leaf.of.measure.nonAdditive !== undefined || readsVersions(rows))
    return rows.matches.length > 0
      ? refuse(builder, 'a look-up beside versions or snapshots')
      : part(ownRows(builder, group, keys, where));
  const stage = add(builder, 'rows', {
    from: model.name,
    ...(rows.matches.length > 0 && { match: rows.matches }),
    ...(where.length > 0 && { where }),
    by: keys.map(({ column, expr }) => ({ as: column, is: printExpr(expr) })),
    measures: measuresOf(builder, group),
  });
  return part(stage);
}

/**
 * Semi-additive values and versioned look-ups: the measure has its own rows, so that only groups with rows
 * of the edge are there, and versions are those of its clock.
 */
function ownRows(
  builder: Builder,
  group: Group,
  keys: readonly Said[],
  where: readonly string[],
): string {
  const { query } = builder;
  const { leaf } = group;
  const entity = leaf.of.model.model.name;
  const bucketed = keys.map(
    ({ grain }, i) => grain !== undefined && isTimeKey(builder, leaf, query.groupBy[i]!),
  );
  // Versions are looked up at the clock, which a measure has only with a bucket or a range.
  const always =
    !bucketed.includes(true) &&
    leaf.of.measure.nonAdditive === undefined &&
    leaf.conversion === undefined;
  return add(builder, 'rows', {
    by: keys.map(({ column, expr, grain }, i) =>
      bucketed[i]! && grain !== undefined
        ? { as: column, grain }
        : { as: column, is: printExpr(from(entity, expr)) },
    ),
    measures: measuresOf(builder, group).map((measure) => ({
      ...measure,
      ...(always && { time: { from: "date '0001-01-01'" } }),
      ...(where.length > 0 && { where }),
    })),
  });
}

/** An expression over rows of an entity, said where there is no population: its paths start with the entity. */
export function from(entity: string, expr: ParsedExpr): ParsedExpr {
  return mapReferences(expr, (to, reference) =>
    to.kind === 'path' ? pathTo([entity, ...to.names]) : reference,
  );
}

function readsVersions({ chains }: Rows): boolean {
  return chains.some((chain) =>
    chain.some(({ to }) => to.dimensions.some(({ validity }) => validity !== undefined)),
  );
}

/** MetricFlow joins a table once for each target behind it: with repeated keys that multiplies rows again. */
function repeats({ library }: Builder, { chains }: Rows): boolean {
  const over = chains.filter((chain) => chain.some(({ to }) => library.repeated.has(to.name)));
  const names = over.map((chain) => chain.map(({ entity, to }) => [entity, to.name]));
  return new Set(names.map((chain) => JSON.stringify(chain))).size > 1;
}

function measuresOf({ library }: Builder, { values }: Group): readonly Aggregate[] {
  return values.map(({ leaf, column }) => ({
    as: column,
    metric: leaf.conversion?.name ?? metricOfMeasure(library, leaf.of.measure.name),
  }));
}

/**
 * A time spine joined to values: every bucket of the spine is there, with null where there are none, and
 * values outside of the spine are not.
 */
export function joinedToSpine(
  builder: Builder,
  part: Part,
  leaf: Leaf,
): readonly Part[] | undefined {
  const { query } = builder;
  const elements = query.groupBy.filter((element) => isTimeKey(builder, leaf, element));
  if (elements.length === 0) return [part];
  if (elements.some((element) => element.part !== undefined))
    return refuse(builder, 'a time spine by a part of a date');
  const buckets = spineBuckets(builder, leaf, elements);
  if (buckets === undefined) return undefined;
  const again = conditionsAgain(builder, part, leaf);
  if (again === undefined) return undefined;
  const keep = again.length > 0 && { keep: again };
  const on = buckets.columns.map((column, i) => ({
    key: buckets.keys[i]!,
    is: column,
  }));
  const kept = add(builder, 'kept', {
    from: part.stage,
    match: [{ to: buckets.stage, as: 'spine_', on, only: 'matched' }],
    columns: part.keys.map(({ column }) => ({ as: column, is: column })),
    ...keep,
    show: [...part.keys.map(({ column }) => column), ...part.values],
  });
  const without = add(builder, 'empty', {
    from: buckets.stage,
    match: [
      {
        to: part.stage,
        as: 'values_',
        on: buckets.columns.map((column, i) => ({ key: column, is: buckets.keys[i]! })),
        only: 'unmatched',
      },
    ],
    columns: part.keys.map(({ column, type }) => {
      const i = buckets.columns.indexOf(column);
      return { as: column, is: i < 0 ? `cast(null as ${type})` : buckets.keys[i]! };
    }),
    ...keep,
    show: part.keys.map(({ column }) => column),
  });
  return [
    { ...part, stage: kept },
    { stage: without, keys: part.keys, values: [] },
  ];
}

/**
 * Conditions that hold again after a time spine is joined: those that speak of the query's columns only.
 * One that speaks of a moment which is no column cannot be asked of the spine's buckets.
 */
function conditionsAgain(builder: Builder, part: Part, leaf: Leaf): readonly string[] | undefined {
  const { query, library, metricTime } = builder;
  const again: string[] = [];
  for (const filter of [...leaf.filters, ...query.where]) {
    const others: (Element | MetricElement)[] = [];
    const [expr] = conditionOf(filter, library.custom, (element) => {
      const column = 'metric' in element ? undefined : columnOf(query, part, element, metricTime);
      if (column !== undefined) return pathTo([column]);
      others.push(element);
      return pathTo(['none']);
    });
    if (others.some((one) => !('metric' in one) && isTimeKey(builder, leaf, one)))
      return refuse(builder, 'a condition on a moment of the time spine that is no column');
    if (others.length === 0 && expr !== undefined) again.push(printExpr(expr));
  }
  return again;
}

function columnOf(
  query: Query,
  part: Part,
  element: Element,
  metricTime: string,
): string | undefined {
  const grain = (one: Element): string | undefined =>
    one.grain ?? (one.name === 'metric_time' && one.part === undefined ? metricTime : undefined);
  const at = query.groupBy.findIndex(
    (key) =>
      key.name === element.name &&
      key.path.join() === element.path.join() &&
      key.part === element.part &&
      grain(key) === grain(element),
  );
  return part.keys[at]?.column;
}

/** The grain that a clock under its own name has where none is said. */
function ownGrain(_: Builder, leaf: Leaf, { name, part }: Element): string | undefined {
  if (name === 'metric_time' || part !== undefined) return undefined;
  return leaf.of.model.model.dimensions.find((d) => d.name === name)?.grain;
}

/** The buckets of a spine that the query shows; `columns` are their names in the query, `keys` in the stage. */
function spineBuckets(
  builder: Builder,
  leaf: Leaf,
  elements: readonly Element[],
):
  | {
      readonly stage: string;
      readonly columns: readonly string[];
      readonly keys: readonly string[];
    }
  | undefined {
  const { query } = builder;
  const spine = spineFor(builder, finestGrain(builder));
  if (spine === undefined) return refuse(builder, 'a time spine of a finer grain');
  const moment = pathTo([spine.column]);
  const rows: Rows = { spine, moment, matches: [], chains: [] };
  const asked = elements.map((element) => {
    const grain = element.grain ?? ownGrain(builder, leaf, element);
    return { ...element, path: [], name: 'metric_time', ...(grain !== undefined && { grain }) };
  });
  const said = keysOver(builder, rows, asked);
  if (said === undefined) return undefined;
  const own = elements.map((element, i) =>
    element.name === 'metric_time'
      ? said[i]!.column
      : said[i]!.column.replace('metric_time', [...element.path, element.name].join('__')),
  );
  const where =
    query.between === undefined
      ? []
      : betweenConditions(moment, query.between, finestGrain(builder));
  const stage = add(builder, 'spine', {
    from: spine.name,
    ...(where.length > 0 && { where }),
    by: said.map(({ expr }, i) => ({ as: `bucket_${i + 1}`, is: printExpr(expr) })),
  });
  return { stage, columns: own, keys: said.map((_, i) => `bucket_${i + 1}`) };
}
