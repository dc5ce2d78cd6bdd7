import { printType } from '../expr/print-type.js';
import type { Catalog } from './engine.js';

/** Types of the columns of each table, as expressions write them; tables are asked for as `schema.table` or, in the main schema, `table`. */
export function columnTypesOf({
  tables,
}: Catalog): (table: string) => ReadonlyMap<string, string> | undefined {
  const types = new Map(
    tables.flatMap((table) => {
      const columns = new Map(table.columns.map(({ name, type }) => [name, printType(type)]));
      const full = `${table.schema}.${table.name}`;
      const names = table.schema === 'main' ? [full, table.name] : [full];
      return [...names, `${table.catalog}.${full}`].map((name) => [name, columns] as const);
    }),
  );
  return (table) => types.get(table);
}
