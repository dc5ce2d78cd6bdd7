import { expect, it } from 'vitest';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import { foundIn } from '../found.js';

const rows = 'SELECT i AS id, i * 1.5::DECIMAL(9, 2) AS';

it.each([
  [
    'names of the table and the column',
    [`CREATE TABLE "销售单" AS ${rows} "金额" FROM range(3) t(i)`],
    [
      ['销售单_cnt', '销售单数', undefined],
      ['销售单_金额_sum', '销售单金额', ['金额']],
    ],
  ],
  [
    'comments, up to what is not a name in them',
    [
      `CREATE TABLE dwd_ord AS ${rows} pay_amount FROM range(3) t(i)`,
      `COMMENT ON TABLE dwd_ord IS '订单信息表'`,
      `COMMENT ON COLUMN dwd_ord.pay_amount IS '支付金额（元），含运费'`,
    ],
    [
      ['ord_cnt', '订单数', undefined],
      ['ord_pay_amount_sum', '订单支付金额', ['支付金额']],
    ],
  ],
  [
    'a column that names the table itself',
    [`CREATE TABLE "订单" AS ${rows} "订单金额" FROM range(3) t(i)`],
    [
      ['订单_cnt', '订单数', undefined],
      ['订单_订单金额_sum', '订单金额', undefined],
    ],
  ],
  [
    'no word that two metrics would have',
    [
      `CREATE TABLE "订单" AS ${rows} "金额" FROM range(3) t(i)`,
      `CREATE TABLE "退货" AS ${rows} "金额" FROM range(3) t(i)`,
    ],
    [
      ['订单_cnt', '订单数', undefined],
      ['订单_金额_sum', '订单金额', undefined],
      ['退货_cnt', '退货数', undefined],
      ['退货_金额_sum', '退货金额', undefined],
    ],
  ],
  [
    'nothing where there is no Chinese',
    [`CREATE TABLE orders AS ${rows} amount FROM range(3) t(i)`],
    [
      ['order_cnt', undefined, undefined],
      ['order_amount_sum', undefined, undefined],
    ],
  ],
])('metrics are called by %s', async (_, statements, expected) => {
  const found = await foundIn(statements);
  const metrics = found.metrics.map(({ name, label, synonyms }) => [name, label, synonyms]);
  expect(metrics.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual(
    expected.toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
  );
  expect(loadOntology(writeOntology(found))[1]).toEqual([]);
});
