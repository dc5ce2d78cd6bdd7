import { condition, value, type Column } from './expressions.js';
import type { Chance } from './random.js';

/** A stage that was made, and what later stages may say about it. */
export interface MadeStage {
  readonly stage: Readonly<Record<string, unknown>>;
  readonly columns: readonly Column[];
  /** Where it is known. */
  readonly key?: readonly string[];
  /** One row in all. */
  readonly single: boolean;
}

/** Windows, compute, keep, order, limit and show over the columns of a stage. */
export function finished(
  chance: Chance,
  stage: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
  key?: readonly string[],
): MadeStage {
  const numbers = columns.filter(({ kind }) => ['bigint', 'decimal', 'double'].includes(kind));
  const own = stage['name'] as string;
  const windows = chance.often(0.3) ? [window(chance, `${own}_w`, columns, numbers)] : [];
  const withWindows = [...columns, ...windows.map((w) => w.column)];
  const compute = chance.often(0.3)
    ? [{ as: `${own}_x`, ...asIs(value(chance, withWindows)) }]
    : [];
  const all = [...withWindows, ...compute.map(({ as, kind }) => ({ name: as, kind }))];
  const order = chance.often(0.3)
    ? chance.some(told(all), 2).map(({ name }) => sorted(chance, name))
    : [];
  const limit = order.length > 0 && chance.often(0.5) ? { limit: limits(chance, columns) } : {};
  const shown = chance.often(0.15) ? all.filter(() => chance.often(0.7)) : [];
  const made = {
    ...stage,
    ...(windows.length > 0 && { windows: windows.map((w) => w.window) }),
    ...(compute.length > 0 && { compute: compute.map(({ as, is }) => ({ as, is })) }),
    ...(chance.often(0.25) && { keep: [condition(chance, all, 1)] }),
    ...(order.length > 0 && { order }),
    ...limit,
    ...(shown.length > 0 && { show: shown.map(({ name }) => name) }),
  };
  const seen = shown.length > 0 ? shown : all;
  const whole = key?.every((name) => seen.some((c) => c.name === name)) === true;
  const single = key !== undefined && key.length === 0;
  return { stage: made, columns: seen, single, ...(whole && { key }) };
}

/** Of doubles that differ in their last digits nobody says which is less. */
function told(columns: readonly Column[]): readonly Column[] {
  const apart = columns.filter(({ kind }) => kind !== 'double');
  return apart.length > 0 ? apart : columns;
}

function sorted(chance: Chance, by: string): object {
  return {
    by,
    ...(chance.often(0.5) && { dir: chance.pick(['asc', 'desc']) }),
    ...(chance.often(0.3) && { nulls: chance.pick(['first', 'last']) }),
  };
}

function limits(chance: Chance, columns: readonly Column[]): object {
  return {
    rows: 1 + chance.below(4),
    ...(chance.often(0.4) && { per: [chance.pick(told(columns)).name] }),
    ...(chance.often(0.3) && { ties: 'include' }),
  };
}

function window(
  chance: Chance,
  as: string,
  columns: readonly Column[],
  numbers: readonly Column[],
): { readonly window: object; readonly column: Column } {
  const order = [sorted(chance, chance.pick(told(columns)).name)];
  const per = chance.often(0.5) ? { per: [chance.pick(told(columns)).name] } : {};
  const ranks = ['row_number', 'rank', 'dense_rank', 'ntile', 'percent_rank'];
  if (numbers.length === 0 || chance.often(0.3)) {
    const fn = chance.pick(ranks);
    const n = fn === 'ntile' ? { n: 1 + chance.below(3) } : {};
    const kind = fn === 'percent_rank' ? 'double' : 'bigint';
    return { window: { as, fn, ...per, order, ...n }, column: { name: as, kind } };
  }
  const of = chance.pick(numbers);
  const fn = chance.pick([
    'lag',
    'lead',
    'first',
    'last',
    'sum',
    'avg',
    'min',
    'max',
    'count',
    'share',
  ]);
  const aggregate = ['sum', 'avg', 'min', 'max', 'count'].includes(fn);
  const running = aggregate && chance.often(0.6);
  const ordered = running || ['lag', 'lead', 'first', 'last'].includes(fn) ? { order } : {};
  const last = running && chance.often(0.4) ? { last: 1 + chance.below(3) } : {};
  const kind = fn === 'count' ? 'bigint' : ['avg', 'share'].includes(fn) ? 'double' : of.kind;
  return {
    window: { as, fn, of: of.name, ...per, ...ordered, ...last },
    column: { name: as, kind: kind === 'decimal' && fn === 'share' ? 'double' : kind },
  };
}

/** A value as the parts of a column. */
export function asIs({ name, kind }: Column): { readonly is: string; readonly kind: string } {
  return { is: name, kind };
}
