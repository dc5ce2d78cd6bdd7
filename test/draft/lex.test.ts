import { expect, it } from 'vitest';
import { lex } from '../../src/draft/lexing/lex.js';
import { vocabularyOf } from '../../src/draft/vocabulary.js';
import { shop } from '../support/bind.js';
import { tokenizerOf } from './drafted.js';

const vocabulary = vocabularyOf(shop);

function cut(requirement: string): readonly string[] {
  return lex(requirement, vocabulary, tokenizerOf(shop), '2026-11-07').map(
    (w) => `${w.text}/${w.kind === 'mark' ? w.mark.kind : w.kind}`,
  );
}

it.each([
  ['各门店的支付金额', ['各/each', '门店/name', '的/of', '支付金额/name']],
  ['近7天和近30天', ['近7天和近30天/time']],
  ['支付金额超过2,000元', ['支付金额/name', '超过/compare', '2,000元/number']],
  ['1.5万元以上', ['1.5万元/number', '以上/compare']],
  ['Top 10 products', ['Top 10/top', 'products/name']],
  ['more than 5 orders', ['more than/compare', '5/number', 'orders/name']],
  ["store = '外滩店'", ['store/name', '=/compare', "'外滩店'/quoted"]],
  ['ＴＯＰ５', ['ＴＯＰ５/top']],
  // A time and a metric's name, though a metric is called so.
  ['近7天支付金额', ['近7天/name', '支付金额/name']],
  // An unknown word is never cut: neither 天 nor 店 nor 分 is read out of one.
  ['天猫', ['天/unknown', '猫/unknown']],
  ['和平区', ['和平区/unknown']],
  ['分享次数', ['分享/unknown', '次数/unknown']],
  ['restore', ['restore/unknown']],
  ['前30天', ['前/unknown', '30/number', '天/unknown']],
])('%s is cut into %j', (requirement, expected) => {
  expect(cut(requirement)).toEqual(expected);
});

it('leaves no character out but white space', () => {
  const requirement = '  近7天，各门店（含 线上）的 支付金额 & orders?!  ';
  const words = lex(requirement, vocabulary, tokenizerOf(shop), '2026-11-07');
  expect(words.map((w) => w.text).join('')).toBe(requirement.replaceAll(/\s/g, ''));
  expect(words.every((w) => requirement.slice(w.start, w.end) === w.text)).toBe(true);
});
