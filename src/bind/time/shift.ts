import { quoteName, unquoteName } from '../../base/text/name.js';
import { reference } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import type { Calendar } from '../../ontology/model.js';
import type { BoundShift, CalendarMoment, ConstantExpr } from '../bound.js';
import type { Context } from '../context.js';
import { addToDay, isCalendarUnit, startOfDayUnit } from './days.js';
import { bindDiagnostic } from '../diagnostics.js';
import type { Place } from '../place.js';
import { resolveUnit } from './time-unit.js';

/** A shift as it is written (`-1 year`, `-1 fiscal_month`, `start of month`), before its unit is known. */
export type WrittenShift =
  | { readonly kind: 'by'; readonly count: number; readonly unit: string }
  | { readonly kind: 'start-of'; readonly unit: string };

/** Reads the text of a shift; undefined where it has neither form (L1 has said so). */
function parseShift(text: string): WrittenShift | undefined {
  const [, start] = /^start +of +(.+)$/u.exec(text) ?? [];
  if (start !== undefined) return { kind: 'start-of', unit: unquoteName(start) ?? start };
  const [, count, unit] = /^([-+]?\d+) +(.+)$/u.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return { kind: 'by', count: Number(count), unit: unquoteName(unit) ?? unit };
}

/** What a written shift means; reports a unit that does not exist, and a shift that does not go back (S11). */
export function readShift(context: Context, text: string, place: Place): BoundShift | undefined {
  const written = parseShift(text);
  if (written === undefined) return undefined;
  const offset = text.length - quoteName(written.unit).length;
  const details = { ...place.details, offset, length: text.length - offset };
  const unit = resolveUnit(context, written.unit, { ...place, details });
  if (unit === undefined) return undefined;
  const calendar = unit.calendar !== undefined && { calendar: unit.calendar };
  if (written.kind === 'start-of') return { kind: 'start-of', unit: unit.name, ...calendar };
  const { count } = written;
  if (count < 0) return { kind: 'by', count, unit: unit.name, ...calendar };
  // No fix: who wrote `1 month` may have meant the month after, which no one knows as of a day.
  const back = `-${Math.max(count, 1)} ${text.slice(offset)}`;
  const more = { ...place.details, allowed: [back] };
  context.report(bindDiagnostic('shift-not-back', place.path, { text }, more));
  return undefined;
}

/** The as-of day moved by a shift; undefined for parts of a day. */
export function shiftDay(day: ConstantExpr, shift: BoundShift): ConstantExpr | undefined {
  const { unit, calendar } = shift;
  if (calendar !== undefined)
    return shift.kind === 'by'
      ? calendarDay(calendar, unit, day, shift.count, 'same')
      : calendarDay(calendar, unit, day, 0, 'first');
  if (!isCalendarUnit(unit)) return undefined;
  return shift.kind === 'by' ? addToDay(day, shift.count, unit) : startOfDayUnit(day, unit);
}

/** A day that only the rows of a calendar tell: of the unit so many places from that of another day. */
export function calendarDay(
  calendar: Calendar,
  grain: string,
  day: ConstantExpr,
  count: number,
  at: CalendarMoment['at'],
): ConstantExpr {
  const name = `${grain} ${count} ${at}`;
  const moment = { calendar, grain, day, count, at };
  return reference({ kind: 'param', name, type: types.date, moment }, types.date);
}
