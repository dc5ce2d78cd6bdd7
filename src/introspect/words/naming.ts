import type { CatalogTable } from '../../engine/engine.js';
import type { TableProfile } from '../../engine/survey.js';
import type { Layer } from '../../ontology/model.js';
import type { FoundPartition } from '../found.js';
import { singular, snakeCase } from './words.js';

/**
 * Names of entities, in the order of the tables: the table's in snake case, its last word in the singular,
 * without what only says the layer and how rows arrive (`dwd_order_di`: order). Where two tables would get
 * one name, the singular is given up, then the schema is put before it.
 */
export function entityNames(tables: readonly CatalogTable[]): readonly string[] {
  const names = new Map<CatalogTable, string>();
  const taken = new Set(reserved);
  const forms: ((table: CatalogTable) => string)[] = [
    (t) => short(t.name),
    (t) => snakeCase(t.name),
    (t) => `${snakeCase(t.schema)}_${short(t.name)}`,
    (t) => `${snakeCase(t.schema)}_${snakeCase(t.name)}`,
    (t) => `${snakeCase(t.catalog)}_${snakeCase(t.schema)}_${snakeCase(t.name)}`,
  ];
  for (const form of forms) {
    const open = tables.filter((t) => !names.has(t));
    const counts = new Map<string, number>();
    for (const t of open) counts.set(form(t), (counts.get(form(t)) ?? 0) + 1);
    for (const t of open) {
      // A table that is called just so has the first right to its name.
      const own = snakeCase(t.name) === form(t) && sameNamed(open, form(t)) === 1;
      if (taken.has(form(t)) || (counts.get(form(t))! > 1 && !own)) continue;
      names.set(t, form(t));
      taken.add(form(t));
    }
  }
  return tables.map((t) => names.get(t) ?? numbered(snakeCase(t.name), taken));
}

/** Names of attributes, in the order of the columns: in snake case where they are plain Latin, else as they are. */
export function attributeNames(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const exact = new Set(columns);
  return columns.map((column) => {
    const cleaned = column.trim();
    const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(cleaned) ? snakeCase(cleaned) : cleaned;
    // A column that is called so itself has the first right to it.
    const wanted = name !== column && exact.has(name) ? column : name;
    return taken.has(wanted) ? numbered(wanted, taken) : (taken.add(wanted), wanted);
  });
}

/** The layer that a table's name or schema states; undefined where neither does. */
export function layerOf(table: CatalogTable): Layer | undefined {
  const prefix = /^(ods|dwd|dim|dws|ads)_/i.exec(table.name)?.[1] ?? table.schema;
  return layers.find((layer) => layer === prefix.toLowerCase());
}

/**
 * How rows arrive, where the name ends as OneData has it (`_df`: everything each day, `_di`: what is new)
 * and there is a column of days to tell by.
 */
export function partitionOf(
  table: CatalogTable,
  profile: TableProfile,
): FoundPartition | undefined {
  const suffix = /_d([if])$/i.exec(table.name)?.[1]?.toLowerCase();
  if (suffix === undefined || !/^(?:ods|dwd|dim|dws|ads)_/i.test(table.name)) return undefined;
  const column = profile.columns.find(
    (c) =>
      /^(?:ds|dt|pt)$/i.test(c.name) &&
      c.filled > 0 &&
      c.filled === profile.rows &&
      c.parsed?.forms.yyyyMMdd === c.filled &&
      table.columns.some(({ name, type }) => name === c.name && type.kind === 'string'),
  );
  if (column === undefined) return undefined;
  return { column: column.name, mode: suffix === 'f' ? 'full' : 'increment' };
}

/** Adds the first number that makes a name free, and takes it. */
export function numbered(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}_${n}`;
  taken.add(free);
  return free;
}

/** Names that mean something else where entities are named. */
const reserved = ['self', 'row', 'found'];
const layers: readonly Layer[] = ['ods', 'dwd', 'dim', 'dws', 'ads'];

function short(name: string): string {
  const bare = /^(?:ods|dwd|dim|dws|ads)_(.+?)(?:_[dhwmy][if])?$/i.exec(name)?.[1] ?? name;
  const parts = snakeCase(bare).split('_');
  return parts.map((part, i) => (i === parts.length - 1 ? singular(part) : part)).join('_');
}

function sameNamed(tables: readonly CatalogTable[], name: string): number {
  return tables.filter((t) => snakeCase(t.name) === name).length;
}
