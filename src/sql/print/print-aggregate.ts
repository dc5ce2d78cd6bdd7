import { and, branch, caseWhen, integerLiteral, isNotNull } from '../../expr/build.js';
import type { Type } from '../../expr/type.js';
import type { SqlAggregate, SqlExpr, SqlOrder } from '../ast.js';
import type { Dialect, Say } from '../dialect.js';
import { isFixed } from '../lower/lower-expr.js';
import { commas, group, line, nest, softline, type Doc } from './layout.js';

/** An aggregate with its conditions: FILTER, or CASE inside, as the dialect can. */
export function printAggregate(leaf: SqlAggregate, type: Type, dialect: Dialect, say: Say): Doc {
  const conditions = conditionsOf(leaf);
  const inside = dialect.filter === 'case' && conditions.length > 0;
  const of = inside ? conditional(leaf, conditions) : leaf.of;
  const clause =
    inside || conditions.length === 0
      ? ''
      : nest(line, group('FILTER (WHERE ', nest(say.whole(and(conditions))), ')'));
  const order = orderOf(leaf);
  // Without anything that tells rows apart all values are one, and so is the least.
  const picks = leaf.agg === 'first' || leaf.agg === 'last';
  const value = dialect.aggregates[picks && order.length === 0 ? 'min' : leaf.agg]({
    leaf,
    type,
    of: of === undefined ? '*' : say.whole(of),
    ofType: leaf.of?.type ?? { kind: 'unknown' },
    with: leaf.with === undefined ? '' : say.whole(leaf.with),
    filter: clause,
    order: group(nest(softline, commas(order.map((o) => printOrder(o, say))))),
  });
  return group(value);
}

/** Rows without an ordering value are neither first nor last. */
function conditionsOf(leaf: SqlAggregate): readonly SqlExpr[] {
  const ordered = leaf.agg === 'first' || leaf.agg === 'last';
  return ordered && leaf.with !== undefined ? [...leaf.where, isNotNull(leaf.with)] : leaf.where;
}

/** What is null where the conditions do not hold: aggregates pass over it. */
function conditional(leaf: SqlAggregate, conditions: readonly SqlExpr[]): SqlExpr {
  return caseWhen([branch(and(conditions), leaf.of ?? integerLiteral(1))]);
}

/**
 * The order of first and last: of equal ordering values, those with the lesser ties come first, whichever
 * is taken. What is the same for all rows (a masked value) orders nothing, and engines refuse it there.
 */
function orderOf(leaf: SqlAggregate): readonly SqlOrder[] {
  const all = leaf.with === undefined ? leaf.ties : [leaf.with, ...leaf.ties];
  const exprs = all.filter((by) => !isFixed(by));
  return exprs.map((by) => ({ by, descending: false, nullsFirst: true }));
}

/** One part of an ORDER BY, always with the place of nulls: engines' defaults differ. */
export function printOrder({ by, descending, nullsFirst }: SqlOrder, say: Say): Doc {
  const direction = descending ? ' DESC' : '';
  return [say.whole(by), direction, nullsFirst ? ' NULLS FIRST' : ' NULLS LAST'];
}
