import type { Ontology } from './model.js';

/** Names of definitions by what they speak of, so that no question of a document walks a whole ontology. */
export interface OntologyIndex {
  /** Entities by their table, in lower case as engines tell tables apart; each list in the order of names. */
  readonly byTable: ReadonlyMap<string, readonly string[]>;
  /** Entities by those that they have a relationship to. */
  readonly pointingTo: ReadonlyMap<string, readonly string[]>;
  /** Aggregate metrics by the entity whose rows they count. */
  readonly counting: ReadonlyMap<string, readonly string[]>;
  /** Entities that summarise the rows of another, by that one. */
  readonly summarising: ReadonlyMap<string, readonly string[]>;
  /** Entities that are the results of documents, in the order of names. */
  readonly views: readonly string[];
  /** Every domain, sorted. */
  readonly domains: readonly string[];
}

/** The index of an ontology, worked out once. */
export function indexOf(ontology: Ontology): OntologyIndex {
  const known = indexes.get(ontology);
  if (known !== undefined) return known;
  const made = newIndex(ontology);
  indexes.set(ontology, made);
  return made;
}

/** Says the index of an ontology that was kept with it; it must be the one that `indexOf` would work out. */
export function rememberIndex(ontology: Ontology, index: OntologyIndex): void {
  indexes.set(ontology, index);
}

const indexes = new WeakMap<Ontology, OntologyIndex>();

function newIndex({ entities, metrics }: Ontology): OntologyIndex {
  const byTable = new Map<string, string[]>();
  const pointingTo = new Map<string, string[]>();
  const counting = new Map<string, string[]>();
  const summarising = new Map<string, string[]>();
  const domains = new Set<string>();
  const views: string[] = [];
  for (const { name, table, relationships, domain, summary } of entities.values()) {
    if (table.dsl === undefined) add(byTable, tableId(table.name), name);
    else views.push(name);
    for (const to of new Set(Array.from(relationships.values(), (r) => r.to)))
      add(pointingTo, to, name);
    if (summary !== undefined) add(summarising, summary.of, name);
    if (domain !== undefined) domains.add(domain);
  }
  for (const metric of metrics.values())
    if (metric.type === 'aggregate') add(counting, metric.entity, metric.name);
  return { byTable, pointingTo, counting, summarising, views, domains: [...domains].toSorted() };
}

/** One text for a table's name, whose parts are told apart without case. */
export function tableId(name: readonly string[]): string {
  return name.map((part) => part.toLowerCase()).join('.');
}

function add(lists: Map<string, string[]>, key: string, name: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [name]);
  else list.push(name);
}
