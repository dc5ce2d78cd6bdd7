import { call, stringLiteral } from '../expr/build.js';
import type { Entity } from '../ontology/model.js';
import type { SqlExpr } from '../sql/ast.js';
import type { Check, CheckedColumn, CheckedTable, CheckKind } from './check.js';
import { compare, orphans } from './statement.js';

/** Every value that names an entity is found among that entity's keys; nulls name nothing. */
export const reference: CheckKind = {
  name: 'reference',
  of: (table) =>
    table.columns.flatMap((column): readonly Check[] => {
      const entity = namedEntity(table, column);
      const there = entity && entity.attributes.get(entity.key[0]!)?.column;
      // No table holds the keys of a view.
      if (entity === undefined || there === undefined || entity.table.dsl !== undefined) return [];
      return [
        {
          id: `reference-${column.name}`,
          kind: 'reference',
          strength: 'weak',
          columns: [column.name],
          says: {
            en: `every ${column.name} is the key of a row of ${entity.name}`,
            zh: `每个 ${column.name} 都存在于${entity.label ?? entity.name}`,
          },
          statement: orphans(table, [column.name], {
            table: entity.table.name,
            columns: [there],
            where: snapshot(entity),
          }),
        },
      ];
    }),
};

/** The entity whose one-column key the values are: by themselves, or through a relationship. */
function namedEntity(table: CheckedTable, column: CheckedColumn): Entity | undefined {
  const source = column.origin.column;
  if (source === undefined) return undefined;
  const { entity, attribute } = source;
  const led = [...entity.relationships.values()].find(
    (r) => r.on.length === 1 && r.on[0]!.from === attribute.name && r.cardinality === 'many_to_one',
  );
  const found = led === undefined ? entity : table.entities.get(led.to);
  if (found?.key.length !== 1) return undefined;
  return led !== undefined || found.key[0] === attribute.name ? found : undefined;
}

/** Of a full snapshot only the run's day counts (S12). */
function snapshot(entity: Entity): readonly SqlExpr[] {
  if (entity.table.mode !== 'full') return [];
  const string = { kind: 'string' } as const;
  return entity.table.partition
    .filter((p) => p.grain === 'day')
    .map((p) => {
      const day: SqlExpr = {
        kind: 'reference',
        to: { kind: 'param', name: 'bizdate' },
        type: { kind: 'date' },
      };
      const column: SqlExpr = {
        kind: 'reference',
        to: { kind: 'column', relation: 'parent', name: p.column },
        type: string,
      };
      return compare('=', column, call('format_date', [day, stringLiteral(p.format)], string));
    });
}
