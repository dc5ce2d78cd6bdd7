import type { BoundDocument } from '../bind/bound.js';
import { formatDocument } from '../dsl/canonical.js';
import { parseDocument } from '../dsl/parse.js';
import type { Entity, Ontology, Table } from '../ontology/model.js';
import { summaryFor } from '../plan/summaries.js';
import { touchedBy } from './touched.js';
import { writtenForm } from './written-form.js';

/** What is read of an ontology: definitions by kind and name (`metric pay_amt`), each in its written form. */
export type Closure = ReadonlyMap<string, string>;

/**
 * The definitions that a document reads, and those that they read, sorted: what an approval of the
 * document depends on (design section 7). `text` is the document's own. A word that happens to be a
 * name counts as one: too much makes an approval stale for nothing, too little keeps one that nobody
 * gave.
 */
export function closureOf(text: string, bound: BoundDocument, ontology: Ontology): Closure {
  const said = new Set<string>();
  const read = new Map<string, string>();
  const entities = new Set<Entity>();
  const odd = oddNames(ontology);
  let grown = true;

  const say = (words: string): void => {
    const names = [...(words.match(word) ?? []), ...odd.filter((name) => words.includes(name))];
    for (const name of names) {
      if (said.has(name)) continue;
      said.add(name);
      grown = true;
    }
  };
  const include = (key: string, definition: object): void => {
    if (read.has(key)) return;
    const form = JSON.stringify(writtenForm(definition));
    read.set(key, form);
    grown = true;
    say(form);
  };

  const touched = touchedBy(bound, ontology);
  for (const entity of touched.entities) say(entity.name);
  for (const attribute of touched.attributes) say(attribute.name);
  for (const role of touched.relationships) say(role.name);
  for (const stage of bound.stages)
    for (const leaf of stage.leaves) {
      const reuse = summaryFor(bound, stage, leaf);
      if (reuse !== undefined) say(reuse.summary.entity.name);
    }
  say(text);
  while (grown) {
    grown = false;
    // What is said meanwhile is visited too: a set is walked as it grows.
    for (const name of said) {
      const entity = ontology.entities.get(name);
      if (entity !== undefined) entities.add(entity);
      const others = [
        ['metric', ontology.metrics.get(name)],
        ['period', ontology.periods.get(name)],
        ['calendar', ontology.calendars.get(name) ?? calendarOf(name, ontology)],
      ] as const;
      for (const [kind, definition] of others)
        if (definition !== undefined) include(`${kind} ${definition.name}`, definition);
    }
    for (const entity of entities) {
      const { attributes, relationships, ...itself } = entity;
      include(`entity ${entity.name}`, { ...itself, table: meantBy(itself.table) });
      for (const policy of ontology.policies.values())
        if (policy.entity === entity.name) include(`policy ${policy.name}`, policy);
      for (const part of [...attributes.values(), ...relationships.values()])
        if (said.has(part.name)) include(`${entity.name}.${part.name}`, part);
    }
  }
  const zones = zonesOf(bound, entities);
  if (zones !== undefined) read.set('timezone', zones);
  return new Map([...read].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The clocks of document and project, where moments are moved between them or a table says its own (S11). */
function zonesOf(
  { timezone, projectTimezone }: BoundDocument,
  entities: ReadonlySet<Entity>,
): string | undefined {
  const declared = [...entities].some(
    ({ table, attributes }) =>
      table.timezone !== undefined ||
      [...attributes.values()].some((a) => a.timezone !== undefined),
  );
  const moved = projectTimezone !== undefined && timezone !== projectTimezone;
  return declared || moved ? JSON.stringify([timezone, projectTimezone]) : undefined;
}

/** Of a view its document in canonical form counts, wherever it is kept. */
function meantBy({ dsl, view, ...table }: Table): object {
  if (view === undefined) return { ...table, ...(dsl !== undefined && { dsl }) };
  const [parsed] = parseDocument(view.text);
  const text = parsed && formatDocument({ ...parsed.document, title: '' });
  return { ...table, view: text ?? view.text };
}

const word = /[\p{L}\p{N}_]+/gu;

/** Names that are not one word, and are looked for as they are. */
function oddNames(ontology: Ontology): readonly string[] {
  const known = oddNamesOf.get(ontology);
  if (known !== undefined) return known;
  const parts = [...ontology.entities.values()].flatMap((e) => [
    ...e.attributes.keys(),
    ...e.relationships.keys(),
  ]);
  const maps = [ontology.entities, ontology.metrics, ontology.periods, ontology.calendars];
  const names = [...parts, ...maps.flatMap((m) => [...m.keys()])];
  const odd = [...new Set(names)].filter((name) => !/^[\p{L}\p{N}_]+$/u.test(name));
  oddNamesOf.set(ontology, odd);
  return odd;
}

const oddNamesOf = new WeakMap<Ontology, readonly string[]>();

/** A custom grain is a name of its calendar. */
function calendarOf(grain: string, ontology: Ontology) {
  return [...ontology.calendars.values()].find((c) => c.grains.has(grain));
}
