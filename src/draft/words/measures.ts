import { aggregateAt, summedAt } from './aggregates.js';
import { countAt, countedAt } from './counts.js';
import { metricAt } from './metrics.js';
import { isFree } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';

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
