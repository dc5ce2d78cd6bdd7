import { at, type Diagnostic } from '../../base/diagnostic.js';
import { suggest } from '../../base/text/suggest.js';
import { tableId } from '../../ontology/index-of.js';
import type { TableDefinition } from '../../sql/ast.js';
import type { TestCase } from '../../workspace/test-cases.js';
import { caseFinding } from './case-finding.js';
import type { LoadedCase } from './file-rows.js';

/** Rows for one table, values as text in the table's column order, null for none. */
export interface GivenTable {
  /** As the case names it. */
  readonly name: string;
  readonly table: TableDefinition;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The rows that a case gives, for tables that are there; names that no table or column has are reported. */
export function givenRows(
  one: TestCase,
  loaded: LoadedCase,
  tables: readonly TableDefinition[],
): readonly [readonly GivenTable[], readonly Diagnostic[]] {
  const found: Diagnostic[] = [];
  const given = [...loaded.given].flatMap(([name, { rows, columns: inFile }]) => {
    const table = tables.find((t) => tableId(t.name) === name.toLowerCase());
    if (table === undefined) {
      const known = tables.map((t) => t.name.join('.'));
      const place = { key: true, allowed: suggest(name, known) } as const;
      found.push(caseFinding(one, 'unknown-table', at('/given', name), { table: name }, place));
      return [];
    }
    const columns = [...table.columns, ...table.partition].map((c) => c.name);
    const extra = inFile?.filter((column) => !columns.includes(column)) ?? [];
    if (extra.length > 0)
      found.push(
        caseFinding(
          one,
          'extra-columns',
          at('/given', name, 'file'),
          { table: name, columns: extra },
          { allowed: columns },
        ),
      );
    for (const [i, row] of inFile === undefined ? rows.entries() : [])
      for (const column of Object.keys(row).filter((key) => !columns.includes(key))) {
        const place = { key: true, allowed: suggest(column, columns) } as const;
        const params = { table: name, column };
        found.push(
          caseFinding(one, 'unknown-column', at('/given', name, i, column), params, place),
        );
      }
    return [{ name, table, rows: rows.map((row) => columns.map((c) => plain(row[c]))) }];
  });
  return [given, found];
}

function plain(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
