import type { Described, Ontology } from '../ontology/model.js';

/** A definition of the ontology, as people ask for it. */
export interface NamedDefinition {
  readonly kind:
    'entity' | 'attribute' | 'relationship' | 'metric' | 'period' | 'calendar' | 'term' | 'policy';
  /** `pay_amt`, `orders.amount`. */
  readonly name: string;
  /** As a closure names it: `metric pay_amt`, `orders.amount`. */
  readonly key: string;
  readonly definition: Described;
}

/** Every definition of an ontology, entities with their parts first, in the order of names. */
export function definitionsOf(ontology: Ontology): readonly NamedDefinition[] {
  const entities = [...ontology.entities.values()].flatMap((entity): readonly NamedDefinition[] => [
    { kind: 'entity', name: entity.name, key: `entity ${entity.name}`, definition: entity },
    ...parts('attribute', entity.name, [...entity.attributes.values()]),
    ...parts('relationship', entity.name, [...entity.relationships.values()]),
  ]);
  const others = (
    [
      ['metric', ontology.metrics],
      ['period', ontology.periods],
      ['calendar', ontology.calendars],
      ['term', ontology.terms],
      ['policy', ontology.policies],
    ] as const
  ).flatMap(([kind, map]) =>
    [...map.values()].map((definition) => ({
      kind,
      name: definition.name,
      key: `${kind} ${definition.name}`,
      definition,
    })),
  );
  return [...entities, ...others];
}

function parts(
  kind: 'attribute' | 'relationship',
  owner: string,
  definitions: readonly Described[],
): readonly NamedDefinition[] {
  return definitions.map((definition) => ({
    kind,
    name: `${owner}.${definition.name}`,
    key: `${owner}.${definition.name}`,
    definition,
  }));
}

/** What a word names: a whole name (of a kind: `metric pay_amt`), else a label or a synonym. */
export function namedBy(all: readonly NamedDefinition[], word: string): readonly NamedDefinition[] {
  const exact = all.filter((d) => d.name === word || `${d.kind} ${d.name}` === word);
  if (exact.length > 0) return exact;
  return all.filter(
    ({ definition: { label, synonyms } }) => label === word || synonyms.includes(word),
  );
}
