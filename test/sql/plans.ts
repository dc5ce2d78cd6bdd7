import type { JsonPointer } from '../../src/base/diagnostic.js';
import type { Type } from '../../src/expr/type.js';
import { types } from '../../src/expr/type.js';
import type { TimeUnit } from '../../src/expr/expr.js';
import * as nodes from '../../src/plan/nodes.js';
import type {
  AggregateColumn,
  Column,
  Made,
  Plan,
  PlanExpr,
  PlannedDocument,
  PlannedStage,
  PlannedTarget,
  PlanOrder,
  WindowColumn,
} from '../../src/plan/plan.js';

/** A small shop as DuckDB has it; rows are few enough to be counted by hand. */
export const shop = `
CREATE TABLE shop_order (id BIGINT, customer BIGINT, city BIGINT, amount DECIMAL(18, 2), day DATE, ds VARCHAR);
INSERT INTO shop_order VALUES
  (1, 10, 1, 10.00, DATE '2024-01-01', '20240101'),
  (2, 10, 2, 20.00, DATE '2024-01-02', '20240102'),
  (3, 11, 1, 5.00, DATE '2024-01-02', '20240102'),
  (4, NULL, 1, 7.00, DATE '2024-01-03', '20240103'),
  (5, 12, NULL, 1.00, DATE '2024-01-03', '20240103');
CREATE TABLE shop_customer (id BIGINT, name VARCHAR, gold BOOLEAN);
INSERT INTO shop_customer VALUES (10, 'Ann', TRUE), (11, 'Bob', FALSE), (13, 'Cat', TRUE);
CREATE TABLE shop_city (id BIGINT, name VARCHAR);
INSERT INTO shop_city VALUES (1, 'Rome'), (2, 'Oslo');
`;

/** Hand-built plans: fresh columns and relations, and the constructors of nodes at no place in particular. */
export function newPlans() {
  let columns = 0;
  let relations = 0;
  const column = (name: string, type: Type = types.bigint): Column => ({
    id: ++columns,
    name,
    type,
  });
  const at: JsonPointer = '/stages/0';

  const scan = (name: string, table: string, names: Readonly<Record<string, Type>>): Plan => {
    const made = Object.entries(names).map(([physical, type]) => ({
      column: column(physical, type),
      physical,
    }));
    // The first column of each of these tables is its key.
    return nodes.scan(++relations, name, [table], made, [made[0]!.column.id], at);
  };
  return {
    column,
    scanOf: scan,
    orders: () =>
      scan('orders', 'shop_order', {
        id: types.bigint,
        customer: types.bigint,
        city: types.bigint,
        amount: types.decimal(18, 2),
        day: types.date,
        ds: types.string,
      }),
    customers: () =>
      scan('customer', 'shop_customer', {
        id: types.bigint,
        name: types.string,
        gold: types.boolean,
      }),
    cities: () => scan('city', 'shop_city', { id: types.bigint, name: types.string }),
    read: (stage: PlannedStage): Plan =>
      nodes.read(
        ++relations,
        stage.name,
        stage.columns.map((c) => ({ column: column(c.name, c.type), name: c.name })),
        undefined,
        at,
      ),
    series: (from: PlanExpr, to: PlanExpr, unit: TimeUnit, over?: Plan): Plan =>
      nodes.series(++relations, column('bucket', types.date), from, to, unit, over, at),
    filter: (input: Plan, ...where: readonly PlanExpr[]): Plan => nodes.filter(input, where, at),
    project: (input: Plan, made: readonly Made[]): Plan => nodes.project(input, made, at),
    join: (
      type: 'inner' | 'left',
      left: Plan,
      right: Plan,
      on: readonly PlanExpr[],
      single = true,
    ): Plan => nodes.join(type, left, right, on, single, 'a test', at),
    semi: (left: Plan, right: Plan, on: readonly PlanExpr[], anti = false): Plan =>
      nodes.semi(left, right, on, anti, at),
    aggregate: (input: Plan, keys: readonly Made[], aggregates: readonly AggregateColumn[]): Plan =>
      nodes.aggregate(input, keys, aggregates, undefined, at),
    windowed: (input: Plan, ...windows: readonly WindowColumn[]): Plan =>
      nodes.windowed(input, windows, at),
    sorted: (input: Plan, order: readonly PlanOrder[], rows?: number): Plan =>
      nodes.sorted(input, order, rows, at),
    union: (first: Plan, second: Plan): Plan =>
      nodes.union(
        ++relations,
        first.columns.map((c) => column(c.name, c.type)),
        [first, second],
        [first.columns, second.columns],
        at,
      ),
    /** A new column made from an expression. */
    made: (name: string, is: PlanExpr): Made => ({ column: column(name, is.type), is }),
    sum: (name: string, of: PlanExpr, ...where: readonly PlanExpr[]): AggregateColumn => ({
      column: column(name, of.type.kind === 'decimal' ? types.decimal(28, 2) : of.type),
      agg: 'sum',
      of,
      where,
      at: '/stages/0/measures/0',
    }),
    count: (name: string): AggregateColumn => ({
      column: column(name),
      agg: 'count',
      where: [],
      at: '/stages/0/measures/1',
    }),
    rank: (name: string, per: readonly PlanExpr[], by: PlanExpr): WindowColumn => ({
      column: column(name),
      fn: 'row_number',
      per,
      order: [down(by)],
      at: '/stages/0/windows/0',
    }),
  };
}

/** The column of a plan that is called so, as an expression. */
export function col(plan: Plan, name: string): PlanExpr {
  const found = plan.columns.find((column) => column.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return nodes.columnOf(found);
}

/** Largest first, nulls last. */
export function down(by: PlanExpr): PlanOrder {
  return { by, descending: true, nullsFirst: false };
}

/** Smallest first, nulls last. */
export function up(by: PlanExpr): PlanOrder {
  return { by, descending: false, nullsFirst: false };
}

/** A plan as a stage; all of its columns leave it, or those that are named. */
export function stageOf(name: string, plan: Plan, names?: readonly string[]): PlannedStage {
  const columns =
    names === undefined
      ? plan.columns
      : names.map((n) => plan.columns.find((column) => column.name === n)!);
  return { name, stage: name, plan, columns, key: undefined, at: '/stages/0' };
}

/** Stages as a document; the last one is the result. */
export function documentOf(
  stages: readonly PlannedStage[],
  target?: PlannedTarget,
): PlannedDocument {
  return { stages, params: [], ...(target !== undefined && { target }) };
}
