import { expect, it } from 'vitest';
import { broken, summary } from '../support/laws.js';

it('columns that read columns in many ways are worked out once', () => {
  // There are more ways from the last of these to the first than could ever be walked.
  const compute = Array.from({ length: 80 }, (_, i) => ({
    as: `c${i}`,
    is: i < 2 ? `n + ${i}` : `c${i - 1} - c${i - 2}`,
  }));
  const stages = [
    {
      name: 'first',
      by: [{ as: 'customer_id', is: 'customer.customer_id' }],
      measures: [{ as: 'n', metric: 'order_cnt', time: { period: '7d' } }],
      compute: [...compute, { as: 'x_30d', is: 'c79' }],
    },
    {
      name: 'result',
      from: 'first',
      by: [{ as: 'x_30d', is: 'x_30d' }],
      measures: [{ as: 'total', agg: 'sum', of: 'c79' }],
    },
  ];
  expect(broken('sum-is-of-additive', stages, { target: summary })).toEqual([]);
  expect(broken('sensitive-is-counted', stages, { target: summary })).toEqual([]);
  const shown = [stages[0], { name: 'result', from: 'first', show: ['customer_id', 'x_30d'] }];
  expect(broken('period-suffix-agrees', shown)).toEqual(['/stages/0/compute/80/as']);
});
