import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chineseFormsOf } from '../../../src/draft/question/chinese/glossary.js';

it.each([
  ['course category', '课程类别'],
  // What is measured is said without its unit.
  ['duration hours', '时长'],
  ['battery capacity kwh', '电池容量'],
  // What was done with it stands before it.
  ['deposit paid', '支付存款'],
  ['units sold', '销量'],
  // Short forms, slips and units.
  ['temprature c', '温度'],
  ['overtime flg', '加班'],
  ['mkt val mil eur', '市值'],
  ['late fee amt', '滞纳金'],
  ['stations', '站点'],
  // Whose it is stands first; several of a thing are called as one is; a number of a thing tells it.
  ['type of order', '订单类型'],
  ['test results', '检测结果'],
  ['batch no', '批次号'],
])('%s is called %s', (name, form) => {
  expect(chineseFormsOf(name.split(' '))).toContain(form);
});

it('has no word where a part is unknown', () => {
  expect(chineseFormsOf(['zorp', 'category'])).toEqual([]);
});

it('has each word once', async () => {
  const folder = new URL('../../../src/draft/question/chinese/dictionary/', import.meta.url);
  const topics = await Promise.all(
    readdirSync(folder).map(
      async (file) => (await import(new URL(file, folder).href)) as Record<string, object>,
    ),
  );
  const words = topics.flatMap((topic) => Object.values(topic).flatMap((all) => Object.keys(all)));
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
