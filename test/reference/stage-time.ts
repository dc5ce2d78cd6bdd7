import { parseExpr } from '../../src/expr/parse.js';
import type { ParsedExpr } from '../../src/expr/expr.js';
import type { Time } from '../../src/dsl/document.js';
import type { MetricTime } from '../../src/ontology/model.js';
import { evaluate } from './expression.js';
import { rangeOf, shifted, type Range, type Relative } from './time.js';
import { dayOfValue } from './value.js';
import { constant, Unsupported, type World } from './world.js';

/** A time of a stage, measure or metric: relative to a day, or between two. */
export type Span = { readonly relative: Relative } | { readonly fixed: Range };

/** Reads a time; named periods are looked up. */
export function spanOf(world: World, time: Time | MetricTime): Span {
  if (time.period !== undefined) {
    const period = world.ontology.periods.get(time.period)!;
    if (period.allTime) return { relative: { mode: 'all' } };
    return { relative: relative(period) };
  }
  if (time.last !== undefined) return { relative: relative(time) };
  return {
    fixed: {
      ...(time.from !== undefined && { from: dayAt(world, time.from) }),
      ...(time.to !== undefined && { until: dayAt(world, time.to) + 1 }),
    },
  };
}

function relative({ mode, last, unit }: Pick<Time, 'mode' | 'last' | 'unit'>): Relative {
  return { mode: mode!, last: last!, unit: unit! };
}

function dayAt(world: World, written: string | { readonly expr: ParsedExpr }): number {
  const expr = typeof written === 'string' ? parsed(written) : written.expr;
  return dayOfValue(evaluate(expr, (name) => constant(world, name)));
}

/** The days of a time as of the as-of day moved by shifts, one after the other (S11). */
export function daysOf(world: World, span: Span, shifts: readonly string[] = []): Range {
  const move = (day: number): number => shifts.reduce(shifted, day);
  if ('relative' in span) {
    if (world.asOf === undefined) throw new Unsupported('no as-of day');
    return rangeOf(span.relative, move(world.asOf));
  }
  const { from, until } = span.fixed;
  return {
    ...(from !== undefined && { from: move(from) }),
    ...(until !== undefined && { until: move(until - 1) + 1 }),
  };
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
