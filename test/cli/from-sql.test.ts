import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const task = `insert overwrite table ads_trd_store partition (ds='\${bizdate}')
select o.store_id, count(*) as orders, sum(o.amount) as amount
from dwd_order_di o join dim_store s on o.store_id = s.store_id
where o.status = 'paid' group by o.store_id;
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
  });
  const rows = await runCli(['query', 'specs/003-task/dsl/task.json', '--json'], { cwd: folder });
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
  });
  const ran = await runCli(['ontology', 'coverage', 'tasks', '--json'], { cwd: folder });
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    summary: { total: 3, covered: 1, refused: 2 },
    files: [
      { file: 'a.sql', verdict: 'covered', why: [] },
      { file: 'b.sql', verdict: 'refused', why: [{ code: 'task/not-in-dsl', line: 2 }] },
      { file: 'c.sql', verdict: 'refused' },
    ],
  });
});
