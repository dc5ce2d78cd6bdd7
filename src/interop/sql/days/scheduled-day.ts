import { addUnits, type Day } from '../../../base/time/calendar-days.js';

/** A day that the scheduler writes into a text, counted from that of the run. */
export interface ScheduledDay {
  /** Done one after the other. */
  readonly moves: readonly { readonly by: number; readonly unit: 'day' | 'month' | 'year' }[];
  /** In the letters of the expression language: `yyyyMMdd`, `yyyy-MM`. */
  readonly format: string;
}

/**
 * What DataWorks writes for a parameter by the business day of the run: `${bizdate}`, `${bdp.system.bizdate}`, and
 * `${yyyymmdd-1}`, which counts from it in the last unit of its format; `$[yyyymmdd-1]` and
 * `$[add_months(yyyymmdd,-1)]`, named here with their brackets, count from the day it is scheduled on, which is the
 * next one. Undefined: a parameter of another value, or a time of the day, which no business day tells.
 */
export function scheduledDay(name: string): ScheduledDay | undefined {
  if (name === 'bizdate' || name === 'bdp.system.bizdate') return { moves: [], format: 'yyyyMMdd' };
  const [, inside] = /^\[(.*)\]$/.exec(name) ?? [];
  if (inside === undefined) return counted(name);
  const [, of, months] = /^add_months\((.+),(.+)\)$/i.exec(inside.replace(/\s/g, '')) ?? [];
  const day = counted(of ?? inside.replace(/\s/g, ''));
  const by = months === undefined ? 0 : count(months);
  // Months there are counted by add_months only.
  if (day === undefined || by === undefined || day.moves.some((m) => m.unit !== 'day'))
    return undefined;
  const days = 1 + day.moves.reduce((sum, m) => sum + m.by, 0);
  return {
    moves: [
      ...(days === 0 ? [] : [{ by: days, unit: 'day' as const }]),
      ...(by === 0 ? [] : [{ by, unit: 'month' as const }]),
    ],
    format: day.format,
  };
}

/** A format, and what is added to it in its last unit. */
function counted(text: string): ScheduledDay | undefined {
  const [, format, more = ''] = /^(yyyy(?:([-/.]?)mm(?:\2dd)?)?)([-+].+)?$/i
    .exec(text)
    ?.filter((_, i) => i !== 2) ?? [undefined];
  const by = more === '' ? 0 : count(more);
  if (format === undefined || by === undefined) return undefined;
  const written = format.toLowerCase().replace('mm', 'MM');
  const unit = written.endsWith('dd') ? 'day' : written.endsWith('MM') ? 'month' : 'year';
  return { moves: by === 0 ? [] : [{ by, unit }], format: written };
}

/** `-1`, `+7*2` or `12*-1`. */
function count(text: string): number | undefined {
  const parts = text.split('*').map((part) => (/^[-+]?\d+$/.test(part) ? Number(part) : NaN));
  const product = parts.reduce((a, b) => a * b, 1);
  return Number.isNaN(product) ? undefined : product;
}

/** The day as an expression of type date over that of the run (`$bizdate`, `$as_of`). */
export function dayExpression({ moves }: ScheduledDay, run: string): string {
  return moves.reduce((day, { by, unit }) => `date_add('${unit}', ${by}, ${day})`, run);
}

/** What stands in the text on a day of the run. */
export function dayText({ moves, format }: ScheduledDay, run: Day): string {
  const day = moves.reduce((at, { by, unit }) => addUnits(at, by, unit), run);
  return format
    .replace('yyyy', day.slice(0, 4))
    .replace('MM', day.slice(5, 7))
    .replace('dd', day.slice(8, 10));
}
