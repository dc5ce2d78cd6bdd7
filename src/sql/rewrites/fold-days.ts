import { addUnits, isDay, startOf, type CalendarUnit } from '../../base/time/calendar-days.js';
import { dateLiteral, stringLiteral } from '../../expr/build.js';
import { integerOf, textOf } from '../../expr/constants.js';
import type { SqlExpr } from '../ast.js';

/**
 * Arithmetic with days that are known is done here, so that people read the day that is meant and
 * engines see a constant where they choose partitions.
 */
export function foldDays(expr: SqlExpr): SqlExpr {
  if (expr.kind === 'binary' && (expr.operator === '+' || expr.operator === '-')) {
    const day = dayOf(foldDays(expr.left));
    const moved = day === undefined ? undefined : amountOf(expr.right);
    if (day === undefined || moved === undefined || expr.type.kind !== 'date') return expr;
    const count = expr.operator === '-' ? -moved.count : moved.count;
    return existing(addUnits(day, count, moved.unit)) ?? expr;
  }
  if (expr.kind !== 'call') return expr;
  const args = expr.args.map(foldDays);
  switch (expr.name) {
    case 'format_date':
      return formatted(dayOf(args[0]), textOf(args[1]!)) ?? expr;
    case 'date_trunc': {
      const unit = unitOf(textOf(args[0]!));
      const day = dayOf(args[1]);
      return day === undefined || unit === undefined
        ? expr
        : (existing(startOf(day, unit)) ?? expr);
    }
    case 'date_add': {
      const unit = unitOf(textOf(args[0]!));
      const count = integerOf(args[1]!);
      const day = dayOf(args[2]);
      return day === undefined || unit === undefined || count === undefined
        ? expr
        : (existing(addUnits(day, count, unit)) ?? expr);
    }
    default:
      return expr;
  }
}

/** A day of the years 1 to 9999; what is beyond is left to the engine. */
function existing(day: string): SqlExpr | undefined {
  return isDay(day) ? dateLiteral(day) : undefined;
}

function dayOf(expr: SqlExpr | undefined): string | undefined {
  return expr?.kind === 'literal' && expr.type.kind === 'date' && expr.value !== null
    ? expr.value
    : undefined;
}

function amountOf(
  expr: SqlExpr,
): { readonly count: number; readonly unit: CalendarUnit } | undefined {
  if (expr.kind === 'literal' && expr.interval !== undefined) {
    const unit = unitOf(expr.interval.unit);
    return unit && { count: expr.interval.count, unit };
  }
  const count = integerOf(expr);
  return count === undefined ? undefined : { count, unit: 'day' };
}

function unitOf(unit: string | undefined): CalendarUnit | undefined {
  return (['day', 'week', 'month', 'quarter', 'year'] as const).find((known) => known === unit);
}

function formatted(day: string | undefined, format: string | undefined): SqlExpr | undefined {
  if (day === undefined || format === undefined) return undefined;
  const [year, month, date] = day.split('-');
  const parts: Readonly<Record<string, string>> = {
    yyyy: year!,
    MM: month!,
    dd: date!,
    HH: '00',
    mm: '00',
    ss: '00',
  };
  return stringLiteral(format.replaceAll(/yyyy|MM|dd|HH|mm|ss/g, (part) => parts[part]!));
}
