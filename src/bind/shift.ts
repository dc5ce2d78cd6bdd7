import type { Calendar, Ontology } from '../ontology/model.js';
import type { BoundShift, ConstantExpr } from './bound.js';
import { addToDay, isCalendarUnit, startOfDayUnit } from './days.js';

/** A shift as it is written (`-1 year`, `-1 fiscal_month`, `start of month`), before its unit is known. */
export type WrittenShift =
  | { readonly kind: 'by'; readonly count: number; readonly unit: string }
  | { readonly kind: 'start-of'; readonly unit: string };

/** Reads the text of a shift; undefined where it has neither form, or would move to the future or nowhere. */
export function parseShift(text: string): WrittenShift | undefined {
  const start = /^start of ([\p{L}_][\p{L}\p{M}\p{Nd}_]*)$/u.exec(text)?.[1];
  if (start !== undefined) return { kind: 'start-of', unit: start };
  const [, count, unit] = /^-([1-9]\d{0,4}) ([\p{L}_][\p{L}\p{M}\p{Nd}_]*)$/u.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return { kind: 'by', count: -Number(count), unit };
}

/** The calendars that have a custom grain of this name; a sound ontology has at most one. */
export function calendarsWith(ontology: Ontology, grain: string): readonly Calendar[] {
  return [...ontology.calendars.values()].filter((c) => c.grains.has(grain));
}

/** The as-of day moved by a shift; undefined where only the rows of a calendar could tell (custom grains). */
export function shiftDay(day: ConstantExpr, shift: BoundShift): ConstantExpr | undefined {
  if (!isCalendarUnit(shift.unit)) return undefined;
  return shift.kind === 'by'
    ? addToDay(day, shift.count, shift.unit)
    : startOfDayUnit(day, shift.unit);
}

/**
 * Several shifts, the outermost first, as one; undefined where no single shift says the same: months and
 * days do not add up, nor does anything with a start of a unit.
 */
export function composeShifts(shifts: readonly BoundShift[]): BoundShift | undefined {
  const [first, ...rest] = shifts;
  return rest.reduce<BoundShift | undefined>((sum, next) => {
    if (sum?.kind !== 'by' || next.kind !== 'by') return undefined;
    const [a, b] = [inBase(sum), inBase(next)];
    if (a.unit !== b.unit) return undefined;
    return { ...sum, count: a.count + b.count, unit: a.unit };
  }, first);
}

/** Weeks are days, quarters and years are months; other units stand for themselves. */
function inBase(shift: { readonly count: number; readonly unit: string }): {
  readonly count: number;
  readonly unit: string;
} {
  const [size, unit] = bases.get(shift.unit) ?? [1, shift.unit];
  return { count: shift.count * size, unit };
}

const bases = new Map<string, readonly [size: number, unit: string]>([
  ['week', [7, 'day']],
  ['quarter', [3, 'month']],
  ['year', [12, 'month']],
]);
