import { printType } from '../../../expr/print-type.js';
import type { Ontology } from '../../../ontology/model.js';
import { columnsOf, entityOfTable, nameIn, same } from '../relation.js';
import type { SqlNode, SqlQuery, SqlSelect, SqlSource } from '../tree.js';

/** A column of a source; its type as CAST writes it, where that is known. */
export interface Output {
  readonly name: string;
  readonly type?: string;
}

/** Columns of CTEs by their name in lower case; undefined: not known. */
export type Outputs = ReadonlyMap<string, readonly Output[] | undefined>;

type Column = Extract<SqlNode, { kind: 'column' }>;

/** The columns of a source of a SELECT; undefined where they are not known. */
export function outputsOf(
  source: SqlSource,
  ontology: Ontology,
  scope: Outputs,
): readonly Output[] | undefined {
  if (source.query !== undefined) return outputsOfQuery(source.query, ontology, scope);
  const [table] = source.table ?? [];
  if (table === undefined) return undefined;
  if (source.table!.length === 1 && scope.has(table.toLowerCase()))
    return scope.get(table.toLowerCase());
  const entity = entityOfTable(ontology, source.table!);
  if (entity === undefined) return undefined;
  const relation = { kind: 'entity' as const, entity };
  return columnsOf(relation).map((name): Output => {
    const type = entity.attributes.get(nameIn(relation, name) ?? '')?.type;
    return { name, ...(type !== undefined && { type: printType(type) }) };
  });
}

/** The columns of a query by the names that its SELECT gives them; undefined where one has none, or it selects `*`. */
export function outputsOfQuery(
  query: SqlQuery,
  ontology: Ontology,
  outer: Outputs,
): readonly Output[] | undefined {
  const scope = new Map(outer);
  for (const cte of query.with)
    scope.set(cte.name.toLowerCase(), outputsOfQuery(cte.query, ontology, scope));
  const [select] = query.arms;
  if (select === undefined) return undefined;
  const names = select.items.map(({ value, as }): Output | undefined => {
    if (value.kind !== 'column') return as === undefined ? undefined : { name: as };
    const found = columnOf(value, select, ontology, scope);
    return { ...found, name: as ?? value.name };
  });
  return names.every((n) => n !== undefined) ? names : undefined;
}

function columnOf(
  column: Column,
  select: SqlSelect,
  ontology: Ontology,
  scope: Outputs,
): Output | undefined {
  for (const source of select.from) {
    if (column.table !== undefined && !same(source.alias, column.table)) continue;
    const found = outputsOf(source, ontology, scope)?.find((o) => same(o.name, column.name));
    if (found !== undefined) return found;
  }
  return undefined;
}
