import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { readTask } from '../../../src/interop/sql/parse/read.js';
import { translateQuery } from '../../../src/interop/sql/document/translate.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { equalRows, rowsDiffer } from '../../../src/stages/agent/equal-rows.js';
import { shop } from '../../support/bind.js';
import { shopSql } from '../../support/shop.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb();
  const made = await engine.execute(shopSql);
  if ('error' in made) throw new Error(made.error.message);
});
afterAll(() => engine.close());

const translated = async (sql: string) => {
  const [tasks, found] = await readTask(sql, 'duckdb');
  if (tasks === undefined) throw new Error(JSON.stringify(found));
  return translateQuery(tasks[0]!.query, shop, { title: 'task', dialect: 'duckdb' });
};

describe('said in the DSL with equal rows', () => {
  it.each([
    ['a name in quotes', 'select name as "门店-名称" from dim_store order by "门店-名称"'],
    [
      'a correlation',
      'select status, corr(amount, order_id) as c from dwd_order_di group by status having count(*) > 3',
    ],
    ['a list', 'select name, city_id from dim_store where city_id < 20'],
    [
      'groups',
      'select gender, count(*) as n, min(signup_date) as first from dim_customer group by gender',
    ],
    [
      'a look-up that may find nothing',
      'select s.name, count(*) n, sum(o.amount) amt from dwd_order_di o left join dim_store s on o.store_id = s.store_id group by s.name',
    ],
    [
      'an inner join over a role',
      'select c.name, max(o.amount) from dwd_order_di o join dim_city c on o.ship_city_id = c.city_id group by c.name having count(*) > 1 order by 2 desc',
    ],
    [
      'a list of tables',
      'select r.name, count(distinct o.customer_id) from dwd_order_di o, dim_store s, dim_city c, dim_region r where o.store_id = s.store_id and s.city_id = c.city_id and c.region_id = r.region_id group by 1',
    ],
    [
      'shares of conditions',
      "select store_id, sum(case when status = 'paid' then amount else 0 end) / sum(amount) as share from dwd_order_di group by store_id",
    ],
    [
      'a filter',
      "select store_id, count(*) filter (where status = 'paid') as paid from dwd_order_di group by store_id",
    ],
    [
      'a chain of CTEs',
      'with d as (select customer_id, count(*) n from dwd_order_di group by customer_id), e as (select n, count(*) as customers from d group by n) select * from e where customers > 1',
    ],
    [
      'the latest of each',
      'select customer_id, order_id from (select customer_id, order_id, row_number() over (partition by customer_id order by order_time desc) rn from dwd_order_di) t where rn = 1',
    ],
    [
      'a rank over groups',
      'select store_id, sum(amount) amt, rank() over (order by sum(amount) desc) as place from dwd_order_di where store_id is not null group by store_id',
    ],
    [
      'all rows of two',
      "select name, 'city' as kind from dim_city union all select name, 'region' from dim_region",
    ],
    [
      'distinct rows of two',
      'select store_id as id from dwd_order_di where store_id is not null union select store_id from dim_store',
    ],
    [
      'in a set',
      "select customer_id from dim_customer where customer_id in (select customer_id from dwd_order_di where status = 'open')",
    ],
    [
      'not existing',
      'select customer_id from dim_customer c where not exists (select 1 from dwd_order_di o where o.customer_id = c.customer_id)',
    ],
    [
      'compared with the whole',
      'select order_id from dwd_order_di where amount > (select avg(amount) from dwd_order_di)',
    ],
    [
      'compared with its own',
      'select order_id from dwd_order_di o where amount > (select avg(i.amount) from dwd_order_di i where i.store_id = o.store_id)',
    ],
    ['distinct values', 'select distinct status, store_id from dwd_order_di'],
    [
      'the first three',
      'select order_id, amount from dwd_order_di order by amount desc, order_id limit 3',
    ],
    [
      'dates',
      "select date_trunc('month', order_time) as month, count(*) from dwd_order_di where order_time >= date '2026-11-01' group by 1",
    ],
    [
      'a window of all rows up to one',
      'select order_id, sum(amount) over (order by order_id rows between unbounded preceding and current row) as total from dwd_order_di',
    ],
    [
      'a window of the last rows',
      'select order_id, avg(amount) over (partition by store_id order by order_id rows between 1 preceding and current row) as mean, max(amount) over (order by order_id rows 2 preceding) as most from dwd_order_di',
    ],
  ])('%s', async (_, sql) => {
    const made = await translated(sql);
    expect(made.refused).toEqual([]);
    const proof = await equalRows(engine, sql, made.document!, shop, duckdb);
    expect(proof).toMatchObject({ kind: 'equal' });
  });

  it('takes a metric that has exactly this definition', async () => {
    const { document } = await translated(
      'select store_id, count(*) as n from dwd_order_di group by store_id',
    );
    expect(document?.stages[0]?.measures).toEqual([{ as: 'n', metric: 'order_cnt' }]);
  });
});

describe('refused by name', () => {
  it.each([
    ['select c.name, p.name from dim_city c cross join dim_promotion p', 'the join of c, p'],
    [
      'select s.name, c.name from dim_store s full join dim_city c on s.city_id < c.city_id',
      'FULL or RIGHT JOIN',
    ],
    ['select stddev_pop(amount) from dwd_order_di', 'stddev_pop'],
    [
      'select order_id, sum(amount) over (order by order_id rows between 1 preceding and 1 following) from dwd_order_di',
      'a window frame',
    ],
    [
      'select order_id from dwd_order_di where order_time < current_date',
      'the function current_date',
    ],
    ['select name from dim_city order by name limit 2 offset 1', 'OFFSET'],
    ['select name from dim_nothing', 'the table dim_nothing'],
    ['select name from dim_city intersect select name from dim_region', 'INTERSECT'],
    ['select amount, count(*) from dwd_order_di group by status', 'neither grouped nor aggregated'],
  ])('%s', async (sql, what) => {
    const made = await translated(sql);
    expect(made.document).toBeUndefined();
    expect(made.refused.map((r) => r.what).join('\n')).toContain(what);
  });
});

describe('what is equal', () => {
  const rows = async (sql: string) => {
    const got = await engine.query(sql);
    if ('error' in got) throw new Error(got.error.message);
    return got.value;
  };
  it.each([
    [
      'order does not matter',
      'select * from (values (1), (2)) t',
      'select * from (values (2), (1)) t',
      true,
    ],
    ['scale does not matter', 'select 1.50::decimal(9,2)', 'select 1.5::decimal(9,4)', true],
    [
      'how often does',
      'select * from (values (1), (1), (2)) t',
      'select * from (values (1), (2), (2)) t',
      false,
    ],
    ['null is no 0', 'select null::int', 'select 0', false],
    ['columns in their order', 'select 1, 2', 'select 2, 1', false],
    [
      'a large integer, digit by digit',
      'select 9007199254740993',
      'select 9007199254740992',
      false,
    ],
  ])('%s', async (_, a, b, equal) => {
    expect(rowsDiffer(await rows(a), await rows(b)) === undefined).toBe(equal);
  });
});
