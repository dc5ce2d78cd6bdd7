import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Time } from '../../src/dsl/document.js';
import { addUnits } from '../../src/base/time/calendar-days.js';
import { boundStage, daily, found, leavesOf, say, sayRange, total } from '../support/bind.js';

/** The phrases of time that the drafter reads too: what each means, worked out by hand. */
const cases = readFileSync(join(import.meta.dirname, '../time.cases.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('phrase\t'))
  .map((line) => {
    const [phrase = '', asOf = '', from = '', to = '', time = '', shift = ''] = line.split('\t');
    return { phrase, asOf, from, to, time: JSON.parse(time) as Time, shift };
  });

/** The first and last day of the range of a measure, both included. */
function daysOf(asOf: string, time: Time, shift: string): readonly [string, string] {
  const measure = { metric: 'paid_amt', time, ...(shift !== '' && { shift }) };
  const range = boundStage([total(measure)], { as_of: asOf }).leaves[0]!.range;
  const day = (side: typeof range extends infer R ? keyof NonNullable<R> : never): string => {
    const expr = range?.[side];
    return typeof expr === 'object' && expr.kind === 'literal' ? (expr.value ?? '') : '';
  };
  const until = day('until');
  return [day('from'), until === '' ? '' : addUnits(until, -1, 'day')];
}

it('has cases', () => {
  expect(cases.length).toBeGreaterThan(300);
});

it.each(cases)('$phrase as of $asOf', ({ asOf, from, to, time, shift }) => {
  expect(daysOf(asOf, time, shift)).toEqual([from, to]);
});

it.each([
  ['1d', '2026-11-07', '2026-11-07'],
  ['14d', '2026-10-25', '2026-11-07'],
  ['1w', '2026-11-01', '2026-11-07'],
  ['1m', '2026-10-08', '2026-11-07'],
  ['cw', '2026-11-02', '2026-11-07'],
  ['cm', '2026-11-01', '2026-11-07'],
  ['mtd', '2026-11-01', '2026-11-07'],
  ['qtd', '2026-10-01', '2026-11-07'],
  ['ytd', '2026-01-01', '2026-11-07'],
  ['td', '', '2026-11-07'],
  ['7d', '2026-11-01', '2026-11-07'],
])('the period %s', (period, from, to) => {
  expect(daysOf('2026-11-07', { period }, '')).toEqual([from, to]);
});

it.each<readonly [Time, string, string, string, string]>([
  [{ period: '7d' }, '-1 week', '2026-11-07', '2026-10-25', '2026-10-31'],
  [{ period: 'mtd' }, '-1 month', '2026-03-31', '2026-02-01', '2026-02-28'],
  [{ period: 'mtd' }, '-1 year', '2024-02-29', '2023-02-01', '2023-02-28'],
  [
    { last: 1, unit: 'month', mode: 'complete' },
    '-1 month',
    '2026-03-31',
    '2026-01-01',
    '2026-01-31',
  ],
  [{ period: 'td' }, '-1 month', '2026-03-31', '', '2026-02-28'],
  [{ period: 'td' }, 'start of month', '2026-03-31', '', '2026-03-01'],
  [{ period: '7d' }, 'start of quarter', '2026-11-07', '2026-09-25', '2026-10-01'],
  // Written days do not count from the as-of day: the range moves as a whole.
  [
    { from: "date '2026-02-01'", to: "date '2026-02-28'" },
    '-1 month',
    '2026-11-07',
    '2026-01-01',
    '2026-01-31',
  ],
  [
    { from: "date '2026-03-30'", to: "date '2026-03-30'" },
    '-1 month',
    '2026-11-07',
    '2026-02-28',
    '2026-02-28',
  ],
  [{ from: "date '2024-02-29'" }, '-1 year', '2026-11-07', '2023-02-28', ''],
  // A day that counts from the as-of day moves with it; one beside it that does not, stays.
  [{ from: '$as_of - 6', to: '$as_of' }, '-7 day', '2026-11-07', '2026-10-25', '2026-10-31'],
  [
    { from: "date '2026-01-01'", to: '$as_of' },
    '-1 month',
    '2026-11-07',
    '2026-01-01',
    '2026-10-07',
  ],
])('%j shifted by %s as of %s', (time, shift, asOf, from, to) => {
  expect(daysOf(asOf, time, shift)).toEqual([from, to]);
});

it.each<readonly [Time, string | undefined, string]>([
  [{ period: '1d' }, undefined, '[$bizdate, $bizdate + 1)'],
  [{ period: '7d' }, undefined, '[$bizdate - 6, $bizdate + 1)'],
  [{ period: '7d' }, '-1 week', '[$bizdate - 13, $bizdate - 6)'],
  [
    { period: '7d' },
    '-1 year',
    "[date_add('year', -1, $bizdate) - 6, date_add('year', -1, $bizdate) + 1)",
  ],
  [{ period: 'mtd' }, undefined, "[date_trunc('month', $bizdate), $bizdate + 1)"],
  [
    { last: 2, unit: 'month', mode: 'complete' },
    undefined,
    "[date_add('month', -2, date_trunc('month', $bizdate)), date_trunc('month', $bizdate))",
  ],
  [
    { last: 1, unit: 'month', mode: 'rolling' },
    undefined,
    "[date_add('month', -1, $bizdate) + 1, $bizdate + 1)",
  ],
  [{ period: 'td' }, undefined, '[, $bizdate + 1)'],
  [{ period: 'td' }, '-7 day', '[, $bizdate - 6)'],
  [{ from: '$bizdate - 6', to: '$bizdate' }, undefined, '[$bizdate - 6, $bizdate + 1)'],
  [{ from: '$bizdate - 6', to: '$bizdate' }, '-7 day', '[$bizdate - 13, $bizdate - 6)'],
])('a model: %j shifted by %s', (time, shift, expected) => {
  const measure = { metric: 'paid_amt', time, ...(shift !== undefined && { shift }) };
  const stage = boundStage([total(measure)], { target: { ...daily } });
  expect(sayRange(stage.leaves[0]!.range)).toBe(expected);
});

it.each<readonly [string, object, readonly string[]]>([
  [
    'a relative time without a day',
    { time: { period: '7d' } },
    ['bind/no-as-of /stages/0/measures/0/time'],
  ],
  [
    '$as_of without a day',
    { time: { from: '$as_of' } },
    ['bind/no-as-of /stages/0/measures/0/time/from "$as_of"'],
  ],
  ['fixed days need none', { time: { from: "date '2026-01-01'" } }, []],
])('%s', (_, measure, expected) => {
  const question = { as_of: undefined } as object;
  expect(found([total({ metric: 'paid_amt', ...measure })], question)).toEqual(expected);
});

it.each<readonly [string, object, readonly string[]]>([
  [
    'an unknown period',
    { time: { period: '8d' } },
    ['bind/unknown-period /stages/0/measures/0/time/period'],
  ],
  [
    'an unknown unit',
    { time: { last: 1, unit: 'fortnight', mode: 'rolling' } },
    ['bind/unknown-grain /stages/0/measures/0/time/unit'],
  ],
  [
    'an empty range',
    { time: { from: "date '2026-02-02'", to: "date '2026-02-01'" } },
    ['bind/empty-range /stages/0/measures/0/time'],
  ],
  [
    'a moment',
    { time: { from: "timestamp '2026-02-02 00:00:00'" } },
    [`expr/wrong-type /stages/0/measures/0/time/from "timestamp '2026-02-02 00:00:00'"`],
  ],
  [
    'a value of a row',
    { time: { from: 'order_time' } },
    ['bind/not-constant /stages/0/measures/0/time/from "order_time"'],
  ],
  [
    '$bizdate in a question',
    { time: { from: '$bizdate' } },
    ['bind/unknown-param /stages/0/measures/0/time/from "$bizdate"'],
  ],
  [
    'a shift forward',
    { time: { period: '7d' }, shift: '1 week' },
    ['bind/shift-not-back /stages/0/measures/0/shift'],
  ],
  [
    'a shift in an unknown unit',
    { time: { period: '7d' }, shift: '-1 weak' },
    ['bind/unknown-grain /stages/0/measures/0/shift "weak"'],
  ],
  ['a shift of all time', { shift: '-1 week' }, ['bind/nothing-to-shift /stages/0/measures/0']],
  [
    'a start of written days',
    { time: { from: "date '2026-02-01'" }, shift: 'start of month' },
    ['bind/start-of-written-days /stages/0/measures/0/time'],
  ],
  [
    'a range of hours',
    { time: { last: 3, unit: 'hour', mode: 'rolling' } },
    ['bind/part-of-day /stages/0/measures/0/time'],
  ],
])('%s is refused', (_, measure, expected) => {
  expect(found([total({ metric: 'paid_amt', ...measure })])).toEqual(expected);
});

it('a range is counted by the clock of the metric, else of the entity, else as the measure says', () => {
  const time = { period: '7d' };
  const clocks = leavesOf([
    {
      name: 'result',
      by: [],
      measures: [
        { as: 'a', metric: 'paid_amt', time },
        { as: 'b', metric: 'order_cnt', time },
        { as: 'c', metric: 'paid_amt', time, clock: 'order_time' },
        { as: 'd', metric: 'item_qty', time },
        { as: 'e', metric: 'order_cnt' },
      ],
    },
  ]).map((leaf) => leaf['clock']);
  expect(clocks).toEqual(['pay_time', 'order_time', 'order_time', 'orders.order_time', undefined]);
});

it('a stage’s time is that of rows of `from`, and of each measure without its own where there is no `from`', () => {
  const time = { last: 2, unit: 'day', mode: 'rolling' };
  const measures = [
    { as: 'a', metric: 'order_cnt' },
    { as: 'b', metric: 'order_cnt', time: { period: '1d' } },
  ];
  const from = boundStage([{ name: 'result', from: 'orders', time, by: [], measures }]);
  const range = "[date '2026-11-06', date '2026-11-08')";
  expect([say(from.time!.clock), sayRange(from.time!.range)]).toEqual(['order_time', range]);
  expect(from.leaves.map((l) => sayRange(l.range))).toEqual([
    undefined,
    "[date '2026-11-07', date '2026-11-08')",
  ]);
  const free = boundStage([{ name: 'result', time, by: [], measures }]);
  expect(free.time).toBeUndefined();
  expect(free.leaves.map((l) => sayRange(l.range))).toEqual([
    range,
    "[date '2026-11-07', date '2026-11-08')",
  ]);
});
