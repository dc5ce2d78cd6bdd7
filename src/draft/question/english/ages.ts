import { addUnits } from '../../../base/time/calendar-days.js';
import type { CalendarUnit } from '../../../base/time/calendar-days.js';
import type { Attribute } from '../../../ontology/model.js';
import type { Comparison } from '../../lexing/mark.js';
import type { Field } from '../frame.js';
import { roleOf } from '../token.js';
import { birthOf } from './dimensions.js';
import type { Reading } from './reading.js';

/**
 * At least 30 years old, under 18, 65 or older: by the day that people were born on. Undefined where no age
 * stands here; older than 30 is left open: whoever turned 30 some months ago may be meant or not.
 */
export function readAge(reading: Reading): boolean | undefined {
  const { tokens, at, asOf } = reading;
  const holder = reading.nouns.at(-1);
  const compare = roleOf(tokens[at], 'compare');
  const number = tokens[compare === undefined ? at : at + 1];
  if (number?.kind !== 'number' || !/^\d{1,3}$/.test(number.value)) return undefined;
  let next = at + (compare === undefined ? 1 : 2);
  const isYears = /^years?$/i.test(tokens[next]?.text ?? '');
  if (isYears) next += 1;
  const behind = roleOf(tokens[next], 'onward', 'after');
  const older = /^or (?:older|over|above)$/i.test(tokens[next]?.text ?? '');
  const isOld = isYears && /^old$/i.test(tokens[next]?.text ?? '');
  if (isOld || (behind !== undefined && older)) next += 1;
  else return undefined;
  const op = compare?.op ?? (older ? '>=' : undefined);
  const attribute = holder && birthOf(holder.entity);
  if (attribute === undefined || (op !== '>=' && op !== '<')) return false;
  if (compare !== undefined && older) return false;
  if (/^as$/i.test(tokens[next]?.text ?? '') && tokens[next + 2]?.kind === 'time') {
    if (!/^today$/i.test(tokens[next + 2]!.text)) return false;
    next += 3;
  }
  reading.at = next;
  const day = addUnits(asOf, -Number(number.value), 'year');
  const field: Field = { entity: holder!.entity, attribute };
  holder!.filters.push({
    kind: 'test',
    field,
    test: (path) => `${path} ${op === '>=' ? '<=' : '>'} date '${day}'`,
  });
  return true;
}

/** More than 180 days ago, at least a year ago: the bound of a day that lies so far back, and where it ends; undefined where none stands. */
export function agoAt(
  { tokens, asOf }: Reading,
  at: number,
  { type }: Attribute,
): { readonly end: number; readonly op: Comparison; readonly day: string } | undefined {
  const compare = roleOf(tokens[at], 'compare');
  const number = tokens[at + 1];
  const count =
    number?.kind === 'number'
      ? number.value
      : /^(?:a|an|one)$/i.test(number?.text ?? '')
        ? '1'
        : '';
  const unit = /^(day|week|month|quarter|year)s?$/i.exec(tokens[at + 2]?.text ?? '')?.[1];
  const isAgo = /^ago$/i.test(tokens[at + 3]?.text ?? '');
  if (compare === undefined || !/^\d{1,4}$/.test(count) || unit === undefined || !isAgo)
    return undefined;
  const day = addUnits(asOf, -Number(count), unit.toLowerCase() as CalendarUnit);
  if (compare.op === '>') return { end: at + 4, op: '<', day };
  // Of a moment of that day itself it is not said on which side it is.
  if (compare.op === '>=' && type.kind === 'date') return { end: at + 4, op: '<=', day };
  return undefined;
}
