import { civilOf, dayOf, daysInMonth, endOf } from '../../base/time/calendar-days.js';
import type { Day, DayRange } from '../../base/time/calendar-days.js';
import { countOf } from '../lexing/numerals.js';

/** A day, month, quarter, half or year that a requirement names, before its year is known. */
export interface DateSpan {
  readonly start: number;
  readonly end: number;
  readonly unit: 'day' | 'month' | 'quarter' | 'half' | 'year';
  /** The year, where it was said. */
  readonly year?: number;
  /** The year, where it was said relative to the as-of day: 去年 is 1. Neither: the latest one that has begun. */
  readonly yearsAgo?: number;
  /** Month 1 to 12, quarter 1 to 4, half 1 to 2, by `unit`; months also for days. */
  readonly part: number;
  /** Day of the month. */
  readonly day: number;
  /** A shopping day that people name by its date: 双11. */
  readonly festival?: true;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH_EN =
  '(?<mon>january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\.?';
const YEAR_ZH = '(?:(?<y>\\d{4})年?|(?<ry>今年|去年|前年)的?)';
const YEAR_EN = '(?<y>(?:19|20)\\d{2})';
const ORDINAL_EN = '(?<ord>first|second|third|fourth|1st|2nd|3rd|4th)';

interface Form {
  readonly unit: DateSpan['unit'];
  readonly pattern: RegExp;
  readonly festival?: true;
  /** Too short to be a date on its own: needs `in`, `since`, a range … around it. */
  readonly weak?: true;
}

/** Longest match wins, so the order is only for reading. */
const FORMS: readonly Form[] = [
  form('day', '(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)'),
  form('day', '(?<y>(?:19|20)\\d{2})(?<m>\\d{2})(?<d>\\d{2})(?!\\d)'),
  form(
    'day',
    `(?:${YEAR_ZH})?(?<m>\\d{1,2}|[一二三四五六七八九十]{1,3})月(?<d>\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]`,
  ),
  form('day', `${MONTH_EN}\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+${YEAR_EN})?(?![\\d-])`),
  form('day', `(?<d>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH_EN}(?:,?\\s+${YEAR_EN})?\\b`),
  form('day', `(?:${YEAR_ZH})?双(?<m>11|12|十一|十二)`, { festival: true }),
  form('month', '(?<y>\\d{4})[-/](?<m>\\d{1,2})(?![\\d/-])'),
  form('month', `(?:${YEAR_ZH})?(?<m>\\d{1,2}|[一二三四五六七八九十]{1,3})月份?(?!\\d)`),
  form('month', `${MONTH_EN}(?:,?\\s+(?:of\\s+)?${YEAR_EN})\\b`),
  form('month', `${MONTH_EN}(?![a-z\\d])`, { weak: true }),
  form('quarter', `(?:${YEAR_ZH})?第?(?<q>[一二三四1-4])季度?`),
  form('quarter', `(?:${YEAR_ZH})?\\s?q(?<q>[1-4])(?![\\d])`),
  form('quarter', `q(?<q>[1-4])\\s+(?:of\\s+)?${YEAR_EN}\\b`),
  form('quarter', `(?:the\\s+)?${ORDINAL_EN}\\s+quarter(?:\\s+(?:of\\s+)?${YEAR_EN})?\\b`),
  form('half', `(?:${YEAR_ZH})?(?<h>[上下])半年`),
  form('half', `h(?<h>[12])(?:\\s+(?:of\\s+)?${YEAR_EN})?\\b`),
  form(
    'half',
    `(?:the\\s+)?${ORDINAL_EN}\\s+half(?:\\s+(?:of\\s+)?${YEAR_EN}|\\s+of\\s+the\\s+year)?\\b`,
  ),
  form('year', '(?<y>\\d{4})年(?:全年|度)?'),
  form('year', `${YEAR_EN}(?![\\d年])`, { weak: true }),
];

/** The longest date that starts here; `weak` ones (May, 2025) only where the words around say it is a date. */
export function dateSpanAt(text: string, position: number, weak: boolean): DateSpan | undefined {
  let best: DateSpan | undefined;
  for (const candidate of FORMS) {
    if (candidate.weak === true && !weak) continue;
    candidate.pattern.lastIndex = position;
    const match = candidate.pattern.exec(text);
    const span = match === null ? undefined : spanOf(candidate, match, position);
    if (span !== undefined && (best === undefined || span.end > best.end)) best = span;
  }
  return best;
}

/** A bare day or month that continues a range: 3月1日至`15日`, March 1 to `15`, 2026年3月到`5月`. */
export function continuedSpanAt(
  text: string,
  position: number,
  first: DateSpan,
): DateSpan | undefined {
  const pattern =
    first.unit === 'day'
      ? /(?:(\d{1,2})[-/])?(\d{1,2})(?:st|nd|rd|th)?[日号]?(?![\d月年])/y
      : undefined;
  if (pattern === undefined) return undefined;
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  return {
    ...first,
    start: position,
    end: pattern.lastIndex,
    part: match[1] === undefined ? first.part : Number(match[1]),
    day: Number(match[2]),
  };
}

/** The days of a span in a year; undefined for a day that does not exist. */
export function daysOf(span: DateSpan, year: number): DayRange | undefined {
  const { unit, part, day } = span;
  if (unit === 'year') return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
  const month = unit === 'quarter' ? part * 3 - 2 : unit === 'half' ? part * 6 - 5 : part;
  if (month < 1 || month > 12) return undefined;
  if (unit === 'day') {
    if (day < 1 || day > daysInMonth(year, month)) return undefined;
    return { from: dayOf(year, month, day), to: dayOf(year, month, day) };
  }
  const length = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 6;
  return { from: dayOf(year, month, 1), to: endOf(dayOf(year, month + length - 1, 1), 'month') };
}

/** The span's own year, or the year of its latest occurrence that has begun on the as-of day. */
export function yearOf(span: DateSpan, asOf: Day): number {
  const { year } = civilOf(asOf);
  if (span.year !== undefined) return span.year;
  if (span.yearsAgo !== undefined) return year - span.yearsAgo;
  const thisYear = daysOf(span, year);
  return thisYear !== undefined && thisYear.from <= asOf ? year : year - 1;
}

function form(
  unit: DateSpan['unit'],
  source: string,
  more: Pick<Form, 'festival' | 'weak'> = {},
): Form {
  // A date starts a word: `v2` is no half, `sku1-4` no date.
  return { unit, pattern: new RegExp(`(?<![a-z\\d])${source}`, 'y'), ...more };
}

function spanOf(candidate: Form, match: RegExpExecArray, position: number): DateSpan | undefined {
  const { y, ry, m, d, mon, q, h, ord } = match.groups ?? {};
  const yearsAgo = ry === undefined ? undefined : ['今年', '去年', '前年'].indexOf(ry);
  const partText = m ?? q ?? h ?? ord;
  const part =
    mon === undefined
      ? partOf(partText)
      : MONTHS.findIndex((name) => name.startsWith(mon.slice(0, 3))) + 1;
  const day = candidate.festival === true ? part : d === undefined ? 0 : countOf(d);
  if (part === undefined || day === undefined) return undefined;
  return {
    start: position,
    end: position + match[0].length,
    unit: candidate.unit,
    ...(y !== undefined && { year: Number(y) }),
    ...(yearsAgo !== undefined && { yearsAgo }),
    part,
    day,
    ...(candidate.festival === true && { festival: true as const }),
  };
}

const PARTS: Readonly<Record<string, number>> = {
  上: 1,
  下: 2,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
};

function partOf(text: string | undefined): number | undefined {
  return text === undefined ? 0 : (PARTS[text] ?? countOf(text));
}
