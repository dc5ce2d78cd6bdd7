import type { JsonPointer } from '../base/diagnostic.js';
import { at as step } from '../base/diagnostic.js';
import type {
  BoundCompute,
  BoundOrder,
  BoundStage,
  BoundWindow,
  ResultExpr,
} from '../bind/bound.js';
import { placedWindows } from '../bind/placed-windows.js';
import { literal } from '../expr/build.js';
import { mapReferences } from '../expr/visit.js';
import { unchanged } from './carried.js';
import type { Context } from './context.js';
import { columnOf, filter, project, sorted, windowed } from './nodes.js';
import type { Column, Made, Plan, PlanExpr, PlanOrder, WindowColumn } from './plan.js';

/** The result rows of a stage while its windows, columns, conditions and order are applied (S1). */
interface Result {
  readonly plan: Plan;
  readonly columns: ReadonlyMap<string, Column>;
}

/**
 * From grouped or looked-up rows to what leaves the stage (S1): windows and compute, keep, order and
 * limit, show. `ordered` says that the rows leave the document in an order that people see.
 */
export function resultOf(
  context: Context,
  stage: BoundStage,
  input: Plan,
  columns: readonly Column[],
  ordered: boolean,
): Plan {
  let result: Result = { plan: input, columns: new Map(columns.map((c) => [c.name, c])) };
  for (const next of stage.steps)
    result =
      next.kind === 'window'
        ? windowStep(context, stage, result, next)
        : computeStep(context, result, next);
  const say = sayer(result);
  const kept = filter(result.plan, stage.keep.map(say), step(stage.at, 'keep'));
  const limited = limit(context, stage, { ...result, plan: kept }, ordered);
  const shown = stage.output.map((output): Made => {
    const column = result.columns.get(output.name)!;
    return { column: context.column(output.name, output.type), is: columnOf(column) };
  });
  return project(limited, shown, stage.at);
}

function sayer(result: Result): (expr: ResultExpr) => PlanExpr {
  return (expr) =>
    mapReferences(expr, (leaf, reference): PlanExpr => {
      if (leaf.kind === 'param') return { ...reference, to: leaf };
      const column = result.columns.get(leaf.column);
      if (column === undefined) throw new Error(`no result column "${leaf.column}"`);
      return columnOf(column);
    });
}

function computeStep(context: Context, result: Result, compute: BoundCompute): Result {
  const column = context.column(compute.as, compute.type);
  const kept = unchanged([...result.columns.values()]);
  const made = [...kept, { column, is: sayer(result)(compute.is) }];
  return {
    plan: project(result.plan, made, compute.at),
    columns: new Map([...result.columns, [compute.as, column]]),
  };
}

function windowStep(
  context: Context,
  stage: BoundStage,
  result: Result,
  window: BoundWindow,
): Result {
  if (window.fn === 'share') return shareStep(context, result, window);
  const column = context.column(window.as, window.type);
  const made: WindowColumn = {
    column,
    fn: window.fn,
    ...(window.of !== undefined && { of: valueOf(result, window.of) }),
    per: window.per.map((name) => valueOf(result, name)),
    order: ordering(result, window.order, deterministic.has(window.fn) ? stage.resultKey : []),
    ...(window.last !== undefined && { last: window.last }),
    ...(window.n !== undefined && { n: window.n }),
    at: window.at,
  };
  return {
    plan: windowed(result.plan, [made], window.at),
    columns: new Map([...result.columns, [window.as, column]]),
  };
}

/** Windows in whose order the key decides between equal rows (S10): those of a place, and those that run row by row. */
const deterministic: ReadonlySet<string> = new Set([
  ...placedWindows,
  'sum',
  'avg',
  'min',
  'max',
  'count',
]);

/** `of` over the sum of `of` in its partition; the division is null on a zero total (S10, S15). */
function shareStep(context: Context, result: Result, window: BoundWindow): Result {
  const of = valueOf(result, window.of ?? '');
  const total = context.column(`${window.as}_total`, of.type);
  const per = window.per.map((name) => valueOf(result, name));
  const summed = windowed(
    result.plan,
    [{ column: total, fn: 'sum', of, per, order: [], at: window.at }],
    window.at,
  );
  const column = context.column(window.as, window.type);
  const kept = unchanged([...result.columns.values()]);
  const share: PlanExpr = {
    kind: 'binary',
    operator: '/',
    left: of,
    right: columnOf(total),
    type: window.type,
  };
  return {
    plan: project(summed, [...kept, { column, is: share }], window.at),
    columns: new Map([...result.columns, [window.as, column]]),
  };
}

function valueOf(result: Result, name: string): PlanExpr {
  const column = result.columns.get(name);
  if (column === undefined) throw new Error(`no result column "${name}"`);
  return columnOf(column);
}

/** The written order, and where it matters the key's columns that are not in it yet. */
function ordering(
  result: Result,
  order: readonly BoundOrder[],
  key: readonly string[] | undefined,
): readonly PlanOrder[] {
  // Without an order a window is over its whole partition; ties do not exist.
  if (order.length === 0) return [];
  const named = new Set(order.map((o) => o.by));
  return [
    ...order.map((o) => ({
      by: valueOf(result, o.by),
      descending: o.descending,
      nullsFirst: o.nullsFirst,
    })),
    ...(key ?? [])
      .filter((name) => !named.has(name))
      .map((name) => ({ by: valueOf(result, name), descending: false, nullsFirst: false })),
  ];
}

function limit(context: Context, stage: BoundStage, result: Result, ordered: boolean): Plan {
  const at: JsonPointer = step(stage.at, 'limit');
  const byKey = ordering(result, stage.order, stage.resultKey);
  const inOrder = (plan: Plan, rows?: number): Plan =>
    byKey.length === 0 && rows === undefined
      ? plan
      : sorted(plan, byKey, rows, rows === undefined ? step(stage.at, 'order') : at);
  if (stage.limit === undefined) return ordered ? inOrder(result.plan) : result.plan;
  const { rows, per, ties } = stage.limit;
  if (per.length === 0 && ties === 'cut') return inOrder(result.plan, rows);
  const place = context.column('place', { kind: 'bigint' });
  const ranked = windowed(
    result.plan,
    [
      {
        column: place,
        fn: ties === 'include' ? 'rank' : 'row_number',
        per: per.map((name) => valueOf(result, name)),
        order: ties === 'include' ? ordering(result, stage.order, []) : byKey,
        at,
      },
    ],
    at,
  );
  const first: PlanExpr = {
    kind: 'binary',
    operator: '<=',
    left: columnOf(place),
    right: literal({ kind: 'bigint' }, String(rows)),
    type: { kind: 'boolean' },
  };
  const cut = filter(ranked, [first], at);
  return ordered ? inOrder(cut) : cut;
}
