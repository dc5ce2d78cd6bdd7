import type { TableRows } from '../support/compiled-rows.js';
import type { Asked, Trap } from './trap.js';

/** Columns of an entity as types, with a relationship for each column that names one. */
function entity(
  name: string,
  attributes: Readonly<Record<string, string>>,
  relationships: Readonly<Record<string, readonly [to: string, column: string]>> = {},
  more: object = {},
): object {
  const [key] = Object.keys(attributes);
  return {
    entity: name,
    source: { table: name },
    key: [key],
    ...more,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([column, type]) => [column, { type }]),
    ),
    relationships: Object.fromEntries(
      Object.entries(relationships).map(([role, [to, column]]) => [
        role,
        { to, on: { [column]: `${to}_id` }, cardinality: 'many_to_one' },
      ]),
    ),
  };
}

const money = 'decimal(12,2)';

/** Cities, customers, stores, orders, their lines and payments. */
export const mall: readonly object[] = [
  entity('city', { city_id: 'bigint', name: 'string' }),
  entity(
    'customer',
    { customer_id: 'bigint', name: 'string', city_id: 'bigint' },
    { city: ['city', 'city_id'] },
  ),
  entity(
    'store',
    { store_id: 'bigint', name: 'string', city_id: 'bigint' },
    { city: ['city', 'city_id'] },
  ),
  entity(
    'orders',
    {
      orders_id: 'bigint',
      customer_id: 'bigint',
      store_id: 'bigint',
      at: 'timestamp',
      amount: money,
    },
    { customer: ['customer', 'customer_id'], store: ['store', 'store_id'] },
    { time: 'at' },
  ),
  entity(
    'line',
    { line_id: 'bigint', orders_id: 'bigint', product: 'string', qty: 'bigint' },
    { orders: ['orders', 'orders_id'] },
  ),
  entity(
    'payment',
    { payment_id: 'bigint', orders_id: 'bigint', on_day: 'date', paid: money },
    { orders: ['orders', 'orders_id'] },
    { time: 'on_day' },
  ),
  { metric: 'order_cnt', type: 'aggregate', entity: 'orders', agg: 'count' },
  { metric: 'order_amt', type: 'aggregate', entity: 'orders', agg: 'sum', of: 'amount' },
  { metric: 'order_avg', type: 'aggregate', entity: 'orders', agg: 'avg', of: 'amount' },
  { metric: 'order_mid', type: 'aggregate', entity: 'orders', agg: 'median', of: 'amount' },
  {
    metric: 'buyers',
    type: 'aggregate',
    entity: 'orders',
    agg: 'count_distinct',
    of: 'customer_id',
  },
  { metric: 'qty', type: 'aggregate', entity: 'line', agg: 'sum', of: 'qty' },
  { metric: 'paid_amt', type: 'aggregate', entity: 'payment', agg: 'sum', of: 'paid' },
  { metric: 'aov', type: 'composite', is: 'order_amt / order_cnt' },
  { metric: 'buyers_7d', type: 'derived', of: 'buyers', time: { period: '7d' } },
  { period: '7d', last: 7, unit: 'day', mode: 'rolling' },
];

/**
 * Ann (X): order 1 of 10.00 with lines of 1 and 2, paid 6.00 and 4.00; order 2 of 5.00 with a line of 3,
 * not paid. Bo (Y): order 3 of 7.00 without lines, paid 7.00. Order 4 of 2.00 is of customer 9, who does
 * not exist, order 5 of 1.00 of nobody; each has a line of 1. Cy (Y) has bought nothing. The store of
 * orders 1 and 3 lies in Y, that of the others in X.
 */
export const mallRows: TableRows = {
  city: [
    { city_id: '1', name: 'X' },
    { city_id: '2', name: 'Y' },
  ],
  customer: [
    { customer_id: '1', name: 'Ann', city_id: '1' },
    { customer_id: '2', name: 'Bo', city_id: '2' },
    { customer_id: '3', name: 'Cy', city_id: '2' },
  ],
  store: [
    { store_id: '1', name: 'S', city_id: '2' },
    { store_id: '2', name: 'T', city_id: '1' },
  ],
  orders: [
    order('1', '1', '1', '2026-03-01 10:00:00', '10.00'),
    order('2', '1', '2', '2026-03-20 10:00:00', '5.00'),
    order('3', '2', '1', '2026-03-20 23:59:59', '7.00'),
    order('4', '9', '2', '2026-03-26 00:00:00', '2.00'),
    order('5', null, '2', '2026-03-31 12:00:00', '1.00'),
  ],
  line: [
    { line_id: '1', orders_id: '1', product: 'p', qty: '1' },
    { line_id: '2', orders_id: '1', product: 'q', qty: '2' },
    { line_id: '3', orders_id: '2', product: 'p', qty: '3' },
    { line_id: '4', orders_id: '4', product: 'p', qty: '1' },
    { line_id: '5', orders_id: '5', product: 'q', qty: '1' },
  ],
  payment: [
    { payment_id: '1', orders_id: '1', on_day: '2026-03-01', paid: '6.00' },
    { payment_id: '2', orders_id: '1', on_day: '2026-03-02', paid: '4.00' },
    { payment_id: '3', orders_id: '3', on_day: '2026-03-21', paid: '7.00' },
  ],
};

/** An order as a row. */
export function order(
  orders_id: string,
  customer_id: string | null,
  store_id: string,
  at: string,
  amount: string,
): Readonly<Record<string, string | null>> {
  return { orders_id, customer_id, store_id, at, amount };
}

/** A trap over the mall. */
export const mallTrap = (name: string, ...asked: readonly Asked[]): Trap => ({
  name,
  definitions: mall,
  tables: mallRows,
  asked,
});
