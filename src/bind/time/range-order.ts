import { addUnits } from '../../base/time/calendar-days.js';
import { dateLiteral } from '../../expr/build.js';
import { isConstant, mapReferences } from '../../expr/visit.js';
import type { BoundRange, ConstantExpr } from '../bound.js';
import { foldDays, knownDay } from './days.js';

/**
 * Whether a range lies inside another, on every day of a run that was tried: days that count from
 * $bizdate are worked out for each day of three years with a leap day, so that ends of months, quarters
 * and weeks are all among them. What cannot be worked out counts as inside.
 */
export function isWithin(inner: BoundRange, outer: BoundRange): boolean {
  const known = [inner.from, inner.until, outer.from, outer.until].every(
    (day) => day === undefined || isConstant(day),
  );
  return (known ? runs.slice(0, 1) : runs).every((run) => {
    const [a, b] = [daysOf(inner, run), daysOf(outer, run)];
    const begins =
      outer.from === undefined || (inner.from !== undefined && !isLess(a.from, b.from));
    const ends =
      outer.until === undefined || (inner.until !== undefined && !isLess(b.until, a.until));
    return begins && ends;
  });
}

const runs: readonly string[] = Array.from({ length: 1100 }, (_, i) =>
  addUnits('2023-12-20', i, 'day'),
);

interface Days {
  readonly from: string | undefined;
  readonly until: string | undefined;
}

function daysOf({ from, until }: BoundRange, run: string): Days {
  return { from: dayOn(from, run), until: dayOn(until, run) };
}

function isLess(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a < b;
}

function dayOn(day: ConstantExpr | undefined, run: string): string | undefined {
  if (day === undefined) return undefined;
  const put = mapReferences(day, (to, node): ConstantExpr =>
    to.name === 'bizdate' ? dateLiteral(run) : { ...node, to },
  );
  return knownDay(foldDays(put));
}
