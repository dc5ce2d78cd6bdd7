import type { Tokenize } from '../draft/tokenize.js';
import type { Described, Entity, Metric, Ontology } from '../ontology/model.js';
import { contextText, type Selected } from './prompt-context.js';

/** The most characters of an ontology that a prompt shows; a prompt does not grow with the ontology. */
export const contextBudget = 24_000;

/**
 * What of an ontology a model reads for a requirement: all of it where that fits, else what the words of
 * the requirement name, best first, with what metrics are made of and what entities lead to, as far as
 * the budget goes. The same requirement always selects the same.
 */
export function selectContext(
  requirement: string,
  ontology: Ontology,
  tokenize: Tokenize,
  budget: number = contextBudget,
): Selected {
  const whole = all(ontology);
  // A large ontology is not even written out to be measured.
  if (whole.entities.length < 200 && contextText(whole, ontology).length <= budget) return whole;
  const words = wordsOf(requirement, tokenize);
  const metrics = ranked([...ontology.metrics.values()], words, () => []);
  const entities = ranked([...ontology.entities.values()], words, namesIn);
  const chosen = { entities: new Map<string, Entity>(), metrics: new Map<string, Metric>() };
  const queue = interleaved(metrics, entities);
  const terms = whole.terms.filter((term) => score([term.name, ...term.synonyms], words) > 0);
  for (const one of queue) {
    const before = { entities: [...chosen.entities], metrics: [...chosen.metrics] };
    if ('table' in one) addEntity(one, ontology, chosen.entities);
    else addMetric(one.name, ontology, chosen);
    const made = { ...selectedOf(chosen), terms, examples: [] };
    if (contextText(made, ontology).length <= budget) continue;
    chosen.entities = new Map(before.entities);
    chosen.metrics = new Map(before.metrics);
    if (before.entities.length > 0) break;
  }
  return { ...selectedOf(chosen), terms, examples: [] };
}

interface Chosen {
  entities: Map<string, Entity>;
  metrics: Map<string, Metric>;
}

function all({ entities, metrics, terms }: Ontology): Selected {
  return {
    entities: [...entities.values()],
    metrics: [...metrics.values()],
    terms: [...terms.values()],
    examples: [],
  };
}

/** In the order of names, whatever found them. */
function selectedOf({ entities, metrics }: Chosen): Pick<Selected, 'entities' | 'metrics'> {
  const byName = (a: Described, b: Described): number => (a.name < b.name ? -1 : 1);
  return {
    entities: [...entities.values()].toSorted(byName),
    metrics: [...metrics.values()].toSorted(byName),
  };
}

/** Words of two characters or more, and single Chinese ones that stand alone. */
function wordsOf(text: string, tokenize: Tokenize): ReadonlySet<string> {
  const words = tokenize(text.toLowerCase()).map((w) => w.trim());
  return new Set(
    words.filter((w) => /[\p{L}\p{N}]/u.test(w) && (w.length > 1 || /\p{Script=Han}/u.test(w))),
  );
}

function ranked<T extends Described>(
  definitions: readonly T[],
  words: ReadonlySet<string>,
  more: (definition: T) => readonly string[],
): readonly T[] {
  return definitions
    .map((d) => {
      const own = score([d.name, d.label ?? '', ...d.synonyms], words);
      return { d, points: own * 3 + score([d.description ?? '', ...more(d)], words) };
    })
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || (a.d.name < b.d.name ? -1 : 1))
    .map(({ d }) => d);
}

/** How much of the texts the words name: longer words say more. */
function score(texts: readonly string[], words: ReadonlySet<string>): number {
  const text = texts.join('\n').toLowerCase();
  let points = 0;
  for (const word of words) if (text.includes(word)) points += word.length;
  return points;
}

function namesIn({ attributes }: Entity): readonly string[] {
  return [...attributes.values()].flatMap((a) => [
    a.name,
    a.label ?? '',
    ...a.synonyms,
    ...[...(a.values ?? [])].map(([, { label }]) => label),
  ]);
}

function interleaved(
  metrics: readonly Metric[],
  entities: readonly Entity[],
): readonly (Metric | Entity)[] {
  const length = Math.max(metrics.length, entities.length);
  return Array.from({ length }, (_, i) => [metrics[i], entities[i]])
    .flat()
    .filter((one) => one !== undefined);
}

/** An entity with those it leads to in one step, bridges included: paths through them must be readable. */
function addEntity(entity: Entity, ontology: Ontology, chosen: Map<string, Entity>): void {
  chosen.set(entity.name, entity);
  for (const { to, through } of entity.relationships.values())
    for (const name of [to, ...(through === undefined ? [] : [through])]) {
      const near = ontology.entities.get(name);
      if (near !== undefined) chosen.set(name, near);
    }
}

/** A metric with the metrics it is made of and the entities that it counts. */
function addMetric(name: string, ontology: Ontology, chosen: Chosen): void {
  const metric = ontology.metrics.get(name);
  if (metric === undefined || chosen.metrics.has(name)) return;
  chosen.metrics.set(name, metric);
  for (const part of partsOf(metric, ontology)) addMetric(part, ontology, chosen);
  for (const counted of countedBy(metric)) {
    const entity = ontology.entities.get(counted);
    if (entity !== undefined) addEntity(entity, ontology, chosen.entities);
  }
}

function partsOf(metric: Metric, { metrics }: Ontology): readonly string[] {
  if (metric.type === 'derived') return [metric.of];
  if (metric.type !== 'composite') return [];
  const named = metric.is.text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return [...metric.inputs.map((i) => i.metric), ...named.filter((n) => metrics.has(n))];
}

function countedBy(metric: Metric): readonly string[] {
  if (metric.type === 'aggregate') return [metric.entity];
  return metric.type === 'conversion' ? metric.steps.map((s) => s.entity) : [];
}
