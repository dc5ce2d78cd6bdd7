import { expect, it } from 'vitest';
import { closest, suggest } from '../../src/base/text/suggest.js';

it.each([
  ['pay_amount', ['pay_amt', 'net_pay_amt', 'city'], ['pay_amt']],
  ['amuont', ['amount', 'discount'], ['amount']],
  ['AMOUNT', ['amount'], ['amount']],
  ['amount', ['pay_amount'], ['pay_amount']],
  ['x', ['amount'], []],
  ['支付金', ['支付金额', '退款金额'], ['支付金额']],
])('near %s of %j: %j', (wrong, names, near) => {
  expect(suggest(wrong, names)).toEqual(near);
});

it.each([
  ['gropu', ['group', 'by'], 'group'],
  ['Sum', ['sum', 'avg'], 'sum'],
  ['mix', ['min', 'max'], undefined],
  ['amount', ['pay_amount'], undefined],
  ['max_by', ['max', 'min'], undefined],
  ['descending', ['desc', 'asc'], undefined],
  ['pay_amount', ['pay_amt', 'net_pay_amt'], 'pay_amt'],
  ['payAmt', ['pay_amt', 'pay_amt_7d'], 'pay_amt'],
  ['pay_1d', ['pay_7d'], undefined],
  ['c_name', ['n_name', 'c_name_total'], undefined],
  ['inactive', ['active'], undefined],
  ['净支付金额', ['支付金额'], undefined],
  ['amuont', ['amount', 'discount'], 'amount'],
  ['c_name', ['c_name_total', 'c_nam'], undefined],
])('%s of %j can only mean %s', (wrong, names, meant) => {
  expect(closest(wrong, names)).toBe(meant);
});
