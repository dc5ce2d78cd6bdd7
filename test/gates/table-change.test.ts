import { expect, it } from 'vitest';
import type { DeliveredTable } from '../../src/gates/decision.js';
import { changesOf } from '../../src/gates/changes-of.js';
import { classOf } from '../../src/gates/table-change.js';

const delivered: DeliveredTable = {
  columns: [
    { name: 'store_id', type: 'int' },
    { name: 'amt', type: 'decimal(18,2)' },
  ],
  partition: [{ name: 'ds', type: 'string' }],
  key: ['store_id'],
  lifecycle: 30,
};
const columns = (...types: readonly (readonly [string, string])[]) =>
  types.map(([name, type]) => ({ name, type }));

it.each<readonly [string, Partial<DeliveredTable>, readonly string[], string]>([
  ['nothing', {}, [], 'safe'],
  [
    'a new column',
    { columns: columns(['store_id', 'int'], ['amt', 'decimal(18,2)'], ['cnt', 'bigint']) },
    ['add-column cnt'],
    'safe',
  ],
  [
    'a wider integer and a longer decimal',
    { columns: columns(['store_id', 'bigint'], ['amt', 'decimal(20,4)']) },
    ['widen-type store_id', 'widen-type amt'],
    'safe',
  ],
  [
    'fewer digits before the point',
    { columns: columns(['store_id', 'int'], ['amt', 'decimal(18,4)']) },
    ['change-type amt'],
    'destructive',
  ],
  [
    'a renamed column',
    { columns: columns(['store_id', 'int'], ['amount', 'decimal(18,2)']) },
    ['drop-column amt', 'add-column amount'],
    'destructive',
  ],
  [
    'another order',
    { columns: columns(['amt', 'decimal(18,2)'], ['store_id', 'int']) },
    ['reorder-columns'],
    'review',
  ],
  ['another key', { key: ['store_id', 'day'] }, ['change-key'], 'review'],
  [
    'other partitions',
    { partition: columns(['dt', 'string']) },
    ['change-partition'],
    'destructive',
  ],
  ['a shorter life', { lifecycle: 7 }, ['shorter-lifecycle'], 'review'],
  ['a longer life', { lifecycle: 300 }, ['longer-lifecycle'], 'safe'],
])('%s', (_, change, kinds, its) => {
  const changes = changesOf('t', delivered, { ...delivered, ...change });
  expect(changes.map((c) => [c.kind, c.column].filter(Boolean).join(' '))).toEqual(kinds);
  expect(classOf(changes)).toBe(its);
});

it('a table that is new is safe, one that goes is not', () => {
  expect(classOf(changesOf('t', undefined, delivered))).toBe('safe');
  expect(classOf(changesOf('t', delivered, undefined))).toBe('destructive');
});
