import { expect, it } from 'vitest';
import { abbreviates, singular, snakeCase, wordsOf } from '../../../src/introspect/words/words.js';

it.each([
  ['SupportRepId', ['support', 'rep', 'id']],
  ['support_rep_id', ['support', 'rep', 'id']],
  ['c_custkey', ['c', 'cust', 'key']],
  ['HTTPStatusCode', ['http', 'status', 'code']],
  ['customerid', ['customer', 'id']],
  ['invoicenumber', ['invoice', 'number']],
  ['paid', ['paid']],
  ['discount', ['discount']],
  ['update', ['update']],
  ['bid', ['bid']],
  ['address1', ['address1']],
  ['Number of Firefighters', ['number', 'of', 'firefighters']],
  ['订单编号', ['订单', '编号']],
  ['订单号', ['订单', '号']],
  ['型号', ['型号']],
  ['2018年产值(亿)', ['2018', '年产值']],
  ['支付金额（元）', ['支付', '金额']],
  ['__', []],
])('parts %s into words', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

it.each([
  ['InvoiceLine', 'invoice_line'],
  ['PlaylistTrack', 'playlist_track'],
  ['HTTPStatus', 'http_status'],
  ['sbDpEpochMs', 'sb_dp_epoch_ms'],
  ['Claim_Amount', 'claim_amount'],
  ['订单', '订单'],
])('writes %s in snake case', (name, snake) => {
  expect(snakeCase(name)).toBe(snake);
});

it.each([
  ['orders', 'order'],
  ['categories', 'category'],
  ['addresses', 'address'],
  ['boxes', 'box'],
  ['branches', 'branch'],
  ['databases', 'database'],
  ['warehouses', 'warehouse'],
  ['statuses', 'status'],
  ['status', 'status'],
  ['business', 'business'],
  ['series', 'series'],
  ['news', 'news'],
  ['analysis', 'analysis'],
  ['people', 'person'],
  ['movies', 'movie'],
  ['buys', 'buy'],
  ['data', 'data'],
  ['as', 'as'],
  ['订单', '订单'],
])('the singular of %s is %s', (plural, one) => {
  expect(singular(plural)).toBe(one);
});

it.each([
  ['cust', 'customer', true],
  ['supp', 'supplier', true],
  ['dept', 'department', true],
  ['acct', 'account', true],
  ['emp', 'employee', true],
  ['order', 'order', false],
  ['cu', 'customer', false],
  ['user', 'customer', false],
  ['code', 'customer', false],
  ['part', 'report', false],
])('%s shortens %s: %s', (short, long, does) => {
  expect(abbreviates(short, long)).toBe(does);
});
