import { parseExpr } from '../expr/parse.js';
import type { ParsedExpr } from '../expr/expr.js';
import type { Time } from '../dsl/document.js';
import type { MetricTime } from '../ontology/model.js';
import { evaluate } from './expression.js';
import { dayMs, rangeOf, shifted, startOf, type Range, type Relative } from './time.js';
import { dayOfValue, msOf } from './value.js';
import { Unsupported } from './unsupported.js';
import { constant, type World } from './world.js';

/** A time of a stage, measure or metric: relative to a day, or between two. */
export type Span =
  | { readonly relative: Relative }
  | { readonly fixed: { readonly from?: ParsedExpr; readonly to?: ParsedExpr } };

/** Reads a time; named periods are looked up. */
export function spanOf(world: World, time: Time | MetricTime): Span {
  if (time.period !== undefined) return { relative: periodOf(world, time.period) };
  if (time.last !== undefined) return { relative: relative(time) };
  return {
    fixed: {
      ...(time.from !== undefined && { from: sideOf(time.from) }),
      ...(time.to !== undefined && { to: sideOf(time.to) }),
    },
  };
}

/** A period of the ontology, or one of the names that warehouses agree on. */
function periodOf(world: World, name: string): Relative {
  const period = world.ontology.periods.get(name);
  if (period !== undefined) return period.allTime ? { mode: 'all' } : relative(period);
  const days = /^(\d+)d$/.exec(name);
  if (days !== null) return { mode: 'rolling', last: Number(days[1]), unit: 'day' };
  const unit = { mtd: 'month', qtd: 'quarter', ytd: 'year' }[name];
  if (unit !== undefined) return { mode: 'to_date', last: 1, unit };
  if (name === 'td') return { mode: 'all' };
  throw new Unsupported(`period ${name}`);
}

function sideOf(written: string | { readonly expr: ParsedExpr }): ParsedExpr {
  return typeof written === 'string' ? parsed(written) : written.expr;
}

function relative({ mode, last, unit }: Pick<Time, 'mode' | 'last' | 'unit'>): Relative {
  return { mode: mode!, last: last!, unit: unit! };
}

/** The moments of a time as of the as-of day moved by shifts, one after the other (S11). */
export function daysOf(world: World, span: Span, shifts: readonly string[] = []): Range {
  const move = (day: number): number => shifts.reduce(shifted, day);
  if ('relative' in span) {
    if (world.asOf === undefined) throw new Unsupported('no as-of day');
    return rangeOf(span.relative, move(world.asOf));
  }
  const { from, to } = span.fixed;
  const counted = [from, to].some((side) => side !== undefined && countsFromAsOf(side));
  const at = (side: ParsedExpr): number => {
    const asOf = countsFromAsOf(side) && world.asOf !== undefined ? move(world.asOf) : world.asOf;
    const own: World = { ...world, ...(asOf !== undefined && { asOf }) };
    return dayOfValue(evaluate(side, (name) => constant(own, name))) * dayMs;
  };
  // Docs, decision 011: a whole range of written days moves, and never loses its last day.
  const first = (day: number): number => (counted ? day : move(day));
  const after = (day: number): number =>
    counted ? day + dayMs : Math.max(move(day) + dayMs, move(day + dayMs));
  return {
    ...(from !== undefined && { from: first(at(from)) }),
    ...(to !== undefined && { until: after(at(to)) }),
  };
}

/** The first moment of the day that an expression without rows gives. */
export function dayAt(world: World, text: string): number {
  const value = evaluate(parsed(text), (name) => constant(world, name));
  const ms = msOf(value);
  if (ms === undefined) throw new Unsupported('a day that is none');
  return startOf(ms, 'day');
}

function countsFromAsOf(side: ParsedExpr): boolean {
  return /"name":"(?:as_of|bizdate)"/.test(JSON.stringify(side));
}

/** The tree of an expression that was already found well formed. */
export function parsed(text: string): ParsedExpr {
  const known = trees.get(text);
  if (known !== undefined) return known;
  const [expr] = parseExpr(text, '');
  if (expr === undefined) throw new Error(`not an expression: ${text}`);
  trees.set(text, expr);
  return expr;
}

const trees = new Map<string, ParsedExpr>();
