import { describe, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import type { Stage } from '../../src/dsl/document.js';
import { meaningsOf, type Meanings } from '../../src/gates/meaning.js';
import { classOf } from '../../src/gates/table-change.js';
import { ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const policy = `
---
policy: paid_only
entity: orders
filter: "status = 'paid'"
`;

const result: Stage = {
  name: 'result',
  where: ["store.name = '杭州'"],
  by: [{ as: 'store_id', is: 'coalesce(store.store_id, -1)' }],
  measures: [
    { as: 'cnt_1d', metric: 'order_cnt', time: { period: '1d' } },
    { as: 'amt_7d', metric: 'paid_amt', time: { period: '7d' } },
  ],
  compute: [{ as: 'per_order', is: 'amt_7d / cnt_1d' }],
};
const target = {
  table: 'dws_trd_store_nd',
  layer: 'dws',
  domain: 'trd',
  comment: '门店',
  columns: [{ name: 'store_id', comment: '门店' }],
  write: 'overwrite',
  partition: [{ as: 'ds', is: '$bizdate' }],
};

function meanings(stage: Stage, delivered?: Meanings, yaml = shopYaml, more = {}): Meanings {
  const ontology = ontologyOf(yaml);
  const document = {
    dsl: '1',
    title: 't',
    satisfies: ['REQ-001'],
    stages: [stage],
    target,
    ...more,
  };
  const [checked, found] = check(JSON.stringify(document), ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found));
  return meaningsOf(
    {
      kind: 'new',
      requirement: '# t\n',
      documents: new Map([['d', checked]]),
      proofs: new Map(),
      targets: [],
    },
    ontology,
    new Map(Object.entries(delivered?.tables ?? {})),
  );
}

const first = meanings(result);
const kinds = ({ changes }: Meanings): readonly string[] =>
  changes.map((c) => [c.kind, c.column ?? c.definition].filter(Boolean).join(' '));
const { where: _, ...unfiltered } = result;
const [count, amount] = result.measures!;

describe('what the rows of a delivered table mean', () => {
  it.each<readonly [string, Stage, readonly string[]]>([
    ['a filter of rows that is gone', unfiltered, ['other-rows']],
    ['another key', { ...result, by: [{ as: 'store_id', is: 'store.store_id' }] }, ['other-rows']],
    ['fewer rows', { ...result, keep: ['amt_7d > 0'] }, ['other-rows']],
    [
      'another condition, and what is computed from it',
      { ...result, measures: [count!, { ...amount!, where: ['status is not null'] }] },
      ['other-values amt_7d', 'other-values per_order'],
    ],
    [
      'another formula',
      { ...result, compute: [{ as: 'per_order', is: 'cnt_1d / amt_7d' }] },
      ['other-values per_order'],
    ],
  ])('%s needs a person', (_name, stage, wanted) => {
    const now = meanings(stage, first);
    const types = kinds(now).filter((k) => !k.startsWith('change-type'));
    expect(types).toEqual(wanted);
    expect(classOf(now.changes)).not.toBe('safe');
    expect(now.of.G3).toBeDefined();
  });

  it.each<readonly [string, Stage]>([
    ['nothing', result],
    ['a condition written otherwise', { ...result, where: ["store.name  =  '杭州'"] }],
  ])('%s needs none', (_name, stage) => {
    const now = meanings(stage, first);
    expect([now.changes, now.of.G3]).toEqual([[], undefined]);
  });

  it('a new column is safe, whatever it is computed from', () => {
    const more = { as: 'amt_1d', metric: 'paid_amt', time: { period: '1d' } } as const;
    const stage = {
      ...result,
      measures: [...result.measures!, more],
      compute: [...result.compute!, { as: 'share', is: 'amt_1d / amt_7d' }],
    };
    const now = meanings(stage, first);
    expect(kinds(now).map((k) => k.split(' ')[0])).toEqual(['add-column', 'add-column']);
    expect(now.of.G3).toBeUndefined();
  });

  it.each([
    ['a metric', "status = 'paid'", "status <> 'paid'", 'other-definition orders.is_paid'],
    [
      'a table',
      'table: dwd_order_di',
      'table: dwd_order_other_di',
      'other-definition entity orders',
    ],
  ])('another definition of %s needs a person', (_name, from, to, wanted) => {
    expect(kinds(meanings(result, first, shopYaml.replace(from, to)))).toContain(wanted);
  });

  it('a policy over rows that it reads needs a person', () => {
    expect(kinds(meanings(result, first, shopYaml + policy))).toContain(
      'other-definition policy paid_only',
    );
  });

  it('a title and a comment change nothing', () => {
    const more = { title: 'u', target: { ...target, comment: '门店汇总' } };
    expect(kinds(meanings(result, first, shopYaml, more))).toEqual([]);
  });

  it('another change asks anew', () => {
    const other = { ...result, where: ["store.name = '上海'"] };
    const hashes = [unfiltered, other].map((stage) => meanings(stage, first).of.G3?.hash);
    expect(new Set(hashes).size).toBe(2);
  });

  it('what was accepted before meanings were kept is compared by its form', () => {
    const { meaning: _m, ...form } = first.tables['dws_trd_store_nd']!;
    const before = { ...first, tables: { dws_trd_store_nd: form } };
    expect(meanings(unfiltered, before).changes).toEqual([]);
  });
});
