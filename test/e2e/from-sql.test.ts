import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli, troubleOf } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const task = `insert overwrite table ads_trd_store partition (ds='\${bizdate}')
select o.store_id, count(*) as orders, sum(o.amount) as amount
from dwd_order_di o join dim_store s on o.store_id = s.store_id
where o.ds >= '20200101' and o.status = 'paid' group by o.store_id;
`;

it('makes a spec of a task, with the document that gives equal rows', async () => {
  const folder = await shopProject({ 'task.sql': task });
  const made = await runCli(['new', 'spec', '--from-sql', 'task.sql', '--json'], { cwd: folder });
  expect(made.stderr).toBe('');
  const said = JSON.parse(made.stdout) as Record<string, unknown>;
  expect(said).toMatchObject({ spec: '003-task', proven: 1 });
  const spec = join(folder, 'specs/003-task');
  expect(readFileSync(join(spec, 'sql/task.sql'), 'utf8')).toBe(task);
  const document = readFileSync(join(spec, 'dsl/task.json'), 'utf8');
  // Paid orders by store, counted by hand in the shop's rows.
  expect(JSON.parse(document)).toMatchObject({
    stages: [{ from: 'orders', by: [{ as: 'store_id' }] }],
    target: { table: 'ads_trd_store', partition: [{ as: 'ds', is: '$bizdate' }] },
  });
  const day = ['--bizdate', '2026-11-07', '--json'];
  const rows = await runCli(['query', 'specs/003-task/dsl/task.json', ...day], { cwd: folder });
  expect((JSON.parse(rows.stdout) as { rows: unknown }).rows).toEqual(
    expect.arrayContaining([
      { store_id: 101, orders: 4, amount: '86.50' },
      { store_id: 102, orders: 2, amount: '39.20' },
      { store_id: 103, orders: 2, amount: '23.40' },
    ]),
  );
  const lineage = await runCli(['gen', 'sql', '--path', 'agent', '003'], { cwd: folder });
  expect(lineage.status).toBe(0);
  expect(JSON.parse(readFileSync(join(spec, 'sql/task.lineage.json'), 'utf8'))).toMatchObject({
    statements: [
      {
        writes: { table: 'ads_trd_store', how: 'overwrite' },
        reads: ['dim_store', 'dwd_order_di'],
        columns: [
          { name: 'store_id', how: 'copied' },
          { name: 'orders', type: 'bigint' },
          { name: 'amount', from: ['dwd_order_di.amount'], how: 'aggregated' },
        ],
      },
    ],
  });
});

it('passes check once everything is generated, and makes DDL and checks of the tables that the task writes', async () => {
  const written = `create table dws_trd_store_1d (store_id bigint comment '门店', orders bigint comment '订单数') comment '门店日汇总' partitioned by (ds string) lifecycle 365;
insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}')
select store_id, count(*) from dwd_order_di where ds = '\${bizdate}' and store_id is not null group by store_id;
`;
  const folder = await shopProject({ 'task.sql': written });
  const options = ['--as-of', '2026-11-07', '--json'];
  const spec = await runCli(['new', 'spec', '--from-sql', 'task.sql', ...options], { cwd: folder });
  expect(JSON.parse(spec.stdout)).toMatchObject({ proven: 1, next: 'dataagent gen all 003-task' });
  expect((await runCli(['gen', 'all', '003'], { cwd: folder })).status).toBe(0);
  const checked = await runCli(['check', '003'], { cwd: folder });
  expect([checked.status, checked.stderr]).toEqual([0, '']);
  const made = (path: string): string =>
    readFileSync(join(folder, 'specs/003-task/generated', path), 'utf8');
  expect(made('maxcompute/task.sql')).toContain(
    "INSERT OVERWRITE TABLE dws_trd_store_1d PARTITION (ds = '${bizdate}')",
  );
  const tables = await runCli(['gen', 'all', '003', '--path', 'agent'], { cwd: folder });
  expect([tables.status, tables.stderr]).toEqual([0, '']);
  const file = (path: string): string =>
    readFileSync(join(folder, 'specs/003-task/sql', path), 'utf8');
  expect(file('maxcompute/task.ddl.sql')).toBe(`-- 门店日汇总
CREATE TABLE IF NOT EXISTS dws_trd_store_1d (
  store_id BIGINT COMMENT '门店',
  orders BIGINT COMMENT '订单数'
)
COMMENT '门店日汇总'
PARTITIONED BY (ds STRING)
LIFECYCLE 365;
`);
  const checks = file('duckdb/task.dqc.sql').match(/^-- [\w-]+ \(\w+\)/gm);
  expect(checks).toEqual([
    '-- row-count (strong)',
    '-- unique-store_id (strong)',
    '-- complete-store_id (strong)',
    '-- reference-store_id (weak)',
  ]);
  // What is made of a task is none.
  expect((await runCli(['gen', 'ddl', '003', '--path', 'agent'], { cwd: folder })).status).toBe(0);
});

it('takes a task in that breaks a law, and generates nothing of it', async () => {
  const folder = await shopProject({
    'task.sql':
      "insert overwrite table ads_log_visit_1d partition (ds='${bizdate}')\nselect page, count(*) as visit_cnt\nfrom ods_visit group by page;\n",
  });
  const made = await runCli(['new', 'spec', '--from-sql', 'task.sql'], { cwd: folder });
  expect(made.status).toBe(1);
  expect(made.stderr).toContain('error[rule/layer-may-be-read]');
  expect(made.stderr).toContain('task.sql:3:6');
  expect(existsSync(join(folder, 'specs/003-task/sql/task.sql'))).toBe(true);
  expect((await runCli(['gen', 'all', '003', '--path', 'agent'], { cwd: folder })).status).toBe(1);
  expect(existsSync(join(folder, 'specs/003-task/sql/maxcompute'))).toBe(false);
});

it('holds the tasks of a spec in CI, each finding in its place, and makes approvals of what was edited stale', async () => {
  const count = `insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}')
select store_id, count(*) as order_cnt from dwd_order_di where ds = '\${bizdate}' and store_id is not null group by store_id;
`;
  const folder = await shopProject({
    'task.sql': count,
    'dataagent.yaml':
      "dataagent: '1'\nname: shop\nlanguage: en\ndatabase: duckdb:shop.duckdb\ngates: [G2]\n",
  });
  const run = (...args: string[]) => runCli(args, { cwd: folder });
  expect((await run('new', 'spec', '--from-sql', 'task.sql', '--as-of', '2026-11-07')).status).toBe(
    0,
  );
  expect((await run('gen', 'all', '003')).status).toBe(0);
  const asked = JSON.parse((await run('approve', '003', 'G2', '--json')).stdout) as {
    readonly waiting: readonly { readonly hash: string }[];
  };
  const { hash } = asked.waiting[0]!;
  expect((await run('approve', '003', 'G2', '--hash', hash)).status).toBe(0);
  expect((await run('check', '003')).status).toBe(0);
  const kept = join(folder, 'specs/003-task/sql/task.sql');
  // A comment is none of what was decided.
  writeFileSync(kept, `-- by hand\n${count}`);
  expect((await run('check', '003')).status).toBe(0);
  writeFileSync(kept, `-- by hand\n${count.replace('count(*)', 'count(x) + 1')}`);
  const found = async (...args: string[]) => (await run('check', '003', ...args)).stdout;
  const { diagnostics } = JSON.parse(await found('--json')) as {
    readonly diagnostics: readonly object[];
  };
  const place = { file: 'specs/003-task/sql/task.sql', line: 3, column: 24 };
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: 'task/unknown-column', ...place }),
  );
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'gate/stale' }));
  expect(await found('--format', 'sarif')).toContain('"startLine": 3');
  expect(await found('--format', 'github')).toContain(`file=${place.file},line=3`);
  expect(await found('--format', 'junit')).toContain('task/unknown-column');
});

it('changes only what somebody has accepted', async () => {
  const folder = await shopProject({
    'task.sql': task,
    'dataagent.yaml':
      "dataagent: '1'\nname: shop\nlanguage: en\ndatabase: duckdb:shop.duckdb\ngates: [G4]\n",
  });
  const args = ['new', 'spec', '--from-sql', 'task.sql', '--modify', '001', '--json'];
  const made = await runCli(args, { cwd: folder });
  expect(made.status).not.toBe(0);
  expect(troubleOf(made)).toBe('gate/not-delivered');
  expect(existsSync(join(folder, 'specs/003-task'))).toBe(false);
});

it('refuses a task that does more than query, in its place, and makes nothing', async () => {
  const folder = await shopProject({ 'task.sql': `${task}drop table dim_store;\n` });
  const made = await runCli(['new', 'spec', '--from-sql', 'task.sql'], { cwd: folder });
  expect(made.status).toBe(1);
  expect(made.stderr).toContain('error[task/not-a-query]');
  expect(made.stderr).toContain('task.sql:5:1');
  expect(existsSync(join(folder, 'specs/003-task'))).toBe(false);
});

it('says which tasks are covered, and why others are not', async () => {
  const folder = await shopProject({
    'tasks/a.sql': task,
    'tasks/b.sql': 'select name from dim_city\nintersect select name from dim_region;\n',
    'tasks/c.sql': 'select x from nowhere;\n',
    'tasks/d.sql': `select order_id from dwd_order_di where ds = '\${bizdate}';\n`,
  });
  const args = ['ontology', 'coverage', 'tasks', '--as-of', '2026-11-07', '--json'];
  const ran = await runCli(args, { cwd: folder });
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    summary: { total: 4, covered: 2, refused: 2 },
    files: [
      { file: 'a.sql', verdict: 'covered', why: [] },
      { file: 'b.sql', verdict: 'refused', why: [{ code: 'task/not-in-dsl', line: 2 }] },
      { file: 'c.sql', verdict: 'refused' },
      { file: 'd.sql', verdict: 'covered', why: [] },
    ],
  });
});
