import type { Agg } from '../../dsl/document.js';
import type { Metric } from '../../ontology/model.js';
import { isNumeric } from '../attribute-kinds.js';
import {
  ambiguous,
  atWord,
  attributeMention,
  isKeyPosition,
  metricMention,
  spanning,
} from '../mention.js';
import { metricAt } from './metrics.js';
import { aboutOf, ask, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';
import { labelOf, ratiosOf } from '../scope.js';
import { referentsOf } from '../lexing/word.js';

/** 平均订单金额, average price, 最高标价: of an attribute's values, or of those that a metric adds up. */
export function aggregateAt(reader: Reader, word: number): Mention | undefined {
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
        : (meanOf(reader, target, mark.agg, metrics[0]?.metric) ??
          ofMetric(reader, target, mark.agg, metrics[0]?.metric));
  if (made === undefined) return undefined;
  if (isPerHead(reader, word, target)) ask(reader, span.about, reader.texts.averagePer(span.about));
  claim(reader, word, target);
  return { ...made, ...span };
}

/**
 * By quantity, 各门店件数: an attribute that is added up, where rows are grouped and one metric adds up
 * exactly that attribute. In a list of rows it stays a value of each row.
 */
export function summedAt(reader: Reader, word: number): Mention | undefined {
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

/** 平均支付金额 where the ontology divides the amount by orders, by buyers …: which of these averages is a question. */
function meanOf(
  reader: Reader,
  word: number,
  agg: Agg,
  metric: Metric | undefined,
): Mention | undefined {
  const ratios = metric === undefined || agg !== 'avg' ? [] : ratiosOf(reader.ontology, metric);
  if (ratios.length === 0) return undefined;
  const metrics = ratios.map((r) => r.metric);
  return ambiguous(reader, word, metrics, reader.texts.whichAverage(aboutOf(reader, word)));
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
    ...atWord(reader, word),
    base: `${metric.name}_${agg}`,
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
