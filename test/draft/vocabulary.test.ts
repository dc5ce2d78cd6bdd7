import { expect, it } from 'vitest';
import { fold, stem } from '../../src/draft/lexing/fold.js';
import { dictionaryOf, namesAt, referentKey, vocabularyOf } from '../../src/draft/vocabulary.js';
import { ontologyOf, shop } from '../support/bind.js';
import { clinic } from './drafted.js';

const vocabulary = vocabularyOf(shop);
const clinicVocabulary = vocabularyOf(clinic);

function meaningsOf(text: string, of = vocabulary): readonly string[] {
  return (namesAt(of, fold(text), 0)[0]?.referents ?? []).map(referentKey);
}

it.each([
  ['ＧＭＶ（元）', 'gmv(元)'],
  ['Top　10', 'top 10'],
  ['“上海”', '"上海"'],
  ['İstanbul', 'İstanbul'],
  ['😀Ａ', '😀a'],
])('%s is compared as %s, without a character more or less', (text, folded) => {
  expect(fold(text)).toBe(folded);
  expect(folded.length).toBe(text.length);
});

it.each([
  ['orders', 'order'],
  ['categories', 'category'],
  ['boxes', 'box'],
  ['status', 'status'],
  ['address', 'address'],
  ['analysis', 'analysis'],
  ['people', 'person'],
  ["customer's", 'customer'],
  ['gas', 'gas'],
])('the stem of %s is %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

it.each([
  ['支付金额', ['["metric","paid_amt"]']],
  ['成交金额', ['["metric","paid_amt"]']],
  ['paid_amt', ['["metric","paid_amt"]']],
  ['Paid Amounts', ['["metric","paid_amt"]']],
  ['paid-amt', ['["metric","paid_amt"]']],
  ['客户姓名', ['["attribute","customer","name"]']],
  ['女性', ['["attribute","customer","is_female"]']],
  ['付款', ['["value","orders","status","paid"]']],
  ['已支付', ['["value","orders","status","paid"]', '["attribute","orders","is_paid"]']],
  ['收货城市', ['["relationship","orders","ship_city"]']],
  ['近7天', ['["period","7d"]']],
  ['财月', ['["attribute","fiscal_day","fiscal_month"]', '["grain","fiscal_month"]']],
  // A code is a word where it has two letters; 0 and 1 of the product's status are none.
  ['gold', ['["value","customer_level","level","gold"]']],
  ['1', []],
  ['支付', []],
])('%s means %j', (text, expected) => {
  expect(meaningsOf(text)).toEqual(expected);
});

it.each([
  ['就诊 次数', ['["metric","visit_cnt"]']],
  ['no-show rates', ['["metric","no_show_rate"]']],
  ['Physicians', ['["entity","doctor"]']],
])('in another topic %s means %j', (text, expected) => {
  expect(meaningsOf(text, clinicVocabulary)).toEqual(expected);
});

it('takes no code for a word that is grammar', () => {
  const status = `
entity: thing
key: [thing_id]
source: { table: t }
attributes:
  thing_id: { type: bigint }
  status: { type: string, values: { 'on': 在架, 'off': 下架, all: 全部状态, sold: 已售 } }
`;
  const codes = vocabularyOf(ontologyOf(status)).latin;
  expect(codes.has('off') && codes.has('sold')).toBe(true);
  expect(codes.has('on') || codes.has('all')).toBe(false);
});

it('takes the longest form first, and never a part of a Latin word', () => {
  expect(namesAt(vocabulary, '近7天支付金额', 0).map((n) => n.end)).toEqual([7, 3]);
  expect(namesAt(vocabulary, 'xstore', 1)).toEqual([]);
  expect(namesAt(vocabulary, 'storefront', 0)).toEqual([]);
});

it('gives a tokenizer the Chinese words, in the same order every time', () => {
  const words = dictionaryOf(shop);
  expect(words).toContain('支付买家数');
  expect(words).not.toContain('paid_amt');
  expect(words).toEqual(words.toSorted());
});
