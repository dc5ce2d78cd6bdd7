import type { BoundLeaf, BoundRange, SourceExpr } from '../bind/bound.js';
import { constant } from './days.js';
import type { PlanExpr } from './plan.js';

/** The conditions that put a clock inside a range: half-open, in days (S11). */
export function inRange(clock: PlanExpr, range: BoundRange | undefined): readonly PlanExpr[] {
  return [
    ...(range?.from === undefined ? [] : [compare('>=', clock, constant(range.from))]),
    ...(range?.until === undefined ? [] : [compare('<', clock, constant(range.until))]),
  ];
}

/** Everything that decides which rows a leaf counts, said over its rows. */
export function conditionsOf(
  leaf: BoundLeaf,
  say: (expr: SourceExpr) => PlanExpr,
): readonly PlanExpr[] {
  const ranged = leaf.clock === undefined ? [] : inRange(say(leaf.clock), leaf.range);
  return [...leaf.where.map((w) => say(w)), ...ranged];
}

/** A day begins at midnight: against a timestamp the day is read as its first moment. */
function compare(operator: '>=' | '<', clock: PlanExpr, day: PlanExpr): PlanExpr {
  const right = clock.type.kind === 'timestamp' && day.type.kind === 'date' ? midnight(day) : day;
  return { kind: 'binary', operator, left: clock, right, type: { kind: 'boolean' } };
}

function midnight(day: PlanExpr): PlanExpr {
  const type = { kind: 'timestamp' } as const;
  return day.kind === 'literal' && day.value !== null
    ? { ...day, type, value: `${day.value} 00:00:00` }
    : { kind: 'cast', try: false, operand: day, type };
}
