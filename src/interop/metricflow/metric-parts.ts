import { quoteName } from '../../base/text/name.js';
import { parseExpr } from '../../expr/parse.js';
import { printExpr } from '../../expr/print.js';
import { grains, type MetricInput } from './manifest.js';
import type { Measured } from './library.js';

/** The clock of a conversion's step, where it is not the table's own; a coarse one is the start of its unit. */
export function clockOfStep({ measure, model }: Measured): { readonly clock?: string } {
  const time = measure.time ?? model.model.time;
  const grain = model.model.dimensions.find(({ name }) => name === time)?.grain ?? 'day';
  if (time === undefined || (measure.time === undefined && grain === 'day')) return {};
  const coarse = grains.indexOf(grain) > grains.indexOf('day');
  return {
    clock: coarse ? `date_trunc('${grain}', ${quoteName(time)})` : quoteName(time),
  };
}

/** Windows and shifts count days or coarser units. */
export function isBelowDay(unit: string): boolean {
  return grains.includes(unit) && grains.indexOf(unit) < grains.indexOf('day');
}

/** Numerator and denominator need two names even where they are one metric under two conditions. */
export function ratioInputs(over: MetricInput, under: MetricInput): readonly MetricInput[] {
  return over.as === under.as ? [over, { ...under, as: `${under.as}_denominator` }] : [over, under];
}

/** How a metric's input is moved in time. */
export function shiftOf({ offset, toGrain }: MetricInput): { readonly shift?: string } {
  if (offset !== undefined) return { shift: `-${offset.count} ${offset.unit}` };
  return toGrain === undefined ? {} : { shift: `start of ${toGrain}` };
}

/** Arithmetic of a manifest as ours; undefined where it is no expression. */
export function expressionOf(text: string): string | undefined {
  const [expr] = parseExpr(text, '');
  return expr === undefined ? undefined : printExpr(expr);
}
