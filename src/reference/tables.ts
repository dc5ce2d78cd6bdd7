import type { Ontology } from '../ontology/model.js';
import { read, type Row } from './value.js';
import type { World } from './world.js';

/** Rows as text by table and column; a column left out is null. */
export type TextTables = Readonly<
  Record<string, readonly Readonly<Record<string, string | null>>[]>
>;

/** Tables of text as tables of values, by the types of the ontology. */
export function valuesOf(ontology: Ontology, tables: TextTables): World['tables'] {
  const made: Record<string, readonly Row[]> = {};
  for (const { table, attributes } of ontology.entities.values()) {
    const name = table.name.join('.');
    const types = new Map([...attributes.values()].map((a) => [a.column, a.type]));
    made[name] = (tables[name] ?? []).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, text]) => {
          const type = types.get(column);
          const scale = type?.kind === 'decimal' ? type.scale : 0;
          return [column, read(text, type?.kind ?? 'string', scale)];
        }),
      ),
    );
  }
  return made;
}
