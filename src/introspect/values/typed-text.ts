import type { ParsedTexts, TextForm } from '../../engine/survey.js';
import { types, type Type } from '../../expr/type.js';
import { looksMeasured } from '../words/additive.js';
import { hasKeyTail, looksCoded, looksPrivate, saysDay } from '../words/column-kinds.js';
import { mostCodes } from './coded-values.js';
import { dayExpression } from './day-expression.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { quoteName } from '../../base/text/name.js';

/** What a column of texts is when it is read as what it holds. */
export interface TypedText {
  /** Of the computed attribute, before it is made free: `order_date_date`. */
  readonly name: string;
  readonly type: Type;
  readonly is: string;
  readonly text: string;
  /** Where it takes the name of the column itself: that of the column's own attribute. */
  readonly raw?: string;
}

/** A reading that was not taken, and why. */
export interface Unread {
  readonly unread: string;
}

const enough = 0.99;

/**
 * How a column of texts is read as days, moments or numbers, where at least 99 % of its texts can be
 * (texts of spaces only are nothing). Where a day could as well be a month, nothing is chosen. Whole
 * numbers like 20261107 are read as days where the name says that they are, or says nothing else.
 */
export function typedText(column: ColumnFacts, table: TableFacts): TypedText | Unread | undefined {
  if (isFlag(column)) return flag(column);
  const { parsed, blank = 0, filled } = column.profile;
  const texts = filled - blank;
  if (parsed === undefined || texts === 0) return undefined;
  const reads = (form: TextForm): boolean => parsed.forms[form] >= enough * texts;
  const share = (form: TextForm): string =>
    `${parsed.forms[form]} of ${texts} ${column.column.type.kind === 'string' ? 'texts' : 'numbers'} are ${form}`;
  const dates = (Object.keys(parsed.forms) as TextForm[]).filter(
    (f) => f.includes('yyyy') && reads(f),
  );
  const best = dates.filter(
    (f) => parsed.forms[f] === Math.max(...dates.map((d) => parsed.forms[d])),
  );
  if (best.length > 1)
    return { unread: `the texts may be ${best.join(' or ')}: no reading was chosen` };
  const [form] = best;
  if (form !== undefined && isDay(form, column)) return day(form, column, share(form));
  if (column.column.type.kind !== 'string') return undefined;
  if (form === undefined && !reads('integer')) {
    const mixed = mixedDays(parsed, texts);
    if (mixed !== undefined) return { unread: mixed };
  }
  if (isNoNumber(column, table)) return undefined;
  if (reads('money') && parsed.currencies > 1)
    return { unread: `the amounts are in ${parsed.currencies} currencies: no reading was chosen` };
  return number(column, reads, share);
}

/** A part of the texts that reads as days: what the others are, nobody can tell by the name. */
const aPart = 0.2;

/** Days in several forms, or among something else; undefined where hardly any is a day. */
function mixedDays(parsed: ParsedTexts, texts: number): string | undefined {
  const [form, read] = (Object.entries(parsed.forms) as [TextForm, number][])
    .filter(([f]) => f.includes('yyyy'))
    .reduce((most, next) => (next[1] > most[1] ? next : most));
  if (read < aPart * texts) return undefined;
  return `only ${read} of ${texts} texts are ${form}: no reading was chosen`;
}

/** Bits of one place, which say yes or no. */
function isFlag({ column, profile }: ColumnFacts): boolean {
  return column.databaseType === 'BIT' && profile.longest === 1;
}

function flag({ attribute }: ColumnFacts): TypedText {
  const raw = `${attribute}_bit`;
  const is = `${quoteName(raw)} = '1'`;
  return { name: attribute, type: types.boolean, is, text: 'all are one bit', raw };
}

/** So many different numbers of eight digits are no days by chance: one in 28 is. */
const byChance = 5;

/** Eight digits are a day where the name says so, or no other thing and the digits do. */
function isDay(form: TextForm, { words, profile }: ColumnFacts): boolean {
  if (form !== 'yyyyMMdd' || saysDay(words)) return true;
  const isOther = hasKeyTail(words) || looksMeasured(words) || looksCoded(words);
  return !isOther && profile.distinct >= byChance;
}

function day(form: TextForm, column: ColumnFacts, text: string): TypedText {
  const parsed = column.profile.parsed!;
  // All at midnight: a day that was written as a moment.
  const isMoment = form.includes('HH') && parsed.timed > 0;
  const suffix = isMoment ? 'ts' : 'date';
  return {
    name: `${column.attribute}_${suffix}`,
    type: isMoment ? types.timestamp : types.date,
    is: dayExpression(form, sourceOf(column), isMoment, parsed),
    text,
  };
}

/** The text of a column in an expression, without spaces around it; that of a number is made. */
function sourceOf(column: ColumnFacts): string {
  const name = quoteName(column.attribute);
  if (column.column.type.kind !== 'string') return `cast(${name} as string)`;
  return column.profile.parsed!.spaced > 0 ? `trim(${name})` : name;
}

function number(
  column: ColumnFacts,
  reads: (form: TextForm) => boolean,
  share: (form: TextForm) => string,
): TypedText | undefined {
  const { whole, scale, units } = column.profile.parsed!;
  const from = sourceOf(column);
  const name = `${column.attribute}_num`;
  if (reads('integer'))
    return { name, type: types.bigint, is: `try_cast(${from} as bigint)`, text: share('integer') };
  if (reads('decimal')) {
    const digits = Math.max(10, 2 * Math.ceil((whole + scale + 2) / 2));
    const type = types.decimal(Math.min(38, digits), scale);
    const is = `try_cast(${from} as decimal(${Math.min(38, digits)},${scale}))`;
    return { name, type, is, text: share('decimal') };
  }
  if (reads('double'))
    return { name, type: types.double, is: `try_cast(${from} as double)`, text: share('double') };
  const cleaned = reads('money')
    ? { is: `regexp_replace(${from}, '[$€£¥₹, ]', '')`, form: 'money' as const }
    : reads('percent')
      ? { is: `replace(${from}, '%', '')`, form: 'percent' as const }
      : reads('measured') && units === 1
        ? {
            is: `regexp_extract(replace(${from}, ',', ''), '^[-+]?[0-9.]+')`,
            form: 'measured' as const,
          }
        : undefined;
  if (cleaned === undefined) return undefined;
  const is = `try_cast(${cleaned.is} as double)`;
  return { name, type: types.double, is, text: share(cleaned.form) };
}

/** Digits that are no number: codes, keys, phones, post codes, the few kinds of something. */
function isNoNumber(column: ColumnFacts, table: TableFacts): boolean {
  const coordinates = column.words.some((w) => w === 'latitude' || w === 'longitude');
  if (coordinates) return false;
  return (
    hasKeyTail(column.words) ||
    looksPrivate(column.words, table.words) ||
    (looksCoded(column.words) && column.profile.distinct <= mostCodes) ||
    column.words.some((w) => ['code', 'key', 'id', 'ids', '号'].includes(w))
  );
}
