import { expect, it } from 'vitest';
import { examine } from '../../../../src/interop/sql/judge/examine.js';
import { readTask } from '../../../../src/interop/sql/parse/read.js';
import { tokensOf } from '../../../../src/interop/sql/text/tokens.js';
import { shop } from '../../../support/bind.js';

const examined = async (sql: string) => {
  const [tasks, found] = await readTask(sql, 'maxcompute');
  if (tasks === undefined) throw new Error(JSON.stringify(found));
  return examine(tasks[0]!, tokensOf(sql, true).tokens, shop);
};

it('follows columns through CTEs, joins and aggregates', async () => {
  const { tables, columns, findings } = await examined(
    `with paid as (select store_id, amount * 2 as twice from dwd_order_di where ds = '20261107')
     select s.name, sum(p.twice) as total, p.store_id as id from paid p left join dim_store s on p.store_id = s.store_id group by s.name, p.store_id`,
  );
  expect(tables).toEqual(['dim_store', 'dwd_order_di']);
  expect(columns).toMatchObject([
    { name: 'name', from: ['dim_store.name'], how: 'copied' },
    { name: 'total', from: ['dwd_order_di.amount'], how: 'aggregated' },
    { name: 'id', from: ['dwd_order_di.store_id'], how: 'copied' },
  ]);
  expect(findings).toEqual([]);
});

it.each([
  ['select a from dwd_ordr_di', 'task/unknown-table', 14, 'dwd_order_di'],
  ["select amout from dwd_order_di where ds = '1'", 'task/unknown-column', 7, 'amount'],
  [
    'select store_id from dim_store s join dim_store t on s.store_id = t.store_id',
    'task/ambiguous-column',
    7,
    undefined,
  ],
  ['select * from dim_store', 'task/star', 7, undefined],
  ['select s.name from dim_store s cross join dim_region r', 'task/cross-join', 42, undefined],
  ['select s.name from dim_store s, dim_region r', 'task/cross-join', 32, undefined],
  ['select s.name from dim_store s join dim_region r on 1 = 1', 'task/cross-join', 36, undefined],
])('%s: %s', async (sql, code, offset, near) => {
  const { findings } = await examined(sql);
  const found = findings.find((f) => f.code === code);
  expect(found).toMatchObject({ code, offset });
  expect(found?.allowed?.includes(near ?? '') ?? false).toBe(near !== undefined);
});

it.each([
  'select store_id from dwd_order_di join dim_store using (store_id)',
  'select s.name from dim_store s, dim_region r, dim_city c where c.city_id = s.city_id and c.region_id = r.region_id',
  'select s.name, m.n from dim_store s cross join (select count(*) as n from dim_store) m',
  'select x.* from (select name from dim_store) x',
])('%s: nothing', async (sql) => {
  expect((await examined(sql)).findings).toEqual([]);
});

it.each([
  ["select amount from dwd_order_di where ds = '1'", []],
  ['select amount from dwd_order_di', ['dwd_order_di']],
  ['select amount from dwd_order_di where ds is not null', ['dwd_order_di']],
  [
    "select i.price from dwd_order_di o join dwd_order_item_di i on i.order_id = o.order_id where o.ds = '1'",
    ['dwd_order_item_di'],
  ],
  [
    "select i.price from dwd_order_di o join dwd_order_item_di i on i.order_id = o.order_id and i.ds = o.ds where o.ds = '1'",
    [],
  ],
  ["select * from (select amount, ds from dwd_order_di) t where ds = '1'", []],
  [
    "select * from (select ds, row_number() over (order by amount) as r from dwd_order_di) t where ds = '1'",
    ['dwd_order_di'],
  ],
])('%s reads whole %j', async (sql, tables) => {
  const { unbounded } = await examined(sql);
  expect(unbounded.map((u) => u.entity.table.name.join('.'))).toEqual(tables);
});

it('tells what can be read off a column from what is only counted', async () => {
  const { columns } = await examined(
    "select count(distinct name) as a, max(name) as b, name is null as c, concat(substr(name, 1, 1), '*') as d from dim_customer group by 3, 4",
  );
  expect(columns.map((c) => [c.name, c.from, c.shows])).toEqual([
    ['a', ['dim_customer.name'], []],
    ['b', ['dim_customer.name'], ['dim_customer.name']],
    ['c', ['dim_customer.name'], []],
    ['d', ['dim_customer.name'], ['dim_customer.name']],
  ]);
});
