import type { Metric } from '../../ontology/model.js';
import { ambiguous, isKeyPosition, metricMention, spanning } from '../mention.js';
import { qualifiersAt } from '../qualifier.js';
import { aboutOf, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';
import { labelOf, madeOf, ratiosOf } from '../scope.js';
import { markOf, referentsOf } from '../lexing/word.js';

/** A metric by its name, or a term that means several and has to be asked about. */
export function metricAt(reader: Reader, word: number): Mention | undefined {
  if (!isFree(reader, word) || isKeyPosition(reader, word) || isListed(reader, word))
    return undefined;
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
  if (metrics.length === 1 && term?.ask === undefined)
    return ratioAt(reader, word, first) ?? metricMention(reader, word, first);
  const about = aboutOf(reader, word);
  const qualified = qualifiedBy(reader, word, metrics);
  if (qualified !== undefined) {
    const taken = reader.texts.qualified(about, labelOf(qualified));
    const mention = metricMention(reader, word, qualified);
    return { ...mention, notes: [{ about, taken }] };
  }
  return ambiguous(reader, word, metrics, term?.ask ?? reader.texts.whichMetric(about));
}

/**
 * List all paid orders: rows of a thing, though the word also is what their number is called; orders that
 * are split by something are counted.
 */
function isListed(reader: Reader, word: number): boolean {
  if (referentsOf(reader.words[word], 'entity').length === 0) return false;
  if (reader.words.some((w) => markOf(w, 'each', 'by') !== undefined)) return false;
  let before = previousOf(reader, word, 'all');
  while (qualifiersAt(reader, before).length > 0) before = previousOf(reader, before, 'all');
  return markAt(reader, before, 'list') !== undefined;
}

/** Amount per paying buyer, 支付金额除以观看人数: the metric that divides these two, if there is one. */
function ratioAt(reader: Reader, word: number, above: Metric): Mention | undefined {
  const sign = nextOf(reader, word);
  const isPer =
    markAt(reader, sign, 'each') !== undefined && /^per$/i.test(reader.words[sign]!.text);
  if (!isPer && markAt(reader, sign, 'divide') === undefined) return undefined;
  const at = nextOf(reader, sign);
  const below = referentsOf(reader.words[at], 'metric')[0]?.metric;
  const ratios = ratiosOf(reader.ontology, above).filter((r) => r.below === below?.name);
  const [only] = ratios;
  if (only === undefined || ratios.length > 1 || !isFree(reader, at)) return undefined;
  claim(reader, sign, at);
  const span = spanning(reader, word, at);
  const taken = reader.texts.qualified(span.about, labelOf(only.metric));
  return {
    ...metricMention(reader, word, only.metric),
    ...span,
    notes: [{ about: span.about, taken }],
  };
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
