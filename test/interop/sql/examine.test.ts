import { expect, it } from 'vitest';
import { examine } from '../../../src/interop/sql/examine.js';
import { readTask } from '../../../src/interop/sql/read.js';
import { tokensOf } from '../../../src/interop/sql/tokens.js';
import { shop } from '../../support/bind.js';

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
  expect(columns).toEqual([
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
  ['select amount from dwd_order_di', 'task/no-partition', 19, undefined],
  ['select s.name from dim_store s cross join dim_region r', 'task/cross-join', 42, undefined],
  ['insert into table report select name from dim_store', 'task/target-name', 18, undefined],
  ['insert into table dws_x_1d select page from ods_visit', 'task/layer', 44, undefined],
])('%s: %s', async (sql, code, offset, near) => {
  const { findings } = await examined(sql);
  const found = findings.find((f) => f.code === code);
  expect(found).toMatchObject({ code, offset });
  expect(found?.allowed?.includes(near ?? '') ?? false).toBe(near !== undefined);
});
