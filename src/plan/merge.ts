import type { JsonPointer } from '../base/diagnostic.js';
import type { Branch } from './branch.js';
import { copied } from './carried.js';
import type { Context } from './context.js';
import { aggregate, columnOf, join, project, union } from './nodes.js';
import type { AggregateColumn, Column, Made, Plan } from './plan.js';
import { readStage } from './relation.js';

/**
 * Puts branches together on null-safe keys (law 2): each becomes a part of the stage, all rows are
 * stacked with nulls where a branch has no value, and grouped by the keys. Grouping treats nulls as
 * equal on every engine, which an outer join does not; each value stands in one row at most, so the
 * maximum is that value.
 */
export function merge(
  context: Context,
  stage: string,
  branches: readonly Branch[],
  at: JsonPointer,
): Branch {
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return only;
  const parts = branches.map((branch) => addPart(context, stage, branch, at));
  return only?.keys.length === 0 ? oneRow(parts, at) : stacked(context, parts, at);
}

/** A branch as a part of its stage that others read. */
export function addPart(context: Context, stage: string, branch: Branch, at: JsonPointer): Branch {
  const name = context.partName(stage, branch.name);
  const values = new Map([...branch.values].map(([leaf, column]) => [leaf, column]));
  const columns = [...branch.keys, ...new Set(values.values())];
  const named = uniqueNames(columns);
  const made = named.map(({ column, name: as }) => ({
    column: context.column(as, column.type),
    is: columnOf(column),
  }));
  const plan = project(branch.plan, made, at);
  const keyNames = named.slice(0, branch.keys.length).map((n) => n.name);
  context.add({ name, stage, plan, columns: plan.columns, key: keyNames, at });
  const back = readStage(context, name, at).plan;
  const place = new Map(columns.map((c, i) => [c.id, back.columns[i]!]));
  return {
    name: branch.name,
    plan: back,
    keys: branch.keys.map((k) => place.get(k.id)!),
    values: new Map([...values].map(([leaf, c]) => [leaf, place.get(c.id)!])),
  };
}

function uniqueNames(
  columns: readonly Column[],
): readonly { readonly column: Column; readonly name: string }[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${column.name}_${n}`;
    taken.add(name.toLowerCase());
    return { column, name };
  });
}

/** Without keys each branch has exactly one row: they stand side by side. */
function oneRow(parts: readonly Branch[], at: JsonPointer): Branch {
  const [first, ...others] = parts;
  const plan = others.reduce<Plan>(
    (left, right) => join('inner', left, right.plan, [], true, 'law 2: one row each', at),
    first!.plan,
  );
  return {
    name: first!.name,
    plan,
    keys: [],
    values: new Map(parts.flatMap((p) => [...p.values])),
  };
}

function stacked(context: Context, parts: readonly Branch[], at: JsonPointer): Branch {
  const keys = parts[0]!.keys.map((k) => context.column(k.name, k.type));
  const values = new Map<string, Column>();
  const columns: Column[] = [];
  const owners = parts.map((part) => {
    const own = new Map<number, Column>();
    for (const [leaf, column] of part.values) {
      const made = own.get(column.id) ?? context.column(leaf, column.type);
      if (!own.has(column.id)) columns.push(made);
      own.set(column.id, made);
      values.set(leaf, made);
    }
    return own;
  });
  const inputs = parts.map((part, i) => {
    const sourceOf = new Map([...owners[i]!].map(([id, made]) => [made.id, id]));
    const byId = new Map(part.plan.columns.map((c) => [c.id, c]));
    const made: Made[] = [
      ...keys.map((k, j) => ({
        column: context.column(k.name, k.type),
        is: columnOf(part.keys[j]!),
      })),
      ...columns.map((c): Made => {
        const source = sourceOf.get(c.id);
        const column = context.column(c.name, c.type);
        return source === undefined
          ? { column, is: { kind: 'literal', type: c.type, value: null } }
          : { column, is: columnOf(byId.get(source)!) };
      }),
    ];
    return project(part.plan, made, at);
  });
  const stack = union(
    context.relation(),
    [...keys, ...columns],
    inputs,
    inputs.map((input) => input.columns),
    at,
  );
  const grouped = copied(context, keys);
  const aggregates = columns.map((c): AggregateColumn => ({
    column: context.column(c.name, c.type),
    agg: c.type.kind === 'boolean' ? 'any' : 'max',
    of: columnOf(c),
    where: [],
    at,
  }));
  const after = new Map(columns.map((c, i) => [c.id, aggregates[i]!.column]));
  return {
    name: parts[0]!.name,
    plan: aggregate(stack, grouped, aggregates, undefined, at),
    keys: grouped.map((g) => g.column),
    values: new Map([...values].map(([leaf, c]) => [leaf, after.get(c.id)!])),
  };
}
