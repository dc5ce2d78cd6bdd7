import type { Ontology } from '../../src/ontology/model.js';
import type { Chance } from './random.js';

/** Metrics of the made-up business, and which entity's rows each aggregates. */
export function makeMetrics(chance: Chance): readonly object[] {
  const carry = chance.pick(['first', 'last', 'last', 'avg']);
  return [
    ...plain,
    ...nested,
    conversion(chance, 0),
    conversion(chance, 1),
    { metric: 'carried', type: 'derived', of: 'sale_amt_7d', carry },
    { metric: 'visits_carried', type: 'derived', of: 'visit_cnt', carry },
  ];
}

/** Names of metrics over the rows of an entity, with the kind of their value. */
export function metricsOver(
  ontology: Ontology,
  entity: string,
): readonly (readonly [string, string])[] {
  return (kinds[entity] ?? []).filter(([name]) => {
    const metric = ontology.metrics.get(conversions[name] ?? name);
    // Conversions count the events of their first step.
    return metric?.type === 'conversion'
      ? metric.steps[0]?.entity === entity
      : metric !== undefined;
  });
}

/** Whether a metric says itself when it counts, so that a measure's time would say nothing. */
export function hasOwnTime(name: string): boolean {
  return ['sale_amt_7d', 'big_before', 'conv_7d', 'carried'].includes(name);
}

const conversions: Readonly<Record<string, string>> = { conv_7d: 'conv_1', conv_growth: 'conv_0' };

const kinds: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  sale: [
    ['sale_cnt', 'bigint'],
    ['sale_amt', 'decimal'],
    ['paid_amt', 'decimal'],
    ['buyers', 'bigint'],
    ['qty_avg', 'double'],
    ['qty_p', 'double'],
    ['qty_d', 'bigint'],
    ['sale_amt_7d', 'decimal'],
    ['big_amt', 'decimal'],
    ['big_before', 'decimal'],
    ['local_cnt', 'bigint'],
    ['aov', 'double'],
    ['growth', 'decimal'],
    ['growth_big', 'double'],
    ['qty_a', 'double'],
    ['carried', 'decimal'],
    ['conv_growth', 'double'],
    ['conv_7d', 'double'],
    ['first_kind', 'string'],
    ['conv_0', 'double'],
    ['conv_1', 'double'],
  ],
  back: [
    ['back_amt', 'decimal'],
    ['back_cnt', 'bigint'],
    ['back_rate', 'double'],
  ],
  visit: [
    ['visit_cnt', 'bigint'],
    ['visitors', 'bigint'],
    ['visits_carried', 'bigint'],
    ['conv_growth', 'double'],
    ['conv_7d', 'double'],
    ['conv_0', 'double'],
    ['conv_1', 'double'],
  ],
  person: [['people', 'bigint']],
  stock: [
    ['held', 'bigint'],
    ['held_first', 'bigint'],
    ['held_rate', 'double'],
    ['held_avg', 'double'],
  ],
};

const plain: readonly object[] = [
  { period: '7d', last: 7, unit: 'day', mode: 'rolling' },
  { period: '30d', last: 30, unit: 'day', mode: 'rolling' },
  { period: 'mtd', last: 1, unit: 'month', mode: 'to_date' },
  { metric: 'sale_cnt', type: 'aggregate', entity: 'sale', agg: 'count' },
  { metric: 'sale_amt', type: 'aggregate', entity: 'sale', agg: 'sum', of: 'amt' },
  {
    metric: 'paid_amt',
    type: 'aggregate',
    entity: 'sale',
    agg: 'sum',
    of: 'amt',
    where: ["kind <> 'z'"],
    time: 'paid',
  },
  { metric: 'buyers', type: 'aggregate', entity: 'sale', agg: 'count_distinct', of: 'person_id' },
  { metric: 'qty_avg', type: 'aggregate', entity: 'sale', agg: 'avg', of: 'qty' },
  { metric: 'qty_p', type: 'aggregate', entity: 'sale', agg: 'percentile', of: 'qty', p: 0.3 },
  {
    metric: 'qty_d',
    type: 'aggregate',
    entity: 'sale',
    agg: 'percentile',
    of: 'qty',
    p: 0.6,
    percentile: 'discrete',
  },
  {
    metric: 'qty_a',
    type: 'aggregate',
    entity: 'sale',
    agg: 'percentile',
    of: 'qty',
    p: 0.5,
    percentile: 'approximate',
  },
  {
    metric: 'first_kind',
    type: 'aggregate',
    entity: 'sale',
    agg: 'first',
    of: "coalesce(kind, 'none')",
    with: 'sale_id',
  },
  { metric: 'back_amt', type: 'aggregate', entity: 'back', agg: 'sum', of: 'bamt', fill: 0 },
  { metric: 'back_cnt', type: 'aggregate', entity: 'back', agg: 'count' },
  { metric: 'visit_cnt', type: 'aggregate', entity: 'visit', agg: 'count' },
  {
    metric: 'visitors',
    type: 'aggregate',
    entity: 'visit',
    agg: 'count_distinct',
    of: 'person_id',
  },
  { metric: 'people', type: 'aggregate', entity: 'person', agg: 'count' },
  {
    metric: 'held',
    type: 'aggregate',
    entity: 'stock',
    agg: 'sum',
    of: 'held',
    snapshot: { over: 'sday', take: 'last', per: ['area', 'no'] },
  },
  {
    metric: 'held_first',
    type: 'aggregate',
    entity: 'stock',
    agg: 'sum',
    of: 'held',
    snapshot: { over: 'sday', take: 'first', per: [] },
  },
];

const nested: readonly object[] = [
  { metric: 'sale_amt_7d', type: 'derived', of: 'sale_amt', time: { period: '7d' } },
  { metric: 'big_amt', type: 'derived', of: 'sale_amt', where: ['big'], fill: 0 },
  {
    metric: 'big_before',
    type: 'derived',
    of: 'big_amt',
    shift: '-7 day',
    time: { period: '30d' },
  },
  { metric: 'local_cnt', type: 'derived', of: 'sale_cnt', where: ['local'] },
  { metric: 'aov', type: 'composite', is: 'sale_amt / sale_cnt' },
  { metric: 'back_rate', type: 'composite', is: 'back_amt / sale_amt' },
  { metric: 'held_rate', type: 'composite', is: 'held / held_first' },
  {
    metric: 'growth',
    type: 'composite',
    is: 'now - coalesce(before, 0)',
    inputs: [
      { as: 'now', metric: 'sale_amt' },
      { as: 'before', metric: 'sale_amt', shift: '-1 month' },
    ],
  },
  { metric: 'conv_7d', type: 'derived', of: 'conv_1', time: { period: '7d' } },
  {
    metric: 'conv_growth',
    type: 'composite',
    is: 'now - before',
    inputs: [
      { as: 'now', metric: 'conv_0' },
      { as: 'before', metric: 'conv_0', shift: '-7 day' },
    ],
  },
  { metric: 'held_avg', type: 'derived', of: 'held', carry: 'avg' },
  {
    metric: 'growth_big',
    type: 'composite',
    is: 'aov - other',
    inputs: [{ as: 'other', metric: 'aov', where: ['qty > 1'] }],
  },
];

/** Steps by the same person: of visits, sales and returns. */
function conversion(chance: Chance, index: number): object {
  const visit = { entity: 'visit', ...(chance.often(0.4) && { where: ["page = 'h'"] }) };
  const sale = {
    entity: 'sale',
    ...(chance.often(0.3) && { where: ['qty > 1'] }),
    ...(chance.often(0.2) && { clock: 'paid' }),
  };
  const back = { entity: 'back' };
  const steps = chance.pick([
    [visit, sale],
    [visit, sale],
    [sale, sale],
    [sale, back],
    [visit, visit],
    [visit, sale, back],
    [sale, sale, sale],
    [visit, visit, sale],
  ]);
  const sales = steps.every(({ entity }) => entity === 'sale');
  return {
    metric: `conv_${index}`,
    type: 'conversion',
    per: 'person',
    steps,
    give: chance.pick(['rate', 'rate', 'converted', 'base']),
    ...(chance.often(0.6) && { within: chance.pick(['7 day', '1 month', '36 hour', '2 week']) }),
    ...(sales && chance.often(0.4) && { same: ['kind'] }),
    match: chance.pick(['last_before', 'first_after']),
    count: chance.pick(['actors', 'events']),
  };
}
