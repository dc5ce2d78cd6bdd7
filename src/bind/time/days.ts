import { addUnits, type CalendarUnit, isDay, startOf } from '../../base/time/calendar-days.js';
import {
  binary,
  call,
  dateLiteral,
  integerLiteral,
  negate,
  reference,
  stringLiteral,
} from '../../expr/build.js';
import { integerOf } from '../../expr/constants.js';
import { types } from '../../expr/type.js';
import { mapChildren } from '../../expr/visit.js';
import type { ConstantExpr } from '../bound.js';

/**
 * Arithmetic of days that are constants of a run: ISO literals are worked out at once, so a question
 * holds only dates; days that count from a parameter (`$bizdate` of a model) stay expressions.
 */

const calendarUnits: readonly string[] = ['day', 'week', 'month', 'quarter', 'year'];

/** Whether a unit is one that days are counted in (custom grains of a calendar and parts of a day are not). */
export function isCalendarUnit(unit: string): unit is CalendarUnit {
  return calendarUnits.includes(unit);
}

/** The as-of day of a model: the day a scheduled run computes. */
export function bizdate(): ConstantExpr {
  return reference({ kind: 'param', name: 'bizdate', type: types.date }, types.date);
}

/** A day so many units later, or earlier with a negative count; the day of the month is clipped (S11). */
export function addToDay(day: ConstantExpr, count: number, unit: CalendarUnit): ConstantExpr {
  if (count === 0) return day;
  const known = knownDay(day);
  if (known !== undefined) return dateLiteral(addUnits(known, count, unit));
  if (unit === 'day' || unit === 'week') return plusDays(day, unit === 'week' ? 7 * count : count);
  const size = integerLiteral(Math.abs(count));
  return call('date_add', [stringLiteral(unit), count < 0 ? negate(size) : size, day], types.date);
}

/** The first day of the unit that a day lies in. */
export function startOfDayUnit(day: ConstantExpr, unit: CalendarUnit): ConstantExpr {
  if (unit === 'day') return day;
  const known = knownDay(day);
  if (known !== undefined) return dateLiteral(startOf(known, unit));
  return call('date_trunc', [stringLiteral(unit), day], types.date);
}

/** The later of two days. */
export function laterDay(a: ConstantExpr, b: ConstantExpr): ConstantExpr {
  const [x, y] = [knownDay(a), knownDay(b)];
  if (x !== undefined && y !== undefined) return x >= y ? a : b;
  return call('greatest', [a, b], types.date);
}

/** The ISO day of a literal; undefined for what only a run knows. */
export function knownDay(day: ConstantExpr): string | undefined {
  if (day.kind !== 'literal' || day.type.kind !== 'date' || day.value === null) return undefined;
  return isDay(day.value) ? day.value : undefined;
}

/** The same expression with all arithmetic of known days worked out. */
export function foldDays(expr: ConstantExpr): ConstantExpr {
  if (expr.kind === 'reference') return expr;
  const folded = mapChildren(expr, foldDays);
  if (folded.kind === 'binary')
    return foldMove(folded.operator, folded.left, folded.right) ?? folded;
  if (folded.kind === 'call') return foldCall(folded.name, folded.args) ?? folded;
  if (folded.kind === 'cast' && folded.type.kind === 'date') {
    const text = folded.operand.kind === 'literal' ? (folded.operand.value ?? '') : '';
    if (isDay(text)) return dateLiteral(text);
  }
  return folded;
}

function plusDays(day: ConstantExpr, count: number): ConstantExpr {
  if (day.kind === 'binary' && (day.operator === '+' || day.operator === '-')) {
    const already = integerOf(day.right);
    if (already !== undefined && day.type.kind === 'date') {
      const total = count + (day.operator === '-' ? -already : already);
      return total === 0 ? day.left : plusDays(day.left, total);
    }
  }
  const size = integerLiteral(Math.abs(count));
  return binary(count < 0 ? '-' : '+', day, size, types.date);
}

function foldMove(
  operator: string,
  left: ConstantExpr,
  right: ConstantExpr,
): ConstantExpr | undefined {
  if (operator !== '+' && operator !== '-') return undefined;
  const sign = operator === '-' ? -1 : 1;
  const days = integerOf(right);
  if (left.type.kind === 'date' && days !== undefined) return addToDay(left, sign * days, 'day');
  const interval = right.kind === 'literal' ? right.interval : undefined;
  if (knownDay(left) !== undefined && interval !== undefined && isCalendarUnit(interval.unit))
    return addToDay(left, sign * interval.count, interval.unit);
  return undefined;
}

function foldCall(name: string, args: readonly ConstantExpr[]): ConstantExpr | undefined {
  const unit = args[0]?.kind === 'literal' ? (args[0].value ?? '') : '';
  if (!isCalendarUnit(unit)) return undefined;
  if (name === 'date_trunc' && args[1] !== undefined && knownDay(args[1]) !== undefined)
    return startOfDayUnit(args[1], unit);
  const count = args[1] === undefined ? undefined : integerOf(args[1]);
  if (name === 'date_add' && count !== undefined && args[2] && knownDay(args[2]) !== undefined)
    return addToDay(args[2], count, unit);
  return undefined;
}
