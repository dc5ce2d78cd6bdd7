import { relativeRange } from '../../base/time/calendar-days.js';
import type { Day } from '../../base/time/calendar-days.js';
import { isCalendarUnit } from '../../bind/time/days.js';
import { periodOf } from '../../bind/time/periods.js';
import type { Time } from '../../dsl/document.js';
import type { Ontology } from '../../ontology/model.js';

/**
 * The days a Time means as of a day (S11), both ends included; a missing end is open. Undefined where
 * the days depend on more than the as-of day: a calendar's grain, an expression other than a day.
 */
export function dayRangeOf(
  time: Time,
  asOf: Day,
  ontology: Ontology,
): { readonly from?: Day; readonly to?: Day } | undefined {
  if (time.period !== undefined) {
    const period = periodOf(ontology, time.period);
    if (period === undefined) return undefined;
    const { last, unit, mode } = period;
    return mode === 'all' ? { to: asOf } : dayRangeOf({ last, unit, mode }, asOf, ontology);
  }
  if (time.last !== undefined) {
    const { last, unit = 'day', mode = 'rolling' } = time;
    return isCalendarUnit(unit) ? relativeRange(asOf, last, unit, mode) : undefined;
  }
  const from = time.from === undefined ? undefined : dayIn(time.from);
  const to = time.to === undefined ? undefined : dayIn(time.to);
  if (
    (time.from !== undefined && from === undefined) ||
    (time.to !== undefined && to === undefined)
  )
    return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function dayIn(expr: string): Day | undefined {
  return /^date '(\d{4}-\d{2}-\d{2})'$/.exec(expr)?.[1];
}
