import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../support/files-of.js';
import { codesOf, documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const local = (as: string) => ({
  as,
  agg: 'sum',
  entity: 'orders',
  of: 'amount * 2',
  where: ["status <> 'closed'"],
  time: { period: '7d' },
});
const document = (...measures: readonly object[]): string =>
  JSON.stringify({
    dsl: '1',
    title: 'doubled',
    satisfies: ['REQ-001'],
    as_of: '2026-11-07',
    stages: [{ name: 'result', by: [{ as: 'store_id', is: 'store.store_id' }], measures }],
  });
const spec = (name: string, text: string): Readonly<Record<string, string>> => ({
  [`specs/${name}/spec.yaml`]: `id: ${name}\ntitle: doubled\nkind: quick\n`,
  [`specs/${name}/requirement.md`]: '# x\n\n## Requirements\n\n### REQ-001 doubled\n\n> doubled\n',
  [`specs/${name}/dsl/question.json`]: text,
});
const known = { as: 'orders_7d', agg: 'count', entity: 'orders', time: { period: '7d' } };
const project = (): Promise<string> =>
  shopProject({
    'ontology/more.yaml':
      '# only here\nmetric: twice\ntype: aggregate\nentity: stock\nagg: sum\nof: on_hand * 2\nsnapshot: { over: stock_date, take: last, per: [store_id, product_id] }\n',
    ...spec('003-doubled', document(local('doubled_7d'), known)),
    ...spec('004-again', document(local('again_7d'))),
  });
const promote = [
  'ontology',
  'promote',
  '003',
  'doubled_7d',
  '--as',
  'doubled_amt',
  '--label',
  '双倍金额',
];

it('makes a local aggregate a metric of the ontology, which the document reads', async () => {
  const cwd = await project();
  const before = filesOf(cwd);
  const shown = await runCli([...promote, '--json'], { cwd });
  expect(documentOf(shown)).toMatchObject({
    written: false,
    metric: 'doubled_amt',
    // Who defines the same is told, and nothing of theirs is changed.
    alike: [{ spec: '004-again', column: 'again_7d' }],
  });
  expect(filesOf(cwd)).toEqual(before);
  const sql = await runCli(['compile', 'specs/003-doubled/dsl/question.json'], { cwd });
  const ran = await runCli([...promote, '--write', '--json'], { cwd });
  expect(documentOf(ran)).toMatchObject({
    written: true,
    next: 'dataagent approve 003-doubled G2',
  });
  const [file = ''] = documentOf(ran)['files'] as readonly string[];
  const start = Buffer.from(before[file]!, 'latin1').toString('utf8').trimEnd();
  expect(readFileSync(join(cwd, file), 'utf8')).toBe(
    [
      start,
      '---',
      'metric: doubled_amt',
      'label: "双倍金额"',
      'type: aggregate',
      'entity: orders',
      'agg: sum',
      'of: "amount * 2"',
      'where: ["status <> \'closed\'"]',
      '',
    ].join('\n'),
  );
  const written = readFileSync(join(cwd, 'specs/003-doubled/dsl/question.json'), 'utf8');
  expect(JSON.parse(written)).toMatchObject({
    stages: [
      { measures: [{ as: 'doubled_7d', metric: 'doubled_amt', time: { period: '7d' } }, known] },
    ],
  });
  const after = await runCli(['compile', 'specs/003-doubled/dsl/question.json'], { cwd });
  expect(after.stdout).toBe(sql.stdout);
  const found = codesOf(await runCli(['check', '003', '--json'], { cwd }));
  expect(found).toEqual(['spec/not-generated']);
});

it.each([
  ['what the ontology has already', ['orders_7d'], 'definition/known-metric'],
  ['a name that is taken', ['doubled_7d', '--as', 'order_cnt'], 'definition/name-taken'],
  ['what the document does not make', ['nothing'], 'cli/unknown-word'],
])('refuses %s', async (_, args, code) => {
  const cwd = await project();
  const before = filesOf(cwd);
  const ran = await runCli(['ontology', 'promote', '003', ...args, '--write', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([2, code]);
  expect(filesOf(cwd)).toEqual(before);
});

it('a promoted metric in a table needs a person at G2', async () => {
  const cwd = await shopProject({
    'dataagent.yaml':
      "dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\napprovals: { auto: [G1, G2] }\n",
    'specs/001-store-nd/solution.md': '# 方案\n\n重算\n',
  });
  const file = 'specs/001-store-nd/dsl/dws_trd_store_nd.json';
  const text = readFileSync(join(cwd, file), 'utf8');
  writeFileSync(
    join(cwd, file),
    text.replace(
      /\{ "as": "order_amt_7d"[^}]*\{[^}]*\} \}/,
      '{ "as": "order_amt_7d", "agg": "sum", "entity": "orders", "of": "amount + 1", "time": { "period": "7d" } }',
    ),
  );
  const args = [
    'ontology',
    'promote',
    '001',
    'order_amt_7d',
    '--as',
    'amount_plus',
    '--write',
    '--json',
  ];
  expect(documentOf(await runCli(args, { cwd }))).toMatchObject({ written: true });
  const run = await runCli(['run', '001', '--bizdate', '2026-11-07', '--yes', '--json'], { cwd });
  expect(run.status).toBe(3);
  const { waiting } = documentOf(run) as { readonly waiting: readonly { readonly gate: string }[] };
  expect(waiting.map((w) => w.gate)).toEqual(['G2']);
});
