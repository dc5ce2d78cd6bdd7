import { at, type Diagnostic } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource } from './lint.js';
import type { Entity, Ontology, Relationship } from '../model.js';

const mirrored = {
  one_to_one: 'one_to_one',
  one_to_many: 'many_to_one',
  many_to_one: 'one_to_many',
  many_to_many: 'many_to_many',
} as const;

interface Side {
  readonly entity: Entity;
  readonly relationship: Relationship;
}

/**
 * Relationships that join the same columns from either side and do not say the same of how many rows there
 * are, each reported once, at the later of the two by name. Of versions one side sees those of a day, the
 * other all of them, so both may be to one.
 */
export function lintSides({ entities }: Ontology): readonly Diagnostic[] {
  const seen = new Map<string, Side[]>();
  return [...entities.values()].flatMap((entity) =>
    [...entity.relationships.values()].flatMap((relationship) => {
      const { to, on, cardinality, source } = relationship;
      const other = entities.get(to);
      if (other === undefined || on.length === 0) return [];
      if (entity.validity !== undefined || other.validity !== undefined) return [];
      const key = sideOf(entity.name, to, on);
      const back = sideOf(to, entity.name, on.map(turned));
      // A row joined with itself has no other side.
      if (back === key) return [];
      const denied = seen
        .get(back)
        ?.find((side) => side.relationship.cardinality !== mirrored[cardinality]);
      seen.set(key, [...(seen.get(key) ?? []), { entity, relationship }]);
      if (denied === undefined) return [];
      const expected = mirrored[denied.relationship.cardinality];
      const params = {
        relationship: sideName({ entity, relationship }),
        cardinality,
        other: sideName(denied),
        says: denied.relationship.cardinality,
        expected,
      };
      const details = inSource(source, { allowed: [expected] });
      return [ontologyDiagnostic('sides-differ', at(source.path, 'cardinality'), params, details)];
    }),
  );
}

function turned({ from, to }: Relationship['on'][number]): Relationship['on'][number] {
  return { from: to, to: from };
}

function sideOf(from: string, to: string, on: Relationship['on']): string {
  const columns = on.map((pair) => [pair.from, pair.to].join('\n')).toSorted();
  return JSON.stringify([from, to, columns]);
}

function sideName({ entity, relationship }: Side): string {
  return `${quoteName(entity.name)}.${quoteName(relationship.name)}`;
}
