import type { FoundEntity, FoundMetric } from '../found.js';

/**
 * Gives metrics the Chinese words that people ask for them by, where the table and the column have any (as
 * names or in comments): 订单 and 金额 make 订单金额, and 金额 alone as long as no other metric is meant by it.
 * What would be the word of two metrics is the word of none.
 */
export function withLabels(
  metrics: readonly FoundMetric[],
  entities: readonly FoundEntity[],
): readonly FoundMetric[] {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const words = metrics.map((metric) => wordsFor(metric, byName.get(metric.entity)!));
  const taken = words.flatMap((own) => [...new Set(own)]);
  const isOwn = (word: string): boolean => taken.filter((other) => other === word).length === 1;
  return metrics.map((metric, i) => {
    const [label, ...synonyms] = words[i]!.filter(isOwn);
    if (label === undefined) return metric;
    return { ...metric, label, ...(synonyms.length > 0 && { synonyms }) };
  });
}

/** The words of a metric, the fullest first. */
function wordsFor({ agg, of }: FoundMetric, entity: FoundEntity): readonly string[] {
  const rows = chinese(entity.label) ?? chinese(entity.name);
  if (agg === 'count') return rows === undefined ? [] : [`${rows}数`];
  const at = entity.attributes.findIndex((a) => a.name === of);
  const attribute = entity.attributes[at];
  // What is read from a text stands right behind it, under its name with an ending.
  const before = entity.attributes[at - 1];
  const isRead = attribute?.is !== undefined && before && attribute.name.startsWith(before.name);
  const raw = isRead === true ? before : attribute;
  const what = chinese(attribute?.label) ?? chinese(raw?.label) ?? chinese(raw?.name);
  if (what === undefined) return [];
  if (rows === undefined || what.includes(rows)) return [what];
  return [`${rows}${what}`, what];
}

/** The Chinese word that a name or a comment begins with: without a unit, and without the word for a table. */
function chinese(text: string | undefined): string | undefined {
  const [word = ''] = (text ?? '').trim().split(/[\s，,、；;：:。（(|/]/u);
  const plain = word.length > 2 ? word.replace(/(?:信息|明细)?表$/u, '') : word;
  return /^\p{sc=Han}[\p{sc=Han}\p{Nd}A-Za-z]{0,15}$/u.test(plain) ? plain : undefined;
}
