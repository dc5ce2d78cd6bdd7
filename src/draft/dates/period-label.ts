import type { Time } from '../../dsl/document.js';
import { timeSuffix } from '../names.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';
import { languageOf } from '../texts.js';

/**
 * What a time is called in a comment: the period's label where it is in the requirement's language, the last
 * so many units, else its suffix.
 */
export function periodLabel(reader: Reader, time: Time | undefined): string {
  const label = reader.ontology.periods.get(time?.period ?? '')?.label;
  if (label !== undefined && languageOf(label) === reader.language) return label;
  if (time?.last !== undefined && (time.mode ?? 'rolling') === 'rolling')
    return reader.texts.lastUnits(time.last, time.unit ?? 'day');
  return timeSuffix(time, reader.ontology);
}

/** What a number over a time is called in a comment: 最近7天支付金额, 7d paid amount. */
export function measureLabel(reader: Reader, mention: Mention, time: Time | undefined): string {
  const words = [periodLabel(reader, time), mention.about].filter((w) => w !== '');
  return words.join(reader.language === 'zh' ? '' : ' ');
}
