import { printType } from '../../expr/print-type.js';
import { datum, fenced } from '../../llm/fence.js';
import type { Attribute, Entity } from '../../ontology/model.js';

/** Tables as a model that writes SQL reads them: columns with types and labels, key, partitions, and what joins them. */
export function tablesText(entities: readonly Entity[]): string {
  const tables = new Map(entities.map((e) => [e.name, e.table.name.join('.')]));
  return fenced(
    'tables',
    entities.flatMap((entity) => linesOf(entity, tables)),
  );
}

function linesOf(entity: Entity, tables: ReadonlyMap<string, string>): readonly string[] {
  const { table, key, label, attributes, relationships } = entity;
  if (table.name.length === 0) return [];
  const partition = table.partition.map((p) => `${p.column} (${p.format})`);
  const facts = [
    ...(label === undefined ? [] : [datum(label)]),
    ...(key.length === 0 ? ['no key'] : [`key ${key.join(', ')}`]),
    ...(partition.length === 0 ? [] : [`partition ${partition.join(', ')}`]),
    ...(table.mode === 'full' ? ['a snapshot a day'] : []),
  ];
  return [
    `table ${table.name.join('.')}: ${facts.join('; ')}`,
    ...[...attributes.values()].flatMap(columnLine),
    ...[...relationships.values()].flatMap(({ to, on, cardinality }) => {
      const other = tables.get(to);
      if (other === undefined || on.length === 0) return [];
      const equal = on.map((o) => `${o.from} = ${other}.${o.to}`).join(' and ');
      return [`  join ${other} on ${equal} (${cardinality})`];
    }),
  ];
}

/** Values of what is sensitive stay out. */
function columnLine({ column, type, label, values, sensitive }: Attribute): readonly string[] {
  if (column === undefined) return [];
  const codes = sensitive ? [] : [...(values?.keys() ?? [])].slice(0, 12).map(datum);
  return [
    `  ${column} ${printType(type)}${label === undefined ? '' : ` ${datum(label)}`}${codes.length === 0 ? '' : ` (${codes.join(', ')})`}`,
  ];
}
