import { tableId } from '../../ontology/index-of.js';
import type { Entity, Ontology } from '../../ontology/model.js';
import type { SqlColumn, SqlNode } from './tree.js';

/** What a SELECT reads under one alias: an entity's table, or the result of a stage that was made for a query. */
export type Relation =
  | { readonly kind: 'entity'; readonly entity: Entity }
  | {
      readonly kind: 'stage';
      readonly name: string;
      readonly columns: readonly string[];
      /** Names that tell its rows apart; empty: it has one row; absent: not known. */
      readonly key?: readonly string[];
    };

/** The entity of a table as SQL writes it: by its whole name, else by the last part where one table has it. */
export function entityOfTable(ontology: Ontology, table: readonly string[]): Entity | undefined {
  const all = [...ontology.entities.values()].filter((e) => e.table.name.length > 0);
  const id = tableId(table);
  const exact = all.find((e) => tableId(e.table.name) === id);
  if (exact !== undefined) return exact;
  const last = table.at(-1)!.toLowerCase();
  const near = all.filter((e) => e.table.name.at(-1)!.toLowerCase() === last);
  // A table of another schema is another table.
  return new Set(near.map((e) => tableId(e.table.name))).size === 1 &&
    near.some((e) => e.table.name.length === 1 || table.length === 1)
    ? near[0]
    : undefined;
}

/** The columns of a relation, as SQL calls them. */
export function columnsOf(relation: Relation): readonly string[] {
  if (relation.kind === 'stage') return relation.columns;
  const { entity } = relation;
  const own = [...entity.attributes.values()].flatMap((a) => a.column ?? []);
  const partition = entity.table.partition.map((p) => p.column);
  return [...own, ...partition.filter((p) => !own.some((o) => same(o, p)))];
}

/** What the DSL calls a column of a relation; undefined where it has none of that name. */
export function nameIn(relation: Relation, column: string): string | undefined {
  if (relation.kind === 'stage') return relation.columns.find((c) => same(c, column));
  return [...relation.entity.attributes.values()].find(
    (a) => a.column !== undefined && same(a.column, column),
  )?.name;
}

/** The partition column of a relation that goes by this name. */
export function partitionIn(relation: Relation, column: string) {
  if (relation.kind === 'stage') return undefined;
  return relation.entity.table.partition.find((p) => same(p.column, column));
}

/** Names of SQL are the same in any case. */
export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What a value without an alias is called: a column by its name, also where it is converted. */
export function ownName(node: SqlNode): string | undefined {
  return node.kind === 'cast' ? ownName(node.of) : node.kind === 'column' ? node.name : undefined;
}

/** The parts of a condition that must all be true. */
export function conjuncts(node: SqlNode | undefined): readonly SqlNode[] {
  if (node === undefined) return [];
  if (node.kind === 'binary' && node.op === 'and')
    return [...conjuncts(node.left), ...conjuncts(node.right)];
  return [node];
}

/** What is directly below a node, subqueries not entered. */
export function partsOf(node: SqlNode): readonly SqlNode[] {
  switch (node.kind) {
    case 'call':
      return node.args;
    case 'aggregate':
      return [
        ...(node.of === undefined ? [] : [node.of]),
        ...(node.with === undefined ? [] : [node.with]),
        ...(node.filter === undefined ? [] : [node.filter]),
      ];
    case 'window':
      return [...node.args, ...node.partition, ...node.order.map((o) => o.by)];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
    case 'is-null':
    case 'cast':
    case 'in-query':
      return [node.of];
    case 'in':
      return [node.of, ...node.list];
    case 'between':
      return [node.of, node.low, node.high];
    case 'case':
      return [
        ...(node.of === undefined ? [] : [node.of]),
        ...node.whens.flatMap((w) => [w.when, w.gives]),
        ...(node.otherwise === undefined ? [] : [node.otherwise]),
      ];
    case 'column':
    case 'star':
    case 'literal':
    case 'param':
    case 'exists':
    case 'query':
    case 'unsupported':
      break;
  }
  return [];
}

/** The columns that an expression names, subqueries not entered. */
export function columnsIn(node: SqlNode): readonly SqlColumn[] {
  return node.kind === 'column' ? [node] : partsOf(node).flatMap(columnsIn);
}

/** Whether a node of this kind stands in an expression, subqueries not entered. */
export function contains(node: SqlNode, kind: SqlNode['kind']): boolean {
  return node.kind === kind || partsOf(node).some((p) => contains(p, kind));
}
