import type { JsonPointer } from '../base/diagnostic.js';
import { unreachable } from '../base/unreachable.js';
import type { BoundFrom, BoundTarget } from '../bind/bound.js';
import { commonType } from '../expr/common-type.js';
import type { Type } from '../expr/type.js';
import { mapReferences, references } from '../expr/visit.js';
import type { Entity } from '../ontology/model.js';
import type { Context } from './context.js';
import { planDiagnostic } from './diagnostics.js';
import { columnOf, equal, filter, read, scan, union } from './nodes.js';
import type { Plan, PlanExpr } from './plan.js';

/** The rows of an earlier stage, or of several together; their columns have the stages' names. */
export function readRelation(
  context: Context,
  from: Exclude<BoundFrom, { kind: 'entity' }>,
  at: JsonPointer,
): { readonly plan: Plan; readonly relation: number } {
  switch (from.kind) {
    case 'stage':
      return readStage(context, from.stage.name, at);
    case 'union':
      return unionOf(context, from, at);
    case 'self':
      return selfRows(context, from, at);
    default:
      return unreachable(from);
  }
}

/** Reads all columns of a stage or part planned earlier. */
export function readStage(
  context: Context,
  name: string,
  at: JsonPointer,
): { readonly plan: Plan; readonly relation: number } {
  const stage = context.stage(name);
  const relation = context.relation();
  const columns = stage.columns.map((c) => ({
    column: context.column(c.name, c.type),
    name: c.name,
  }));
  const key = stage.key?.map((n) => columns.find((c) => c.name === n)!.column.id);
  return { plan: read(relation, name, columns, key, at), relation };
}

/** All rows of several stages (S9): columns by name, in the order of the first. */
function unionOf(
  context: Context,
  from: Extract<BoundFrom, { kind: 'union' }>,
  at: JsonPointer,
): { readonly plan: Plan; readonly relation: number } {
  const relation = context.relation();
  const inputs = from.stages.map((stage) => readStage(context, stage.name, at).plan);
  const columns = from.stages[0]!.output.map((o) => context.column(o.name, typeOf(from, o.name)));
  const sources = inputs.map((input) =>
    columns.map((c) => input.columns.find((i) => i.name === c.name)!),
  );
  return { plan: union(relation, columns, inputs, sources, at), relation };
}

/** A union's column has the type that holds the values of all its stages. */
function typeOf(from: Extract<BoundFrom, { kind: 'union' }>, name: string): Type {
  const types = from.stages
    .flatMap((s) => s.output.filter((o) => o.name === name))
    .map((o) => o.type);
  return types.reduce((a, b) => commonType(a, b) ?? a);
}

/** The target's own rows of an earlier day (S12): its partitions' values, worked out for that day. */
function selfRows(
  context: Context,
  from: Extract<BoundFrom, { kind: 'self' }>,
  at: JsonPointer,
): { readonly plan: Plan; readonly relation: number } {
  const { target } = context;
  if (target === undefined) throw new Error('self without a target');
  const hidden = [...context.policies.values()].find(({ entity }) => sameTable(entity, target));
  if (hidden !== undefined)
    context.report(planDiagnostic('self-of-policy', at, { entity: hidden.entity.name }));
  const dated = target.partition.some(
    ({ value }) => value !== undefined && references(value).some(({ to }) => to.name === 'bizdate'),
  );
  const dynamic = target.partition.filter(({ value }) => value === undefined);
  if (dynamic.length > 0 && !dated)
    context.report(planDiagnostic('self-without-day', at, { partition: dynamic[0]!.as }));
  const relation = context.relation();
  const columns = from.columns.map((c) => ({
    column: context.column(c.name, c.type),
    physical: c.name,
  }));
  const key = from.key?.map((name) => columns.find((c) => c.physical === name)!.column.id);
  const where = target.partition.flatMap((partition): PlanExpr[] => {
    // Rows of the day are in each of its dynamic partitions.
    if (partition.value === undefined) return [];
    const column = columns.find((c) => c.physical === partition.as)!.column;
    const value = mapReferences(partition.value, (leaf, reference): PlanExpr =>
      leaf.name === 'bizdate' ? from.day : { ...reference, to: leaf },
    );
    return [equal(columnOf(column), value)];
  });
  const rows = scan(relation, 'self', target.table, columns, key, at);
  return { plan: filter(rows, where, at), relation };
}

/** Whether a target may be an entity's table; a table without its schema may be in any. */
function sameTable({ table }: Entity, target: BoundTarget): boolean {
  const last = (name: readonly string[]): string | undefined => name.at(-1)?.toLowerCase();
  return last(table.name) === last(target.table);
}
