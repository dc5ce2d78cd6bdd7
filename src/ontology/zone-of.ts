import type { Attribute, Entity } from './model.js';

/**
 * The zone whose clock a column's values are of (S11): that of the attribute, else of its table, else of
 * the project; undefined where nobody says.
 */
export function zoneOf(
  { table }: Entity,
  { timezone }: Attribute,
  project: string | undefined,
): string | undefined {
  return timezone ?? table.timezone ?? project;
}

/** The zones that a table and its columns declare. */
export function zonesOf({ table, attributes }: Entity): readonly string[] {
  const own = [...attributes.values()].flatMap(({ timezone }) => timezone ?? []);
  return [...(table.timezone === undefined ? [] : [table.timezone]), ...own];
}
