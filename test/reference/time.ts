/** Calendar arithmetic of the reference, over days counted from 1970-01-01 (S11). */

const dayMs = 86_400_000;

/** So many units later; months keep the day, clipped to the month's end. */
export function add(day: number, count: number, unit: string): number {
  switch (unit) {
    case 'day':
      return day + count;
    case 'week':
      return day + 7 * count;
    case 'month':
    case 'quarter':
    case 'year': {
      const months = count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12);
      const date = new Date(day * dayMs);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
      const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
      return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / dayMs;
    }
    default:
      throw new Error(`no unit ${unit}`);
  }
}

/** The first day of the unit that a day lies in; weeks start on Monday. */
export function startOf(day: number, unit: string): number {
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day - ((date.getUTCDay() + 6) % 7);
    case 'month':
      return Date.UTC(year, month, 1) / dayMs;
    case 'quarter':
      return Date.UTC(year, month - (month % 3), 1) / dayMs;
    case 'year':
      return Date.UTC(year, 0, 1) / dayMs;
    default:
      throw new Error(`no unit ${unit}`);
  }
}

/** Days from `from` (included) to `until` (excluded); an absent end is open. */
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
  if (relative.mode === 'all') return { until: asOf + 1 };
  const { mode, last, unit } = relative;
  const own = startOf(asOf, unit);
  if (mode === 'rolling') return { from: add(asOf, -last, unit) + 1, until: asOf + 1 };
  if (mode === 'complete') return { from: add(own, -last, unit), until: own };
  return { from: add(own, 1 - last, unit), until: asOf + 1 };
}

/** The window that ends with a bucket: of the bucket's end, not of a day (S11). */
export function windowOf(relative: Relative, bucket: number, grain: string): Range {
  const end = add(bucket, 1, grain);
  if (relative.mode === 'all') return { until: end };
  if (relative.mode === 'rolling')
    return { from: add(end, -relative.last, relative.unit), until: end };
  return { ...rangeOf(relative, end - 1) };
}

/** Whether a day lies in a range. */
export function within(day: number, { from, until }: Range): boolean {
  return (from === undefined || day >= from) && (until === undefined || day < until);
}

/** A shift: so many units, or to the start of a unit. */
export function shifted(day: number, shift: string | undefined): number {
  if (shift === undefined) return day;
  const start = /^start +of +(\w+)$/.exec(shift);
  if (start !== null) return startOf(day, start[1]!);
  const by = /^([-+]?\d+) +(\w+)$/.exec(shift)!;
  return add(day, Number(by[1]), by[2]!);
}
