import { expect, it } from 'vitest';
import { draft } from '../../src/draft/draft.js';
import { dictionaryOf } from '../../src/draft/vocabulary.js';
import type { Document } from '../../src/dsl/document.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import { depot } from './depot.js';
import { errorsIn } from './drafted.js';

const tokenize = await loadTokenizer(dictionaryOf(depot));

function drafted(requirement: string): Document {
  return draft(requirement, depot, { asOf: '2026-11-07', tokenize }).document!;
}

it.each(['没有产生过入库单的仓库', '从未发生过入库单的仓库'])(
  'a thing without rows of another, however the verb is: %s',
  (requirement) => {
    const document = drafted(requirement);
    expect(document.unresolved).toBeUndefined();
    const result = document.stages.at(-1)!;
    expect(result.from).toBe('仓库');
    expect(result.match?.[0]).toMatchObject({ only: 'unmatched' });
    expect(document.stages[0]?.from).toBe('入库单');
    expect(errorsIn(document, depot)).toEqual([]);
  },
);

it('things without rows are listed where the words include them', () => {
  const document = drafted('各仓库（包括没有入库单的仓库）的入库单数');
  expect(document.unresolved).toBeUndefined();
  expect(document.stages).toHaveLength(1);
  expect(document.stages[0]).toMatchObject({ from: '仓库' });
  expect(document.stages[0]?.match).toBeUndefined();
  expect(errorsIn(document, depot)).toEqual([]);
});

it.each([
  ['各仓库入库单日汇总表，包含入库单数、入库单金额', 'dws'],
  ['各仓库入库单日报表，包含入库单数、入库单金额', 'ads'],
])('a daily table by its name: %s', (requirement, layer) => {
  const document = drafted(requirement);
  expect(document.unresolved).toBeUndefined();
  expect(document.target?.layer).toBe(layer);
  expect(document.target?.table).toBe(`${layer}_warehouse_1d`);
  const day = { last: 1, unit: 'day', mode: 'rolling' };
  expect(document.stages[0]?.measures?.map((m) => m.time)).toEqual([day, day]);
});

it('平均每单 is the mean of the rows', () => {
  const document = drafted('各仓库平均每单金额');
  expect(document.unresolved).toBeUndefined();
  expect(document.stages[0]?.measures?.[0]).toMatchObject({ agg: 'avg', of: '金额' });
});

it('an order behind things is an order of them, not of their sum', () => {
  const document = drafted('2026年10月的入库单，按金额从高到低');
  expect(document.unresolved).toBeUndefined();
  const result = document.stages.at(-1)!;
  expect(result.columns?.some((c) => c.is === '金额')).toBe(true);
  expect(result.order?.[0]).toMatchObject({ dir: 'desc' });
  expect(result.time).toEqual({ from: "date '2026-10-01'", to: "date '2026-10-31'" });
  expect(errorsIn(document, depot)).toEqual([]);
});

it('an order of one number is asked about', () => {
  expect(drafted('入库单数从高到低').unresolved ?? []).not.toEqual([]);
});
