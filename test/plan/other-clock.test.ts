import { expect, it } from 'vitest';
import { planDocument } from '../../src/plan/build.js';
import type { Plan } from '../../src/plan/plan.js';
import { bound } from '../support/bind.js';
import { rowsOfShop } from '../support/run-shop.js';

const orders = (clock: string | undefined, more: object = {}): object => ({
  as: 'n',
  agg: 'count',
  entity: 'orders',
  ...(clock !== undefined && { clock }),
  ...more,
});
const days = { time: { from: "date '2026-11-01'", to: "date '2026-11-02'" } };

/** Whether any part of a plan reads the partition's column, which only its conditions do. */
function prunes(plan: Plan): boolean {
  return JSON.stringify(plan).includes('"ds"');
}

// S12: an increment's partition follows the entity's clock; any other clock may lie in any partition.
it.each([
  ['the entity’s clock', [orders(undefined, days)], true],
  ['the same clock by its name', [orders('order_time', days)], true],
  ['another clock', [orders('pay_time', days)], false],
  [
    'both clocks in one scan',
    [orders(undefined, days), { ...orders('pay_time', days), as: 'm' }],
    false,
  ],
])('with %s partitions are pruned only where that is right', (_, measures, pruned) => {
  const document = bound([{ name: 'result', by: [], measures }]);
  const [plan] = planDocument(document);
  expect(plan!.stages.some((s) => prunes(s.plan))).toBe(pruned);
});

it('S11: beside the rows of `from` a measure by another clock shows the buckets in which it has rows', async () => {
  const by = [{ as: 'day', grain: 'day' }];
  const large = { as: 'large', agg: 'count', clock: 'pay_time', where: ['amount > 30'] };
  const stage = { name: 'r', from: 'orders', by, measures: [large], order: [{ by: 'day' }] };
  // 1002 (37.50) was paid on the 1st, 1011 (31.20) on the 7th; 1007 (50.00) never.
  expect(await rowsOfShop([stage])).toEqual([
    ['day', 'large'],
    ['2026-11-01', 1],
    ['2026-11-07', 1],
    [null, 1],
  ]);
});
