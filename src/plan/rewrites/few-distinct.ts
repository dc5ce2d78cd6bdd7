import { binary, isNotNull, isNull } from '../../expr/build.js';
import type { Type } from '../../expr/type.js';
import { expressionsOf } from '../expressions.js';
import { inputsOf } from '../inputs.js';
import { aggregate, columnOf, filter } from '../nodes.js';
import type { AggregateColumn, Column, Plan, PlanExpr, PlannedDocument } from '../plan.js';
import { columnsIn } from './columns-read.js';
import { countTest } from './count-tests.js';
import { freshIn } from './fresh.js';
import { mapPlan } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Whether there are none, one or several different values is told by the least and the greatest: a
 * distinct count that is only compared with 0, 1 or 2 need not keep all values.
 */
export const fewDistinct: Rewrite = { name: 'few-distinct', rewrite };

/** The extremes that stand for a distinct count. */
interface Extremes {
  readonly low: Column;
  readonly high: Column;
}

function rewrite(document: PlannedDocument): PlannedDocument {
  const fresh = freshIn(document);
  const stages = document.stages.map((stage) => {
    const counts = countsIn(stage.plan);
    if (counts.length === 0) return stage;
    const reads = [...readsOf(stage.plan), ...stage.columns.map((c) => c.id)];
    const tests = testsIn(stage.plan);
    const extremes = new Map<number, Extremes>();
    for (const { column, of } of counts) {
      const times = (ids: readonly number[]): number => ids.filter((id) => id === column.id).length;
      if (times(reads) === 0 || times(reads) !== times(tests)) continue;
      const { name } = column;
      const [low, high] = [`${name}_min`, `${name}_max`].map((n) => fresh.column(n, of!.type));
      extremes.set(column.id, { low: low!, high: high! });
    }
    return extremes.size === 0
      ? stage
      : { ...stage, plan: mapPlan(stage.plan, (plan) => compared(plan, extremes)) };
  });
  return { ...document, stages };
}

/** Types whose least and greatest are equal just when all values are, on every engine. */
const ordered: ReadonlySet<Type['kind']> = new Set([
  'bigint',
  'decimal',
  'string',
  'date',
  'timestamp',
]);

function countsIn(plan: Plan): readonly AggregateColumn[] {
  const own =
    plan.kind === 'aggregate'
      ? plan.aggregates.filter(
          ({ agg, of }) =>
            agg === 'count_distinct' && of !== undefined && ordered.has(of.type.kind),
        )
      : [];
  return [...own, ...inputsOf(plan).flatMap(countsIn)];
}

function readsOf(plan: Plan): readonly number[] {
  return [...columnsIn(expressionsOf(plan)), ...inputsOf(plan).flatMap(readsOf)];
}

/** Columns that conditions compare in a way that extremes can, one for each comparison. */
function testsIn(plan: Plan): readonly number[] {
  const own = plan.kind === 'filter' ? plan.where.flatMap(testsOf) : [];
  return [...own, ...inputsOf(plan).flatMap(testsIn)];
}

/** A null is as good as a false only where nothing turns it around: below `and` and `or`. */
function testsOf(condition: PlanExpr): readonly number[] {
  if (isLogical(condition)) return [...testsOf(condition.left), ...testsOf(condition.right)];
  const test = countTest(condition);
  const said = test && byExtremes(condition, new Map([[test.column, anyExtremes]]));
  return said === undefined || said === condition ? [] : [test!.column];
}

const anyExtremes: Extremes = {
  low: { id: -1, name: '', type: { kind: 'bigint' } },
  high: { id: -2, name: '', type: { kind: 'bigint' } },
};

function isLogical(expr: PlanExpr): expr is PlanExpr & { readonly kind: 'binary' } {
  return expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or');
}

function compared(plan: Plan, extremes: ReadonlyMap<number, Extremes>): Plan {
  if (plan.kind === 'filter')
    return filter(
      plan.input,
      plan.where.map((w) => byExtremes(w, extremes)),
      plan.at,
    );
  if (plan.kind !== 'aggregate') return plan;
  const aggregates = plan.aggregates.flatMap((a): readonly AggregateColumn[] => {
    const own = extremes.get(a.column.id);
    if (own === undefined) return [a];
    return [
      { ...a, column: own.low, agg: 'min' },
      { ...a, column: own.high, agg: 'max' },
    ];
  });
  return aggregate(plan.input, plan.keys, aggregates, undefined, plan.at);
}

/** Nulls of the extremes say that there is no value. */
function byExtremes(condition: PlanExpr, extremes: ReadonlyMap<number, Extremes>): PlanExpr {
  if (isLogical(condition))
    return {
      ...condition,
      left: byExtremes(condition.left, extremes),
      right: byExtremes(condition.right, extremes),
    };
  const test = countTest(condition);
  const own = test && extremes.get(test.column);
  if (test === undefined || own === undefined) return condition;
  const [low, high] = [columnOf(own.low), columnOf(own.high)];
  const { zero, one, more, filled } = test;
  if (!zero && !one && more) return binary('<>', low, high);
  if (!zero && one && !more) return binary('=', low, high);
  if (!zero && one && more) return isNotNull(low);
  // Of a group that is missing nothing is true but of a count that is filled.
  if (filled && zero && !one && !more) return isNull(low);
  if (filled && zero && one && !more) return binary('is not distinct from', low, high);
  return condition;
}
