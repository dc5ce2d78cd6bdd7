import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

it.each([[['--json', 'help']], [['check', '--help', '--json']], [['--version', '--json']]])(
  'what %s shows is a document where one is asked for',
  async (args) => {
    const ran = await runCli(args);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const { data } = documentOf(ran) as { readonly data?: { readonly text: string } };
    const text = data?.text ?? (documentOf(ran)['text'] as string);
    expect(text).toMatch(/Usage: dataagent|^\d+\.\d+/);
  },
);

it('help is text where no document is asked for', async () => {
  const ran = await runCli(['help']);
  expect(ran.stdout).toMatch(/^Usage: dataagent/);
});

it('two formats at once are refused, in the one document that --json promises', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['check', '--format', 'sarif', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([2, 'cli/usage']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ outcome: 'usage' });
  const json = await runCli(['check', '--format', 'json', '--json'], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ command: 'check' });
});

it('a setting that is nothing like any is told where all are', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['config', 'explain', 'zzz'], { cwd });
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain('= hint: "dataagent config explain" lists all settings');
});

it('what a document lacks, and where its JSON ends, come with what to do', async () => {
  const cwd = await shopProject();
  write(cwd, 'a.json', '{"dsl": "1", "stages": []}');
  write(cwd, 'b.json', '{"dsl": "1", ');
  const ran = await runCli(['check', 'a.json', 'b.json'], { cwd });
  expect(ran.stderr).toContain('= hint: add "title"');
  expect(ran.stderr).toContain('= hint: close the brackets and quotes that are open');
});

it('the address of a database outside of a new project is said as it is from inside', async () => {
  const cwd = emptyFolder();
  const engine = await openDuckdb({ target: { file: join(cwd, 'shop.duckdb') } });
  await engine.execute([
    'CREATE TABLE dim_store (store_id BIGINT)',
    'INSERT INTO dim_store VALUES (1)',
  ]);
  await engine.close();
  mkdirSync(join(cwd, 'projects'));
  const ran = await runCli(['init', 'projects/shop', '--from', 'duckdb:shop.duckdb'], { cwd });
  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain('--database duckdb:../../shop.duckdb');
  const check = ['check', '--database', 'duckdb:../../shop.duckdb'];
  expect((await runCli(check, { cwd: join(cwd, 'projects/shop') })).status).toBe(0);
});
