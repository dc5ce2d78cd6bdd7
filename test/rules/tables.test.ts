import { expect, it } from 'vitest';
import { compile } from '../../src/compile.js';
import type { Target } from '../../src/dsl/document.js';
import { dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { shop } from '../support/bind.js';
import { breaches, broken, summary } from '../support/laws.js';
import { applyPatch } from '../support/patch.js';

const stage = {
  name: 'result',
  by: [{ as: 'customer_id', is: 'customer.customer_id' }],
  measures: [{ as: 'order_cnt', metric: 'order_cnt', time: { period: '7d' } }],
};
const { partition: _, lifecycle: __, ...bare } = summary;
const target = (more: Partial<Target>): { target: Target } => ({ target: { ...bare, ...more } });
const daily = { partition: summary.partition! };

it.each([
  ['dws', 'overwrite', false],
  ['dws', 'append', false],
  ['dws', 'upsert', true],
  ['dim', 'overwrite', true],
  ['ads', 'overwrite', false],
] as const)('%s, %s without partitions will do: %s', (layer, write, good) => {
  const more = target({ layer, write, table: `${layer}_trd_x` });
  expect(broken('table-is-partitioned', [stage], more)).toEqual(good ? [] : ['/target']);
});

it('what is rebuilt from tables without partitions needs none', () => {
  const stores = { name: 'result', from: 'store', columns: [{ as: 'store_id', is: 'store_id' }] };
  expect(broken('table-is-partitioned', [stores], target({}))).toEqual([]);
});

it.each([
  [[{ as: 'ds', is: '$bizdate' }], true],
  [[{ as: 'ds', is: '$bizdate - 1' }], true],
  [[{ as: 'ds', is: "'20261107'" }], false],
  [[{ as: 'ds', is: "date '2026-11-07'" }], false],
  [
    [
      { as: 'ds', is: '$bizdate' },
      { as: 'channel', is: "'live'" },
    ],
    true,
  ],
  [[{ as: 'customer_id', is: 'customer_id' }], true],
])('partitions %j follow the run: %s', (partition, good) => {
  const places = good ? [] : ['/target/partition/0/is'];
  expect(broken('partition-follows-run', [stage], target({ partition }))).toEqual(places);
});

it.each([
  ['order_time', false],
  ['date(order_time)', false],
  ['amount', false],
  ["format_date(order_time, 'yyyyMMdd')", true],
  ['customer_id', true],
])('%s is a value for a partition: %s', (is, good) => {
  const columns = [
    { as: 'order_id', is: 'order_id' },
    { as: 'p', is },
  ];
  const rows = { name: 'result', from: 'orders', time: { period: '1d' }, columns };
  const more = target({ partition: [{ as: 'p', is: 'p' }] });
  const places = good ? [] : ['/target/partition/0/is'];
  expect(broken('partition-is-text', [rows], more)).toEqual(places);
});

it.each([
  [undefined, true, false],
  [6, false, false],
  [29, false, false],
  [30, false, true],
  [3650, false, true],
  [3651, false, false],
])('a lifecycle of %s: missing %s, usual %s', (lifecycle, missing, usual) => {
  const more = target({ ...daily, ...(lifecycle !== undefined && { lifecycle }) });
  expect(broken('lifecycle-is-stated', [stage], more)).toEqual(missing ? ['/target'] : []);
  const unusual = !usual && !missing;
  expect(broken('lifecycle-is-usual', [stage], more)).toEqual(unusual ? ['/target/lifecycle'] : []);
});

it('a table without partitions has nothing that dies', () => {
  expect(broken('lifecycle-is-stated', [stage], target({}))).toEqual([]);
});

it.each([
  ['overwrite', false],
  ['append', true],
  ['upsert', false],
] as const)('a repeated run, %s, writes twice: %s', (write, twice) => {
  const more = target({ ...daily, write });
  expect(broken('rerun-writes-once', [stage], more)).toEqual(twice ? ['/target/write'] : []);
  expect(broken('upsert-has-key', [stage], more)).toEqual([]);
});

it('a key that is only a partition finds no row again', () => {
  const partition = [{ as: 'customer_id', is: 'customer_id' }];
  const more = target({ partition, write: 'upsert' });
  expect(broken('upsert-has-key', [stage], more)).toEqual(['/target/write']);
});

it.each([
  ['the metric', { agg: 'count', entity: 'orders' }, 'order_cnt'],
  [
    'the metric written otherwise',
    { agg: 'sum', entity: 'orders', of: '( amount )', where: ['is_paid'], clock: 'pay_time' },
    'paid_amt',
  ],
  ['another clock', { agg: 'sum', entity: 'orders', of: 'amount', where: ['is_paid'] }, undefined],
  ['other conditions', { agg: 'count', entity: 'orders', where: ['is_paid'] }, undefined],
  ['a metric with a fill', { agg: 'sum', entity: 'refund', of: 'refund_amount' }, undefined],
  ['nothing like it', { agg: 'max', entity: 'orders', of: 'amount' }, undefined],
])('a local metric that is %s', (_name, measure, metric) => {
  const measures = [{ as: 'x', ...measure, time: { period: '7d' } }];
  const [found, second] = breaches('metric-is-not-local', [{ ...stage, measures }], {
    target: summary,
  });
  expect(second).toBeUndefined();
  expect(found?.path).toBe('/stages/0/measures/0/agg');
  const at = '/stages/0/measures/0';
  const removed = Object.keys(measure).toSorted();
  const fix = (found?.fix ?? []).map(({ op, path }) => `${op} ${path}`).toSorted();
  expect(fix).toEqual(
    metric === undefined
      ? []
      : [`add ${at}/metric`, ...removed.map((key) => `remove ${at}/${key}`)],
  );
  expect(found?.fix?.[0]?.value).toBe(metric);
});

it.each([
  { agg: 'count', entity: 'orders' },
  { agg: 'sum', entity: 'orders', of: 'amount', where: ['is_paid'], clock: 'pay_time' },
])('replacing %j by its metric leaves the SQL as it is', (measure) => {
  const document = {
    dsl: '1',
    title: 'test',
    stages: [{ ...stage, measures: [{ as: 'x', ...measure, time: { period: '7d' } }] }],
    target: summary,
  };
  const [found] = breaches('metric-is-not-local', document.stages, { target: summary });
  const sqlOf = (value: unknown): string =>
    compile(JSON.stringify(value), shop, dialectNamed('duckdb')!)[0]!.sql.text;
  expect(sqlOf(applyPatch(document, found!.fix!))).toBe(sqlOf(document));
});

it('what is aggregated over a stage, or asked in a question, is no local metric', () => {
  const measures = [{ as: 'x', agg: 'count', entity: 'orders', time: { period: '7d' } }];
  expect(broken('metric-is-not-local', [{ ...stage, measures }])).toEqual([]);
  const stages = [
    { ...stage, name: 'per_customer' },
    {
      name: 'result',
      from: 'per_customer',
      by: [],
      measures: [{ as: 'n', agg: 'sum', of: 'order_cnt' }],
    },
  ];
  expect(broken('metric-is-not-local', stages, { target: summary })).toEqual([]);
});

const keyed = (more: object): object => ({ ...stage, ...more });
it.each([
  ['required', keyed({ by: [{ as: 'k', is: 'customer.customer_id' }] }), []],
  ['optional', keyed({ by: [{ as: 'k', is: 'store.store_id' }] }), ['/stages/0/by/0/is']],
  ['optional later', keyed({ by: [{ as: 'k', is: 'customer.city.name' }] }), ['/stages/0/by/0/is']],
  ['filled', keyed({ by: [{ as: 'k', is: 'coalesce(store.store_id, -1)' }] }), []],
  [
    'kept only with a value',
    keyed({ by: [{ as: 'k', is: 'store.store_id' }], keep: ['k is not null'] }),
    [],
  ],
  [
    'asked to have a value',
    keyed({ by: [{ as: 'k', is: 'store.store_id' }], where: ['store.store_id is not null'] }),
    [],
  ],
  [
    'compared with a value',
    keyed({ by: [{ as: 'k', is: 'store.store_id' }], where: ["store.name in ('a', 'b')"] }),
    [],
  ],
  [
    'asked of each measure',
    keyed({
      by: [{ as: 'k', is: 'store.store_id' }],
      measures: [{ as: 'n', metric: 'order_cnt', where: ['store.store_id > 0'] }],
    }),
    [],
  ],
  [
    'one of two that are asked for',
    keyed({
      by: [{ as: 'k', is: 'store.store_id' }],
      where: ['store.store_id is not null or customer.customer_id > 0'],
    }),
    ['/stages/0/by/0/is'],
  ],
  [
    'asked for with another',
    keyed({ by: [{ as: 'k', is: 'store.store_id' }], where: ['customer.customer_id > 0'] }),
    ['/stages/0/by/0/is'],
  ],
  [
    'asked whether it is null',
    keyed({ by: [{ as: 'k', is: 'store.store_id' }], where: ['store.store_id is null'] }),
    ['/stages/0/by/0/is'],
  ],
  [
    'asked for of a population',
    {
      name: 'result',
      from: 'orders',
      time: { period: '1d' },
      where: ['store.store_id is not null'],
      by: [{ as: 'k', is: 'store.name' }],
    },
    [],
  ],
  [
    'kept where it is compared',
    keyed({ by: [{ as: 'k', is: 'store.store_id' }], keep: ['k > 0'] }),
    [],
  ],
  [
    'of a population',
    { name: 'result', from: 'orders', time: { period: '1d' }, by: [{ as: 'k', is: 'store.name' }] },
    ['/stages/0/by/0/is'],
  ],
  ['a column of the row', { name: 'result', from: 'orders', by: [{ as: 'k', is: 'status' }] }, []],
])('a key that is %s', (_name, only, places) => {
  expect(broken('key-has-value', [only], { target: summary })).toEqual(places);
});

it('a key is followed to the stage that reads it', () => {
  const stages = [
    keyed({ name: 'first', by: [{ as: 'k', is: 'store.store_id' }] }),
    { name: 'result', from: 'first', where: ['order_cnt > 1'] },
  ];
  expect(broken('key-has-value', stages, { target: summary })).toEqual(['/stages/0/by/0/is']);
  const asked = [stages[0], { name: 'result', from: 'first', where: ['k is not null'] }];
  expect(broken('key-has-value', asked, { target: summary })).toEqual([]);
  const regrouped = [stages[0], { name: 'result', from: 'first', by: [{ as: 'j', is: 'k' }] }];
  expect(broken('key-has-value', regrouped, { target: summary })).toEqual(['/stages/0/by/0/is']);
});

it('a key of a match that may find nothing', () => {
  const match = [{ to: 'store', as: 's', on: [{ key: 'store_id', is: 'store_id' }] }];
  const rows = (only?: string): object => ({
    name: 'result',
    from: 'orders',
    time: { period: '1d' },
    match: match.map((m) => (only === undefined ? m : { ...m, only })),
    by: [{ as: 'k', is: 's.name' }],
  });
  expect(broken('key-has-value', [rows()], { target: summary })).toEqual(['/stages/0/by/0/is']);
  expect(broken('key-has-value', [rows('matched')], { target: summary })).toEqual([]);
});

it.each([
  [{ period: '7d' }, true],
  [{ from: "date '2026-01-01'" }, true],
  [{ from: '$bizdate - 6', to: '$bizdate' }, true],
  [{ from: "date '2026-01-01'", to: '$bizdate' }, true],
  [{ from: "date '2026-01-01'", to: "date '2026-01-31'" }, false],
  [{ to: "date '2026-01-31'" }, false],
])('time %j follows the run: %s', (time, good) => {
  const law = 'model-time-follows-run';
  const own = [{ ...stage, measures: [{ as: 'x', metric: 'order_cnt', time }] }];
  expect(broken(law, own, { target: summary })).toEqual(good ? [] : ['/stages/0/measures/0/time']);
  const ofStage = [{ ...stage, time, measures: [{ as: 'x', metric: 'order_cnt' }] }];
  expect(broken(law, ofStage, { target: summary })).toEqual(good ? [] : ['/stages/0/time']);
});

it('a question may be about written days', () => {
  const time = { from: "date '2026-01-01'", to: "date '2026-01-31'" };
  expect(broken('model-time-follows-run', [{ ...stage, time }])).toEqual([]);
});

it('two columns with one comment', () => {
  const measures = [
    { as: 'a', metric: 'order_cnt', time: { period: '7d' } },
    { as: 'b', metric: 'order_cnt', time: { period: '1d' } },
    { as: 'c', metric: 'order_cnt', time: { period: '7d' }, shift: '-7 day' },
  ];
  const found = breaches('comments-tell-apart', [{ ...stage, measures }], { target: summary });
  expect(found.map((d) => [d.path, d.params['column'], d.params['first']])).toEqual([
    ['/stages/0/measures/2', 'c', 'a'],
  ]);
});

it('a table of its own earlier rows is partitioned, whatever else it reads', () => {
  const stages = [
    {
      name: 'result',
      from: 'self',
      at: '$bizdate - 1',
      columns: [{ as: 'id', is: 'id' }],
      show: ['id'],
    },
  ];
  const columns = [{ name: 'id', comment: 'id', type: 'bigint' }];
  expect(
    broken('table-is-partitioned', stages, {
      target: { ...summary, partition: [], key: ['id'], columns },
    }),
  ).toEqual(['/target']);
});
