import type { BoundStage } from '../bind/bound.js';
import { periodNames, periodOf, type RelativeTime } from '../bind/time/periods.js';
import type { Ontology } from '../ontology/model.js';

/** What a name of a column or table says about time: `pay_amt_7d` and `pay_amt_7d_prev` say 7d of `pay_amt`. */
export interface NamedPeriod {
  readonly stem: string;
  readonly period: string;
  readonly window: RelativeTime;
  /** What follows the period: `_prev`, `_wow`, or nothing. */
  readonly change: string;
}

/** The period that a name ends with, before a word for a change against an earlier time. */
export function periodInName(ontology: Ontology, name: string): NamedPeriod | undefined {
  const [, whole = '', change = ''] = changed.exec(name) ?? [];
  const [, stem = '', period = ''] = suffixed.exec(whole) ?? [];
  if (stem === '' || !periodNames(ontology).includes(period)) return undefined;
  const window = periodOf(ontology, period);
  return window && { stem, period, window, change };
}

/** `rfd_rate_7d`, refunds within seven days of the payment, is named by its metric, not by a window of the document. */
export function isOfMetric(
  ontology: Ontology,
  stage: BoundStage,
  column: string,
  period: string,
): boolean {
  const metric = stage.measures.find((m) => m.as === column)?.metric ?? '';
  const defined = ontology.metrics.get(metric);
  const derived = defined?.type === 'derived' && defined.time !== undefined;
  return !derived && periodInName(ontology, metric)?.period === period;
}

const changed = /^(.+?)(_(?:prev|wow|mom|qoq|yoy|dod|diff|chg))?$/;
const suffixed = /^(.+)_([a-z\d]+)$/;

/** A window that a value is counted in: relative to the as-of day, or the bucket of its row. */
export type CountedIn =
  RelativeTime | { readonly mode: 'bucket'; readonly last: 1; readonly unit: string };

/** Whether a value counted in a window may be called by a period's name. */
export function agrees(counted: CountedIn, period: RelativeTime): boolean {
  if (counted.mode === 'bucket')
    return period.mode !== 'all' && period.last === 1 && period.unit === counted.unit;
  const [a, b] = [inDays(counted), inDays(period)];
  return a.mode === b.mode && (a.mode === 'all' || (a.last === b.last && a.unit === b.unit));
}

/** The name of a window: a period of the ontology, or its own words. */
export function nameOfWindow(ontology: Ontology, counted: CountedIn): string {
  const named = periodNames(ontology).find((name) => {
    const window = periodOf(ontology, name);
    return window !== undefined && counted.mode !== 'bucket' && agrees(counted, window);
  });
  if (named !== undefined) return named;
  if (counted.mode === 'bucket') return counted.unit;
  return counted.mode === 'all' ? 'td' : `${counted.mode} ${counted.last} ${counted.unit}`;
}

/** Seven days and one week that end with the as-of day are one window; so are today and the day to date. */
function inDays(window: RelativeTime): RelativeTime {
  const { mode, last, unit } = window;
  if (mode === 'rolling' && unit === 'week') return { mode, last: 7 * last, unit: 'day' };
  return mode === 'to_date' && unit === 'day' ? { mode: 'rolling', last, unit } : window;
}
