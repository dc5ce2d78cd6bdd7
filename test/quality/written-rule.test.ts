import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { createTable } from '../../src/ddl/table.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import type { CheckedTable } from '../../src/quality/check.js';
import { checkedTable } from '../../src/quality/checks-of.js';
import { writtenCheck, type WrittenRule } from '../../src/quality/written-rule.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { statementsOf } from '../../src/sql/statements.js';
import { maxComputeParser, type Judgement } from '../suites/maxcompute/parse.js';
import { shop } from '../support/bind.js';

const document = {
  dsl: '1',
  title: '门店每日下单',
  satisfies: ['REQ-001'],
  stages: [
    {
      name: 'result',
      by: [{ as: 'store_id', is: 'coalesce(store.store_id, -1)' }],
      measures: [
        {
          as: 'order_cnt_1d',
          metric: 'order_cnt',
          time: { last: 1, unit: 'day', mode: 'rolling' },
        },
        { as: 'paid_amt_7d', metric: 'paid_amt', time: { last: 7, unit: 'day', mode: 'rolling' } },
        {
          as: 'last_time_7d',
          entity: 'orders',
          agg: 'max',
          of: 'order_time',
          time: { last: 7, unit: 'day', mode: 'rolling' },
        },
      ],
    },
  ],
  target: {
    table: 'dws_trd_store_nd',
    layer: 'dws',
    domain: 'trd',
    comment: '门店每日下单',
    columns: [
      { name: 'store_id', comment: '门店ID' },
      { name: 'last_time_7d', comment: '最近下单时间' },
    ],
    write: 'overwrite',
    partition: [{ as: 'ds', is: '$bizdate' }],
    lifecycle: 365,
  },
};

let engine: Engine;
let table: CheckedTable;
let judge: (sql: string) => Judgement;

/** Of 2026-11-06 three stores with 6 orders; of 2026-11-07 four rows, one store twice, one that is unknown. */
const rows: readonly (readonly (string | null)[])[] = [
  ['101', '1', '10.00', '2026-11-06 08:00:00', '20261106'],
  ['102', '2', '20.00', '2026-11-05 08:00:00', '20261106'],
  ['103', '3', '30.00', '2026-11-05 08:00:00', '20261106'],
  ['101', '4', '40.00', '2026-11-05 08:00:00', '20261107'],
  ['102', '0', null, '2026-11-04 08:00:00', '20261107'],
  ['102', '5', '-1.00', '2026-11-06 23:59:59', '20261107'],
  ['999', '0', '0.00', null, '20261107'],
];

beforeAll(async () => {
  const [checked, found] = check(JSON.stringify(document), shop);
  if (checked === undefined) throw new Error(JSON.stringify(found));
  table = checkedTable(checked.bound, shop)!;
  judge = await maxComputeParser();
  engine = await openDuckdb({});
  const [made] = print(createTable(checked.bound.target!), duckdb);
  await engine.execute([
    ...statementsOf(made!),
    'create table dim_store (store_id bigint, name varchar, city_id bigint)',
    "insert into dim_store values (101, 'a', 1), (102, 'b', 1), (103, 'c', 1)",
  ]);
  const loaded = await engine.load(['dws_trd_store_nd'], rows);
  if ('error' in loaded) throw new Error(loaded.error.message);
});
afterAll(() => engine.close());

it.each<readonly [what: string, rule: Omit<WrittenRule, 'rule'>, failed: number]>([
  ['rows where it is false', { holds: 'paid_amt_7d >= 0' }, 1],
  ['not rows where it is unknown', { holds: 'paid_amt_7d > -2' }, 0],
  ['rows without a value, if so said', { holds: 'paid_amt_7d is not null' }, 1],
  ['conditions between columns', { holds: 'order_cnt_1d = 0 or paid_amt_7d > 0' }, 1],
  ['conditions on the day of the run', { holds: 'last_time_7d < $bizdate' }, 0],
  ['only the rows it is about', { where: ['store_id < 500'], holds: 'order_cnt_1d > 0' }, 1],
  ['groups that stand twice', { unique: ['store_id'] }, 1],
  ['no group that stands once', { unique: ['store_id', 'order_cnt_1d'] }, 0],
  ['groups among the rows it is about', { unique: ['store_id'], where: ['order_cnt_1d > 0'] }, 0],
  ['too few rows', { rows: { min: 5 } }, 1],
  ['too many rows', { rows: { min: 1, max: 3 } }, 1],
  ['rows within bounds', { rows: { min: 4, max: 4 } }, 0],
  ['few rows of some kind', { rows: { max: 1 }, where: ['order_cnt_1d = 0'] }, 1],
  ['rows that are stale', { fresh: { column: 'last_time_7d', days: 1 } }, 1],
  ['fresh rows', { fresh: { column: 'last_time_7d', days: 2 } }, 0],
  ['values that refer to nothing', { refers: { columns: ['store_id'], entity: 'store' } }, 1],
  [
    'only references it is about',
    { where: ['store_id < 900'], refers: { columns: ['store_id'], entity: 'store' } },
    0,
  ],
  ['more rows than the day before', { change: { days: 1, max: 0.3 } }, 1],
  ['as many as may be', { change: { days: 1, min: -0.3, max: 0.4 } }, 0],
  ['a sum that fell', { change: { of: 'paid_amt_7d', days: 1, min: -0.3 } }, 1],
  ['a sum that fell as it may', { change: { of: 'paid_amt_7d', days: 1, min: -0.4 } }, 0],
  ['nothing to compare with', { change: { days: 2, min: 0, max: 0 } }, 0],
])('counts %s', async (_, rule, failed) => {
  const [made, found] = writtenCheck({ rule: 'r', ...rule }, table, '/rules/0');
  expect(found).toEqual([]);
  const [sql, wrong] = print(made!.statement, duckdb);
  expect(wrong).toEqual([]);
  const answer = await engine.query(sql!.text, { params: { bizdate: '2026-11-07' } });
  expect(answer).toMatchObject({ value: { rows: [[failed]] } });
  const [other] = print(made!.statement, maxcompute);
  expect(judge(other!.text.replaceAll('${bizdate}', '20261107'))).toMatchObject({
    accepted: expect.stringMatching(/./) as string,
  });
});

it.each<readonly [what: string, rule: Omit<WrittenRule, 'rule'>, code: string, path: string]>([
  ['a column', { holds: 'order_count > 0' }, 'quality/unknown-column', '/rules/0/holds'],
  [
    'a column of where',
    { rows: {}, where: ['a', 'ds'] },
    'quality/unknown-column',
    '/rules/0/where/0',
  ],
  [
    'a column of a key',
    { unique: ['store_id', 'shop_id'] },
    'quality/unknown-column',
    '/rules/0/unique/1',
  ],
  ['a parameter', { holds: 'order_cnt_1d > $n' }, 'quality/unknown-column', '/rules/0/holds'],
  ['syntax', { holds: 'order_cnt_1d >' }, 'expr/unexpected', '/rules/0/holds'],
  ['a type', { holds: 'order_cnt_1d + 1' }, 'expr/wrong-type', '/rules/0/holds'],
  [
    'a time',
    { fresh: { column: 'order_cnt_1d', days: 1 } },
    'quality/no-time',
    '/rules/0/fresh/column',
  ],
  [
    'an entity',
    { refers: { columns: ['store_id'], entity: 'stor' } },
    'quality/unknown-entity',
    '/rules/0/refers/entity',
  ],
  [
    'a whole key',
    { refers: { columns: ['store_id'], entity: 'order_item' } },
    'quality/not-its-key',
    '/rules/0/refers/columns',
  ],
])('locates what is wrong with %s', (_, rule, code, path) => {
  const [made, found] = writtenCheck({ rule: 'r', ...rule }, table, '/rules/0');
  expect(made).toBeUndefined();
  expect(found[0]).toMatchObject({ code, path });
});

it('names what was probably meant, and the place in the text', () => {
  const [, found] = writtenCheck({ rule: 'r', holds: '0 < order_cnt_7d' }, table, '/rules/0');
  expect(found).toMatchObject([{ allowed: ['order_cnt_1d'], offset: 4 }]);
});
