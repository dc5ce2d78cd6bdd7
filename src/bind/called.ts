import type { Attribute, Described, Entity, Ontology } from '../ontology/model.js';

/** What people and tables call a thing beside its name. */
export type WordsOf = (name: string) => readonly string[];

/** Labels and synonyms of a metric, and of a term that means only it. */
export function metricWords({ metrics, terms }: Ontology): WordsOf {
  return (name) => [
    ...described(metrics.get(name)),
    ...[...terms.values()]
      .filter(({ means, ask }) => means.length === 1 && means[0] === name && ask === undefined)
      .flatMap((term) => [term.name, ...described(term)]),
  ];
}

/** Labels and synonyms of an entity, and its table's name. */
export function entityWords({ entities }: Ontology): WordsOf {
  return (name) => {
    const entity = entities.get(name);
    if (entity === undefined) return [];
    const { name: table } = entity.table;
    return [...described(entity), table.join('.'), ...table.slice(-1)];
  };
}

/** Labels and synonyms of a period. */
export function periodWords({ periods }: Ontology): WordsOf {
  return (name) => described(periods.get(name));
}

/** The same of what a path from an entity may go on with: its attributes and relationships, and entities. */
export function stepWords(ontology: Ontology, entity: Entity | undefined): WordsOf {
  const others = entityWords(ontology);
  return (name) => {
    const attribute = entity?.attributes.get(name);
    if (attribute !== undefined) return attributeWords(attribute);
    const relationship = entity?.relationships.get(name);
    if (relationship !== undefined)
      return [...described(relationship), ...others(relationship.to), relationship.to];
    return others(name);
  };
}

function attributeWords(attribute: Attribute): readonly string[] {
  return [...described(attribute), ...(attribute.column === undefined ? [] : [attribute.column])];
}

function described(one: Described | undefined): readonly string[] {
  if (one === undefined) return [];
  return [...(one.label === undefined ? [] : [one.label]), ...one.synonyms];
}
