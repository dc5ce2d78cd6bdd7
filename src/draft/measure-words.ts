import type { Option } from '../dsl/document.js';
import type { Agg, Attribute, Entity, Metric } from '../ontology/model.js';
import { quoteName } from '../base/name.js';
import { literalOf } from './literal.js';
import { headFrom, namesEntity, qualifiersAt } from './qualifier.js';
import type { Mention } from './reading.js';
import { aboutOf, ask, claim, isFree, markAt, nextOf, previousOf } from './reader.js';
import type { Reader } from './reader.js';
import { labelOf, madeOf, sourcesOf, sourcesOfAll } from './scope.js';
import { referentsOf } from './word.js';

/**
 * The numbers a requirement asks for: metrics by their words, ambiguous terms as holes, counts of
 * entities, aggregates of attributes. Each mention keeps its word, so that conditions, times and
 * comparisons can find what they stand beside.
 */
export function readMentions(reader: Reader): readonly Mention[] {
  const mentions: Mention[] = [];
  reader.words.forEach((_, word) => {
    if (!isFree(reader, word)) return;
    const mention =
      countAt(reader, word) ??
      aggregateAt(reader, word) ??
      metricAt(reader, word) ??
      countedAt(reader, word) ??
      summedAt(reader, word);
    if (mention !== undefined) mentions.push(mention);
  });
  return mentions.toSorted((a, b) => a.word - b.word);
}

/** 多少个主播, how many orders, number of distinct customers. */
function countAt(reader: Reader, word: number): Mention | undefined {
  if (markAt(reader, word, 'count') === undefined) return undefined;
  const next = nextOf(reader, word, 'of', 'count');
  const distinct = markAt(reader, next, 'agg')?.agg === 'count_distinct' ? next : undefined;
  const target = headFrom(reader, distinct === undefined ? next : nextOf(reader, distinct, 'of'));
  // 增长多少: asks for the number before it and counts nothing.
  if (!isContent(reader, target)) claim(reader, word);
  if (isFree(reader, target)) {
    const metric = referentsOf(reader.words[target], 'metric').find(({ metric: m }) => isCount(m));
    const counted = metric === undefined ? counting(reader, target) : undefined;
    const made = metric === undefined ? counted : metricMention(reader, target, metric.metric);
    if (made !== undefined) {
      claim(reader, word, target, ...(distinct === undefined ? [] : [distinct]));
      return { ...made, ...spanning(reader, word, target) };
    }
  }
  return undefined;
}

function isContent(reader: Reader, word: number): boolean {
  const kind = reader.words[word]?.kind;
  return kind === 'name' || kind === 'unknown';
}

/** 主播数, session count: the counted thing stands before. */
function countedAt(reader: Reader, word: number): Mention | undefined {
  const after = nextOf(reader, word, 'of');
  const mark = markAt(reader, after, 'counted', 'count');
  if (mark === undefined || !isFree(reader, after) || isKeyPosition(reader, word)) return undefined;
  const made = counting(reader, word);
  if (made === undefined) return undefined;
  claim(reader, word, after);
  return { ...made, ...spanning(reader, word, after) };
}

/** How many rows an entity has, by the metric that says so or by an aggregate of its own. */
export function countOfRows(reader: Reader, word: number): Mention | undefined {
  return referentsOf(reader.words[word], 'entity').length > 0 ? counting(reader, word) : undefined;
}

/** Rows of an entity, or different values of an attribute. */
function counting(reader: Reader, word: number): Mention | undefined {
  const entity = referentsOf(reader.words[word], 'entity')[0]?.entity;
  if (entity !== undefined) {
    const governed = countMetric(reader, word, entity);
    if (governed !== undefined) return governed;
    return {
      ...at(reader, word),
      base: `${entity.name}_cnt`,
      label: labelOf(entity),
      what: { kind: 'agg', agg: 'count', entity, where: [] },
      sources: [entity],
      counts: entity,
      notes: [],
    };
  }
  const qualified = countQualified(reader, word);
  if (qualified !== undefined) return qualified;
  const attributes = referentsOf(reader.words[word], 'attribute');
  const [attribute] = attributes;
  if (attribute === undefined || attributes.length > 1) return undefined;
  return attributeMention(reader, word, 'count_distinct', attribute.entity, attribute.attribute);
}

/** 头部主播数: the rows that a condition describes, where its own word names them. */
function countQualified(reader: Reader, word: number): Mention | undefined {
  const [qualifier, ...more] = qualifiersAt(reader, word);
  if (qualifier === undefined || more.length > 0 || !namesEntity(reader, word, qualifier.entity))
    return undefined;
  const { entity, attribute } = qualifier;
  if (countMetric(reader, word, entity) !== undefined) return undefined;
  const path = quoteName(attribute.name);
  const code = qualifier.kind === 'value' ? qualifier.code : attribute.name.replace(/^is_/, '');
  return {
    ...at(reader, word),
    base: `${code}_${entity.name}_cnt`,
    label: aboutOf(reader, word),
    what: {
      kind: 'agg',
      agg: 'count',
      entity,
      where: [
        qualifier.kind === 'value' ? `${path} = ${literalOf(attribute, qualifier.code)}` : path,
      ],
    },
    sources: [entity],
    counts: entity,
    notes: [],
  };
}

/** 平均订单金额, average price, 最高标价: of an attribute's values, or of those that a metric adds up. */
function aggregateAt(reader: Reader, word: number): Mention | undefined {
  const mark = markAt(reader, word, 'agg');
  if (mark === undefined) return undefined;
  const next = nextOf(reader, word, 'of');
  const before = previousOf(reader, word, 'of');
  const target = [next, before].find((i) => isFree(reader, i) && isMeasurable(reader, i));
  if (target === undefined) return undefined;
  const span = spanning(reader, word, target);
  const attributes = referentsOf(reader.words[target], 'attribute');
  const metrics = referentsOf(reader.words[target], 'metric');
  const made =
    mark.agg === 'sum' || (mark.agg === 'count_distinct' && metrics.length > 0)
      ? (metricAt(reader, target) ?? sumOf(reader, target))
      : attributes.length === 1
        ? attributeMention(
            reader,
            target,
            mark.agg,
            attributes[0]!.entity,
            attributes[0]!.attribute,
          )
        : ofMetric(reader, target, mark.agg, metrics[0]?.metric);
  if (made === undefined) return undefined;
  if (isPerHead(reader, word, target)) ask(reader, span.about, reader.texts.averagePer(span.about));
  claim(reader, word, target);
  return { ...made, ...span };
}

/**
 * By quantity, 各门店件数: an attribute that is added up, where rows are grouped and one metric adds up
 * exactly that attribute. In a list of rows it stays a value of each row.
 */
function summedAt(reader: Reader, word: number): Mention | undefined {
  const isGrouped = reader.words.some((_, i) => {
    if (markAt(reader, i, 'each', 'grain', 'dimension') !== undefined) return true;
    return (
      markAt(reader, i, 'top') !== undefined &&
      referentsOf(reader.words[nextOf(reader, i, 'of')], 'entity').length > 0
    );
  });
  const found = reader.words[word];
  const [attribute, ...more] = referentsOf(found, 'attribute');
  const isCompared = markAt(reader, nextOf(reader, word, 'is'), 'compare', 'between') !== undefined;
  if (
    !isGrouped ||
    attribute === undefined ||
    more.length > 0 ||
    isCompared ||
    isKeyPosition(reader, word)
  )
    return undefined;
  const metrics = [...reader.ontology.metrics.values()].filter(
    (m) =>
      m.type === 'aggregate' &&
      m.agg === 'sum' &&
      m.entity === attribute.entity.name &&
      m.of?.text === attribute.attribute.name &&
      m.where.length === 0,
  );
  const [metric] = metrics;
  if (metric === undefined || metrics.length > 1) return undefined;
  claim(reader, word);
  const about = aboutOf(reader, word);
  return {
    ...metricMention(reader, word, metric),
    notes: [{ about, taken: reader.texts.sumOf(about, labelOf(metric)) }],
  };
}

/** 平均每个客户…, average … per customer: a mean over groups, which is two levels and not one. */
function isPerHead(reader: Reader, word: number, target: number): boolean {
  const each = (i: number): boolean => markAt(reader, i, 'each') !== undefined;
  const after = nextOf(reader, target);
  return (
    each(nextOf(reader, word)) || (each(after) && reader.words[after]!.text.toLowerCase() === 'per')
  );
}

function isMeasurable(reader: Reader, word: number): boolean {
  const found = reader.words[word];
  return referentsOf(found, 'metric').length > 0 || referentsOf(found, 'attribute').length > 0;
}

function sumOf(reader: Reader, word: number): Mention | undefined {
  const attributes = referentsOf(reader.words[word], 'attribute');
  const [only] = attributes;
  if (only === undefined || attributes.length > 1 || !isNumeric(only.attribute)) return undefined;
  return attributeMention(reader, word, 'sum', only.entity, only.attribute);
}

function attributeMention(
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
    ...at(reader, word),
    base: agg === 'count_distinct' ? `${attribute.name}_cnt` : `${agg}_${attribute.name}`,
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

/** The mean, largest … of the values that a metric adds up, over the rows that it reads. */
function ofMetric(
  reader: Reader,
  word: number,
  agg: Agg,
  metric: Metric | undefined,
): Mention | undefined {
  if (metric?.type !== 'aggregate' || metric.agg !== 'sum' || metric.of === undefined)
    return undefined;
  const entity = reader.ontology.entities.get(metric.entity);
  if (entity === undefined) return undefined;
  return {
    ...at(reader, word),
    base: `${agg}_${metric.name}`,
    label: labelOf(metric),
    what: {
      kind: 'agg',
      agg,
      entity,
      of: metric.of.text,
      where: metric.where.map((w) => w.text),
      ...(metric.time !== undefined && { clock: metric.time.text }),
    },
    sources: [entity],
    notes: [
      {
        about: aboutOf(reader, word),
        taken: reader.texts.overRows(labelOf(metric), labelOf(entity)),
      },
    ],
  };
}

/** A metric by its name, or a term that means several and has to be asked about. */
function metricAt(reader: Reader, word: number): Mention | undefined {
  if (!isFree(reader, word) || isKeyPosition(reader, word)) return undefined;
  const terms = referentsOf(reader.words[word], 'term');
  const named = referentsOf(reader.words[word], 'metric').map((r) => r.metric);
  const meant = terms.flatMap(({ term }) =>
    term.means.flatMap((name) => reader.ontology.metrics.get(name) ?? []),
  );
  const term = terms.find((t) => t.term.ask !== undefined || t.term.means.length > 1)?.term;
  const metrics = terms.length > 0 ? meant : named;
  const [first] = metrics;
  if (first === undefined) return undefined;
  claim(reader, word);
  if (metrics.length === 1 && term?.ask === undefined) return metricMention(reader, word, first);
  const about = aboutOf(reader, word);
  const qualified = qualifiedBy(reader, word, metrics);
  if (qualified !== undefined) {
    const taken = reader.texts.qualified(about, labelOf(qualified));
    const mention = metricMention(reader, word, qualified);
    return { ...mention, notes: [{ about, taken }] };
  }
  return ambiguous(reader, word, metrics, term?.ask ?? reader.texts.whichMetric(about));
}

/** A number whose metric has to be asked for. */
function ambiguous(
  reader: Reader,
  word: number,
  metrics: readonly Metric[],
  question: string,
): Mention {
  const about = aboutOf(reader, word);
  return {
    ...at(reader, word),
    base: sharedName(metrics.map((m) => m.name)),
    label: about,
    what: { kind: 'metric', name: { about, question, options: metrics.map(metricOption) } },
    sources: sourcesOfAll(metrics.map((m) => ({ sources: sourcesOf(reader.ontology, m) }))),
    notes: [],
  };
}

/** What the names of several metrics have in common: the column keeps its name, whichever is chosen. */
function sharedName(names: readonly string[]): string {
  const [first = [], ...rest] = names.map((n) => n.split('_'));
  const length = first.findIndex((part, i) => rest.some((r) => r[i] !== part));
  return (length < 0 ? first : first.slice(0, length)).join('_') || 'metric';
}

/** 客单价（支付金额/支付买家数）: a bracket behind a term that fits one of its meanings only. */
function qualifiedBy(reader: Reader, word: number, metrics: readonly Metric[]): Metric | undefined {
  if (markAt(reader, word + 1, 'open') === undefined) return undefined;
  const close = reader.words.findIndex(
    (_, i) => i > word && markAt(reader, i, 'close') !== undefined,
  );
  if (close < 0) return undefined;
  const inside = reader.words.slice(word + 2, close);
  const said = inside.flatMap((w) => [
    ...referentsOf(w, 'metric').map((r) => r.metric.name),
    ...referentsOf(w, 'attribute').map((r) => r.attribute.name),
  ]);
  const words = metrics.map((m) => new Set([m.name, ...madeOf(reader.ontology, m)]));
  const fits = metrics.filter((_, i) =>
    said.some((name) => words[i]!.has(name) && !words.some((o, k) => k !== i && o.has(name))),
  );
  if (fits.length !== 1) return undefined;
  inside.forEach((w, i) => {
    if (w.kind === 'name' || w.kind === 'mark') claim(reader, word + 2 + i);
  });
  claim(reader, word + 1, close);
  return fits[0];
}

function metricMention(reader: Reader, word: number, metric: Metric): Mention {
  return {
    ...at(reader, word),
    base: metric.name,
    label: labelOf(metric),
    what: { kind: 'metric', name: metric.name, metric },
    sources: sourcesOf(reader.ontology, metric),
    notes: [],
  };
}

function at(reader: Reader, word: number): Pick<Mention, 'word' | 'first' | 'last' | 'about'> {
  return { word, ...spanning(reader, word, word) };
}

function spanning(reader: Reader, a: number, b: number): Pick<Mention, 'first' | 'last' | 'about'> {
  return { first: Math.min(a, b), last: Math.max(a, b), about: aboutOf(reader, a, b) };
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

/** 各客户, by customer, 客户维度: the word says how to group. */
function isKeyPosition(reader: Reader, word: number): boolean {
  return (
    markAt(reader, previousOf(reader, word), 'each') !== undefined ||
    markAt(reader, nextOf(reader, word), 'dimension') !== undefined
  );
}

function isCount(metric: Metric): boolean {
  return metric.type === 'aggregate' && (metric.agg === 'count' || metric.agg === 'count_distinct');
}

/**
 * The metric that counts an entity: the one without conditions, else the only one there is, which is
 * what the business calls its number; several are a question.
 */
function countMetric(reader: Reader, word: number, entity: Entity): Mention | undefined {
  const all = [...reader.ontology.metrics.values()].filter((m) => countsRows(m, entity));
  const plain = all.find((m) => m.type === 'aggregate' && m.where.length === 0);
  const [only] = all;
  if (plain !== undefined) return metricMention(reader, word, plain);
  if (only === undefined) return undefined;
  const about = aboutOf(reader, word);
  if (all.length > 1) return ambiguous(reader, word, all, reader.texts.whichMetric(about));
  return {
    ...metricMention(reader, word, only),
    notes: [{ about, taken: reader.texts.qualified(about, only.description ?? labelOf(only)) }],
  };
}

function countsRows(metric: Metric, entity: Entity): boolean {
  if (metric.type !== 'aggregate' || metric.entity !== entity.name) return false;
  const isKey = entity.key.length === 1 && metric.of?.text === entity.key[0];
  return metric.agg === 'count'
    ? metric.of === undefined || isKey
    : metric.agg === 'count_distinct' && isKey;
}

function isNumeric(attribute: Attribute): boolean {
  return ['bigint', 'decimal', 'double'].includes(attribute.type.kind);
}
