import type { JsonPointer } from '../base/diagnostic.js';
import type { TimeUnit } from '../expr/expr.js';
import type { Type } from '../expr/type.js';
import type {
  Aggregate,
  AggregateColumn,
  Column,
  Facts,
  Filter,
  Join,
  Made,
  Plan,
  PlanExpr,
  PlanOrder,
  Project,
  Read,
  Scan,
  Semi,
  Series,
  Sorted,
  Union,
  Windowed,
  WindowColumn,
} from './plan.js';

/**
 * The constructors of plan nodes: the only places where keys and multiplicities are worked out, one
 * small rule each. They throw only on a bug of the planner.
 */

/** All rows of a table; `key` holds the ids of the columns that identify a row, `partition` those of partitions. */
export function scan(
  id: number,
  name: string,
  table: readonly string[],
  columns: readonly { readonly column: Column; readonly physical: string }[],
  key: readonly number[] | undefined,
  at: JsonPointer,
  partition: readonly number[] = [],
): Scan {
  return {
    kind: 'scan',
    id,
    name,
    table,
    columns: columns.map((c) => c.column),
    physical: columns.map((c) => c.physical),
    partition,
    key,
    repeated: new Map([[id, false]]),
    at,
  };
}

/** All rows of an earlier stage. */
export function read(
  id: number,
  stage: string,
  columns: readonly { readonly column: Column; readonly name: string }[],
  key: readonly number[] | undefined,
  at: JsonPointer,
): Read {
  return {
    kind: 'read',
    id,
    stage,
    columns: columns.map((c) => c.column),
    names: columns.map((c) => c.name),
    key,
    repeated: new Map([[id, false]]),
    at,
  };
}

/** One row per bucket from the bucket of `from` through that of `to`. */
export function series(
  id: number,
  column: Column,
  from: PlanExpr,
  to: PlanExpr,
  unit: TimeUnit,
  over: Plan | undefined,
  at: JsonPointer,
): Series {
  const repeated = new Map([[id, false]]);
  const key = [column.id];
  return {
    kind: 'series',
    id,
    from,
    to,
    unit,
    columns: [column],
    key,
    repeated,
    at,
    ...(over !== undefined && { over }),
  };
}

/** The rows of `input` where all of `where` are true; nothing to ask gives the input back. */
export function filter(input: Plan, where: readonly PlanExpr[], at: JsonPointer): Plan {
  if (where.length === 0) return input;
  return { ...facts(input, at), kind: 'filter', input, where } satisfies Filter;
}

/** Exactly the columns of `made`; a key survives where each of its columns is passed on as it is. */
export function project(input: Plan, made: readonly Made[], at: JsonPointer): Project {
  const renamed = new Map<number, number>();
  for (const { column, is } of made)
    if (is.kind === 'reference' && is.to.kind === 'column' && !renamed.has(is.to.column.id))
      renamed.set(is.to.column.id, column.id);
  const key = input.key?.map((id) => renamed.get(id));
  return {
    kind: 'project',
    input,
    made,
    columns: made.map((m) => m.column),
    key: key?.every((id) => id !== undefined) === true ? key : undefined,
    repeated: input.repeated,
    at,
  };
}

/** Rows of `left` with those of `right` that satisfy `on`; `single`: at most one right row each. */
export function join(
  type: 'inner' | 'left',
  left: Plan,
  right: Plan,
  on: readonly PlanExpr[],
  single: boolean,
  because: string,
  at: JsonPointer,
): Join {
  const repeated = new Map<number, boolean>();
  for (const [id, often] of left.repeated) repeated.set(id, often || !single);
  const oneRow = left.key?.length === 0;
  for (const [id, often] of right.repeated) repeated.set(id, often || !oneRow);
  const both =
    left.key !== undefined && right.key !== undefined ? [...left.key, ...right.key] : undefined;
  return {
    kind: 'join',
    type,
    left,
    right,
    on,
    single,
    because,
    columns: [...left.columns, ...right.columns],
    key: single ? left.key : both,
    repeated,
    at,
  };
}

/** Rows of `left` with (or, `anti`, without) a row of `right`. */
export function semi(
  left: Plan,
  right: Plan,
  on: readonly PlanExpr[],
  anti: boolean,
  at: JsonPointer,
): Semi {
  return { ...facts(left, at), kind: 'semi', left, right, on, anti };
}

const duplicateInsensitive: ReadonlySet<string> = new Set([
  'min',
  'max',
  'count_distinct',
  'any',
  'every',
  'any_value',
]);

/**
 * One row per combination of `keys`. `of` is the relation whose rows are counted: they must not be
 * repeated in the input unless the aggregate cannot tell (law 1 of design section 5).
 */
export function aggregate(
  input: Plan,
  keys: readonly Made[],
  aggregates: readonly AggregateColumn[],
  of: number | undefined,
  at: JsonPointer,
): Aggregate {
  const sensitive = aggregates.find((a) => !duplicateInsensitive.has(a.agg));
  if (sensitive !== undefined && of !== undefined && input.repeated.get(of) !== false)
    throw new Error(`the rows that "${sensitive.column.name}" counts are repeated`);
  return {
    kind: 'aggregate',
    input,
    keys,
    aggregates,
    columns: [...keys.map((k) => k.column), ...aggregates.map((a) => a.column)],
    key: keys.map((k) => k.column.id),
    repeated: new Map(),
    at,
  };
}

/** The input with one more column per window. */
export function windowed(input: Plan, windows: readonly WindowColumn[], at: JsonPointer): Windowed {
  return {
    ...facts(input, at),
    kind: 'windowed',
    input,
    windows,
    columns: [...input.columns, ...windows.map((w) => w.column)],
  };
}

/** All rows of all inputs, as rows of the relation `id`. */
export function union(
  id: number,
  columns: readonly Column[],
  inputs: readonly Plan[],
  sources: readonly (readonly Column[])[],
  at: JsonPointer,
): Union {
  return {
    kind: 'union',
    inputs,
    sources,
    columns,
    key: undefined,
    repeated: new Map([[id, false]]),
    at,
  };
}

/** Rows in an order, and with `rows` the first so many. */
export function sorted(
  input: Plan,
  order: readonly PlanOrder[],
  rows: number | undefined,
  at: JsonPointer,
): Sorted {
  return {
    ...facts(input, at),
    kind: 'sorted',
    input,
    order,
    ...(rows !== undefined && { rows }),
  };
}

function facts(input: Plan, at: JsonPointer): Facts {
  return { columns: input.columns, key: input.key, repeated: input.repeated, at };
}

/** A column that a plan's expression reads. */
export function columnOf(column: Column): PlanExpr {
  return { kind: 'reference', to: { kind: 'column', column }, type: column.type };
}

/** `left = right`: null equals nothing. */
export function equal(left: PlanExpr, right: PlanExpr): PlanExpr {
  return { kind: 'binary', operator: '=', left, right, type: boolean };
}

/** `left is not distinct from right`: null equals null. */
export function same(left: PlanExpr, right: PlanExpr): PlanExpr {
  return { kind: 'binary', operator: 'is not distinct from', left, right, type: boolean };
}

const boolean: Type = { kind: 'boolean' };
