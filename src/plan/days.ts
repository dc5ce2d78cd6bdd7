import { addUnits } from '../base/calendar-days.js';
import type { ConstantExpr } from '../bind/bound.js';
import type { Type } from '../expr/type.js';
import type { PlanExpr } from './plan.js';

const bigint: Type = { kind: 'bigint' };
const date: Type = { kind: 'date' };
const string: Type = { kind: 'string' };

/** `day` moved by so many days, folded where it is a literal or already moved. */
export function plusDays(day: PlanExpr, count: number): PlanExpr {
  if (count === 0) return day;
  if (day.kind === 'literal' && day.type.kind === 'date' && day.value !== null)
    return { ...day, value: addUnits(day.value, count, 'day') };
  const moved = movedParam(day);
  if (moved !== undefined && moved.count !== 0) {
    const total = moved.count + count;
    return total === 0 ? moved.base : plus(moved.base, total);
  }
  return plus(day, count);
}

/** The earliest of some days: worked out where they are comparable, else left to the engine. */
export function earliest(days: readonly PlanExpr[]): PlanExpr | undefined {
  return extreme(days, 'least');
}

/** The latest of some days. */
export function latest(days: readonly PlanExpr[]): PlanExpr | undefined {
  return extreme(days, 'greatest');
}

/** A day as a partition writes it: its text in the partition's format. */
export function dayText(day: PlanExpr, format: string): PlanExpr {
  const pattern: PlanExpr = { kind: 'literal', type: string, value: format };
  return { kind: 'call', name: 'format_date', args: [day, pattern], type: string };
}

/** A constant of the bound document as the plan says it: only its span goes. */
export function constant(expr: ConstantExpr): PlanExpr {
  return expr;
}

function plus(day: PlanExpr, count: number): PlanExpr {
  return {
    kind: 'binary',
    operator: count < 0 ? '-' : '+',
    left: day,
    right: { kind: 'literal', type: bigint, value: String(Math.abs(count)) },
    type: date,
  };
}

/** `$param`, `$param + n` and `$param - n` can be compared with each other without knowing the parameter. */
function movedParam(
  day: PlanExpr,
): { readonly base: PlanExpr; readonly count: number } | undefined {
  if (day.kind === 'reference' && day.to.kind === 'param') return { base: day, count: 0 };
  if (day.kind !== 'binary' || (day.operator !== '+' && day.operator !== '-')) return undefined;
  const base = movedParam(day.left);
  if (base === undefined || day.right.kind !== 'literal' || day.right.type.kind !== 'bigint')
    return undefined;
  const count = Number(day.right.value);
  return { base: base.base, count: base.count + (day.operator === '-' ? -count : count) };
}

function extreme(days: readonly PlanExpr[], fn: 'least' | 'greatest'): PlanExpr | undefined {
  const distinct = [...new Map(days.map((d) => [dayKey(d), d])).values()];
  const [first] = distinct;
  if (first === undefined || distinct.length === 1) return first;
  const better = (a: number, b: number): boolean => (fn === 'least' ? a < b : a > b);
  const literals = distinct.every((d) => d.kind === 'literal');
  if (literals)
    return distinct.reduce((a, b) => {
      const [x, y] = [a, b].map((d) => (d.kind === 'literal' ? (d.value ?? '') : ''));
      return (fn === 'least' ? x! <= y! : x! >= y!) ? a : b;
    });
  const moved = distinct.map((d) => ({ day: d, moved: movedParam(d) }));
  const base = moved[0]!.moved?.base;
  const comparable = moved.every(
    (m) => m.moved !== undefined && base !== undefined && dayKey(m.moved.base) === dayKey(base),
  );
  if (comparable)
    return moved.reduce((a, b) => (better(b.moved!.count, a.moved!.count) ? b : a)).day;
  return { kind: 'call', name: fn, args: distinct, type: date };
}

function dayKey(day: PlanExpr): string {
  return JSON.stringify(day, (key, value: unknown) => (key === 'span' ? undefined : value));
}
