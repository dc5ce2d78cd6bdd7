import { expect, it } from 'vitest';
import type { Document } from '../../../src/dsl/document.js';
import { found, judged } from '../../support/judged-task.js';

const proven = async (sql: string): Promise<Document | undefined> => {
  const { statements } = await judged(sql, 'hologres');
  const proof = statements.at(-1)?.proof;
  return proof?.kind === 'equal' ? (JSON.parse(proof.text) as Document) : undefined;
};

it.each<[string, string, object]>([
  [
    'casts, which keep the name of their column',
    "select store_id::bigint, sum(amount)::numeric(18,2) as amt from dwd_order_di where ds = '20261107' and order_time::date >= '2026-11-01'::date group by store_id",
    { stages: [{ measures: [{ as: 'measured' }], show: ['store_id', 'amt'] }] },
  ],
  [
    'formats with an hour of 24',
    "select order_id, to_char(order_time, 'YYYY-MM-DD HH24:MI:SS') as t, to_date(ds, 'YYYYMMDD') as d from dwd_order_di where ds = '20261107'",
    {
      stages: [
        {
          columns: [
            { as: 'order_id' },
            { as: 't', is: "format_date(order_time, 'yyyy-MM-dd HH:mm:ss')" },
            { as: 'd', is: "to_date(ds, 'yyyyMMdd')" },
          ],
        },
      ],
    },
  ],
  [
    'rows that take the place of those with their key',
    "insert into dws_trd_store_1d (store_id, amt) select store_id, sum(amount) from dwd_order_di where ds = '20261107' group by store_id on conflict (store_id) do update set amt = excluded.amt",
    { target: { write: 'upsert', key: ['store_id'] } },
  ],
])('%s', async (_, sql, document) => {
  expect(await proven(sql)).toMatchObject(document);
});

it.each<[string, string, readonly (readonly string[])[]]>([
  [
    'rows that stay where their key is there already',
    "insert into dws_trd_store_1d (store_id, amt) select store_id, sum(amount) from dwd_order_di where ds = '20261107' group by store_id on conflict (store_id) do nothing",
    [['task/not-a-query', 'insert']],
  ],
  [
    'one row of each by DISTINCT ON',
    "select distinct on (customer_id) customer_id, order_id from dwd_order_di where ds = '20261107' order by customer_id, order_id",
    [['task/not-in-dsl', 'on']],
  ],
  [
    'texts put together',
    "select store_id, string_agg(status, ',') as s from dwd_order_di where ds = '20261107' group by store_id",
    [['task/not-in-dsl', 'string_agg']],
  ],
])('says what has no document, in its place: %s', async (_, sql, expected) => {
  expect(await found(sql, 'hologres')).toEqual(expected);
});
