import type { Entity, Policy, Written } from '../ontology/model.js';
import { holds, type Names } from './expression.js';
import type { World } from './world.js';

/** S17: a row of which a filter is not true is as if it were not in the table; names are seen as they are. */
export function isVisible(world: World, entity: Entity, names: Names): boolean {
  if (world.open === true) return true;
  return policiesOf(world, entity).every(
    ({ filter }) => filter === undefined || holds(filter.expr, names),
  );
}

/** What stands in the place of a column, under every name that it has. */
export function maskOf(world: World, entity: Entity, column: string): Written | undefined {
  if (world.open === true) return undefined;
  return policiesOf(world, entity)
    .flatMap(({ mask }) => mask)
    .find(({ attribute }) => entity.attributes.get(attribute)?.column === column)?.with;
}

/** The policies of an entity; whoever asks has none of the roles that they except. */
function policiesOf({ ontology }: World, entity: Entity): readonly Policy[] {
  return [...ontology.policies.values()].filter((policy) => policy.entity === entity.name);
}
