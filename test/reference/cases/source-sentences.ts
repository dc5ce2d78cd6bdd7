import type { SentenceCase } from './case.js';

const sum = { as: 'total', agg: 'sum', of: 'amount' };

/** S1 to S9: what is read, whose rows count, and at which grain. */
export const sourceSentences: readonly SentenceCase[] = [
  {
    name: 'S1 windows see rows that keep drops',
    stages: [
      {
        name: 'result',
        from: 'orders',
        columns: [
          { as: 'order_id', is: 'order_id' },
          { as: 'amount', is: 'amount' },
        ],
        windows: [{ as: 'place', fn: 'rank', order: [{ by: 'amount', dir: 'desc' }] }],
        keep: ['amount < 5'],
      },
    ],
    rows: [
      ['order_id', 'amount', 'place'],
      [5, '4.00', 4],
      [4, '1.25', 5],
    ],
  },
  {
    name: 'S1 where drops rows before they are grouped',
    stages: [
      {
        name: 'result',
        from: 'orders',
        where: ['is_paid'],
        by: [{ as: 'customer', is: 'customer_id' }],
        measures: [sum],
      },
    ],
    rows: [
      ['customer', 'total'],
      [1, '15.50'],
      [9, '1.25'],
      [null, '4.00'],
    ],
  },
  {
    name: 'S2 a result name hides nothing of the source',
    stages: [
      {
        name: 'result',
        from: 'orders',
        by: [{ as: 'status', is: 'upper(status)' }],
        measures: [{ as: 'n', agg: 'count' }],
        compute: [{ as: 'text', is: "status || '!'" }],
      },
    ],
    rows: [
      ['status', 'n', 'text'],
      ['PAID', 4, 'PAID!'],
      ['OPEN', 1, 'OPEN!'],
    ],
  },
  {
    name: 'S3 an entity is reached by the only many-to-one path',
    stages: [
      {
        name: 'result',
        from: 'refund',
        columns: [
          { as: 'refund_id', is: 'refund_id' },
          { as: 'city', is: 'city.name' },
        ],
      },
    ],
    rows: [
      ['refund_id', 'city'],
      [1, 'X'],
      [2, 'X'],
      [3, null],
    ],
  },
  {
    name: 'S3 a self join is named by its relationship, twice over',
    stages: [
      {
        name: 'result',
        from: 'customer',
        columns: [
          { as: 'name', is: 'name' },
          { as: 'boss', is: 'boss.name' },
          { as: 'top', is: 'boss.boss.name' },
        ],
      },
    ],
    rows: [
      ['name', 'boss', 'top'],
      ['Ann', null, null],
      ['Bo', 'Ann', null],
      ['Cy', null, null],
    ],
  },
  {
    name: 'S4 the population keeps rows for which a measure finds nothing',
    stages: [
      {
        name: 'result',
        from: 'customer',
        columns: [{ as: 'customer_id', is: 'customer_id' }],
        measures: [
          { as: 'n', metric: 'order_cnt' },
          { as: 'paid', metric: 'paid_amt' },
        ],
      },
    ],
    rows: [
      ['customer_id', 'n', 'paid'],
      [1, 2, '15.50'],
      [2, 1, null],
      [3, 0, null],
    ],
  },
  {
    name: 'S4 without a population the combinations that any measure has, nulls among them',
    stages: [
      {
        name: 'result',
        by: [{ as: 'city', is: 'city.name' }],
        measures: [
          { as: 'paid', metric: 'paid_amt' },
          { as: 'back', metric: 'refund_amt' },
        ],
      },
    ],
    rows: [
      ['city', 'paid', 'back'],
      ['X', '15.50', '4.00'],
      [null, '5.25', '0.25'],
    ],
  },
  {
    name: 'S4 a group that only another condition has is not in the result',
    stages: [
      {
        name: 'result',
        by: [{ as: 'customer', is: 'customer.name' }],
        measures: [{ as: 'paid', metric: 'paid_amt' }],
      },
    ],
    rows: [
      ['customer', 'paid'],
      ['Ann', '15.50'],
      [null, '5.25'],
    ],
  },
  {
    name: 'S5 a cut of one row for each makes what it is cut by the key',
    stages: [
      {
        name: 'largest',
        from: 'orders',
        where: ['customer_id is not null'],
        columns: [
          { as: 'order_id', is: 'order_id' },
          { as: 'customer_id', is: 'customer_id' },
          { as: 'amount', is: 'amount' },
        ],
        order: [{ by: 'amount', dir: 'desc' }],
        limit: { rows: 1, per: ['customer_id'] },
      },
      {
        name: 'result',
        from: 'customer',
        match: [{ to: 'largest', on: [{ key: 'customer_id', is: 'customer_id' }] }],
        columns: [
          { as: 'name', is: 'name' },
          { as: 'most', is: 'largest.amount' },
        ],
      },
    ],
    rows: [
      ['name', 'most'],
      ['Ann', '10.00'],
      ['Bo', '20.00'],
      ['Cy', null],
    ],
  },
  {
    name: 'S6 a null matches nothing, and unmatched keeps it',
    stages: [
      {
        name: 'result',
        from: 'orders',
        match: [
          {
            to: 'customer',
            as: 'known',
            on: [{ key: 'customer_id', is: 'customer_id' }],
            only: 'unmatched',
          },
        ],
        columns: [{ as: 'order_id', is: 'order_id' }],
      },
    ],
    rows: [['order_id'], [4], [5]],
  },
  {
    name: 'S6 one row in all is read on nothing',
    stages: [
      { name: 'whole', from: 'orders', by: [], measures: [sum] },
      {
        name: 'result',
        from: 'orders',
        match: [{ to: 'whole', on: [] }],
        where: ['amount > whole.total / 5'],
        columns: [{ as: 'order_id', is: 'order_id' }],
      },
    ],
    rows: [['order_id'], [1], [3]],
  },
  {
    name: 'S7 counts of nothing are 0, all else is null, then fill',
    stages: [
      {
        name: 'result',
        from: 'orders',
        where: ['amount > 1000'],
        by: [],
        measures: [
          { as: 'n', agg: 'count' },
          sum,
          { as: 'filled', agg: 'sum', of: 'qty', fill: 7 },
        ],
      },
    ],
    rows: [
      ['n', 'total', 'filled'],
      [0, null, 7],
    ],
  },
  {
    name: 'S7 every aggregate skips nulls; first and last go by their second argument',
    stages: [
      {
        name: 'result',
        from: 'orders',
        by: [],
        measures: [
          { as: 'first', agg: 'first', of: 'amount', with: 'at' },
          { as: 'last', agg: 'last', of: 'amount', with: 'at' },
          { as: 'some', agg: 'any', of: 'is_paid' },
          { as: 'all', agg: 'every', of: 'is_paid' },
          { as: 'middle', agg: 'median', of: 'qty' },
          { as: 'upper', agg: 'percentile', of: 'qty', p: 0.75 },
          { as: 'spread', agg: 'stddev', of: 'qty' },
          { as: 'known', agg: 'count', of: 'qty' },
        ],
      },
    ],
    // Quantities 0, 1, 2 and 3: mean 1.5, squares that add up to 5 over three.
    rows: [
      ['first', 'last', 'some', 'all', 'middle', 'upper', 'spread', 'known'],
      ['10.00', '1.25', 'true', 'false', 1.5, 2.25, 1.2909944487358056, 4],
    ],
  },
  {
    name: 'S7 a measure alone beside a population of one row',
    stages: [
      { name: 'result', from: 'customer', by: [], measures: [{ as: 'paid', metric: 'paid_amt' }] },
    ],
    rows: [['paid'], ['15.50']],
  },
  {
    name: 'S7 a measure over an entity for each row of a stage',
    stages: [
      {
        name: 'first',
        from: 'orders',
        by: [{ as: 'buyer', is: 'customer_id' }],
        measures: [{ as: 'began', agg: 'min', of: 'at' }],
      },
      {
        name: 'result',
        from: 'first',
        measures: [
          {
            as: 'later',
            agg: 'count',
            entity: 'orders',
            on: [{ key: 'customer_id', is: 'buyer' }],
            where: ['at > row.began'],
          },
        ],
        show: ['buyer', 'later'],
      },
    ],
    rows: [
      ['buyer', 'later'],
      [1, 1],
      [2, 0],
      [9, 0],
      [null, 0],
    ],
  },
  {
    name: 'S8 an average of sums takes two stages',
    stages: [
      {
        name: 'each',
        from: 'orders',
        by: [{ as: 'customer', is: 'customer_id' }],
        measures: [sum],
      },
      { name: 'result', from: 'each', by: [], measures: [{ as: 'mean', agg: 'avg', of: 'total' }] },
    ],
    rows: [['mean'], [10.1875]],
  },
  {
    name: 'S9 a union has all rows',
    stages: [
      { name: 'a', from: 'orders', where: ['amount > 5'], columns: [{ as: 'id', is: 'order_id' }] },
      { name: 'b', from: 'orders', where: ['is_paid'], columns: [{ as: 'id', is: 'order_id' }] },
      { name: 'both', union: ['a', 'b'] },
      {
        name: 'result',
        from: 'both',
        by: [{ as: 'id', is: 'id' }],
        measures: [{ as: 'times', agg: 'count' }],
      },
    ],
    rows: [
      ['id', 'times'],
      [1, 2],
      [2, 2],
      [3, 1],
      [4, 1],
      [5, 1],
    ],
  },
  {
    name: 'S9 or-ed sets are plain matches that were found',
    stages: [
      { name: 'back', from: 'refund', by: [{ as: 'order_id', is: 'order_id' }] },
      {
        name: 'result',
        from: 'orders',
        match: [{ to: 'back', on: [{ key: 'order_id', is: 'order_id' }] }],
        where: ['found(back) or amount = 20'],
        columns: [{ as: 'order_id', is: 'order_id' }],
      },
    ],
    rows: [['order_id'], [1], [3], [4]],
  },
];
