import { quoteName } from '../../../base/text/name.js';
import { columnsOf, nameIn, same, type Relation } from '../relation.js';
import type { SqlNode, SqlSource } from '../tree.js';

type Column = Extract<SqlNode, { kind: 'column' }>;

/** A source of a SELECT, and what its columns are called in the stage. */
export interface Placed {
  readonly source: SqlSource;
  readonly relation: Relation;
  /** Before a column's name: empty for the population, `customer.city` for a look-up along relationships. */
  prefix?: string;
  /** Its columns that are equal to one of the rows before it, and what that is called: both sides of an inner join. */
  equal?: ReadonlyMap<string, string>;
}

/** Which source a column belongs to; undefined where none or several have it. */
export function ownerOf(column: Column, placed: readonly Placed[]): Placed | undefined {
  const found = placed.filter(
    (p) =>
      (column.table === undefined || same(p.source.alias, column.table)) &&
      columnsOf(p.relation).some((c) => same(c, column.name)),
  );
  // A column that is joined on by name is one, whichever side has it.
  const [first, ...others] = found;
  const isOne = others.every((p) => p.source.using?.some((u) => same(u, column.name)) === true);
  return isOne ? first : undefined;
}

/** The column as an expression; undefined where the DSL has no name for it. */
export function pathOf(column: Column, owner: Placed): string | undefined {
  const name = nameIn(owner.relation, column.name);
  if (name === undefined || owner.prefix === undefined) return undefined;
  const other = owner.equal?.get(name);
  if (other !== undefined) return other;
  return owner.prefix === '' ? quoteName(name) : `${owner.prefix}.${quoteName(name)}`;
}
