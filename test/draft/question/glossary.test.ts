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
])('%s is called %s', (name, form) => {
  expect(chineseFormsOf(name.split(' '))).toContain(form);
});

it('has no word where a part is unknown', () => {
  expect(chineseFormsOf(['zorp', 'category'])).toEqual([]);
});
