import { expect, it } from 'vitest';
import type { JsonPointer } from '../../src/base/diagnostic.js';
import { check } from '../../src/compile.js';
import { judge } from '../../src/correct/judge.js';
import { lostBetween } from '../../src/correct/lost.js';
import { applyPatch } from '../../src/fix/apply-patch.js';
import { shop } from '../support/bind.js';

const question = {
  dsl: '1',
  title: '门店订单',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'result',
      by: [{ as: 'city', is: 'store.city' }],
      where: ["store.city <> 'x'", 'orders.amount > 10 and orders.amount < 99'],
      measures: [
        { as: 'n', metric: 'order_cnt', time: { last: 7, unit: 'day', mode: 'rolling' } },
        { as: 'amt', agg: 'sum', entity: 'orders', of: 'amount', where: ['amount > 5'] },
      ],
      order: [{ by: 'n', dir: 'desc' }],
      limit: { rows: 10 },
    },
  ],
};

const stage: JsonPointer = '/stages/0';

it.each<[string, JsonPointer, unknown, readonly string[]]>([
  ['another name', '/stages/0/where/0', "store.city <> 'y'", []],
  ['a hole', '/stages/0/where/1', '?', []],
  [
    'another column with the same bounds',
    '/stages/0/where/1',
    'orders.x > 10 and orders.x < 99',
    [],
  ],
  ['half a condition', '/stages/0/where/1', 'orders.amount > 10', ['condition']],
  [
    'another bound',
    '/stages/0/where/1',
    'orders.amount > 10 and orders.amount < 100',
    ['condition'],
  ],
  ['what is always true', '/stages/0/where/0', 'true', ['condition']],
  ['a comparison of constants', '/stages/0/where/0', '1 = 1', ['condition']],
  [
    'a stage without its condition',
    stage,
    { ...question.stages[0], where: [] },
    ['condition', 'condition'],
  ],
  ['a stage without its limit', stage, { ...question.stages[0], limit: undefined }, ['limit']],
  ['a larger limit', '/stages/0/limit', { rows: 100 }, ['limit']],
  ['a stage without its order', stage, { ...question.stages[0], order: [] }, ['order']],
  ['a stage without a key', stage, { ...question.stages[0], by: [] }, ['key']],
  [
    'a measure without its time',
    '/stages/0/measures/0',
    { as: 'n', metric: 'order_cnt' },
    ['time'],
  ],
  ['a time of the same days', '/stages/0/measures/0/time', { period: '7d' }, []],
  ['a time of other days', '/stages/0/measures/0/time', { period: '30d' }, ['time']],
  [
    'a measure without its condition',
    '/stages/0/measures/1',
    { as: 'amt', agg: 'sum', entity: 'orders', of: 'amount' },
    ['condition'],
  ],
  ['a measure under another name', '/stages/0/measures/1/as', 'amount', []],
  [
    'a condition moved into the measures',
    stage,
    {
      ...question.stages[0],
      where: ["store.city <> 'x'"],
      measures: question.stages[0]!.measures.map((m) => ({
        ...m,
        where: [...('where' in m ? m.where : []), 'orders.amount > 10 and orders.amount < 99'],
      })),
    },
    [],
  ],
])('%s', (_, path, value, kinds) => {
  const after = applyPatch(question, [{ op: 'replace', path, value }]);
  expect(lostBetween(question, after, [path]).map((d) => d.params['what'])).toEqual(kinds);
});

it('a misnamed key is a claim too', () => {
  const before = applyPatch(question, [
    { op: 'remove', path: '/stages/0/where' },
    { op: 'add', path: '/stages/0/filter', value: 'store.city = 1' },
  ]);
  const after = applyPatch(before, [{ op: 'remove', path: '/stages/0/filter' }]);
  expect(lostBetween(before, after, [stage]).map((d) => d.params['text'])).toEqual([
    'store.city = 1',
  ]);
});

const found = (value: unknown) => check(JSON.stringify(value), shop)[1];
const wrong = (path: JsonPointer, value: unknown) =>
  applyPatch(question, [{ op: 'replace', path, value }]);

it.each<[string, unknown, unknown, string]>([
  [
    'clean after an error',
    wrong('/stages/0/measures/0/metric', 'order_count_all'),
    question,
    'better',
  ],
  [
    'a higher level',
    wrong('/stages/0/order', 'n desc, please'),
    wrong('/stages/0/measures/0/metric', 'order_count_all'),
    'better',
  ],
  [
    'the same mistake',
    wrong('/stages/0/measures/0/metric', 'order_count_all'),
    wrong('/stages/0/measures/0/metric', 'order_count_all'),
    'no-progress',
  ],
  [
    'another mistake',
    wrong('/stages/0/measures/0/metric', 'order_count_all'),
    wrong('/stages/0/measures/0/metric', 'orders_of_all'),
    'new-findings',
  ],
])('%s', (_, before, after, reason) => {
  const verdict = judge(
    { value: before, found: found(before) },
    { value: after, found: found(after) },
    ['/stages/0/order', '/stages/0/measures/0/metric'],
  );
  expect([verdict.reason, verdict.accepted]).toEqual([reason, reason === 'better']);
});
