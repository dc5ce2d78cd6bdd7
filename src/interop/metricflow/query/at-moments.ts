import { printExpr } from '../../../expr/print.js';
import type { ParsedExpr } from '../../../expr/expr.js';
import { grains } from '../manifest.js';
import { metricOfMeasure } from '../library.js';
import { pathTo, truncated } from '../path.js';
import type { Group } from './aggregated.js';
import { betweenConditions } from './between.js';
import { add, conditionsOver, keysOver, refuse, type Builder, type Part } from './builder.js';
import { later } from './later.js';
import type { Rows } from './rows.js';
import { finestGrain, isTimeKey, readsClock, spineFor } from './spines.js';
import { clockOf } from './tree.js';

/** How values belong to the moments of a spine. */
export interface Moments {
  /** The grain of the moments: that of a spine. */
  readonly base: string;
  /** Which of them are there, beside those in the query's range. */
  readonly only: (moment: ParsedExpr) => readonly string[];
  /** Conditions on a row's moment, for the moment (moved by the offsets) that it is shown at. */
  readonly belongs: (row: string, end: ParsedExpr) => readonly string[];
}

/** The name of the column with the moment itself. */
export const momentColumn = 'moment_';

/**
 * Values at each moment of a time spine that has rows: the rows that belong to it are aggregated for it,
 * so rows may count at many moments. Keys can only be times of the moment.
 */
export function valuesAtMoments(
  builder: Builder,
  group: Group,
  { base, only, belongs }: Moments,
): Part | undefined {
  const { query, library } = builder;
  const { leaf } = group;
  const clock = clockOf(leaf.of);
  const spine = spineFor(builder, base);
  if (spine === undefined || (spine.grain !== base && isBelowDay(base)))
    return refuse(builder, `a time spine by the ${base}`);
  if (clock === undefined) return refuse(builder, 'moments of a measure without a clock');
  if (query.groupBy.some((element) => !isTimeKey(builder, leaf, element)))
    return refuse(builder, 'values at moments by other keys than time');
  const { model } = leaf.of.model;
  const moment = pathTo([spine.column]);
  const elements = query.groupBy.map((e) => ({ ...e, path: [], name: 'metric_time' }));
  const keys = keysOver(builder, { spine, moment, matches: [], chains: [] }, elements);
  const named = { model, clock, moment: pathTo([clock]), matches: [], chains: [] };
  const own = keysOver(builder, named, query.groupBy);
  const rows: Rows = { model, matches: [], chains: [] };
  const inner = [...leaf.before, ...leaf.filters];
  if (readsClock(leaf, inner)) return refuse(builder, "a metric's own condition on its moments");
  // A condition of the query on time asks for moments, any other for rows; one on both cannot be split.
  const timely = query.where.filter((filter) => readsClock(leaf, [filter]));
  const others = query.where.filter((filter) => !timely.includes(filter));
  const conditions = conditionsOver(builder, rows, [...inner, ...others]);
  const spineRows: Rows = { spine, moment, matches: [], chains: [] };
  const onMoments = conditionsOver(builder, spineRows, timely);
  if (keys === undefined || own === undefined || conditions === undefined) return undefined;
  if (onMoments === undefined) return undefined;
  if (spineRows.matches.length > 0) return refuse(builder, 'a look-up for moments');
  if (rows.matches.length > 0) return refuse(builder, 'a look-up for values at moments');
  const between =
    query.between === undefined
      ? []
      : betweenConditions(moment, query.between, finestGrain(builder));
  // Of a finer spine the first moments of units of the base.
  const starts =
    spine.grain === base
      ? []
      : [`${printExpr(truncated(base, moment))} = ${printExpr(truncated(spine.grain, moment))}`];
  const kept = [...between, ...starts, ...only(moment), ...onMoments];
  const moments = add(builder, 'moments', {
    from: spine.name,
    ...(kept.length > 0 && { where: kept }),
    columns: [
      { as: spine.column, is: spine.column },
      { as: momentColumn, is: printExpr(moment) },
      ...own.map(({ column }, i) => ({ as: column, is: printExpr(keys[i]!.expr) })),
    ],
  });
  const shown: ParsedExpr = {
    kind: 'reference',
    to: { kind: 'row', names: [momentColumn] },
    type: { kind: 'unknown' },
  };
  const end = leaf.offsets.reduce<ParsedExpr>(
    (at, o) =>
      o.kind === 'window' ? later(at, o.span.unit, -o.span.count) : truncated(o.grain, at),
    shown,
  );
  const where = [...conditions, ...belongs(printExpr(truncated(base, pathTo([clock]))), end)];
  const values = group.values.map(({ column }) => column);
  const stage = add(builder, 'moments_with', {
    from: moments,
    measures: [
      ...group.values.map(({ leaf: one, column }) => ({
        as: column,
        metric: metricOfMeasure(library, one.of.measure.name),
        on: [],
        where,
      })),
      { as: 'rows_', agg: 'count' as const, entity: model.name, on: [], where },
    ],
    keep: ['rows_ > 0'],
  });
  return { stage, keys: own.map(({ column, type }) => ({ column, type })), values };
}

function isBelowDay(grain: string): boolean {
  return grains.indexOf(grain) < grains.indexOf('day');
}
