import { quoteName } from '../../../base/text/name.js';
import { printExpr } from '../../../expr/print.js';
import type { Filter, SemanticModel } from '../manifest.js';
import { pathTo } from '../path.js';
import { resolve, type Found } from '../resolve.js';
import { conditionOf, nameOf, type Element } from '../template.js';
import { from as fromEntity } from './aggregated.js';
import { betweenConditions } from './between.js';
import {
  add,
  conditionsOver,
  keysOver,
  refuse,
  type Builder,
  type Key,
  type Part,
} from './builder.js';
import type { Rows, Said } from './rows.js';
import { finestGrain, spineFor } from './spines.js';

/**
 * The values of dimensions without a metric, as MetricFlow finds them: of the one table that has them; of
 * two, where one leads to the other, with the rows of either that have no partner; moments of metric_time
 * are those of the time spine, each beside every row.
 */
export function distinctValues(builder: Builder): Part | undefined {
  const { query } = builder;
  const isTime = ({ path, name }: Element): boolean => path.length === 0 && name === 'metric_time';
  const times = query.groupBy.filter(isTime);
  const others = query.groupBy.filter((element) => !isTime(element));
  if (others.some(({ path }) => path.length === 0))
    return refuse(builder, 'an entity alone without a metric');
  if (times.length === 0 && query.between !== undefined)
    return refuse(builder, 'a range of time without a metric or metric_time');
  const part =
    others.length === 0
      ? moments(builder)
      : values(builder, others, times, query.groupBy.map(isTime));
  if (part === undefined) return undefined;
  return query.minMax ? extremes(builder, part) : part;
}

/** Rows as they are, or distinct. */
function shown(
  builder: Builder,
  hint: string,
  stage: Omit<Builder['stages'][number], 'name' | 'by' | 'columns'>,
  keys: readonly Said[],
): Part {
  const columns = keys.map(({ column, expr }) => ({ as: column, is: printExpr(expr) }));
  const name = add(builder, hint, {
    ...stage,
    ...(builder.query.everyRow ? { columns, show: columns.map(({ as }) => as) } : { by: columns }),
  });
  return { stage: name, keys: keys.map(({ column, type }) => ({ column, type })), values: [] };
}

/** Moments of metric_time alone. */
function moments(builder: Builder): Part | undefined {
  const { query } = builder;
  const spine = spineFor(builder, finestGrain(builder));
  if (spine === undefined) return refuse(builder, 'metric_time without a time spine');
  const moment = pathTo([spine.column]);
  const rows: Rows = { spine, moment, matches: [], chains: [] };
  const keys = keysOver(builder, rows, query.groupBy);
  const where = conditionsOver(builder, rows, query.where);
  if (keys === undefined || where === undefined) return undefined;
  const between =
    query.between === undefined
      ? []
      : betweenConditions(moment, query.between, finestGrain(builder));
  const all = [...between, ...where];
  return shown(
    builder,
    'moments',
    {
      from: spine.name,
      ...(rows.matches.length > 0 && { match: rows.matches }),
      ...(all.length > 0 && { where: all }),
    },
    keys,
  );
}

/** What a query without metrics reads: a table, and maybe one that it leads to. */
interface Tables {
  readonly base: SemanticModel;
  readonly other?: { readonly entity: string; readonly model: SemanticModel };
}

function values(
  builder: Builder,
  elements: readonly Element[],
  times: readonly Element[],
  isTime: readonly boolean[],
): Part | undefined {
  const { query } = builder;
  const named = query.where.map((filter) => elementsIn(builder, filter));
  if (named.includes(undefined)) return refuse(builder, 'a condition on a metric without a metric');
  const timely = query.where.filter((_, i) => named[i]!.some(isMetricTime));
  const rest = query.where.filter((filter) => !timely.includes(filter));
  if (named.some((n) => n!.some(isMetricTime) && !n!.every(isMetricTime)))
    return refuse(builder, 'a condition on metric_time and a dimension without a metric');
  const asked = [...elements, ...named.flatMap((n) => n!.filter((e) => !isMetricTime(e)))];
  const tables = tablesOf(builder, asked);
  if (tables === undefined) return undefined;
  const { base, other } = tables;
  const rows: Rows = { model: base, matches: [], chains: [] };
  const keys = keysOver(builder, rows, elements);
  const where = conditionsOver(builder, rows, rest);
  if (keys === undefined || where === undefined) return undefined;
  const left = times.length === 0 ? undefined : besideMoments(builder, tables, keys, where, timely);
  if (times.length > 0 && left === undefined) return undefined;
  const all = left?.keys ?? keys;
  const own =
    left?.part ??
    shown(
      builder,
      'values',
      {
        from: base.name,
        ...(rows.matches.length > 0 && { match: rows.matches }),
        ...(where.length > 0 && { where }),
      },
      keys,
    );
  const inOrder = (part: Part): Part => ({ ...part, keys: ordered(part.keys, all, isTime, keys) });
  const bounded = query.between !== undefined || timely.length > 0;
  // Rows of the other table without a partner have no moment, so a range of moments drops them.
  if (other === undefined || bounded) return inOrder(own);
  const alone = withoutPartner(builder, tables, elements, keys, rest, all);
  if (alone === undefined) return undefined;
  const union = add(builder, 'all', { union: [own.stage, alone] });
  const stage = add(builder, 'values', {
    from: union,
    ...(query.everyRow ? {} : { by: own.keys.map(({ column }) => ({ as: column, is: column })) }),
  });
  return inOrder({ ...own, stage });
}

/** Keys in the order of the query: times are worked out beside the others. */
function ordered(
  made: readonly Key[],
  all: readonly Said[],
  isTime: readonly boolean[],
  plain: readonly Said[],
): readonly Key[] {
  const others = plain.map(({ column }) => column);
  const times = all.map(({ column }) => column).filter((c) => !others.includes(c));
  let [t, o] = [0, 0];
  return isTime.map((time) => {
    const column = time ? times[t++]! : others[o++]!;
    return made.find((key) => key.column === column)!;
  });
}

function isMetricTime({ path, name }: Element): boolean {
  return path.length === 0 && name === 'metric_time';
}

/** The elements that a condition speaks of; undefined where it speaks of a metric. */
function elementsIn({ library }: Builder, filter: Filter): readonly Element[] | undefined {
  const found: Element[] = [];
  const metrics: string[] = [];
  conditionOf(filter, library.custom, (element) => {
    if ('metric' in element) metrics.push(element.metric);
    else found.push(element);
    return pathTo(['none']);
  });
  return metrics.length > 0 ? undefined : found;
}

/** The table that has all elements; else the only one from which a single hop reaches those it has not. */
function tablesOf(builder: Builder, elements: readonly Element[]): Tables | undefined {
  const { manifest, repeated } = builder.library;
  const readings = manifest.models.map((model) => ({
    model,
    found: elements.map((element) =>
      resolve(manifest, model, element).filter(({ path }) => path.length === element.path.length),
    ),
  }));
  const reaching = readings.filter(({ found }) => found.every((of) => of.length === 1));
  const single = reaching.filter(({ found }) => found.every(([of]) => of!.hops.length === 0));
  const [base, second] = single;
  if (base !== undefined && second === undefined) return { base: base.model };
  if (base !== undefined) return refuse(builder, 'values of several tables without a metric');
  const near = reaching.flatMap(({ model, found }) => {
    const other = onlyHop(found.map(([of]) => of!));
    return other === undefined ? [] : [{ base: model, other }];
  });
  const [only, further] = near;
  if (only === undefined || further !== undefined)
    return refuse(builder, 'values of several tables without a metric');
  if (repeated.has(only.other.model.name))
    return refuse(builder, 'a table whose key is not unique in the data');
  return only;
}

/** The one hop that some readings take, where the others are of the table itself. */
function onlyHop(
  found: readonly Found[],
): { readonly entity: string; readonly model: SemanticModel } | undefined {
  const hops = found.map((f) => f.hops).filter((h) => h.length > 0);
  const [first] = hops;
  if (hops.length === found.length || first === undefined || first.length > 1) return undefined;
  const [hop] = first;
  const same = hops.every(
    (h) => h.length === 1 && h[0]!.entity === hop!.entity && h[0]!.to === hop!.to,
  );
  return same ? { entity: hop!.entity, model: hop!.to } : undefined;
}

/** Rows of the other table that no row of the base leads to: what the base says of them is null. */
function withoutPartner(
  builder: Builder,
  { base, other }: Tables,
  elements: readonly Element[],
  keys: readonly Said[],
  filters: readonly Filter[],
  all: readonly Said[],
): string | undefined {
  const { library } = builder;
  const { model, entity } = other!;
  const rows: Rows = { model, matches: [], chains: [] };
  const there = (element: Element): Said | undefined => {
    const [reading] = resolve(library.manifest, base, element);
    if (reading?.hops.length !== 1) return undefined;
    return keysOver(builder, rows, [{ ...element, path: [entity] }])?.[0];
  };
  const missing = (type: string) =>
    ({
      kind: 'cast',
      try: false,
      operand: { kind: 'literal', type: { kind: 'unknown' }, value: null },
      type: { kind: type === 'bigint' ? 'bigint' : type === 'boolean' ? 'boolean' : 'string' },
    }) as const;
  const where: string[] = [];
  for (const filter of filters) {
    const [expr] = conditionOf(filter, library.custom, (element) =>
      'metric' in element
        ? undefined
        : (there(element)?.expr ?? missing(typeIn(builder, base, element))),
    );
    if (expr === undefined) return refuse(builder, 'a condition that cannot be said');
    where.push(printExpr(expr));
  }
  const found = elements.map(there);
  const columns = all.map(({ column, type }) => {
    const i = keys.findIndex((k) => k.column === column);
    const own = i < 0 ? undefined : found[i];
    return { as: column, is: own === undefined ? `cast(null as ${type})` : printExpr(own.expr) };
  });
  const key = quoteName(entity);
  return add(builder, 'alone', {
    from: model.name,
    match: [{ to: base.name, as: 'partner_', on: [{ key, is: key }], only: 'unmatched' }],
    ...(where.length > 0 && { where }),
    columns,
    show: columns.map(({ as }) => as),
  });
}

function typeIn({ library }: Builder, model: SemanticModel, { name }: Element): string {
  return library.models.get(model.name)?.types.get(name) ?? 'string';
}

/**
 * Each row of a table beside each moment of the time spine: every day of the spine's range for each
 * combination of the row's values, of which the spine's own are kept.
 */
function besideMoments(
  builder: Builder,
  { base }: Tables,
  keys: readonly Said[],
  where: readonly string[],
  timely: readonly Filter[],
): { readonly part: Part; readonly keys: readonly Said[] } | undefined {
  const { query, library } = builder;
  const spine = spineFor(builder, 'day');
  const span = spine === undefined ? undefined : library.spans.get(spine.name);
  if (spine?.grain !== 'day' || span === undefined || isBelowDay(finestGrain(builder)))
    return refuse(builder, 'metric_time beside dimensions without a metric');
  const [entity] = base.entities.filter((e) => e.kind === 'primary' || e.kind === 'unique');
  if (query.everyRow && entity === undefined)
    return refuse(builder, 'every row of a table without a key');
  const [first, last] = span;
  const identity =
    query.everyRow && entity !== undefined
      ? [{ as: 'row_', is: printExpr(pathTo([base.name, entity.name])) }]
      : [];
  const day = 'day_';
  const all = add(builder, 'beside', {
    time: { from: `date '${first}'`, to: `date '${last}'` },
    by: [
      { as: day, grain: 'day', gaps: 'fill' as const },
      ...keys.map(({ column, expr }) => ({
        as: column,
        is: printExpr(fromEntity(base.name, expr)),
      })),
      ...identity,
    ],
    measures: [
      {
        as: 'rows_',
        agg: 'count' as const,
        entity: base.name,
        clock: `timestamp '${first} 00:00:00'`,
        ...(where.length > 0 && { where }),
      },
    ],
  });
  const at = `cast(${day} as timestamp)`;
  const known = add(builder, 'known', {
    from: all,
    match: [
      {
        to: spine.name,
        as: 'spine_',
        on: [{ key: quoteName(spine.column), is: at }],
        only: 'matched',
      },
    ],
    columns: [{ as: 'moment_', is: at }],
  });
  const rows: Rows = { spine, moment: pathTo(['moment_']), matches: [], chains: [] };
  const custom = query.groupBy.some(
    ({ grain }) => grain !== undefined && library.custom.has(grain),
  );
  if (custom) return refuse(builder, 'a custom grain beside dimensions without a metric');
  const said = keysOver(builder, rows, query.groupBy.filter(isMetricTime));
  const conditions = conditionsOver(builder, rows, timely);
  if (said === undefined || conditions === undefined) return undefined;
  if (rows.matches.length > 0)
    return refuse(builder, 'a custom grain beside dimensions without a metric');
  const between =
    query.between === undefined
      ? []
      : betweenConditions(pathTo(['moment_']), query.between, finestGrain(builder));
  const kept = [...between, ...conditions];
  const made = [...said, ...keys.map((key): Said => ({ ...key, expr: pathTo([key.column]) }))];
  const part = shown(
    builder,
    'values',
    { from: known, ...(kept.length > 0 && { where: kept }) },
    made,
  );
  return { part, keys: made };
}

function isBelowDay(grain: string): boolean {
  return grain.endsWith('second') || grain === 'minute' || grain === 'hour';
}

function extremes(builder: Builder, { stage, keys }: Part): Part | undefined {
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0)
    return refuse(builder, `extremes of ${builder.query.groupBy.map(nameOf).join(', ')}`);
  const names = [`${key.column}__min`, `${key.column}__max`];
  const made = add(builder, 'extremes', {
    from: stage,
    by: [],
    measures: [
      { as: names[0]!, agg: 'min', of: key.column },
      { as: names[1]!, agg: 'max', of: key.column },
    ],
  });
  return { stage: made, keys: [], values: names };
}
