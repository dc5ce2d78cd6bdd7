import { expect, it } from 'vitest';
import type { Diagnostic, PatchOperation } from '../../src/base/diagnostic.js';
import { jsonSource, locate } from '../../src/base/json/json-source.js';
import { dslDefinitions } from '../../src/dsl/diagnostics.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { applyPatch } from '../support/patch.js';
import { everyKey, oneStage } from './documents.js';

const found = (text: string): readonly Diagnostic[] => parseDocument(text)[1];
const shown = (text: string): readonly string[] =>
  found(text).map(({ code, path }) => `${code.replace('dsl/', '')} ${path}`);

it('reads a document of every key', () => {
  const [parsed, diagnostics] = parseDocument(everyKey);
  expect(diagnostics).toEqual([]);
  expect(parsed?.source).toBe(everyKey);
  expect(parsed?.document.stages[0]?.columns?.[1]?.as).toBe('amount (CNY)');
});

it('null is as absent, but in lists', () => {
  const [parsed] = parseDocument(
    oneStage('"from": "orders", "by": null, "limit": {"rows": 1, "per": null}'),
  );
  expect(parsed?.document.stages).toEqual([{ name: 'result', from: 'orders', limit: { rows: 1 } }]);
  expect(shown(oneStage('"from": "orders", "where": [null]'))).toEqual([
    'wrong-shape /stages/0/where/0',
  ]);
});

/** `whose-time` needs the ontology: the binder reports it. */
const examples = Object.entries<{ failing?: string; passing?: string }>(dslDefinitions).filter(
  ([code, { failing }]) => failing !== undefined && code !== 'whose-time',
);
it.each(examples)(
  '%s: the examples that explain shows fail and pass',
  (code, { failing, passing }) => {
    expect(new Set(found(failing ?? '').map((d) => d.code))).toEqual(new Set([`dsl/${code}`]));
    expect(found(passing ?? '')).toEqual([]);
  },
);

it.each([
  ['a comma too many', '{"dsl": "1",\n "title": "x",}', 'syntax', 2, 15],
  ['no end', '{"dsl": "1",\n "title": "x"', 'syntax', 2, 14],
  ['nothing', '', 'syntax', 1, 1],
  ['no JSON at all', 'select 1', 'syntax', 1, 1],
  ['a key twice', '{"dsl": "1",\n "dsl": "1"}', 'duplicate-key', 2, 2],
  ['no object', '["dsl"]', 'wrong-shape', 1, 1],
  [
    'an expression',
    oneStage('"from": "orders",\n "where": ["a > 1", "b >"]'),
    'expr/unexpected',
    2,
    25,
  ],
])('%s: located', (_, text, code, line, column) => {
  const [first] = found(text);
  expect(first?.code.replace('dsl/', '')).toBe(code);
  expect(locate(jsonSource(text), first!)).toMatchObject({ line, column });
});

it('problems come in the order of the text', () => {
  const text =
    '{"oops": 1, "dsl": "one", "title": "", "stages": [{"form": "a", "where": ["a +"], "by": {}}]}';
  expect(shown(text)).toEqual([
    'unknown-key /oops',
    'unknown-value /dsl',
    'out-of-range /title',
    'missing-key /stages/0',
    'unknown-key /stages/0/form',
    'expr/unexpected /stages/0/where/0',
    'wrong-shape /stages/0/by',
  ]);
});

/** Each repair alone makes the document a right one. */
it.each<[string, string, readonly PatchOperation[]]>([
  [
    'a misspelt key',
    '"from": "orders", "wher": ["amount > 1"]',
    [
      { op: 'remove', path: '/stages/0/wher' },
      { op: 'add', path: '/stages/0/where', value: ['amount > 1'] },
    ],
  ],
  [
    'a key of SQL',
    '"from": "orders", "having": ["amount > 1"]',
    [
      { op: 'remove', path: '/stages/0/having' },
      { op: 'add', path: '/stages/0/keep', value: ['amount > 1'] },
    ],
  ],
  [
    'a text for a list',
    '"from": "orders", "where": "amount > 1"',
    [{ op: 'replace', path: '/stages/0/where', value: ['amount > 1'] }],
  ],
  [
    'an object for a list',
    '"from": "orders", "order": {"by": "amount"}',
    [{ op: 'replace', path: '/stages/0/order', value: [{ by: 'amount' }] }],
  ],
  [
    'a list for a text',
    '"from": ["orders"]',
    [{ op: 'replace', path: '/stages/0/from', value: 'orders' }],
  ],
  [
    'a number for an expression',
    '"from": "orders", "columns": [{"as": "one", "is": 1}]',
    [{ op: 'replace', path: '/stages/0/columns/0/is', value: '1' }],
  ],
  [
    'a text for a number',
    '"from": "orders", "limit": {"rows": "10"}',
    [{ op: 'replace', path: '/stages/0/limit/rows', value: 10 }],
  ],
  [
    'a number for a limit',
    '"from": "orders", "limit": 10',
    [{ op: 'replace', path: '/stages/0/limit', value: { rows: 10 } }],
  ],
  [
    'a text for an order',
    '"from": "orders", "order": ["amount desc"]',
    [{ op: 'replace', path: '/stages/0/order/0', value: { by: 'amount', dir: 'desc' } }],
  ],
  [
    'a path for a column',
    '"from": "orders", "columns": ["store.name"]',
    [{ op: 'replace', path: '/stages/0/columns/0', value: { as: 'name', is: 'store.name' } }],
  ],
  [
    'a text for a period',
    '"from": "orders", "time": "7d"',
    [{ op: 'replace', path: '/stages/0/time', value: { period: '7d' } }],
  ],
  [
    'another case of a word',
    '"from": "orders", "order": [{"by": "amount", "dir": "DESC"}]',
    [{ op: 'replace', path: '/stages/0/order/0/dir', value: 'desc' }],
  ],
  [
    'a column without its name',
    '"from": "orders", "columns": [{"is": "store.name"}], "order": [{"by": "store"}]',
    [{ op: 'add', path: '/stages/0/columns/0/as', value: 'store' }],
  ],
  [
    'a measure without its name',
    '"by": [], "measures": [{"metric": "sales"}], "compute": [{"as": "x", "is": "total / 2"}]',
    [{ op: 'add', path: '/stages/0/measures/0/as', value: 'total' }],
  ],
  [
    'a name that needs backticks',
    '"from": "orders", "columns": [{"as": "产值(亿)", "is": "amount"}]',
    [{ op: 'replace', path: '/stages/0/columns/0/as', value: '`产值(亿)`' }],
  ],
])('%s has one repair', (_, members, fix) => {
  const text = oneStage(members);
  expect(found(text).map((d) => d.fix)).toEqual([fix]);
  expect(found(JSON.stringify(applyPatch(JSON.parse(text), fix)))).toEqual([]);
});

it.each([
  ['a key with two readings', '"from": "orders", "select": ["amount"]', ['columns', 'show']],
  [
    'a word far from any',
    '"from": "orders", "order": [{"by": "a", "dir": "down"}]',
    ['asc', 'desc'],
  ],
])('%s has no repair, but names', (_, members, allowed) => {
  const [first, ...others] = found(oneStage(members));
  expect(others).toEqual([]);
  expect(first?.fix).toBeUndefined();
  expect(first?.allowed?.slice(0, 2)).toEqual(allowed);
});

it('a rename never overwrites what is there', () => {
  const [first] = found(oneStage('"from": "orders", "wher": ["a > 1"], "where": ["b > 1"]'));
  expect(first?.fix).toBeUndefined();
});
