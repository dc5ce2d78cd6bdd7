import type { TableRows } from '../../support/compiled-rows.js';

/**
 * A market so small that every number is worked out in the head. Order 4 names a customer who does not
 * exist, order 5 names none and has no moment; order 2 arrived a day late; item b has no stock on the
 * last day.
 */
export const market: readonly object[] = [
  {
    entity: 'city',
    source: { table: 'city' },
    key: ['city_id'],
    attributes: { city_id: { type: 'bigint' }, name: { type: 'string' } },
  },
  {
    entity: 'customer',
    source: { table: 'customer' },
    key: ['customer_id'],
    attributes: {
      customer_id: { type: 'bigint' },
      name: { type: 'string' },
      city_id: { type: 'bigint' },
      boss_id: { type: 'bigint' },
    },
    relationships: {
      city: { to: 'city', on: { city_id: 'city_id' }, cardinality: 'many_to_one' },
      boss: { to: 'customer', on: { boss_id: 'customer_id' }, cardinality: 'many_to_one' },
    },
  },
  {
    entity: 'orders',
    source: {
      table: 'orders',
      mode: 'increment',
      partition: [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }],
      late: '1 day',
    },
    key: ['order_id'],
    time: 'at',
    attributes: {
      order_id: { type: 'bigint' },
      customer_id: { type: 'bigint' },
      at: { type: 'timestamp' },
      status: { type: 'string' },
      amount: { type: 'decimal(12,2)' },
      qty: { type: 'bigint' },
      ds: { type: 'string' },
      is_paid: { type: 'boolean', is: "status = 'paid'" },
    },
    relationships: {
      customer: {
        to: 'customer',
        on: { customer_id: 'customer_id' },
        cardinality: 'many_to_one',
      },
    },
  },
  {
    entity: 'refund',
    source: { table: 'refund' },
    key: ['refund_id'],
    time: 'rat',
    attributes: {
      refund_id: { type: 'bigint' },
      order_id: { type: 'bigint' },
      rat: { type: 'date' },
      back: { type: 'decimal(12,2)' },
    },
    relationships: {
      orders: { to: 'orders', on: { order_id: 'order_id' }, cardinality: 'many_to_one' },
    },
  },
  {
    entity: 'stock',
    source: {
      table: 'stock',
      mode: 'full',
      partition: [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }],
    },
    key: ['item'],
    time: 'sday',
    attributes: {
      item: { type: 'string' },
      sday: { type: 'date' },
      held: { type: 'bigint' },
      ds: { type: 'string' },
    },
  },
  { metric: 'order_cnt', type: 'aggregate', entity: 'orders', agg: 'count' },
  {
    metric: 'paid_amt',
    type: 'aggregate',
    entity: 'orders',
    agg: 'sum',
    of: 'amount',
    where: ['is_paid'],
  },
  { metric: 'refund_amt', type: 'aggregate', entity: 'refund', agg: 'sum', of: 'back' },
  {
    metric: 'held',
    type: 'aggregate',
    entity: 'stock',
    agg: 'sum',
    of: 'held',
    snapshot: { over: 'sday', take: 'last', per: ['item'] },
  },
  { metric: 'paid_per_order', type: 'composite', is: 'paid_amt / order_cnt' },
];

/** The rows, as text. */
export const marketRows: TableRows = {
  city: [
    { city_id: '10', name: 'X' },
    { city_id: '20', name: 'Y' },
  ],
  customer: [
    { customer_id: '1', name: 'Ann', city_id: '10', boss_id: null },
    { customer_id: '2', name: 'Bo', city_id: '10', boss_id: '1' },
    { customer_id: '3', name: 'Cy', city_id: null, boss_id: '9' },
  ],
  orders: [
    order('1', '1', '2026-01-05 10:00:00', 'paid', '10.00', '2', '20260105'),
    order('2', '1', '2026-01-31 23:00:00', 'paid', '5.50', '1', '20260201'),
    order('3', '2', '2026-02-10 09:00:00', 'open', '20.00', null, '20260210'),
    order('4', '9', '2026-02-28 00:00:00', 'paid', '1.25', '3', '20260228'),
    order('5', null, null, 'paid', '4.00', '0', '20260301'),
  ],
  refund: [
    { refund_id: '1', order_id: '1', rat: '2026-02-01', back: '3.00' },
    { refund_id: '2', order_id: '1', rat: '2026-02-03', back: '1.00' },
    { refund_id: '3', order_id: '4', rat: '2026-03-01', back: '0.25' },
  ],
  stock: [
    { item: 'a', sday: '2026-02-27', held: '5', ds: '20260227' },
    { item: 'a', sday: '2026-02-28', held: '7', ds: '20260228' },
    { item: 'b', sday: '2026-02-27', held: '4', ds: '20260227' },
  ],
};

function order(
  ...[order_id, customer_id, at, status, amount, qty, ds]: readonly (string | null)[]
): Readonly<Record<string, string | null>> {
  return {
    order_id: order_id!,
    customer_id: customer_id!,
    at: at!,
    status: status!,
    amount: amount!,
    qty: qty!,
    ds: ds!,
  };
}
