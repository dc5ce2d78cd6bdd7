import { mallTrap } from '../mall.js';
import { one, type Asked, type Trap } from '../trap.js';

const customer = { as: 'customer', is: 'customer.name' };
const amount = { as: 'amount', metric: 'order_amt' };
const qty = { as: 'qty', metric: 'qty' };
const paid = { as: 'paid', metric: 'paid_amt' };

/** Rows of one kind beside rows of another. */
export const joinTraps: readonly Trap[] = [
  mallTrap('fan-out by the parent: amounts of orders are not repeated for each line', {
    stages: one({ by: [customer], measures: [amount, qty] }),
    // Joined with its two lines, order 1 would count 10.00 twice: Ann 25.00.
    rows: [
      ['customer', 'amount', 'qty'],
      ['Ann', '15.00', 6],
      ['Bo', '7.00', null],
      [null, '3.00', 2],
    ],
  }),
  mallTrap(
    'fan-out by the leaf: what a line has of its order is not a measure over lines',
    {
      stages: one({ from: 'line', by: [{ as: 'product', is: 'product' }], measures: [amount] }),
      refused: 'bind/not-a-measure',
    },
    {
      // Said over the lines themselves, each line has its order's amount: p 10 + 5 + 2, q 10 + 1.
      stages: one({
        from: 'line',
        by: [{ as: 'product', is: 'product' }],
        measures: [{ as: 'amounts', agg: 'sum', of: 'orders.amount' }],
      }),
      rows: [
        ['product', 'amounts'],
        ['p', '17.00'],
        ['q', '11.00'],
      ],
    },
    {
      // By products orders have no amounts: an order has many.
      stages: one({ by: [{ as: 'product', is: 'line.product' }], measures: [amount, qty] }),
      refused: 'bind/unreachable',
    },
  ),
  mallTrap('fan-out by both: orders, their lines and their payments', {
    stages: one({ by: [customer], measures: [amount, qty, paid] }),
    // Lines and payments of order 1 joined would make four rows: qty 6 and paid 20.00.
    rows: [
      ['customer', 'amount', 'qty', 'paid'],
      ['Ann', '15.00', 6, '10.00'],
      ['Bo', '7.00', null, '7.00'],
      [null, '3.00', 2, null],
    ],
  }),
  mallTrap(
    'chasm: two kinds of rows that meet only in their orders',
    {
      stages: one({ by: [{ as: 'order_id', is: 'orders.orders_id' }], measures: [qty, paid] }),
      rows: [
        ['order_id', 'qty', 'paid'],
        [1, 3, '10.00'],
        [2, 3, null],
        [3, null, '7.00'],
        [4, 1, null],
        [5, 1, null],
      ],
    },
    {
      // With a condition on what they share: orders of Ann.
      stages: one({ where: ["customer.name = 'Ann'"], by: [], measures: [qty, paid] }),
      rows: [
        ['qty', 'paid'],
        [6, '10.00'],
      ],
    },
    {
      // With a condition on one of them the other stays whole.
      stages: one({ by: [], measures: [{ ...qty, where: ["product = 'q'"] }, paid] }),
      rows: [
        ['qty', 'paid'],
        [3, '17.00'],
      ],
    },
  ),
  mallTrap('three levels: cities, their customers, their orders, and these orders’ lines', {
    stages: one({
      from: 'city',
      columns: [
        { as: 'city_id', is: 'city_id' },
        { as: 'name', is: 'name' },
      ],
      measures: [
        { as: 'customers', agg: 'count', entity: 'customer' },
        { ...amount, via: ['customer.city'] },
        { ...qty, via: ['orders.customer.city'] },
      ],
      show: ['name', 'customers', 'amount', 'qty'],
    }),
    // Joined in a row, X would count Ann three times and 25.00.
    rows: [
      ['name', 'customers', 'amount', 'qty'],
      ['X', 1, '15.00', 6],
      ['Y', 2, '7.00', null],
    ],
  }),
  mallTrap(
    'convergent paths: the city of the customer is not the city of the store',
    {
      stages: one({ by: [{ as: 'city', is: 'city.name' }], measures: [amount] }),
      refused: 'bind/ambiguous-path',
    },
    {
      stages: one({
        by: [{ as: 'city', is: 'city.name' }],
        measures: [
          { as: 'of_customers', metric: 'order_amt', via: ['customer.city'] },
          { as: 'of_stores', metric: 'order_amt', via: ['store.city'] },
        ],
      }),
      rows: [
        ['city', 'of_customers', 'of_stores'],
        ['X', '15.00', '8.00'],
        ['Y', '7.00', '17.00'],
        [null, '3.00', null],
      ],
    },
  ),
  mallTrap('averages and medians are of orders, whatever stands beside them', {
    stages: one({
      by: [customer],
      measures: [{ as: 'mean', metric: 'order_avg' }, { as: 'middle', metric: 'order_mid' }, qty],
    }),
    // Of Ann's rows of lines 10, 10, 5 the mean would be 8.33 and the median 10.
    rows: [
      ['customer', 'mean', 'middle', 'qty'],
      ['Ann', 7.5, 7.5, 6],
      ['Bo', 7, 7, null],
      [null, 1.5, 1.5, 2],
    ],
  }),
  mallTrap(
    'keys that are null or lead nowhere keep their totals',
    {
      stages: one({ by: [customer], measures: [amount] }),
      rows: [
        ['customer', 'amount'],
        ['Ann', '15.00'],
        ['Bo', '7.00'],
        [null, '3.00'],
      ],
    },
    { stages: one({ by: [], measures: [amount] }), rows: [['amount'], ['25.00']] },
    {
      // By the column itself the two are told apart.
      stages: one({ by: [{ as: 'who', is: 'orders.customer_id' }], measures: [amount] }),
      rows: [
        ['who', 'amount'],
        [1, '15.00'],
        [2, '7.00'],
        [9, '2.00'],
        [null, '1.00'],
      ],
    },
    {
      // Not in: a null among the others' keys must not make the answer empty.
      stages: one({
        from: 'customer',
        match: [
          { to: 'orders', on: [{ key: 'customer_id', is: 'customer_id' }], only: 'unmatched' },
        ],
        columns: [{ as: 'name', is: 'name' }],
      }),
      rows: [['name'], ['Cy']],
    },
  ),
  mallTrap('a condition of one measure does not change the totals beside it', {
    stages: one({
      by: [customer],
      measures: [
        amount,
        { as: 'large', metric: 'order_amt', where: ['amount > 6'] },
        { as: 'in_y', metric: 'order_amt', where: ["store.city.name = 'Y'"] },
      ],
    }),
    rows: [
      ['customer', 'amount', 'large', 'in_y'],
      ['Ann', '15.00', '10.00', '10.00'],
      ['Bo', '7.00', '7.00', '7.00'],
      [null, '3.00', null, null],
    ],
  }),
  mallTrap(
    'the order of measures changes no number',
    ...[
      [amount, qty, paid],
      [paid, qty, amount],
      [qty, amount, paid],
    ].map((measures): Asked => ({
      stages: one({ by: [customer], measures }),
      rows: [
        ['customer', ...measures.map(({ as }) => as)],
        ...[
          { customer: 'Ann', amount: '15.00', qty: 6, paid: '10.00' },
          { customer: 'Bo', amount: '7.00', qty: null, paid: '7.00' },
          { customer: null, amount: '3.00', qty: 2, paid: null },
        ].map((row) => [row.customer, ...measures.map(({ as }) => row[as as 'qty'])]),
      ],
    })),
  ),
  mallTrap('a condition on one kind of rows or another is refused', {
    stages: one({ where: ['line.qty > 1 or payment.paid > 5'], by: [], measures: [qty, paid] }),
    refused: 'bind/unreachable',
  }),
  mallTrap(
    'nothing found: counts are 0, sums are null, groups are none',
    {
      stages: one({
        where: ["customer.name = 'nobody'"],
        by: [],
        measures: [{ as: 'n', metric: 'order_cnt' }, amount],
      }),
      rows: [
        ['n', 'amount'],
        [0, null],
      ],
    },
    {
      stages: one({ where: ["customer.name = 'nobody'"], by: [customer], measures: [amount] }),
      rows: [['customer', 'amount']],
    },
  ),
  mallTrap(
    'a ratio of sums is not an average of ratios',
    {
      // 25.00 of five orders; the average of the groups' 7.50, 7.00 and 1.50 would be 5.33.
      stages: one({ by: [], measures: [{ as: 'aov', metric: 'aov' }] }),
      rows: [['aov'], [5]],
    },
    {
      stages: [
        { name: 'each', by: [customer], measures: [{ as: 'aov', metric: 'aov' }] },
        {
          name: 'result',
          from: 'each',
          by: [],
          measures: [{ as: 'mean', agg: 'avg', of: 'aov' }],
        },
      ],
      rows: [['mean'], [5.333333333333333]],
    },
  ),
];
