import { expect, it } from 'vitest';
import { plainName } from '../../src/draft/plain-name.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import { dictionaryOf } from '../../src/draft/vocabulary.js';
import { draft } from '../../src/draft/draft.js';
import { check } from '../../src/compile.js';
import { depot } from './depot.js';

it.each([
  ['门店编号', 'store_id'],
  ['订单_金额_sum', 'order_amount_sum'],
  ['退货明细', 'return_item'],
  ['dws_客户_7d', 'dws_customer_7d'],
  ['paid_amt_7d', 'paid_amt_7d'],
  ['2号门店', '_2_no_store'],
])('a plain name: %s is %s', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

it.each(['魑魅金额', '饕餮', '魑魅'.repeat(40)])(
  'a word that nobody translated is still letters and digits, always the same: %s',
  (name) => {
    expect(plainName(name)).toMatch(/^[a-z][a-z\d]*(?:_[a-z\d]+)*$/);
    expect(plainName(name).length).toBeLessThanOrEqual(64);
    expect(plainName(name)).toBe(plainName(name));
  },
);

const tokenize = await loadTokenizer(dictionaryOf(depot));

it('a table over Chinese names has plain names, and comments in Chinese', () => {
  const requirement = '每日各仓库近7天的入库单数和入库件数汇总表';
  const { document } = draft(requirement, depot, { asOf: '2026-11-07', tokenize });
  expect(document?.unresolved).toBeUndefined();
  expect(document?.target?.table).toBe('dws_warehouse_7d');
  const [stage] = document!.stages;
  expect(stage!.by).toEqual([
    { as: 'warehouse_id', is: '仓库.仓库编号' },
    { as: 'warehouse_name', is: '仓库.仓库名称' },
  ]);
  const names = stage!.measures!.map((m) => m.as);
  expect(names.every((n) => /^[a-z\d_]+$/.test(n))).toBe(true);
  expect(new Set(names).size).toBe(2);
  const [checked, found] = check(JSON.stringify(document), depot);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  expect(checked!.bound.target?.columns.slice(0, 2).map((c) => c.comment)).toEqual([
    '仓库编号',
    '仓库名称',
  ]);
});

it('a column that is plain already gives its name; an answer keeps the names people know', () => {
  const options = { asOf: '2026-11-07', tokenize } as const;
  const table = draft('每日各所在省近7天的入库单数汇总表', depot, options).document!;
  expect(table.stages[0]!.by).toEqual([{ as: 'prov', is: '仓库.所在省' }]);
  const answer = draft('各仓库近7天的入库单数', depot, options).document!;
  expect(answer.stages.at(-1)!.by?.[0]).toEqual({ as: '仓库编号', is: '仓库.仓库编号' });
});
