import { remember } from '../base/remember.js';
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

  const say = (form: string, words = wordsOf(form)): void => {
    for (const name of [...words, ...odd.filter((one) => form.includes(one))]) {
      if (said.has(name)) continue;
      said.add(name);
      grown = true;
    }
  };
  const include = (key: string, definition: Named): void => {
    if (read.has(key)) return;
    const { form, words } = formOf(definition, '', () => {
      const written = JSON.stringify(writtenForm(withoutParts(definition)));
      return { form: written, words: wordsOf(written) };
    });
    read.set(key, form);
    grown = true;
    say(form, words);
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
      const { attributes, relationships } = entity;
      include(`entity ${entity.name}`, entity);
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

type Named = Entity | { readonly name: string };

/** The form of a definition and the words in it: the same for every document that reads it. */
const formOf = remember<{ readonly form: string; readonly words: readonly string[] }>();

/** Attributes and relationships of an entity are definitions of their own. */
function withoutParts(definition: Named): object {
  if (!('relationships' in definition)) return definition;
  const { attributes: _attributes, relationships: _relationships, ...itself } = definition;
  return { ...itself, table: meantBy(itself.table) };
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/[\p{L}\p{N}_]+/gu))];
}

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
