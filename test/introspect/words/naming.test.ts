import { expect, it } from 'vitest';
import { foundIn } from '../found.js';

it.each<[tables: readonly string[], names: readonly string[]]>([
  [['Orders'], ['order']],
  [['InvoiceLine'], ['invoice_line']],
  [['订单'], ['订单']],
  [
    ['dwd_trade_order_di', 'dim_anchor'],
    ['anchor', 'trade_order'],
  ],
  [
    ['ods_order_df', 'dwd_order_di'],
    ['dwd_order_di', 'ods_order_df'],
  ],
  [
    ['order', 'orders'],
    ['order', 'orders'],
  ],
  [
    ['a.orders', 'b.orders'],
    ['a_order', 'b_order'],
  ],
  [
    ['main.orders', 'a.orders', 'a.items'],
    ['item', 'a_order', 'main_order'],
  ],
  [
    ['a.orders', 'a_orders'],
    ['order', 'a_order'],
  ],
  [
    ['self', 'row'],
    ['main_row', 'main_self'],
  ],
  [['sales report 2024'], ['sales_report_2024']],
  [['2024年销售(华东)'], ['2024年销售(华东)']],
])('calls the entities of %j %j', async (tables, names) => {
  const found = await foundIn([
    'CREATE SCHEMA a',
    'CREATE SCHEMA b',
    ...tables.map(
      (t) =>
        `CREATE TABLE ${t
          .split('.')
          .map((p) => `"${p}"`)
          .join('.')} AS SELECT 1 AS x`,
    ),
  ]);
  expect(found.entities.map((e) => e.name).toSorted()).toEqual(names.toSorted());
});

it.each([
  [
    ['CustomerId', 'customer name', 'Loss Ratio', '金额(元)', ' x '],
    ['customer_id', 'customer name', 'Loss Ratio', '金额(元)', 'x'],
  ],
  [
    ['UserId', 'user_id'],
    ['UserId', 'user_id'],
  ],
  [
    ['UserID', 'User_Id'],
    ['user_id', 'user_id_2'],
  ],
])('calls the attributes of columns %j %j', async (columns, names) => {
  const found = await foundIn([
    `CREATE TABLE t (${columns.map((c) => `"${c}" INTEGER`).join(', ')})`,
  ]);
  expect(found.entities[0]!.attributes.map((a) => a.name)).toEqual(names);
  expect(found.entities[0]!.attributes.map((a) => a.column)).toEqual(columns);
});
