import { mall, mallRows } from '../mall.js';
import { one, type Trap } from '../trap.js';

const view = (stages: readonly object[]): object => ({ dsl: '1', title: 'view', stages });

/** Who has bought: Ann for 15.00 in two orders, Bo for 7.00, the one who does not exist 2.00, nobody 1.00. */
const spenders: readonly object[] = [
  ...mall,
  {
    entity: 'spender',
    source: { dsl: 'spenders.json' },
    key: ['customer_id'],
    attributes: {
      customer_id: { type: 'bigint' },
      spent: { type: 'decimal(22,2)' },
      bought: { type: 'bigint', column: 'n' },
    },
    relationships: {
      customer: { to: 'customer', on: { customer_id: 'customer_id' }, cardinality: 'many_to_one' },
    },
  },
  {
    entity: 'best',
    source: { dsl: 'best.json' },
    key: ['customer_id'],
    attributes: { customer_id: { type: 'bigint' }, spent: { type: 'decimal(22,2)' } },
  },
  { metric: 'spent', type: 'aggregate', entity: 'spender', agg: 'sum', of: 'spent' },
  { metric: 'spent_avg', type: 'aggregate', entity: 'spender', agg: 'avg', of: 'spent' },
];
const documents = {
  'spenders.json': view([
    {
      name: 'result',
      by: [{ as: 'customer_id', is: 'orders.customer_id' }],
      measures: [
        { as: 'spent', metric: 'order_amt' },
        { as: 'n', metric: 'order_cnt' },
      ],
    },
  ]),
  // Who spent most: what the view says of its last rows holds whatever reads them.
  'best.json': view([
    {
      name: 'result',
      from: 'spender',
      columns: [
        { as: 'customer_id', is: 'customer_id' },
        { as: 'spent', is: 'spent' },
      ],
      windows: [{ as: 'place', fn: 'rank', order: [{ by: 'spent', dir: 'desc' }] }],
      keep: ['place = 1'],
      show: ['customer_id', 'spent'],
    },
  ]),
};
const spent = { as: 'spent', metric: 'spent' };
const count = { as: 'n', agg: 'count' };

/** Entities that are results of documents: their rows count once, below policies, whoever reads them. */
export const viewTraps: readonly Trap[] = [
  {
    name: 'groups of a view beside rows behind it',
    definitions: spenders,
    documents,
    tables: mallRows,
    asked: [
      {
        stages: one({
          by: [{ as: 'city', is: 'customer.city.name' }],
          measures: [{ as: 'qty', metric: 'qty' }, spent],
        }),
        rows: [
          ['city', 'qty', 'spent'],
          ['X', 6, '15.00'],
          ['Y', null, '7.00'],
          [null, 2, '3.00'],
        ],
      },
      // The mean of four totals; of five orders it were 5.
      {
        stages: one({ by: [], measures: [{ as: 'mean', metric: 'spent_avg' }] }),
        rows: [['mean'], [6.25]],
      },
      // A condition on the rows of the view is one on groups, not on orders.
      {
        stages: one({
          from: 'spender',
          where: ['spent < 8'],
          by: [],
          measures: [count, { as: 'bought', agg: 'sum', of: 'bought' }],
        }),
        rows: [
          ['n', 'bought'],
          [3, 3],
        ],
      },
      {
        stages: one({
          from: 'customer',
          match: [{ to: 'spender', on: [{ key: 'customer_id', is: 'customer_id' }] }],
          columns: [
            { as: 'name', is: 'name' },
            { as: 'spent', is: 'spender.spent' },
          ],
        }),
        rows: [
          ['name', 'spent'],
          ['Ann', '15.00'],
          ['Bo', '7.00'],
          ['Cy', null],
        ],
      },
      // Fewer rows are read than the view has: who is best is not asked among them.
      {
        stages: one({ from: 'best', where: ['customer_id > 1'], by: [], measures: [count] }),
        rows: [['n'], [0]],
      },
      {
        stages: one({ from: 'best', columns: [{ as: 'spent', is: 'spent' }] }),
        rows: [['spent'], ['15.00']],
      },
    ],
  },
  {
    name: 'policies of a view and of what it reads',
    definitions: [
      ...spenders,
      { policy: 'of_store', entity: 'orders', filter: "store.name = 'S'" },
      { policy: 'of_spender', entity: 'spender', filter: 'spent > 8' },
    ],
    documents,
    tables: mallRows,
    asked: [
      // Of store S are order 1 of Ann (10.00) and order 3 of Bo (7.00); of these spenders Ann is seen.
      { stages: one({ by: [], measures: [spent] }), rows: [['spent'], ['10.00']] },
      {
        stages: one({
          from: 'customer',
          match: [{ to: 'spender', on: [{ key: 'customer_id', is: 'customer_id' }] }],
          by: [{ as: 'known', is: 'case when found(spender) then 1 else 0 end' }],
          measures: [count],
        }),
        rows: [
          ['known', 'n'],
          [0, 2],
          [1, 1],
        ],
      },
      { stages: one({ from: 'best', by: [], measures: [count] }), rows: [['n'], [1]] },
    ],
  },
  {
    name: 'a policy that asks for rows of a view',
    definitions: [
      ...spenders.map((d) =>
        'entity' in d && d.entity === 'customer'
          ? {
              ...d,
              relationships: {
                spender: {
                  to: 'spender',
                  on: { customer_id: 'customer_id' },
                  cardinality: 'many_to_one',
                },
              },
            }
          : d,
      ),
      { policy: 'rich', entity: 'customer', filter: 'spender.spent > 8' },
    ],
    documents,
    tables: mallRows,
    asked: [
      {
        stages: one({ from: 'customer', by: [], measures: [count] }),
        refused: 'plan/entity-of-document',
      },
    ],
  },
];
