import { expect, it } from 'vitest';
import { compile } from '../../src/compile.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { openDatabase } from '../sql/database.js';
import { shop } from '../support/bind.js';
import { shopSql } from '../support/shop.js';
import { drafted } from './drafted.js';

const database = await openDatabase();
for (const statement of shopSql) await database.run(statement);

/** The answer that DuckDB gives to a drafted question, as of 7 November 2026. */
async function answer(requirement: string): Promise<readonly unknown[]> {
  const document = drafted(requirement);
  expect(document.unresolved).toBeUndefined();
  const [compiled, problems] = compile(JSON.stringify(document), shop, duckdb);
  expect(problems.filter((d) => d.severity === 'error')).toEqual([]);
  return database.rows(compiled!.select.text);
}

// Counted by hand from the rows of test/support/shop.ts.
it.each([
  // Paid from 1 to 7 November: 1002 37.50 and 1008 20.00 and 1010 4.00 in store 101; 1003 8.00 and 1011
  // 31.20 in 102; 1005 7.80 and 1006 15.60 in 103; 1009 12.50 without a store.
  [
    '近7天各门店的支付金额',
    [
      ['101', '外滩店', '61.50'],
      ['102', '西湖店', '39.20'],
      ['103', '南山店', '23.40'],
      [null, null, '12.50'],
    ],
  ],
  // The same, of the two largest.
  [
    '近7天支付金额最高的2个门店',
    [
      ['101', '外滩店', '61.50'],
      ['102', '西湖店', '39.20'],
    ],
  ],
  // 101 and 102 are over 30, 103 and the rows without a store are not.
  [
    '近7天支付金额超过30元的门店',
    [
      ['101', '外滩店', '61.50'],
      ['102', '西湖店', '39.20'],
    ],
  ],
  // Orders placed last week, 26 October to 1 November: 1002, 1003 and 1004.
  ['上周的订单数', [['3']]],
  // Of customers who are women (1, 3, 5): 1001, 1002, 1005, 1006, 1008, 1010 and 1012.
  ['女性客户的订单数', [['7']]],
  // Everything but closed orders: all twelve without 1007.
  ['不含已关闭订单的订单数', [['11']]],
  // Sold from 9 October to 7 November, by category of the product: tea 3+4+1+1 (501) and 1 (504),
  // drinks 2+3+1+1 (502), snacks 1+2+4 (503).
  [
    '各类目近30天的销售件数',
    [
      ['1', '饮料', '7'],
      ['2', '茶', '10'],
      ['3', '零食', '7'],
    ],
  ],
  // Refunds this month (1 to 7 November): 12.50, 4.00 and 4.00.
  ['退款金额 this month', [['20.50']]],
  // Signed up this year but never ordered: customer 6.
  ['没有订单的客户', [['6']]],
  // Paid amounts over 20 yuan: 1001 25.00, 1002 37.50, 1011 31.20.
  ['支付金额超过20元的订单数', [['3']]],
])('%s', async (requirement, rows) => {
  expect(await answer(requirement)).toEqual(rows);
});
