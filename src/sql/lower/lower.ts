import { cast } from '../../expr/build.js';
import { sameType, type Type } from '../../expr/type.js';
import type { Plan, PlannedDocument, PlannedStage, PlannedTarget } from '../../plan/plan.js';
import { nameAliases } from './aliases.js';
import type { Insert, Query, SqlStatement, WithQuery } from '../ast.js';
import { inputsOf, scannedTables } from '../../plan/inputs.js';
import { lowerConstant } from './lower-expr.js';
import { withoutOrder } from './block.js';
import { lowerQuery, newLowering } from './lower-plan.js';
import type { Output } from './lowering.js';
import { newRelations } from './relations.js';
import { uniqueNames } from '../unique-names.js';

/**
 * The statement that computes a planned document: a CTE for each stage that is read, the last stage the
 * query, an INSERT where there is a target. Total: every plan has a statement; what a dialect cannot
 * say is found by `print`.
 */
export function lower(document: PlannedDocument): SqlStatement {
  const stages = readStages(document.stages);
  const ctes = newCtes(stages, document.target);
  const relations = newRelations();
  const lowering = newLowering(relations, (stage) => {
    const { name, columns } = ctes.get(stage)!;
    return { name, column: (column) => columns.get(column)! };
  });
  const queryOf = (stage: PlannedStage, outputs: readonly Output[]): Query =>
    nameAliases(lowerQuery(stage.plan, outputs, lowering), relations);
  const result = stages.at(-1)!;
  const parts = stages.slice(0, -1).map((stage) => {
    const { name, columns } = ctes.get(stage.name)!;
    const query = queryOf(
      stage,
      stage.columns.map((column) => ({ column, as: columns.get(column.name)! })),
    );
    return { name, query: withoutOrder(query), comment: commentOf(stage) };
  });
  const { target } = document;
  if (target !== undefined) {
    const columns = targetColumns(result, target);
    const types = writtenColumns(target).map((column) => column.type);
    const query = typed(withoutOrder(queryOf(result, columns)), types);
    return insertOf(target, { ctes: parts, query });
  }
  const outputs = result.columns.map((column) => ({ column, as: column.name }));
  return { kind: 'query', with: { ctes: parts, query: queryOf(result, outputs) } };
}

/** The result and every stage that it reads, directly or not. */
function readStages(stages: readonly PlannedStage[]): readonly PlannedStage[] {
  const read = new Set<string>();
  const visit = (stage: PlannedStage): void => {
    if (read.has(stage.name)) return;
    read.add(stage.name);
    for (const name of stagesIn(stage.plan)) visit(stages.find((s) => s.name === name)!);
  };
  visit(stages.at(-1)!);
  return stages.filter((stage) => read.has(stage.name));
}

function stagesIn(plan: Plan): readonly string[] {
  return plan.kind === 'read' ? [plan.stage] : inputsOf(plan).flatMap(stagesIn);
}

/** CTE names, none of which hides a table that is read or written, and unique names of their columns. */
function newCtes(
  stages: readonly PlannedStage[],
  target: PlannedTarget | undefined,
): ReadonlyMap<string, { readonly name: string; readonly columns: ReadonlyMap<string, string> }> {
  const tables = [
    ...stages.flatMap((stage) => scannedTables(stage.plan).map((name) => name.at(-1)!)),
    ...(target === undefined ? [] : target.table.slice(-1)),
  ];
  const names = uniqueNames(
    stages.map((stage) => stage.name),
    tables,
  );
  return new Map(
    stages.map((stage, i) => {
      const written = stage.columns.map((column) => column.name);
      const unique = uniqueNames(written);
      const columns = new Map(written.map((name, j) => [name, unique[j]!]));
      return [stage.name, { name: names[i]!, columns }];
    }),
  );
}

function commentOf(stage: PlannedStage): string {
  if (stage.entity !== undefined) return `part of entity ${stage.entity}`;
  return stage.name === stage.stage ? `stage ${stage.stage}` : `part of stage ${stage.stage}`;
}

/** What is written, in the order of the table: its columns, then the dynamic partitions. */
function writtenColumns(target: PlannedTarget): PlannedTarget['columns'] {
  return [...target.columns, ...target.partition.filter((p) => p.value === undefined)];
}

function targetColumns(result: PlannedStage, target: PlannedTarget): readonly Output[] {
  return writtenColumns(target).map(({ name }) => ({
    column: result.columns.find((column) => column.name === name)!,
    as: name,
  }));
}

/** Values of another type than the table's are cast here: engines differ in what they convert on writing. */
function typed(query: Query, types: readonly Type[]): Query {
  if (query.kind === 'union')
    return { ...query, inputs: query.inputs.map((input) => typed(input, types)) };
  const columns = query.columns.map((column, i) =>
    sameType(column.is.type, types[i]!) ? column : { ...column, is: cast(column.is, types[i]!) },
  );
  return { ...query, columns };
}

function insertOf(target: PlannedTarget, query: WithQuery): Insert {
  return {
    kind: 'insert',
    table: target.table,
    write: target.write,
    key: target.key,
    columns: target.columns.map((column) => column.name),
    partition: target.partition.map(({ name, type, value }) => ({
      name,
      type,
      ...(value !== undefined && { value: lowerConstant(value) }),
    })),
    with: query,
  };
}
