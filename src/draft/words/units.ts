import type { Words, Mention } from '../reading.js';
import { aboutOf, ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { NumberWord } from './number.js';
import { referentsOf } from '../lexing/word.js';

/**
 * Asks where the unit of a bound is not that of what is compared: 2000元 is no number of 分, 10 dollars are
 * no number of invoices, 10件 no amount. What has no unit of its own takes no money, because which money
 * its values are is not known.
 */
export function checkUnits(
  reader: Reader,
  { first, last }: Words,
  target: number,
  mention: Mention | undefined,
  unit: string | undefined,
): void {
  for (const word of reader.words.slice(first, last + 1)) {
    if (word.kind !== 'number') continue;
    const isFitting =
      fitsMoney(word.number, unit) &&
      fitsPercent(word.number, mention, unit) &&
      fitsCounter(reader, word.number, target, mention, unit);
    if (isFitting) continue;
    const of = unit ?? mention?.about ?? aboutOf(reader, target);
    ask(reader, word.text, reader.texts.otherUnit(word.text, of));
  }
}

function fitsMoney({ currency }: NumberWord, unit: string | undefined): boolean {
  return (
    currency === undefined ||
    parts(unit).some((part) => part === currency || moneyOf(part) === currency)
  );
}

function moneyOf(part: string): string | undefined {
  if (/^(?:yuan|cny|rmb|人民币|¥)$/.test(part)) return '元';
  if (/^(?:usd|us dollars?|dollars?|\$)$/.test(part)) return '美元';
  return /^(?:eur|euros?|€)$/.test(part) ? '欧元' : undefined;
}

/** A part of a whole: ratios and single values, no totals. */
function fitsPercent(
  { percent }: NumberWord,
  mention: Mention | undefined,
  unit: string | undefined,
): boolean {
  if (!percent) return true;
  if (unit !== undefined) return parts(unit).some((p) => p === '%' || p === 'percent');
  const what = mention?.what;
  if (what?.kind === 'agg') return !['sum', 'count', 'count_distinct'].includes(what.agg);
  return what?.metric?.type !== 'aggregate' && what?.metric?.type !== 'derived';
}

/** 个, 件, 单: of what is counted, or of whole numbers that have no unit. */
function fitsCounter(
  reader: Reader,
  { counter }: NumberWord,
  target: number,
  mention: Mention | undefined,
  unit: string | undefined,
): boolean {
  if (counter === undefined || parts(unit).includes(counter)) return true;
  const what = mention?.what;
  if (what?.kind === 'agg' && what.agg.startsWith('count')) return true;
  const metric = what?.kind === 'metric' ? what.metric : undefined;
  if (metric?.type === 'aggregate' && metric.agg.startsWith('count')) return true;
  if (unit !== undefined) return false;
  const entity =
    what?.kind === 'agg'
      ? what.entity
      : metric?.type === 'aggregate'
        ? reader.ontology.entities.get(metric.entity)
        : undefined;
  const of = what?.kind === 'agg' ? what.of : metric?.type === 'aggregate' ? metric.of?.text : '';
  const attributes =
    mention === undefined
      ? referentsOf(reader.words[target], 'attribute').map((r) => r.attribute)
      : [entity?.attributes.get(of ?? '')];
  return attributes.length > 0 && attributes.every((a) => a?.type.kind === 'bigint');
}

function parts(unit: string | undefined): readonly string[] {
  return unit?.split('/').map((part) => part.trim().toLowerCase()) ?? [];
}
