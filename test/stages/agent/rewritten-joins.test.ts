import { expect, it, onTestFinished } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { dialectNamed } from '../../../src/sql/dialects/all-dialects.js';
import { judgeTask } from '../../../src/stages/agent/judge-task.js';
import { shop } from '../../support/bind.js';
import { shopSql } from '../../support/shop.js';

// Rows are compared on the shop, which has orders without a store, stores without orders, and several orders each.
it.each([
  [
    'a LEFT JOIN to many',
    'select s.name, count(o.order_id) as n, sum(o.amount) as amount, count(*) as all_rows from dim_store s left join dwd_order_di o on o.store_id = s.store_id group by s.name',
    4,
  ],
  [
    'a LEFT JOIN to many that a condition narrows, in ON and in WHERE',
    "select s.store_id, count(o.order_id) as n from dim_store s left join dwd_order_di o on o.store_id = s.store_id and o.status = 'paid' where s.name <> 'x' group by s.store_id",
    4,
  ],
  [
    'a LEFT JOIN to many whose rows a condition takes away',
    'select s.store_id, o.order_id from dim_store s left join dwd_order_di o on o.store_id = s.store_id where o.amount > 10 or o.order_id is null',
    undefined,
  ],
  [
    'a RIGHT JOIN',
    'select s.name, count(o.order_id) as n from dwd_order_di o right join dim_store s on o.store_id = s.store_id group by s.name',
    4,
  ],
  [
    'a FULL JOIN: orders without store, stores without order',
    'select o.order_id, s.store_id from dwd_order_di o full join dim_store s on o.store_id = s.store_id',
    undefined,
  ],
  [
    'names of columns beside the alias of a query',
    'select orders, count(*) as stores from (select s.store_id, count(o.order_id) from dim_store s left outer join dwd_order_di o on o.store_id = s.store_id group by s.store_id) as per_store (store_id, orders) group by orders order by stores desc, orders',
    undefined,
  ],
  [
    'rows without a partner',
    'select s.store_id, s.name from dim_store s left join dwd_order_di o on o.store_id = s.store_id where o.store_id is null',
    undefined,
  ],
  [
    'different values across joins to many on both ways',
    "select distinct b.customer_id, b.city_id from dwd_order_di x join dim_customer a on a.customer_id = x.customer_id join dwd_order_di y on y.store_id = x.store_id join dim_customer b on b.customer_id = y.customer_id where a.gender = 'f'",
    undefined,
  ],
])('says %s, with equal rows', async (_, sql, rows) => {
  const [empty, data] = [await openDuckdb({}), await openDuckdb({})];
  onTestFinished(async () => {
    await empty.close();
    await data.close();
  });
  await data.execute(shopSql);
  await data.execute([
    "insert into dim_store (store_id, name, city_id) values (104, '没有订单的门店', 1)",
  ]);
  const duckdb = dialectNamed('duckdb')!;
  const options = { dialect: 'duckdb' as const, title: 't', empty, duckdb, offer: { data } };
  const { statements, findings } = await judgeTask(sql, shop, options);
  const reasons = findings.filter((f) => f.code.startsWith('task/'));
  expect(reasons).toEqual([]);
  const proof = statements[0]?.proof;
  expect(proof).toMatchObject({ kind: 'equal', ...(rows !== undefined && { rows }) });
});

it.each([
  'select count(*) as n from dwd_order_di o join dim_store s on o.amount > s.store_id',
  'select s.name, o.order_id from dim_store s left join dwd_order_di o on o.amount > s.store_id',
  'select * from dim_store s left join dwd_order_di o on o.store_id = s.store_id',
])('refuses %s', async (sql) => {
  const [empty, data] = [await openDuckdb({}), await openDuckdb({})];
  onTestFinished(async () => {
    await empty.close();
    await data.close();
  });
  await data.execute(shopSql);
  const duckdb = dialectNamed('duckdb')!;
  const options = { dialect: 'duckdb' as const, title: 't', empty, duckdb, offer: { data } };
  const { statements, findings } = await judgeTask(sql, shop, options);
  expect(findings.map((f) => f.code)).toContain('task/not-in-dsl');
  expect(statements[0]?.proof).toBeUndefined();
});
