import { quoteName } from '../../base/text/name.js';
import type { Entity, Metric } from '../../ontology/model.js';
import { literalOf } from '../lexing/literal.js';
import {
  ambiguous,
  atWord,
  attributeMention,
  isKeyPosition,
  metricMention,
  spanning,
} from '../mention.js';
import { headFrom, namesEntity, qualifiersAt } from '../qualifier.js';
import { isOfPeople } from '../question/chinese/counts.js';
import { aboutOf, claim, isFree, markAt, nextOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';
import { labelOf } from '../scope.js';
import { referentsOf } from '../lexing/word.js';

/** 多少个主播, how many orders, number of distinct customers. */
export function countAt(reader: Reader, word: number): Mention | undefined {
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

/** 主播数, session count: the counted thing stands before. */
export function countedAt(reader: Reader, word: number): Mention | undefined {
  const after = nextOf(reader, word, 'of');
  const mark = markAt(reader, after, 'counted', 'count');
  if (mark === undefined || !isFree(reader, after) || isKeyPosition(reader, word)) return undefined;
  const made = counting(reader, word);
  if (made === undefined) return undefined;
  if (made.counts !== undefined && reader.words[after]!.text.includes('人数'))
    if (isOfPeople(made.counts, reader.ontology)) return undefined;
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
      ...atWord(reader, word),
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
    ...atWord(reader, word),
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

function isCount(metric: Metric): boolean {
  return metric.type === 'aggregate' && (metric.agg === 'count' || metric.agg === 'count_distinct');
}

function isContent(reader: Reader, word: number): boolean {
  const kind = reader.words[word]?.kind;
  return kind === 'name' || kind === 'unknown';
}
