import {
  addUnits,
  endOf,
  isDay,
  startOf,
  type CalendarUnit,
} from '../../../base/time/calendar-days.js';
import type { ParsedExpr } from '../../../expr/expr.js';
import { printExpr } from '../../../expr/print.js';
import { grains } from '../manifest.js';

/**
 * The conditions that a moment lies between two others, both included. Days are widened to whole units of
 * the grain that is asked for, as MetricFlow does; moments with a time of day are taken to the second.
 */
export function betweenConditions(
  moment: ParsedExpr,
  [first, last]: readonly [string, string],
  grain: string,
): readonly string[] {
  const said = printExpr(moment);
  if (!isDay(first) || !isDay(last))
    return [
      `${said} >= timestamp '${momentOf(first)}'`,
      `${said} < date_add('second', 1, timestamp '${momentOf(last)}')`,
    ];
  const [from, to] = isCalendar(grain)
    ? [startOf(first, grain), endOf(last, grain)]
    : [first, last];
  return [
    `${said} >= timestamp '${from} 00:00:00'`,
    `${said} < timestamp '${addUnits(to, 1, 'day')} 00:00:00'`,
  ];
}

function isCalendar(grain: string): grain is CalendarUnit {
  return grains.indexOf(grain) >= grains.indexOf('day');
}

function momentOf(text: string): string {
  return isDay(text) ? `${text} 00:00:00` : text.replace('T', ' ');
}
