import { sourceTables } from '../../../ddl/source-tables.js';
import { isNamed, type CatalogTable } from '../../../engine/engine.js';
import { commonType } from '../../../expr/common-type.js';
import { printType } from '../../../expr/print-type.js';
import type { Ontology } from '../../../ontology/model.js';
import type { Said } from '../../outcome.js';

/** What the ontology says of tables and the database does not have. */
export function mismatches(ontology: Ontology, tables: readonly CatalogTable[]): readonly Said[] {
  return sourceTables(ontology).flatMap((wanted): readonly Said[] => {
    const name = wanted.name.join('.');
    const table = tables.find((t) => isNamed(t, wanted.name));
    if (table === undefined)
      return [{ en: `${name} is not in the database`, zh: `数据库中没有 ${name}` }];
    return [...wanted.columns, ...wanted.partition].flatMap((column): readonly Said[] => {
      const real = table.columns.find((c) => c.name.toLowerCase() === column.name.toLowerCase());
      if (real === undefined)
        return [
          { en: `${name} has no column ${column.name}`, zh: `${name} 没有列 ${column.name}` },
        ];
      if (commonType(real.type, column.type) !== undefined) return [];
      const place = `${name}.${column.name}`;
      const [is, should] = [real.databaseType, printType(column.type)];
      return [
        { en: `${place} is ${is}, not ${should}`, zh: `${place} 的类型是 ${is}，应为 ${should}` },
      ];
    });
  });
}
