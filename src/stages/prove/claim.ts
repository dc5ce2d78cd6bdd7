import type { JsonPointer } from '../../base/diagnostic.js';
import type { Attribute, Entity, Source } from '../../ontology/model.js';
import type { Select, SqlExpr } from '../../sql/ast.js';
import type { proofDefinitions } from './diagnostics.js';

/** Something the ontology says of rows: where it says it, and the query of the rows that deny it. */
export interface Claim {
  readonly code: keyof typeof proofDefinitions;
  readonly source: Source;
  readonly path: JsonPointer;
  readonly entity: string;
  readonly what: string;
  readonly broken: Select;
  /** How many of the first columns may be shown as examples; 0 where any of them is sensitive. */
  readonly shown: number;
  /** Tables that are read. */
  readonly reads: readonly Entity[];
}

/** The physical attributes of those names; undefined where one is computed. */
export function physical(
  entity: Entity,
  names: readonly string[],
): readonly Attribute[] | undefined {
  const found = names.map((name) => entity.attributes.get(name));
  return found.every((a) => a?.column !== undefined) ? (found as readonly Attribute[]) : undefined;
}

/** How many of these columns may be shown as examples. */
export function shownOf(attributes: readonly Attribute[]): number {
  return attributes.some((a) => a.sensitive) ? 0 : attributes.length;
}

/** Partitions that each hold all rows: a key is one of a day. */
export function snapshots(entity: Entity, relation: string): readonly SqlExpr[] {
  if (entity.table.mode !== 'full') return [];
  return entity.table.partition.map(({ column: name }) => ({
    kind: 'reference',
    to: { kind: 'column', relation, name },
    type: { kind: 'string' },
  }));
}
