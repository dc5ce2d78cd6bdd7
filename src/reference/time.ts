/** Calendar arithmetic of the reference, over moments in milliseconds from 1970-01-01 (S11). */

import { Unsupported } from './unsupported.js';

/** The length of a day; days have no zone here, so each has 24 hours. */
export const dayMs = 86_400_000;

/** Units within a day, by their length. */
export const withinDay: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
};

/** So many units later, at the same time of the day; months keep the day, clipped to the month's end. */
export function add(ms: number, count: number, unit: string): number {
  const fixed = { ...withinDay, day: dayMs, week: 7 * dayMs }[unit];
  if (fixed !== undefined) return ms + count * fixed;
  const size = { month: 1, quarter: 3, year: 12 }[unit];
  if (size === undefined) throw new Unsupported(`days of ${unit}`);
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count * size];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const rest = ms - startOf(ms, 'day');
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) + rest;
}

/** The first moment of the unit that a moment lies in; weeks start on Monday. */
export function startOf(ms: number, unit: string): number {
  const fixed = { ...withinDay, day: dayMs }[unit];
  if (fixed !== undefined) return Math.floor(ms / fixed) * fixed;
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'week':
      return startOf(ms, 'day') - ((date.getUTCDay() + 6) % 7) * dayMs;
    case 'month':
      return Date.UTC(year, month, 1);
    case 'quarter':
      return Date.UTC(year, month - (month % 3), 1);
    case 'year':
      return Date.UTC(year, 0, 1);
    default:
      throw new Unsupported(`days of ${unit}`);
  }
}

/** Moments from `from` (included) to `until` (excluded); an absent end is open. */
export interface Range {
  readonly from?: number;
  readonly until?: number;
}

/** A range relative to an as-of day, or everything up to it. */
export type Relative =
  | { readonly mode: 'all' }
  | {
      readonly mode: 'rolling' | 'complete' | 'to_date';
      readonly last: number;
      readonly unit: string;
    };

/** The days of a relative range as of a day. */
export function rangeOf(relative: Relative, asOf: number): Range {
  const until = asOf + dayMs;
  if (relative.mode === 'all') return { until };
  const { mode, last, unit } = relative;
  const own = startOf(asOf, unit);
  if (mode === 'rolling') return { from: add(asOf, -last, unit) + dayMs, until };
  if (mode === 'complete') return { from: add(own, -last, unit), until: own };
  return { from: add(own, 1 - last, unit), until };
}

/** The window that ends where a bucket ends: of the bucket's end, not of a day (S11). */
export function windowTo(end: number, relative: Relative): Range {
  if (relative.mode === 'all') return { until: end };
  const { mode, last, unit } = relative;
  if (mode === 'rolling') return { from: add(end, -last, unit), until: end };
  const own = startOf(end - 1, unit);
  if (mode === 'complete') return { from: add(own, -last, unit), until: own };
  return { from: add(own, 1 - last, unit), until: end };
}

/** Whether a moment lies in a range. */
export function within(ms: number, { from, until }: Range): boolean {
  return (from === undefined || ms >= from) && (until === undefined || ms < until);
}

/** A shift as it is written: so many units, or to the start of a unit. */
export function readShift(
  shift: string,
): { readonly count: number; readonly unit: string } | { readonly startOf: string } {
  const start = /^start +of +(\w+)$/.exec(shift);
  if (start !== null) return { startOf: start[1]! };
  const by = /^([-+]?\d+) +(\w+)$/.exec(shift)!;
  return { count: Number(by[1]), unit: by[2]! };
}

/** A day that a shift moved. */
export function shifted(ms: number, shift: string): number {
  const read = readShift(shift);
  return 'startOf' in read ? startOf(ms, read.startOf) : add(ms, read.count, read.unit);
}
