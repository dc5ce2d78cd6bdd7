import { at, type JsonPointer } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import { reference } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import { mapReferences, some } from '../../expr/visit.js';
import type { Time } from '../../dsl/document.js';
import type { MetricTime, Source, Written } from '../../ontology/model.js';
import type {
  BoundRange,
  BoundShift,
  BoundTrailing,
  CalendarMoment,
  ConstantExpr,
} from '../bound.js';
import type { Context } from '../context.js';
import { addToDay, foldDays, isCalendarUnit, knownDay, laterDay, startOfDayUnit } from './days.js';
import { periodWords } from '../called.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindConstant, bindWrittenConstant } from '../expression.js';
import { periodNames, periodOf, type RelativeTime } from './periods.js';
import { namesAllowed, type Place } from '../place.js';
import { calendarDay, shiftDay } from './shift.js';
import { calendarOf, resolveUnit } from './time-unit.js';
import { isHole, unknownExpr } from '../unknown.js';

/** A time as it is written, with its names looked up, before it is known which as-of day it counts from. */
export type ReadTime =
  | { readonly kind: 'relative'; readonly window: RelativeTime; readonly at: JsonPointer }
  | {
      readonly kind: 'fixed';
      /** Days; the as-of day is still the parameter `as_of` or `bizdate` in them. */
      readonly from?: ConstantExpr;
      readonly to?: ConstantExpr;
      readonly at: JsonPointer;
    };

/** Reads a Time of the document; undefined after an error, and for a hole. */
export function readTime(context: Context, time: Time, path: JsonPointer): ReadTime | undefined {
  const floating = { ...context, asOf: context.asOf && floatingDay(context) };
  const day = (text: string, step: string): ConstantExpr =>
    bindConstant(floating, text, at(path, step), types.date);
  const window = readWindow(context, time, { path, details: {} });
  if (window === 'fixed')
    return {
      kind: 'fixed',
      ...(time.from !== undefined && { from: day(time.from, 'from') }),
      ...(time.to !== undefined && { to: day(time.to, 'to') }),
      at: path,
    };
  return window && { kind: 'relative', window, at: path };
}

/** Reads the time of a metric, which stands at `source`; `path` is the place of the document that asks for it. */
export function readMetricTime(
  context: Context,
  time: MetricTime,
  source: Source,
  path: JsonPointer,
): ReadTime | undefined {
  const floating = { ...context, asOf: context.asOf && floatingDay(context) };
  const { file, document } = source;
  const place = { path: at(source.path, 'time'), details: { file, document } };
  const window = readWindow(context, time, place);
  const day = (written: Written): ConstantExpr =>
    bindWrittenConstant(floating, written, types.date);
  if (window === 'fixed')
    return {
      kind: 'fixed',
      ...(time.from !== undefined && { from: day(time.from) }),
      ...(time.to !== undefined && { to: day(time.to) }),
      at: path,
    };
  return window && { kind: 'relative', window, at: path };
}

/** The half-open range of days of a time, as of a day moved by the shifts, the outermost first (S11). */
export function rangeOf(
  context: Context,
  time: ReadTime,
  shifts: readonly BoundShift[],
): BoundRange | undefined {
  if (time.kind === 'fixed' && !floats(time)) return shiftFixed(context, time, shifts);
  if (context.asOf === undefined) {
    context.report(bindDiagnostic('no-as-of', time.at, { what: '"time"' }));
    return undefined;
  }
  const asOf = shifted(context, context.asOf, shifts, time.at);
  if (asOf === undefined) return undefined;
  if (time.kind === 'relative') return relativeRange(context, time.window, asOf, time.at);
  const [from, to] = [time.from, time.to].map((d) => d && asOfDay(d, asOf));
  return between(context, from, to, time.at);
}

/** The window that ends with each bucket, which a relative time is where the stage has a grain (S11). */
export function trailingOf({ ontology }: Context, time: ReadTime): BoundTrailing | undefined {
  if (time.kind !== 'relative') return undefined;
  const calendar = calendarOf(ontology, time.window.unit);
  return { ...time.window, ...(calendar !== undefined && { calendar }), at: time.at };
}

/** The window that a period, or last, unit and mode, name; undefined after an error, and for a hole. */
function readWindow(
  context: Context,
  time: Pick<Time, 'period' | 'last' | 'unit' | 'mode'>,
  place: Place,
): RelativeTime | 'fixed' | undefined {
  const { period, last, unit, mode } = time;
  if (isHole(period) || isHole(unit) || isHole(time.mode)) return undefined;
  if (period !== undefined) {
    const window = periodOf(context.ontology, period);
    if (window !== undefined) return window;
    const here = { ...place, path: at(place.path, 'period'), text: period };
    const words = periodWords(context.ontology);
    const names = namesAllowed(here, period, periodNames(context.ontology), words);
    context.report(bindDiagnostic('unknown-period', here.path, { name: period }, names));
    return undefined;
  }
  if (last === undefined || unit === undefined || mode === undefined) return 'fixed';
  const here = { ...place, path: at(place.path, 'unit'), text: unit };
  return resolveUnit(context, unit, here) && { mode, last, unit };
}

function relativeRange(
  context: Context,
  window: RelativeTime,
  asOf: ConstantExpr,
  path: JsonPointer,
): BoundRange | undefined {
  const { mode, last, unit } = window;
  const tomorrow = addToDay(asOf, 1, 'day');
  if (mode === 'all') return { until: tomorrow, at: path };
  const calendar = calendarOf(context.ontology, unit);
  if (calendar !== undefined) {
    const until = tomorrow;
    const place = (count: number, of: CalendarMoment['at']): ConstantExpr =>
      calendarDay(calendar, unit, asOf, count, of);
    if (mode === 'rolling') return { from: place(-last, 'after'), until, at: path };
    if (mode === 'complete')
      return {
        from: place(-last, 'first'),
        until: addToDay(place(-1, 'last'), 1, 'day'),
        at: path,
      };
    return { from: place(1 - last, 'first'), until, at: path };
  }
  if (!isCalendarUnit(unit)) {
    context.report(bindDiagnostic('part-of-day', path, { unit }));
    return undefined;
  }
  const start = startOfDayUnit(asOf, unit);
  switch (mode) {
    case 'rolling':
      return { from: addToDay(addToDay(asOf, -last, unit), 1, 'day'), until: tomorrow, at: path };
    case 'complete':
      return { from: addToDay(start, -last, unit), until: start, at: path };
    case 'to_date':
      return { from: addToDay(start, 1 - last, unit), until: tomorrow, at: path };
    default:
      return unreachable(mode);
  }
}

/**
 * A range whose days are written does not depend on the as-of day, so a shift moves its own ends. The end
 * is the later of the moved last day and the moved day after it: a whole February becomes a whole
 * January, and 30 March, a month earlier, still is a day (28 February).
 */
function shiftFixed(
  context: Context,
  time: ReadTime & { readonly kind: 'fixed' },
  shifts: readonly BoundShift[],
): BoundRange | undefined {
  const { from, to } = time;
  const start = shifts.find((s) => s.kind === 'start-of');
  if (start !== undefined) {
    context.report(bindDiagnostic('start-of-written-days', time.at, { unit: start.unit }));
    return undefined;
  }
  const plain = between(context, from, to, time.at);
  if (plain === undefined || shifts.length === 0) return plain;
  const move = (day: ConstantExpr | undefined): ConstantExpr | undefined =>
    day && shifted(context, day, shifts, time.at);
  const [first, until, last] = [move(plain.from), move(plain.until), move(to)];
  return {
    ...(first !== undefined && { from: first }),
    ...(until !== undefined &&
      last !== undefined && { until: laterDay(until, addToDay(last, 1, 'day')) }),
    at: time.at,
  };
}

function between(
  context: Context,
  from: ConstantExpr | undefined,
  to: ConstantExpr | undefined,
  path: JsonPointer,
): BoundRange | undefined {
  const [first, last] = [from, to].map((d) => d && knownDay(d));
  if (first !== undefined && last !== undefined && first > last) {
    context.report(bindDiagnostic('empty-range', path, { from: first, to: last }));
    return undefined;
  }
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { until: addToDay(to, 1, 'day') }),
    at: path,
  };
}

/** A day moved by shifts, the outermost first; custom grains need the calendar's rows. */
export function shifted(
  context: Context,
  day: ConstantExpr,
  shifts: readonly BoundShift[],
  path: JsonPointer,
): ConstantExpr | undefined {
  let moved: ConstantExpr | undefined = day;
  for (const shift of shifts) {
    moved = shiftDay(moved, shift);
    if (moved === undefined) {
      context.report(bindDiagnostic('part-of-day', path, { unit: shift.unit }));
      return undefined;
    }
  }
  return moved;
}

/** The as-of day as a parameter, to be put in once it is known how a shift moves it. */
function floatingDay(context: Context): ConstantExpr {
  return context.model
    ? (context.asOf ?? unknownExpr)
    : reference({ kind: 'param', name: 'as_of', type: types.date }, types.date);
}

const floatingNames = new Set(['as_of', 'bizdate']);

function floats(time: ReadTime & { readonly kind: 'fixed' }): boolean {
  return [time.from, time.to].some(
    (day) =>
      day !== undefined && some(day, (n) => n.kind === 'reference' && floatingNames.has(n.to.name)),
  );
}

function asOfDay(day: ConstantExpr, asOf: ConstantExpr): ConstantExpr {
  return foldDays(
    mapReferences(day, (to, node): ConstantExpr =>
      floatingNames.has(to.name) ? asOf : { ...node, to },
    ),
  );
}
