import { expect, it } from 'vitest';
import type { BoundRange, ConstantExpr } from '../../src/bind/bound.js';
import { coverOf, within } from '../../src/plan/range.js';

const bizdate: ConstantExpr = {
  kind: 'reference',
  to: { kind: 'param', name: 'bizdate', type: { kind: 'date' } },
  type: { kind: 'date' },
};

function day(text: string | number): ConstantExpr {
  if (typeof text === 'string') return { kind: 'literal', type: { kind: 'date' }, value: text };
  if (text === 0) return bizdate;
  const count = {
    kind: 'literal',
    type: { kind: 'bigint' },
    value: String(Math.abs(text)),
  } as const;
  const operator = text < 0 ? '-' : '+';
  return { kind: 'binary', operator, left: bizdate, right: count, type: { kind: 'date' } };
}

type Bound = string | number | undefined;

function range([from, until]: readonly [Bound, Bound]): BoundRange {
  return {
    at: '',
    ...(from !== undefined && { from: day(from) }),
    ...(until !== undefined && { until: day(until) }),
  };
}

it.each<[string, readonly (readonly [Bound, Bound])[], readonly [Bound, Bound] | undefined]>([
  [
    'one inside another',
    [
      [0, 1],
      [-6, 1],
      [-29, 1],
    ],
    [-29, 1],
  ],
  [
    'side by side',
    [
      [-6, 1],
      [-13, -6],
    ],
    [-13, 1],
  ],
  [
    'a gap of a day',
    [
      [-6, 1],
      [-13, -7],
    ],
    undefined,
  ],
  [
    'overlapping literals',
    [
      ['2026-01-01', '2026-01-20'],
      ['2026-01-10', '2026-02-01'],
    ],
    ['2026-01-01', '2026-02-01'],
  ],
  [
    'a gap of literals',
    [
      ['2026-01-01', '2026-01-02'],
      ['2026-01-03', '2026-02-01'],
    ],
    undefined,
  ],
  [
    'open below',
    [
      [undefined, -6],
      [-6, 1],
    ],
    [undefined, 1],
  ],
  [
    'open above',
    [
      [-6, undefined],
      [-13, -6],
    ],
    [-13, undefined],
  ],
  [
    'only the engine can compare',
    [
      [-6, 1],
      ['2026-01-01', 1],
    ],
    undefined,
  ],
])('%s', (_, ranges, expected) => {
  expect(coverOf(ranges.map(range))).toEqual(expected && range(expected));
  expect(coverOf(ranges.toReversed().map(range))).toEqual(expected && range(expected));
});

it('a leaf without a range has no cover: all its rows count', () => {
  expect(coverOf([range([0, 1]), undefined])).toBeUndefined();
});

it('asks a range only for the days that the cover does not decide', () => {
  expect(within(range([0, 1]), range([-29, 1]))).toEqual(range([0, undefined]));
  expect(within(range([-29, 1]), range([-29, 1]))).toEqual(range([undefined, undefined]));
  expect(within(range([-13, -6]), range([-29, 1]))).toEqual(range([-13, -6]));
});
