import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { applyPatch } from '../../src/fix/apply-patch.js';
import { fixDocument } from '../../src/fix/fix-document.js';
import { shop } from '../support/bind.js';

const right = {
  dsl: '1',
  title: 'orders by city',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'result',
      from: 'orders',
      time: { period: '7d' },
      where: ["status = 'paid'", 'amount > 10'],
      by: [{ as: 'city', is: 'customer.city.name' }],
      measures: [{ as: 'sales', agg: 'sum', of: 'amount' }],
      order: [{ by: 'sales', dir: 'desc' }],
      limit: { rows: 3 },
    },
  ],
};
const text = JSON.stringify(right);
const canonical = formatDocument(parseDocument(text)[0]!.document);
const stage = right.stages[0]!;
const withStage = (more: object, ...without: readonly string[]): string => {
  const kept = Object.entries({ ...stage, ...more }).filter(([key]) => !without.includes(key));
  return JSON.stringify({ ...right, stages: [Object.fromEntries(kept)] });
};

it('the document itself is free of errors', () => {
  expect(check(text, shop)[1].filter((d) => d.severity === 'error')).toEqual([]);
});

it.each<readonly [string, string]>([
  ['prose before and after', `Here it is:\n${text}\nIt sums {amount}.`],
  ['a fence', `\`\`\`json\n${text}\n\`\`\``],
  ['JSON in a text', JSON.stringify(text)],
  ['the document twice', `${text}\n${text}`],
  ['a comma too many', text.replace('}]}', '},]}')],
  ['a comma too few', text.replace('","title"', '""title"'.replace('""', '" "'))],
  ['a comment', text.replace('"title"', '/* title */ "title"')],
  ['a bracket too few', text.replace('}],"order"', '],"order"')],
  ['a wrapper', JSON.stringify({ document: right })],
  ['a list around', JSON.stringify([right])],
  [
    'a stage without "stages"',
    JSON.stringify({ dsl: '1', title: right.title, as_of: right.as_of, ...stage }),
  ],
  [
    'stages by name',
    JSON.stringify({ ...right, stages: { result: { ...stage, name: undefined } } }),
  ],
  ['keys of SQL', withStage({ group_by: stage.by, order_by: stage.order }, 'by', 'order')],
  ['keys in Chinese', withStage({ 条件: stage.where, 度量: stage.measures }, 'where', 'measures')],
  [
    'words for people',
    withStage({ description: 'sums', measures: [{ ...stage.measures[0], note: 'x' }] }),
  ],
  ['one text of conditions', withStage({ where: "status = 'paid' and amount > 10" })],
  [
    'conditions in parts',
    withStage({
      where: [
        { field: 'status', op: '==', value: 'paid' },
        { field: 'amount', op: '>', value: 10 },
      ],
    }),
  ],
  ['measures by name', withStage({ measures: { sales: { agg: 'SUM', of: 'amount' } } })],
  [
    'other words',
    withStage({
      measures: [{ as: 'sales', agg: '求和', of: 'amount' }],
      order: 'sales descending',
      limit: 3,
    }),
  ],
  ['labels for codes and names', withStage({ where: ["status = '付款'", '订单金额 > 10'] })],
  ['a table for an entity', withStage({ from: 'dwd_order_di' })],
  ['slips of the pen', withStage({ from: 'ordres', where: ["status = 'piad'", 'amuont > 10'] })],
  ['signs of other languages', withStage({ where: ['status == "paid"', 'amount ＞ 10'] })],
  [
    'a key in an item',
    withStage({ by: [{ ...stage.by[0], measures: stage.measures }] }, 'measures'),
  ],
  ['a day in another form', text.replace('2026-11-07', '2026/11/07')],
  [
    'a name of the source in the result',
    withStage({ order: [{ by: 'result.sales', dir: 'desc' }] }),
  ],
])('%s: back to the same document', (_, broken) => {
  const fixed = fixDocument(broken, shop);
  expect(fixed.text).toBe(canonical);
  expect(fixed.applied.length).toBeGreaterThan(0);
  expect(fixDocument(fixed.text, shop)).toMatchObject({ text: fixed.text, applied: [] });
});

it.each<readonly [string, string]>([
  ['nothing', ''],
  ['half a document', text.slice(0, text.length / 2)],
  ['the last bracket cut off', text.slice(0, -1)],
  ['two documents', `${text}\n${text.replace('"sales"', '"total"')}`],
  ['a key twice with two values', text.replace('"title"', '"title":"other","title"')],
  ['a name of nothing', withStage({ from: 'zzz' })],
  ['a code near two', withStage({ where: ["status = 'xxx'"] })],
  [
    'a measure without its name, read by nobody',
    withStage({ measures: [{ agg: 'count' }], order: [] }),
  ],
])('%s: not repaired to anything', (_, broken) => {
  const { text: after } = fixDocument(broken, shop);
  expect(check(after, shop)[0]).toBeUndefined();
});

it('what is right stays byte for byte, whatever its form', () => {
  expect(fixDocument(text, shop)).toMatchObject({ text, applied: [] });
});

it.each([
  [{ op: 'add', path: '/a/1', value: 9 }, { a: [1, 9, 2] }],
  [{ op: 'add', path: '/a/-', value: 9 }, { a: [1, 2, 9] }],
  [{ op: 'remove', path: '/a/0' }, { a: [2] }],
  [{ op: 'replace', path: '', value: 1 }, 1],
  [{ op: 'remove', path: '/b' }, undefined],
  [{ op: 'replace', path: '/a/7', value: 1 }, undefined],
  [
    { op: 'add', path: '/b~1c', value: 1 },
    { a: [1, 2], 'b/c': 1 },
  ],
] as const)('RFC 6902: %j', (operation, made) => {
  expect(applyPatch({ a: [1, 2] }, [operation])).toEqual(made);
});
