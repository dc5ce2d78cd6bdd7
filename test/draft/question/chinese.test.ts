import { afterAll, expect, it } from 'vitest';
import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import type { Document } from '../../../src/dsl/document.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference, type Cell } from '../../../src/evaluate/judge/compare.js';
import { loadTokenizer } from '../../../src/knowledge/tokens.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openStays } from './stays.js';

const { engine, ontology } = await openStays();
afterAll(() => engine.close());
const tokenize = await loadTokenizer([]);

function drafted(question: string): Document {
  const options = { asOf: '2024-03-31', kind: 'question', tokenize } as const;
  return draft(question, ontology, options).document!;
}

// Counted by hand in stays.ts; more columns than these may be shown.
const answers: readonly (readonly [string, readonly (readonly Cell[])[]])[] = [
  [
    '各城市的平均价格是多少？',
    [
      ['Berlin', 90],
      ['Paris', 125],
    ],
  ],
  [
    '统计每个城市的总金额，并按城市排序',
    [
      ['Berlin', 540],
      ['Paris', 1000],
    ],
  ],
  [
    '按支付方式和房间类型分组，统计预订数量',
    [
      ['Cash', 'Double', 1],
      ['Credit Card', 'Double', 4],
      ['Credit Card', 'Single', 1],
    ],
  ],
  ['使用信用卡的预订数量是多少', [[5]]],
  ['找出总金额超过600的城市', [['Paris']]],
  ['总金额最高的客户是谁？', [['G1']]],
  [
    '列出总金额排名前二的客户及其总金额',
    [
      ['G1', 820],
      ['G2', 380],
    ],
  ],
  ['哪些客户的平均价格高于整体平均？', [['G1']]],
  ['哪些客户的平均价格高于其所在城市的平均水平？', [['G1', 'Paris']]],
  [
    '各支付方式的金额占比',
    [
      ['Cash', 180 / 1540],
      ['Credit Card', 1360 / 1540],
    ],
  ],
  [
    '每月的总金额是多少',
    [
      ['2024-01', 380],
      ['2024-02', 480],
      ['2024-03', 680],
    ],
  ],
  ['2024年2月的总金额', [[480]]],
  ['周末的预订数量', [[2]]],
  ['价格超过100的预订有多少', [[2]]],
  ['已取消的预订数量', [[1]]],
  [
    '法国各支付方式的预订数量',
    [
      ['Cash', 1],
      ['Credit Card', 2],
    ],
  ],
  [
    '每个城市价格最高的预订',
    [
      ['Berlin', 5, 100],
      ['Paris', 1, 150],
    ],
  ],
  [
    '2024年每月的总金额环比增长率',
    [
      ['2024-02', (100 * 100) / 380],
      ['2024-03', (100 * 200) / 480],
    ],
  ],
  [
    '每月的累计金额',
    [
      ['2024-01', 380],
      ['2024-02', 860],
      ['2024-03', 1540],
    ],
  ],
  ['哪些预订的价格占所在城市总价格的比例超过39%', [[1, 'Paris', 0.4]]],
  [
    '信用卡和现金的预订数量分别是多少',
    [
      ['Cash', 1],
      ['Credit Card', 5],
    ],
  ],
  [
    '各城市的取消率',
    [
      ['Berlin', 0],
      ['Paris', 1 / 3],
    ],
  ],
  [
    '列出法国的预订编号、价格和总金额',
    [
      [1, 150, 300],
      [3, 130, 520],
      [4, 95, 180],
    ],
  ],
  ['价格在90到100之间的预订有多少', [[3]]],
  ['价格的中位数', [[97.5]]],
  [
    '价格超过100的预订列表',
    [
      [1, 150],
      [3, 130],
    ],
  ],
  [
    '各城市价格的中位数',
    [
      ['Berlin', 90],
      ['Paris', 130],
    ],
  ],
  ['取消的预订来自哪些国家', [['France']]],
  ['预订来自哪些国家？', [['France'], ['Germany']]],
  [
    '每个城市的总金额与价格的比例',
    [
      ['Berlin', 540 / 270],
      ['Paris', 1000 / 375],
    ],
  ],
  [
    '各城市有多少客户',
    [
      ['Berlin', 2],
      ['Paris', 2],
    ],
  ],
];

it.each(answers)('%s', async (question, rows) => {
  const document = drafted(question);
  expect(document.unresolved?.map((u) => u.question)).toBeUndefined();
  const [compiled, found] = compile(JSON.stringify(document), ontology, duckdb);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  const got = await engine.query(compiled!.select.text);
  if ('error' in got) throw new Error(got.error.message);
  const columns = rows[0]!.map((_, i) => `c${i}`);
  expect(difference(cellsOf(got.value), { columns, rows })).toBeUndefined();
});

it.each([
  ['what no column is called', '各城市的满意度是多少'],
  ['a growth rate', '各城市的金额增长率是多少'],
  ['whether rows or sums are compared', '金额超过100的城市'],
  ['a thing that stands nowhere', '各城市客户的总金额'],
  ['something else', '明天天气怎么样'],
])('asks about %s', (_, question) => {
  expect(drafted(question).unresolved ?? []).not.toEqual([]);
});
