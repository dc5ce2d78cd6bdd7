import { unreachable } from '../unreachable.js';

/**
 * Calendar arithmetic over ISO days (`2026-11-07`), proleptic Gregorian, years 0001 to 9999. Pure
 * integers: no time zone, so no daylight saving can move a day. Weeks start on Monday (ISO 8601).
 */
export type Day = string;

/** The units days are counted in. Custom grains of a calendar are not here: they need its rows. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A range of days, both ends included (S11). */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** Whether a text is a day that exists, as `yyyy-MM-dd`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m);
}

/** The day of a civil date; the caller knows that it exists (`isDay`, `daysInMonth`). */
export function dayOf(year: number, month: number, day: number): Day {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** How many days a month has; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether a year has a 29 February. */
function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Year, month (from 1) and day of the month of a day. */
export function civilOf(day: Day): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
  };
}

/**
 * So many units later, or earlier with a negative count. Months, quarters and years keep the day of
 * the month, clipped to the month's last day (S11): 31 March less one month is 28 or 29 February.
 */
export function addUnits(day: Day, count: number, unit: CalendarUnit): Day {
  switch (unit) {
    case 'day':
      return fromNumber(toNumber(day) + count);
    case 'week':
      return fromNumber(toNumber(day) + 7 * count);
    case 'month':
      return addMonths(day, count);
    case 'quarter':
      return addMonths(day, 3 * count);
    case 'year':
      return addMonths(day, 12 * count);
    default:
      return unreachable(unit);
  }
}

/** The first day of the unit that a day lies in; a week's is its Monday. */
export function startOf(day: Day, unit: CalendarUnit): Day {
  const { year, month } = civilOf(day);
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return addUnits(day, 1 - weekdayOf(day), 'day');
    case 'month':
      return dayOf(year, month, 1);
    case 'quarter':
      return dayOf(year, month - ((month - 1) % 3), 1);
    case 'year':
      return dayOf(year, 1, 1);
    default:
      return unreachable(unit);
  }
}

/** The last day of the unit that a day lies in; a week's is its Sunday. */
export function endOf(day: Day, unit: CalendarUnit): Day {
  return addUnits(addUnits(startOf(day, unit), 1, unit), -1, 'day');
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  // Day 0 (1970-01-01) was a Thursday.
  return ((((toNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** How many days lie from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toNumber(to) - toNumber(from);
}

/**
 * The days of a relative range (S11). `rolling`: (as-of − n units, as-of]; `complete`: the n whole
 * units before the as-of day's own; `to_date`: from the start of the (n−1)th unit before its own.
 */
export function relativeRange(
  asOf: Day,
  last: number,
  unit: CalendarUnit,
  mode: 'rolling' | 'complete' | 'to_date',
): DayRange {
  const start = startOf(asOf, unit);
  switch (mode) {
    case 'rolling':
      return { from: addUnits(addUnits(asOf, -last, unit), 1, 'day'), to: asOf };
    case 'complete':
      return { from: addUnits(start, -last, unit), to: addUnits(start, -1, 'day') };
    case 'to_date':
      return { from: addUnits(start, 1 - last, unit), to: asOf };
    default:
      return unreachable(mode);
  }
}

function addMonths(day: Day, count: number): Day {
  const { year, month, day: dayOfMonth } = civilOf(day);
  const months = year * 12 + (month - 1) + count;
  const y = Math.floor(months / 12);
  const m = months - y * 12 + 1;
  return dayOf(y, m, Math.min(dayOfMonth, daysInMonth(y, m)));
}

/** Days since 1970-01-01. Years are counted from 1 March, so that the leap day is the last of its year. */
function toNumber(day: Day): number {
  const { year, month, day: d } = civilOf(day);
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + d - 1;
  return (
    365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719468
  );
}

function fromNumber(number: number): Day {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dayOf(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
