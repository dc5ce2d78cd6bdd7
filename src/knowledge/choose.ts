import { unreachable } from '../base/unreachable.js';
import type { Attribute, Entity, Metric, Relationship, Term } from '../ontology/model.js';
import type { Item } from './items.js';
import type { Tokenize } from '../draft/lexing/tokenize.js';
import { ranked, type KnowledgeIndex } from './knowledge-index.js';
import { searchWords } from './words.js';

/** One thing that a prompt shows; a metric or attribute comes with its entity. */
export type Piece =
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  | { readonly kind: 'role'; readonly role: Relationship }
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'term'; readonly term: Term };

/** How much may be shown, and how much of it a piece takes, in the same unit. */
export interface Budget {
  readonly size: number;
  readonly cost: (piece: Piece) => number;
}

/** What was chosen of an ontology: entities with only the attributes and roles that are needed. */
export interface Chosen {
  readonly entities: readonly Entity[];
  readonly metrics: readonly Metric[];
  readonly terms: readonly Term[];
}

/**
 * What a requirement needs of an ontology, best first as far as the budget goes, then in the order of
 * names. Entities keep key, clock and validity, the attributes of their roles and those that were chosen;
 * roles lead only to what is chosen as well.
 */
export function chooseContext(index: KnowledgeIndex, requirement: string, budget: Budget): Chosen {
  const entities = new Map<string, Map<string, Attribute>>();
  const words = new Set(searchWords(requirement, index.tokenize));
  const metrics = new Map<string, Metric>();
  const terms = new Map<string, Term>();
  let left = budget.size;
  let refused = 0;
  for (const { item } of ranked(index, requirement)) {
    const wanted = needs(item, index, words, entities, metrics, terms);
    const cost = wanted.reduce((sum, one) => sum + budget.cost(one.piece), 0);
    if (cost > left) {
      refused += 1;
      // Something small may still fit; not forever.
      if (refused >= 20) break;
      continue;
    }
    left -= cost;
    for (const { take } of wanted) take();
  }
  return {
    entities: [...entities]
      .map(([name, kept]) => narrowed(index.ontology.entities.get(name)!, kept, entities))
      .toSorted(byName),
    metrics: [...metrics.values()].toSorted(byName),
    terms: [...terms.values()].toSorted(byName),
  };
}

interface Wanted {
  readonly piece: Piece;
  readonly take: () => void;
}

/** What an item adds to what is chosen already; nothing where it is there. */
function needs(
  item: Item,
  { ontology, tokenize }: KnowledgeIndex,
  words: ReadonlySet<string>,
  entities: Map<string, Map<string, Attribute>>,
  metrics: Map<string, Metric>,
  terms: Map<string, Term>,
): readonly Wanted[] {
  const ofEntity = (entity: Entity, names: readonly string[]): readonly Wanted[] => {
    const kept = entities.get(entity.name);
    const wanted = kept === undefined ? [...always(entity), ...names] : names;
    const attributes = [...new Set(wanted)]
      .filter((name) => kept?.has(name) !== true)
      .flatMap((name) => entity.attributes.get(name) ?? [])
      .map((attribute) => withFewValues(attribute, words, tokenize))
      .map((attribute): Wanted => ({
        piece: { kind: 'attribute', attribute },
        take: () => entities.get(entity.name)?.set(attribute.name, attribute),
      }));
    if (kept !== undefined) return attributes;
    return [
      { piece: { kind: 'entity', entity }, take: () => entities.set(entity.name, new Map()) },
      // Roles are counted whether they are shown or not: what they lead to may come later.
      ...[...entity.relationships.values()].map((role): Wanted => ({
        piece: { kind: 'role', role },
        take: () => undefined,
      })),
      ...attributes,
    ];
  };
  switch (item.kind) {
    case 'entity':
      return ofEntity(item.entity, []);
    case 'attribute':
      return ofEntity(item.entity, [item.attribute.name]);
    case 'role': {
      const to = ontology.entities.get(item.to);
      return [
        ...ofEntity(item.entity, []),
        ...(to === undefined || to === item.entity ? [] : ofEntity(to, [])),
      ];
    }
    case 'metric': {
      const { metric } = item;
      if (metrics.has(metric.name)) return [];
      const entity = metric.type === 'aggregate' ? ontology.entities.get(metric.entity) : undefined;
      return [
        { piece: { kind: 'metric', metric }, take: () => metrics.set(metric.name, metric) },
        ...(entity === undefined ? [] : ofEntity(entity, [])),
      ];
    }
    case 'term': {
      const { term } = item;
      return [{ piece: { kind: 'term', term }, take: () => terms.set(term.name, term) }];
    }
    default:
      return unreachable(item);
  }
}

/** What every document over an entity may need. */
function always({ key, time, validity }: Entity): readonly string[] {
  return [
    ...key,
    ...(time === undefined ? [] : [time]),
    ...(validity === undefined ? [] : [validity.from, validity.to]),
  ];
}

/** The most coded values of one attribute. */
const mostValues = 20;

/** Of a long list of codes those that the requirement has words of, then the first; in their order. */
function withFewValues(
  attribute: Attribute,
  words: ReadonlySet<string>,
  tokenize: Tokenize,
): Attribute {
  const { values } = attribute;
  if (values === undefined || values.size <= mostValues) return attribute;
  const all = [...values].map(([code, value], place) => {
    const said = searchWords([code, value.label, ...value.synonyms].join(' '), tokenize);
    return { code, value, place, hits: said.filter((word) => words.has(word)).length };
  });
  const shown = all
    .toSorted((a, b) => b.hits - a.hits || a.place - b.place)
    .slice(0, mostValues)
    .toSorted((a, b) => a.place - b.place);
  return { ...attribute, values: new Map(shown.map(({ code, value }) => [code, value])) };
}

function narrowed(
  entity: Entity,
  kept: ReadonlyMap<string, Attribute>,
  chosen: ReadonlyMap<string, unknown>,
): Entity {
  return {
    ...entity,
    attributes: new Map(
      [...entity.attributes.keys()].flatMap((name) => {
        const attribute = kept.get(name);
        return attribute === undefined ? [] : [[name, attribute] as const];
      }),
    ),
    relationships: new Map(
      [...entity.relationships].filter(
        ([, { to, through }]) => chosen.has(to) && (through === undefined || chosen.has(through)),
      ),
    ),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
