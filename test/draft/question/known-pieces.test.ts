import { expect, it } from 'vitest';
import { draft } from '../../../src/draft/draft.js';
import { loadTokenizer } from '../../../src/knowledge/tokens.js';
import { ontologyOf } from '../../support/bind.js';

/** Names in English alone: only the dictionary knows what they are called in Chinese. */
const loans = ontologyOf(`
entity: loan
source: { table: loans }
key: [loan_id]
attributes:
  loan_id: bigint
  branch_city: string
  late_fee: double
`);
const tokenize = await loadTokenizer([]);

it.each([
  [
    '各城市滞纳金的几何均值',
    [
      ['各', '“各”作用于什么？'],
      ['城市', '“城市”（loan.branch_city）在这里起什么作用（统计、分组、筛选，还是无关）？'],
      ['滞纳金', '“滞纳金”（loan.late_fee）在这里起什么作用（统计、分组、筛选，还是无关）？'],
      ['几何', '“几何”在本体中没有对应的定义，指什么？'],
      ['均值', '“均值”作用于什么？'],
    ],
  ],
])('%s: asks of a word by what it can be, and calls unknown only what is', (question, expected) => {
  const { document } = draft(question, loans, { asOf: '2026-11-07', kind: 'question', tokenize });
  const asked = document?.unresolved?.map((u) => [u.about, u.question]);
  expect(asked).toEqual(expected);
});

it('puts groups in the order of their keys where none is said', () => {
  const options = { asOf: '2026-11-07', kind: 'question', tokenize } as const;
  const { document } = draft('各城市滞纳金的合计', loans, options);
  expect(document?.unresolved).toBeUndefined();
  const [stage] = document!.stages;
  expect(stage?.order).toEqual(stage?.by?.map(({ as }) => ({ by: as })));
  expect(stage?.order).toHaveLength(1);
});
