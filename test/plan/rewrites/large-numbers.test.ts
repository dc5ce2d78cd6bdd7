import { expect, it } from 'vitest';
import { sqlOf } from './shop-sql.js';

it.each(['3', '4', '900000000000000'])('keeps groups whose number is above %s', (n) => {
  const by = [{ as: 'city', is: 'customer.city.name' }];
  const measures = [{ as: 'n', agg: 'max', entity: 'orders', of: 'amount' }];
  expect(sqlOf([{ name: 'result', by, measures, keep: [`n > ${n}`] }])).toContain(`> ${n}`);
});
