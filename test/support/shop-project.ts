import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { runCli } from './run-cli.js';
import { shopSql, shopYaml } from './shop.js';

/** A table of the shop by the day: rows in `storeRows`. */
export const storeDocument = {
  dsl: '1',
  title: '门店近 1/7 天下单汇总',
  satisfies: ['REQ-001'],
  stages: [
    {
      name: 'result',
      by: [{ as: 'store_id', is: 'coalesce(store.store_id, -1)' }],
      measures: [
        { as: 'order_cnt_1d', metric: 'order_cnt', time: { period: '1d' } },
        { as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '7d' } },
        { as: 'order_amt_7d', metric: 'order_amt', time: { period: '7d' } },
      ],
    },
  ],
  target: {
    table: 'dws_trd_store_nd',
    layer: 'dws',
    domain: 'trd',
    comment: '门店粒度多周期下单汇总',
    columns: [{ name: 'store_id', comment: '门店ID，没有门店的订单为 -1' }],
    write: 'overwrite',
    partition: [{ as: 'ds', is: '$bizdate' }],
    lifecycle: 720,
  },
} as const;

/** Its rows for 2026-11-07, counted by hand in `shopSql`: orders by their time, 2026-11-01 to 2026-11-07. */
export const storeRows = [
  { store_id: -1, order_cnt_1d: 0, order_cnt_7d: 1, order_amt_7d: '12.50', ds: '20261107' },
  { store_id: 101, order_cnt_1d: 0, order_cnt_7d: 2, order_amt_7d: '24.00', ds: '20261107' },
  { store_id: 102, order_cnt_1d: 1, order_cnt_7d: 3, order_amt_7d: '51.20', ds: '20261107' },
  { store_id: 103, order_cnt_1d: 1, order_cnt_7d: 4, order_amt_7d: '83.30', ds: '20261107' },
] as const;

/** A question: the two stores with the most orders of 2026-11-01 to 2026-11-07. */
const topDocument = {
  dsl: '1',
  title: '下单最多的两家门店',
  satisfies: ['REQ-001'],
  as_of: '2026-11-07',
  stages: [
    {
      name: 'per_store',
      by: [{ as: 'store_name', is: 'store.name' }],
      measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '7d' } }],
    },
    {
      name: 'result',
      from: 'per_store',
      where: ['store_name is not null'],
      order: [{ by: 'order_cnt_7d', dir: 'desc' }],
      limit: { rows: 2 },
    },
  ],
} as const;

const requirement = (title: string): string =>
  `# ${title}\n\n## 需求\n\n### REQ-001 ${title}\n\n> ${title}\n`;

/** All that people write in the project, by path. */
const written: Readonly<Record<string, string>> = {
  'dataagent.yaml':
    "dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\ngates: []\n",
  'ontology/shop.yaml': shopYaml,
  'ontology/metrics.yaml':
    'metric: order_amt\nlabel: 下单金额\nunit: 元\ntype: aggregate\nentity: orders\nagg: sum\nof: amount\nfill: 0\n',
  'specs/001-store-nd/spec.yaml':
    'id: 001-store-nd\ntitle: 门店近 1/7 天下单汇总\nkind: new\ntargets: [dws_trd_store_nd]\n',
  'specs/001-store-nd/requirement.md': requirement('门店近 1/7 天下单汇总'),
  'specs/001-store-nd/dsl/dws_trd_store_nd.json': JSON.stringify(storeDocument),
  'specs/001-store-nd/tests/orders.yaml': `test: 昨天和今天的订单
bizdate: '2026-11-07'
given:
  dwd_order_di:
    - { order_id: 1, store_id: 101, amount: '12.50', order_time: '2026-11-06 23:59:30', ds: '20261107' }
    - { order_id: 2, amount: '0.50', order_time: '2026-11-07 00:00:00', ds: '20261107' }
  dim_store:
    - { store_id: 101 }
expect:
  rows:
    - { store_id: 101, order_cnt_1d: 0, order_cnt_7d: 1, order_amt_7d: '12.5' }
    - { store_id: -1, order_cnt_1d: 1, order_cnt_7d: 1, order_amt_7d: '0.5' }
`,
  'specs/002-top-stores/spec.yaml': 'id: 002-top-stores\ntitle: 下单最多的两家门店\nkind: quick\n',
  'specs/002-top-stores/requirement.md': requirement('下单最多的两家门店'),
  'specs/002-top-stores/dsl/question.json': JSON.stringify(topDocument),
};

/**
 * A folder of this test with a project of the shop: two specs, formatted and generated, and a database.
 * `more` are further files by path, or others instead of those; null removes one.
 */
export async function shopProject(
  more: Readonly<Record<string, string | Uint8Array | null>> = {},
): Promise<string> {
  const folder = emptyFolder();
  cpSync(inject('shopTemplate'), folder, { recursive: true });
  for (const [path, text] of Object.entries(more)) write(folder, path, text);
  return folder;
}

/** A folder of this test, removed when it ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file below a folder; null removes it. */
export function write(folder: string, path: string, text: string | Uint8Array | null): void {
  const file = join(folder, path);
  if (text === null) return rmSync(file, { recursive: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Makes the project of the shop in an empty folder, by commands with this in their environment. */
export async function makeShopProject(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [path, text] of Object.entries(written)) write(folder, path, text);
  const engine = await openDuckdb({ target: { file: join(folder, 'shop.duckdb') } });
  const made = await engine.execute(shopSql);
  await engine.close();
  if ('error' in made) throw new Error(made.error.message);
  for (const spec of ['001', '002']) {
    const { status, stderr } = await runCli(['gen', 'all', spec], { cwd: folder, env });
    if (status !== 0) throw new Error(`gen all ${spec}: ${stderr}`);
  }
  const documents = ['001-store-nd/dsl/dws_trd_store_nd.json', '002-top-stores/dsl/question.json'];
  await runCli(['fmt', ...documents.map((d) => `specs/${d}`)], { cwd: folder, env });
  rmSync(join(folder, '.dataagent'), { recursive: true });
}
