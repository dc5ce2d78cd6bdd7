import { at, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { folded } from '../../base/text/name.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource } from './lint.js';
import type { Described, Entity, Metric, Ontology, Source } from '../model.js';

/** What a word may be said of: a definition, and where a collision with it is reported. */
interface Said {
  /** The entity whose rows a metric counts: it may be called as these are. */
  readonly counts?: string;
  readonly kind: 'entity' | 'attribute' | 'relationship' | 'metric' | 'term' | 'code';
  readonly name: string;
  readonly source: Source;
  readonly path: JsonPointer;
  readonly words: readonly string[];
}

/**
 * Words that are said of several things that stand beside each other, reported once each, at the last of
 * them: entities and metrics; attributes of one entity, its relationships, codes of one attribute; terms.
 * Words that a term explains are meant to have several readings; attributes of two entities are told apart by
 * these, and a metric from what it is made of by its place.
 */
export function lintWords(ontology: Ontology): readonly Diagnostic[] {
  const { entities, metrics, terms } = ontology;
  const saidTerms = [...terms.values()].map((term) => saidOf('term', term));
  const explained = new Set(saidTerms.flatMap(({ words }) => words.map(folded)));
  const above = [
    ...[...entities.values()].map((entity) => saidOf('entity', entity)),
    ...[...metrics.values()].map((metric) => ({
      ...saidOf('metric', metric),
      ...countedBy(metric),
    })),
  ];
  return [
    ...collisions(above, explained),
    ...collisions(saidTerms, new Set()),
    ...[...entities.values()].flatMap((entity) => insideEntity(entity, explained)),
  ];
}

function countedBy(metric: Metric): { readonly counts?: string } {
  return metric.type === 'aggregate' ? { counts: metric.entity } : {};
}

function insideEntity(
  { name, attributes, relationships }: Entity,
  explained: ReadonlySet<string>,
): readonly Diagnostic[] {
  const inside = (said: Said): Said => ({ ...said, name: `${name}.${said.name}` });
  const codes = [...attributes.values()].flatMap((attribute) =>
    collisions(
      [...(attribute.values ?? [])].map(([code, { label, synonyms }]) => ({
        kind: 'code',
        name: code,
        source: attribute.source,
        path: at(attribute.source.path, 'values', code),
        words: [label, ...synonyms],
      })),
      explained,
    ),
  );
  return [
    ...collisions(
      [...attributes.values()].map((a) => inside(saidOf('attribute', a))),
      explained,
    ),
    ...collisions(
      [...relationships.values()].map((r) => inside(saidOf('relationship', r))),
      explained,
    ),
    ...codes,
  ];
}

function saidOf(kind: Said['kind'], { name, label, synonyms, source }: Described): Said {
  // What stands at the top of its YAML document is named by the key of its kind.
  const path: JsonPointer = source.path === '' ? `/${kind}` : source.path;
  return { kind, name, source, path, words: [name, label ?? name, ...synonyms] };
}

function collisions(all: readonly Said[], explained: ReadonlySet<string>): readonly Diagnostic[] {
  const said = new Map<string, { readonly word: string; readonly of: Said[] }>();
  for (const one of all) {
    const words = new Map(one.words.map((word) => [folded(word), word]));
    for (const [same, word] of words) {
      const entry = said.get(same) ?? { word, of: [] };
      entry.of.push(one);
      said.set(same, entry);
    }
  }
  return [...said].flatMap(([same, { word, of }]) => {
    const last = of.at(-1);
    const [first, second, third] = of;
    // Entities come before metrics.
    const counted = third === undefined && second?.counts === first?.name;
    if (of.length < 2 || counted || explained.has(same) || last === undefined) return [];
    const names = of.map(({ kind, name }) => `${kind} ${name}`);
    return [
      ontologyDiagnostic('word-collision', last.path, { word, names }, inSource(last.source)),
    ];
  });
}
