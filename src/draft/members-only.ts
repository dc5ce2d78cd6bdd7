import type { Entity, Ontology } from '../ontology/model.js';
import type { WrittenKeys } from './assemble/keys.js';
import type { GroupedPlan } from './assemble/grouped-plan.js';
import type { Reader } from './reader.js';
import { sourcesOfAll } from './scope.js';

/**
 * The first five customers, customers with more than ten orders: rows without a customer are no customer
 * that could be among them. Where all groups are shown they keep the totals (S4).
 */
export function membersOnly(
  { ontology }: Reader,
  plan: GroupedPlan,
  keys: WrittenKeys,
): readonly string[] {
  const chosen = plan.keeps.length > 0 || plan.rankings.some((r) => r.rows !== undefined);
  if (!chosen || plan.root !== undefined) return [];
  const sources = sourcesOfAll(plan.measures.map((m) => m.mention));
  const columns = plan.keys.flatMap((key) => {
    if (key.kind === 'grain' || key.entity === undefined) return [];
    const { entity } = key;
    const always = sources.every((source) => alwaysHas(ontology, source, entity));
    return always ? [] : (keys.columns.get(key.word) ?? []);
  });
  return keys.by.flatMap(({ as, is }) =>
    is !== undefined && is !== '?' && columns.includes(as) && keys.identity.includes(as)
      ? [`${is} is not null`]
      : [],
  );
}

/** Whether each row of one entity has one of another, by relationships that are required. */
function alwaysHas(ontology: Ontology, from: Entity, to: Entity): boolean {
  const reached = new Set([from.name]);
  for (const name of reached) {
    if (name === to.name) return true;
    for (const { to: next, required, cardinality } of ontology.entities
      .get(name)
      ?.relationships.values() ?? [])
      if (required && cardinality !== 'many_to_many') reached.add(next);
  }
  return false;
}
