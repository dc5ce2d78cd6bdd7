import { addUnits } from '../../base/time/calendar-days.js';
import type { ConstantExpr } from '../../bind/bound.js';
import { call } from '../../expr/build.js';
import type { Type } from '../../expr/type.js';
import { references } from '../../expr/visit.js';
import type { PlanExpr } from '../plan.js';

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

/**
 * Which of two days is earlier, as the sign of their difference; undefined where only the engine can
 * tell: both literals, or both the same parameter moved.
 */
export function compareDays(a: PlanExpr, b: PlanExpr): number | undefined {
  if (dayKey(a) === dayKey(b)) return 0;
  if (a.kind === 'literal' && b.kind === 'literal' && a.value !== null && b.value !== null)
    return a.value < b.value ? -1 : 1;
  const [x, y] = [movedParam(a), movedParam(b)];
  if (x === undefined || y === undefined || dayKey(x.base) !== dayKey(y.base)) return undefined;
  return Math.sign(x.count - y.count);
}

/** The best of some days by `compareDays`, else the engine's least or greatest. */
function extreme(days: readonly PlanExpr[], fn: 'least' | 'greatest'): PlanExpr | undefined {
  const distinct = [...new Map(days.map((d) => [dayKey(d), d])).values()];
  const sign = fn === 'least' ? -1 : 1;
  const best = distinct.find((d) =>
    distinct.every((other) => {
      const compared = compareDays(d, other);
      return compared === 0 || compared === sign;
    }),
  );
  if (best !== undefined || distinct.length === 0) return best;
  // A day that the calendar lacks is in no range (S11): that one reads nothing, and the others as they do.
  const args = distinct.map((d) =>
    mayBeNone(d) ? call('coalesce', [d, ...distinct.filter((other) => other !== d)], date) : d,
  );
  return call(fn, args, date);
}

/** Whether a day is told by a calendar's rows, which may have none. */
function mayBeNone(day: PlanExpr): boolean {
  return references(day).some(({ to }) => to.kind === 'param' && to.moment !== undefined);
}

function dayKey(day: PlanExpr): string {
  const known = dayKeys.get(day);
  if (known !== undefined) return known;
  const made = JSON.stringify(day, (key, value: unknown) => (key === 'span' ? undefined : value));
  dayKeys.set(day, made);
  return made;
}

const dayKeys = new WeakMap<PlanExpr, string>();
