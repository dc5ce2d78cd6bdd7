import { unreachable } from '../../src/base/unreachable.js';
import type {
  AggregateColumn,
  Plan,
  PlanExpr,
  PlanOrder,
  WindowColumn,
} from '../../src/plan/plan.js';
import type { PlannedStage } from '../../src/plan/plan.js';

/**
 * What a plan means, node by node, over rows in memory: slow and plain, so that it can be believed.
 * Values are whole numbers, conditions, and null.
 */
export type Value = number | boolean | null;
type Row = ReadonlyMap<number, Value>;
export type Tables = Readonly<Record<string, readonly (readonly Value[])[]>>;

/** The rows of the last stage, each as its columns in order. */
export function evaluate(
  stages: readonly PlannedStage[],
  tables: Tables,
): readonly (readonly Value[])[] {
  const done = new Map<string, readonly (readonly Value[])[]>();
  for (const stage of stages) {
    const rows = rowsOf(stage.plan, tables, done);
    done.set(
      stage.name,
      rows.map((row) => stage.columns.map((column) => row.get(column.id)!)),
    );
  }
  return done.get(stages.at(-1)!.name)!;
}

function rowsOf(
  plan: Plan,
  tables: Tables,
  stages: ReadonlyMap<string, readonly (readonly Value[])[]>,
): readonly Row[] {
  const of = (input: Plan): readonly Row[] => rowsOf(input, tables, stages);
  const named = (rows: readonly (readonly Value[])[]): readonly Row[] =>
    rows.map((row) => new Map(plan.columns.map((column, i) => [column.id, row[i]!])));
  switch (plan.kind) {
    case 'scan':
      return named(tables[plan.table[0]!]!);
    case 'read':
      return named(stages.get(plan.stage)!);
    case 'filter':
      return of(plan.input).filter((row) => plan.where.every((e) => value(e, row) === true));
    case 'project':
      return of(plan.input).map(
        (row) => new Map(plan.made.map(({ column, is }) => [column.id, value(is, row)])),
      );
    case 'join': {
      const right = of(plan.right);
      return of(plan.left).flatMap((row) => {
        const found = right
          .map((other) => new Map([...row, ...other]))
          .filter((both) => plan.on.every((e) => value(e, both) === true));
        const nothing = new Map([...row, ...plan.right.columns.map((c) => [c.id, null] as const)]);
        return found.length === 0 && plan.type === 'left' ? [nothing] : found;
      });
    }
    case 'semi': {
      const right = of(plan.right);
      return of(plan.left).filter(
        (row) =>
          right.some((other) => {
            const both = new Map([...row, ...other]);
            return plan.on.every((e) => value(e, both) === true);
          }) !== plan.anti,
      );
    }
    case 'aggregate': {
      const groups = new Map<string, Row[]>();
      for (const row of of(plan.input)) {
        const key = JSON.stringify(plan.keys.map((k) => value(k.is, row)));
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      if (plan.keys.length === 0 && groups.size === 0) groups.set('[]', []);
      return [...groups].map(([key, rows]) => {
        const keys = JSON.parse(key) as Value[];
        return new Map([
          ...plan.keys.map((k, i) => [k.column.id, keys[i]!] as const),
          ...plan.aggregates.map((a) => [a.column.id, aggregated(a, rows)] as const),
        ]);
      });
    }
    case 'windowed': {
      const rows = of(plan.input);
      return rows.map(
        (row, i) =>
          new Map([
            ...row,
            ...plan.windows.map((w) => [w.column.id, windowed(w, rows, i)] as const),
          ]),
      );
    }
    case 'union':
      return plan.inputs.flatMap((input, i) =>
        of(input).map(
          (row) => new Map(plan.columns.map((c, j) => [c.id, row.get(plan.sources[i]![j]!.id)!])),
        ),
      );
    case 'sorted': {
      const rows = of(plan.input).toSorted((a, b) => compareBy(plan.order, a, b));
      return plan.rows === undefined ? rows : rows.slice(0, plan.rows);
    }
    case 'series':
      throw new Error('no calendars here');
    default:
      return unreachable(plan);
  }
}

function aggregated({ agg, of, where }: AggregateColumn, all: readonly Row[]): Value {
  const rows = all.filter((row) => where.every((e) => value(e, row) === true));
  if (of === undefined) return rows.length;
  return folded(agg, rows.map((row) => value(of, row)).filter((v) => v !== null) as number[]);
}

function folded(fn: string, values: readonly number[]): Value {
  if (fn === 'count') return values.length;
  if (fn === 'count_distinct') return new Set(values).size;
  if (values.length === 0) return null;
  if (fn === 'sum') return values.reduce((a, b) => a + b);
  return fn === 'min' ? Math.min(...values) : Math.max(...values);
}

function windowed(window: WindowColumn, rows: readonly Row[], at: number): Value {
  const { fn, of, per, order } = window;
  const own = JSON.stringify(per.map((e) => value(e, rows[at]!)));
  const partition = rows
    .map((row, i) => ({ row, i }))
    .filter(({ row }) => JSON.stringify(per.map((e) => value(e, row))) === own)
    .toSorted((a, b) => compareBy(order, a.row, b.row) || a.i - b.i);
  const place = partition.findIndex(({ i }) => i === at);
  if (fn === 'row_number') return place + 1;
  const seen = order.length === 0 ? partition : partition.slice(0, place + 1);
  const values = seen.map(({ row }) => value(of!, row)).filter((v) => v !== null);
  return folded(fn, values as number[]);
}

function compareBy(order: readonly PlanOrder[], a: Row, b: Row): number {
  for (const { by, descending, nullsFirst } of order) {
    const [x, y] = [value(by, a), value(by, b)];
    if (x === y) continue;
    if (x === null || y === null) return (x === null) === nullsFirst ? -1 : 1;
    return x < y === descending ? 1 : -1;
  }
  return 0;
}

function value(expr: PlanExpr, row: Row): Value {
  switch (expr.kind) {
    case 'literal':
      if (expr.value === null) return null;
      return expr.type.kind === 'boolean' ? expr.value === 'true' : Number(expr.value);
    case 'reference':
      if (expr.to.kind !== 'column' || !row.has(expr.to.column.id))
        throw new Error('no such column');
      return row.get(expr.to.column.id)!;
    case 'unary': {
      const inner = value(expr.operand, row);
      if (inner === null) return null;
      return expr.operator === 'not' ? !inner : -Number(inner);
    }
    case 'is-null':
      return (value(expr.operand, row) === null) !== expr.not;
    case 'binary':
      return binary(expr.operator, value(expr.left, row), value(expr.right, row));
    case 'call': {
      if (expr.name !== 'coalesce') throw new Error(`no ${expr.name} here`);
      return expr.args.map((arg) => value(arg, row)).find((v) => v !== null) ?? null;
    }
    case 'between':
    case 'in':
    case 'case':
    case 'cast':
      throw new Error(`no ${expr.kind} here`);
    default:
      return unreachable(expr);
  }
}

function binary(operator: string, a: Value, b: Value): Value {
  if (operator === 'and')
    return a === false || b === false ? false : a === null || b === null ? null : true;
  if (operator === 'or')
    return a === true || b === true ? true : a === null || b === null ? null : false;
  if (operator === 'is not distinct from') return a === b;
  if (a === null || b === null) return null;
  const [x, y] = [Number(a), Number(b)];
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '=':
      return x === y;
    case '<>':
      return x !== y;
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
    default:
      throw new Error(`no ${operator} here`);
  }
}
