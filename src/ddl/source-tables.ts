import type { Type } from '../expr/type.js';
import { tableId } from '../ontology/index-of.js';
import type { Ontology } from '../ontology/model.js';
import type { ColumnDefinition, TableDefinition } from '../sql/ast.js';

/**
 * The physical tables that the ontology's entities are bound to, each with the columns that any entity
 * reads of it, partitions last; sorted by name. For proofs on made-up rows: the real table may have more.
 */
export function sourceTables(ontology: Ontology): readonly TableDefinition[] {
  const tables = new Map<
    string,
    {
      name: readonly string[];
      columns: Map<string, ColumnDefinition>;
      partition: Map<string, ColumnDefinition>;
    }
  >();
  for (const entity of ontology.entities.values()) {
    if (entity.table.dsl !== undefined) continue;
    const id = tableId(entity.table.name);
    const table = tables.get(id) ?? {
      name: entity.table.name,
      columns: new Map(),
      partition: new Map(),
    };
    tables.set(id, table);
    const partitions = new Set(entity.table.partition.map((p) => p.column));
    for (const { column, type } of entity.attributes.values())
      if (column !== undefined && !partitions.has(column))
        table.columns.set(column, { name: column, type, required: false });
    for (const { column } of entity.table.partition) {
      const own = [...entity.attributes.values()].find((a) => a.column === column);
      const type: Type = own?.type ?? { kind: 'string' };
      table.partition.set(column, { name: column, type, required: false });
    }
  }
  return [...tables]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, t]) => ({
      name: t.name,
      columns: [...t.columns.values()],
      partition: [...t.partition.values()],
      key: [],
    }));
}
