import type { BoundLeaf, BoundStage } from '../bind/bound.js';
import type { Entity } from '../ontology/model.js';

/** An attribute that only names a row: of a key, or what a relationship starts from. */
export interface Identifier {
  readonly attribute: string;
  /** Whose attribute it is. */
  readonly entity: Entity;
  /** Each row that is counted has its own. */
  readonly own: boolean;
}

/** What a leaf aggregates, where that is an identifier. */
export function identifierOf(
  { from }: BoundStage,
  { of, source }: BoundLeaf,
): Identifier | undefined {
  if (of?.kind !== 'reference' || of.to.kind !== 'attribute') return undefined;
  const { path, attribute } = of.to;
  const root = source.kind === 'entity' ? source.entity : from?.kind === 'entity' && from.entity;
  const entity = path.at(-1)?.to ?? root;
  if (!entity) return undefined;
  const roles = [...entity.relationships.values()].flatMap((r) => r.on.map((o) => o.from));
  if (![...entity.key, ...roles].includes(attribute.name)) return undefined;
  const own = path.length === 0 && entity.key.length === 1 && entity.key[0] === attribute.name;
  return { attribute: attribute.name, entity, own };
}
