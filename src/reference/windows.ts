import type { Order, Window } from '../dsl/document.js';
import { aggregate } from './aggregates.js';
import { arithmetic } from './expression.js';
import { compare, identity, isNumber, same, type Value } from './value.js';
import { Unsupported } from './unsupported.js';

/** Values of a column, one for each row. */
export type Column = readonly Value[];

/** How rows compare by an order; nulls come last unless it says otherwise, whatever the direction. */
export function comparer(
  order: readonly Order[],
  column: (name: string) => Column,
): (a: number, b: number) => number {
  return (a, b) => {
    for (const { by, dir = 'asc', nulls = 'last' } of order) {
      const [x, y] = [column(by)[a] ?? null, column(by)[b] ?? null];
      if (x === null && y === null) continue;
      if (x === null || y === null) return (x === null) === (nulls === 'last') ? 1 : -1;
      const found = compare(x, y);
      if (found !== 0) return dir === 'asc' ? found : -found;
    }
    return 0;
  };
}

/** The rows of each combination of some columns, as indexes. */
function partitions(
  size: number,
  per: readonly string[],
  column: (name: string) => Column,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < size; i++) {
    const name = JSON.stringify(per.map((key) => identity(column(key)[i] ?? null)));
    groups.set(name, [...(groups.get(name) ?? []), i]);
  }
  return [...groups.values()];
}

/** A window over the result rows (S10): the stage's key is appended to its order. */
export function windowColumn(
  window: Window,
  size: number,
  key: readonly string[] | undefined,
  column: (name: string) => Column,
): Column {
  const values: Value[] = Array.from({ length: size }, () => null);
  const written = comparer(window.order ?? [], column);
  const full = comparer(
    [...(window.order ?? []), ...(key ?? []).map((by): Order => ({ by }))],
    column,
  );
  for (const rows of partitions(size, window.per ?? [], column)) {
    const ordered = rows.toSorted(full);
    ordered.forEach((row, at) => {
      values[row] = valueAt(window, ordered, at, written, full, column);
    });
  }
  return values;
}

type Compare = (a: number, b: number) => number;

function valueAt(
  { fn, of, order = [], last, n = 1 }: Window,
  rows: readonly number[],
  at: number,
  written: Compare,
  full: Compare,
  column: (name: string) => Column,
): Value {
  const value = (row: number | undefined): Value =>
    row === undefined || of === undefined ? null : (column(of)[row] ?? null);
  const own = rows[at]!;
  const before = rows.filter((row) => written(row, own) < 0);
  if (byRow.includes(fn) && rows.some((row) => row !== own && full(row, own) === 0))
    throw new Unsupported('a window over rows that no key tells apart');
  switch (fn as string) {
    case 'row_number':
      return BigInt(at + 1);
    case 'rank':
      return BigInt(before.length + 1);
    case 'dense_rank':
      return BigInt(
        before.filter((row, i) => i === 0 || written(before[i - 1]!, row) !== 0).length + 1,
      );
    case 'percent_rank':
      return rows.length === 1 ? 0 : before.length / (rows.length - 1);
    case 'ntile':
      return BigInt(bucketOf(rows.length, at, n));
    case 'lag':
      return value(rows[at - n]);
    case 'lead':
      return value(rows[at + n]);
    case 'first':
      return value(rows[0]);
    case 'last':
      return value(rows.at(-1));
    case 'share': {
      const total = aggregate(
        'sum',
        rows.map((row) => ({ of: value(row) })),
      );
      const part = value(own);
      if (!isNumber(part) || !isNumber(total)) return null;
      return arithmetic('/', part, total, false);
    }
    default: {
      const running = order.length > 0;
      if (running && rows.some((row) => row !== own && full(row, own) === 0))
        throw new Unsupported('a running aggregate over rows that no key tells apart');
      const upTo = running ? rows.slice(0, at + 1) : rows;
      const frame = last === undefined ? upTo : upTo.slice(-last);
      return aggregate(
        fn,
        frame.map((row) => (of === undefined ? {} : { of: value(row) })),
      );
    }
  }
}

/** What depends on the place of a row among others. */
const byRow = ['row_number', 'ntile', 'lag', 'lead', 'first', 'last'];

/** Buckets of equal size, the first ones a row larger where that does not come out even. */
function bucketOf(size: number, at: number, buckets: number): number {
  const [small, larger] = [Math.floor(size / buckets), size % buckets];
  const cut = larger * (small + 1);
  return at < cut ? Math.floor(at / (small + 1)) + 1 : larger + Math.floor((at - cut) / small) + 1;
}

/** The rows that a limit keeps of rows in order: so many for each, those like the last one too with ties. */
export function limited(
  rows: readonly number[],
  {
    rows: count,
    per = [],
    ties = 'cut',
  }: {
    readonly rows: number;
    readonly per?: readonly string[];
    readonly ties?: 'cut' | 'include';
  },
  order: readonly Order[],
  column: (name: string) => Column,
): readonly number[] {
  const written = comparer(order, column);
  return rows.filter((row, at) => {
    const mates = rows
      .slice(0, at)
      .filter((other) => per.every((p) => same(column(p)[other]!, column(p)[row]!)));
    const ahead = ties === 'cut' ? mates : mates.filter((other) => written(other, row) < 0);
    return ahead.length < count;
  });
}
