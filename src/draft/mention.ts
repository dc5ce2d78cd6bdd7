import { quoteName } from '../base/text/name.js';
import type { Agg, Option } from '../dsl/document.js';
import type { Attribute, Entity, Metric } from '../ontology/model.js';
import { isNumeric } from './attribute-kinds.js';
import { aboutOf, markAt, nextOf, previousOf } from './reader.js';
import type { Reader } from './reader.js';
import type { Mention } from './reading.js';
import { labelOf, sourcesOf, sourcesOfAll } from './scope.js';

/** A metric at the word that names it. */
export function metricMention(reader: Reader, word: number, metric: Metric): Mention {
  return {
    ...atWord(reader, word),
    base: metric.name,
    label: labelOf(metric),
    what: { kind: 'metric', name: metric.name, metric },
    sources: sourcesOf(reader.ontology, metric),
    notes: [],
  };
}

/** A number whose metric has to be asked for. */
export function ambiguous(
  reader: Reader,
  word: number,
  metrics: readonly Metric[],
  question: string,
): Mention {
  const about = aboutOf(reader, word);
  return {
    ...atWord(reader, word),
    base: sharedName(metrics.map((m) => m.name)),
    label: about,
    what: { kind: 'metric', name: { about, question, options: metrics.map(metricOption) } },
    sources: sourcesOfAll(metrics.map((m) => ({ sources: sourcesOf(reader.ontology, m) }))),
    notes: [],
  };
}

/** An aggregate of an attribute's values, over the single rows of its entity. */
export function attributeMention(
  reader: Reader,
  word: number,
  agg: Agg,
  entity: Entity,
  attribute: Attribute,
): Mention | undefined {
  if ((agg === 'avg' || agg === 'median' || agg === 'sum') && !isNumeric(attribute))
    return undefined;
  const of = quoteName(attribute.name);
  return {
    ...atWord(reader, word),
    base: agg === 'count_distinct' ? `${attribute.name}_cnt` : `${attribute.name}_${agg}`,
    label: labelOf(attribute),
    what: { kind: 'agg', agg, entity, of, where: [] },
    sources: [entity],
    notes: [
      {
        about: aboutOf(reader, word),
        taken: reader.texts.overRows(labelOf(attribute), labelOf(entity)),
      },
    ],
  };
}

/** 各客户, by customer, 客户维度: the word says how to group. */
export function isKeyPosition(reader: Reader, word: number): boolean {
  return (
    markAt(reader, previousOf(reader, word), 'each') !== undefined ||
    markAt(reader, nextOf(reader, word), 'dimension') !== undefined
  );
}

/** Where something was read from one word. */
export function atWord(
  reader: Reader,
  word: number,
): Pick<Mention, 'word' | 'first' | 'last' | 'about'> {
  return { word, ...spanning(reader, word, word) };
}

/** Where something was read from two words and what stands between. */
export function spanning(
  reader: Reader,
  a: number,
  b: number,
): Pick<Mention, 'first' | 'last' | 'about'> {
  return { first: Math.min(a, b), last: Math.max(a, b), about: aboutOf(reader, a, b) };
}

/** What the names of several metrics have in common: the column keeps its name, whichever is chosen. */
function sharedName(names: readonly string[]): string {
  const [first = [], ...rest] = names.map((n) => n.split('_'));
  const length = first.findIndex((part, i) => rest.some((r) => r[i] !== part));
  return (length < 0 ? first : first.slice(0, length)).join('_') || 'metric';
}

function metricOption(metric: Metric): Option {
  const description =
    metric.description ?? (metric.type === 'composite' ? metric.is.text : undefined);
  const label = labelOf(metric);
  return {
    label: description === undefined ? label : `${label}: ${description}`,
    value: metric.name,
  };
}
