import type { BoundRange, ConstantExpr } from '../bind/bound.js';
import { compareDays, constant } from './time/days.js';
import type { PlanExpr } from './plan.js';

/** The conditions that put a clock inside a range: half-open, in days (S11). */
export function inRange(clock: PlanExpr, range: BoundRange | undefined): readonly PlanExpr[] {
  return [
    ...(range?.from === undefined ? [] : [compareMoments('>=', clock, constant(range.from))]),
    ...(range?.until === undefined ? [] : [compareMoments('<', clock, constant(range.until))]),
  ];
}

/**
 * The one range that holds exactly the days of all of some ranges: undefined where there are days
 * between them that none holds, or where only the engine can compare them.
 */
export function coverOf(ranges: readonly (BoundRange | undefined)[]): BoundRange | undefined {
  const [first] = ranges;
  if (first === undefined || ranges.includes(undefined)) return undefined;
  const sorted = (ranges as readonly BoundRange[]).toSorted((a, b) => startsBefore(a, b) ?? 0);
  if (sorted.some((a, i) => sorted.slice(i + 1).some((b) => startsBefore(a, b) === undefined)))
    return undefined;
  let { until } = sorted[0]!;
  for (const next of sorted.slice(1)) {
    if (until === undefined) break;
    // A day that begins after the last end leaves days that none holds.
    const gap = next.from === undefined ? -1 : compareDays(next.from, until);
    if (gap === undefined || gap > 0) return undefined;
    const later = next.until === undefined ? 1 : compareDays(next.until, until);
    if (later === undefined) return undefined;
    if (later > 0) until = next.until;
  }
  const { from } = sorted[0]!;
  return {
    at: first.at,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

/** What is left to ask of a range's days where all days are inside `cover` already. */
export function within(range: BoundRange | undefined, cover: BoundRange): BoundRange | undefined {
  if (range === undefined) return undefined;
  const from = sameDay(range.from, cover.from) ? undefined : range.from;
  const until = sameDay(range.until, cover.until) ? undefined : range.until;
  return {
    at: range.at,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

function startsBefore(a: BoundRange, b: BoundRange): number | undefined {
  if (a.from === undefined || b.from === undefined)
    return a.from === b.from ? 0 : a.from === undefined ? -1 : 1;
  return compareDays(a.from, b.from);
}

function sameDay(a: ConstantExpr | undefined, b: ConstantExpr | undefined): boolean {
  return a === undefined || b === undefined ? a === b : compareDays(a, b) === 0;
}

/** A day begins at midnight: against a timestamp the day is read as its first moment. */
export function compareMoments(operator: '>=' | '<', clock: PlanExpr, day: PlanExpr): PlanExpr {
  const right = clock.type.kind === 'timestamp' && day.type.kind === 'date' ? midnight(day) : day;
  return { kind: 'binary', operator, left: clock, right, type: { kind: 'boolean' } };
}

function midnight(day: PlanExpr): PlanExpr {
  const type = { kind: 'timestamp' } as const;
  return day.kind === 'literal' && day.value !== null
    ? { ...day, type, value: `${day.value} 00:00:00` }
    : { kind: 'cast', try: false, operand: day, type };
}

/** The day of a moment. */
export function asDay(moment: PlanExpr): PlanExpr {
  return moment.type.kind === 'date'
    ? moment
    : { kind: 'cast', try: false, operand: moment, type: { kind: 'date' } };
}
