import { mall, mallRows } from '../mall.js';
import { one, type Trap } from '../trap.js';

const members: readonly object[] = [
  {
    entity: 'member',
    source: { table: 'member' },
    key: ['member_id'],
    validity: { from: 'since', to: 'until' },
    attributes: {
      member_id: { type: 'bigint' },
      level: { type: 'string' },
      since: { type: 'date' },
      until: { type: 'date' },
    },
  },
  {
    entity: 'sale',
    source: { table: 'sale' },
    key: ['sale_id'],
    time: 'at',
    attributes: {
      sale_id: { type: 'bigint' },
      member_id: { type: 'bigint' },
      at: { type: 'timestamp' },
      amount: { type: 'bigint' },
    },
    relationships: {
      member: { to: 'member', on: { member_id: 'member_id' }, cardinality: 'many_to_one' },
    },
  },
  { metric: 'amount', type: 'aggregate', entity: 'sale', agg: 'sum', of: 'amount' },
];
const amount = { as: 'amount', metric: 'amount' };
const level = { as: 'level', is: 'member.level' };

const stock: readonly object[] = [
  {
    entity: 'stock',
    source: {
      table: 'stock',
      mode: 'full',
      partition: [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }],
    },
    key: ['item'],
    time: 'day',
    attributes: {
      item: { type: 'string' },
      place: { type: 'string' },
      day: { type: 'date' },
      held: { type: 'bigint' },
      ds: { type: 'string' },
    },
  },
  {
    metric: 'held',
    type: 'aggregate',
    entity: 'stock',
    agg: 'sum',
    of: 'held',
    snapshot: { over: 'day', take: 'last', per: [] },
  },
];

/** Versions, snapshots, labels and hidden rows. */
export const kindTraps: readonly Trap[] = [
  {
    name: 'S19 a rename in a dimension with versions, in the middle of the window',
    definitions: members,
    // Member 1 is silver until 9 March, gold from the 10th; member 2 has no version before the 15th.
    tables: {
      member: [
        { member_id: '1', level: 'silver', since: '2026-01-01', until: '2026-03-10' },
        { member_id: '1', level: 'gold', since: '2026-03-10', until: null },
        { member_id: '2', level: 'new', since: '2026-03-15', until: null },
      ],
      sale: [
        { sale_id: '1', member_id: '1', at: '2026-03-09 23:59:59', amount: '1' },
        { sale_id: '2', member_id: '1', at: '2026-03-10 00:00:00', amount: '2' },
        { sale_id: '3', member_id: '2', at: '2026-03-12 10:00:00', amount: '4' },
        { sale_id: '4', member_id: '2', at: '2026-03-20 10:00:00', amount: '8' },
      ],
    },
    asked: [
      {
        stages: one({
          time: { last: 1, unit: 'month', mode: 'to_date' },
          by: [level],
          measures: [amount],
        }),
        rows: [
          ['level', 'amount'],
          ['silver', 1],
          ['gold', 2],
          ['new', 8],
          [null, 4],
        ],
      },
      {
        // Where no time is asked for, the versions are those of the as-of day.
        stages: one({ by: [level], measures: [amount] }),
        rows: [
          ['level', 'amount'],
          ['gold', 3],
          ['new', 12],
        ],
      },
      {
        // Read at a day, a member is one row: none is counted once for each version.
        stages: one({ by: [], measures: [{ as: 'n', agg: 'count', entity: 'member' }] }),
        rows: [['n'], [2]],
      },
      {
        stages: one({
          from: 'sale',
          match: [{ to: 'member', as: 'm', on: [{ key: 'member_id', is: 'member_id' }] }],
          columns: [
            { as: 'sale_id', is: 'sale_id' },
            { as: 'level', is: 'm.level' },
          ],
        }),
        rows: [
          ['sale_id', 'level'],
          [1, 'gold'],
          [2, 'gold'],
          [3, 'new'],
          [4, 'new'],
        ],
      },
    ],
  },
  {
    name: 'S12 what is held on days does not add up over days',
    definitions: stock,
    tables: {
      stock: [
        { item: 'a', place: 'N', day: '2026-03-30', held: '5', ds: '20260330' },
        { item: 'b', place: 'S', day: '2026-03-30', held: '4', ds: '20260330' },
        { item: 'a', place: 'N', day: '2026-03-31', held: '7', ds: '20260331' },
      ],
    },
    asked: [
      {
        stages: one({
          time: { last: 2, unit: 'day', mode: 'rolling' },
          by: [],
          measures: [{ as: 'held', metric: 'held' }],
        }),
        rows: [['held'], [7]],
      },
      {
        // By place too it is the last day's: b is sold out, and its 4 of the day before are not held.
        stages: one({
          time: { last: 2, unit: 'day', mode: 'rolling' },
          by: [{ as: 'place', is: 'stock.place' }],
          measures: [{ as: 'held', metric: 'held' }],
        }),
        rows: [
          ['place', 'held'],
          ['N', 7],
        ],
      },
      {
        stages: one({
          time: { last: 2, unit: 'day', mode: 'rolling' },
          by: [],
          measures: [{ as: 'held', agg: 'sum', of: 'held', entity: 'stock' }],
        }),
        refused: 'bind/adds-days-up',
      },
    ],
  },
  {
    name: 'S4 labels of orders: an order counts once for each, and its shares add up to it',
    definitions: [
      ...mall.map((given) =>
        'entity' in given && !('metric' in given) && given.entity === 'orders'
          ? {
              ...given,
              relationships: {
                ...('relationships' in given && (given.relationships as object)),
                labels: {
                  to: 'label',
                  cardinality: 'many_to_many',
                  through: 'orders_label',
                  weight: 'share',
                },
              },
            }
          : given,
      ),
      {
        entity: 'label',
        source: { table: 'label' },
        key: ['label_id'],
        attributes: { label_id: { type: 'bigint' }, text: { type: 'string' } },
      },
      {
        entity: 'orders_label',
        source: { table: 'orders_label' },
        attributes: {
          orders_id: { type: 'bigint' },
          label_id: { type: 'bigint' },
          share: { type: 'decimal(6,2)' },
        },
        relationships: {
          orders: { to: 'orders', on: { orders_id: 'orders_id' }, cardinality: 'many_to_one' },
          label: { to: 'label', on: { label_id: 'label_id' }, cardinality: 'many_to_one' },
        },
      },
    ],
    // Order 1 (10.00) is a quarter u and the rest v; order 2 (5.00) all u; the others, 10.00, have none.
    tables: {
      ...mallRows,
      label: [
        { label_id: '1', text: 'u' },
        { label_id: '2', text: 'v' },
      ],
      orders_label: [
        { orders_id: '1', label_id: '1', share: '0.25' },
        { orders_id: '1', label_id: '2', share: '0.75' },
        { orders_id: '2', label_id: '1', share: '1.00' },
      ],
    },
    asked: [
      {
        stages: one({
          by: [{ as: 'label', is: 'orders.labels.text' }],
          measures: [
            { as: 'amount', metric: 'order_amt' },
            { as: 'n', metric: 'order_cnt' },
          ],
        }),
        rows: [
          ['label', 'amount', 'n'],
          ['u', '7.50', 2],
          ['v', '7.50', 1],
          [null, '10.00', 3],
        ],
      },
      {
        // A condition chooses labels: the amount is that of their group.
        stages: one({
          where: ["orders.labels.text = 'v'"],
          by: [],
          measures: [{ as: 'amount', metric: 'order_amt' }],
        }),
        rows: [['amount'], ['7.50']],
      },
    ],
  },
  {
    name: 'S17 a hidden partner is a missing one: totals stay, names do not',
    definitions: [...mall, { policy: 'y_only', entity: 'customer', filter: "name <> 'Ann'" }],
    tables: mallRows,
    asked: [
      {
        stages: one({
          by: [{ as: 'customer', is: 'customer.name' }],
          measures: [{ as: 'amount', metric: 'order_amt' }],
        }),
        rows: [
          ['customer', 'amount'],
          ['Bo', '7.00'],
          [null, '18.00'],
        ],
      },
      {
        stages: one({ by: [], measures: [{ as: 'n', agg: 'count', entity: 'customer' }] }),
        rows: [['n'], [2]],
      },
    ],
  },
];
