import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesButPlans, filesOf } from '../support/files-of.js';
import { documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

const settings = (line: string): string => `dataagent: '1'\nname: shop\ngates: []\n${line}\n`;
const spec = 'specs/001-store-nd';

/** Puts a link to a file or folder outside of the project in the place of what is there. */
function lead(cwd: string, path: string, outside: string, name: string): void {
  const here = join(cwd, path);
  const there = join(outside, name);
  mkdirSync(outside, { recursive: true });
  try {
    cpSync(here, there, { recursive: true });
  } catch {
    mkdirSync(there, { recursive: true });
  }
  rmSync(here, { recursive: true, force: true });
  symlinkSync(there, here);
}

it.each<readonly [what: string, line: string, args: readonly string[]]>([
  ['the ontology above', 'ontology: ../elsewhere', ['check']],
  ['specs at an absolute path', 'specs: /etc', ['check']],
  [
    'a database above',
    'database: duckdb:../x.duckdb',
    ['query', 'specs/002-top-stores/dsl/question.json'],
  ],
])('settings never lead out of the project: %s', async (_, line, args) => {
  const cwd = await shopProject({ 'dataagent.yaml': settings(line) });
  const before = filesOf(cwd);
  const ran = await runCli([...args, '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([4, 'workspace/outside']);
  expect(filesOf(cwd)).toEqual(before);
});

const found = 'spec/unreadable-file';
const refused = 'workspace/outside';

it.each<readonly [what: string, path: string, args: readonly string[], said: string]>([
  ['a file of the ontology', 'ontology/metrics.yaml', ['check'], found],
  ['the folder of the ontology', 'ontology', ['check'], refused],
  ['a folder in the ontology', 'ontology/more', ['check'], found],
  ['a spec', spec, ['check'], found],
  ['a folder among the specs', 'specs/more', ['check'], found],
  ['a document', `${spec}/dsl/dws_trd_store_nd.json`, ['gen', 'all', '001'], found],
  [
    'a generated file',
    `${spec}/generated/duckdb/dws_trd_store_nd.sql`,
    ['gen', 'all', '001'],
    found,
  ],
  ['the folder of generated files', `${spec}/generated`, ['gen', 'all', '001'], found],
  ['what a run observes', 'specs/002-top-stores/observed', ['run', '002'], found],
  ['where new specs go', 'specs', ['new', 'spec', '近7天各门店的订单数'], refused],
  ['the folder of locks', '.dataagent', ['gen', 'all', '001'], refused],
])('links never lead out of the project: %s', async (_, path, args, said) => {
  const cwd = await shopProject();
  const outside = emptyFolder();
  write(cwd, 'dataagent.yaml', settings('database: duckdb:shop.duckdb'));
  write(cwd, `${spec}/generated/duckdb/dws_trd_store_nd.ddl.sql`, 'edited');
  lead(cwd, path, outside, 'there');
  const before = [filesButPlans(cwd), filesOf(outside)];
  const ran = await runCli([...args, '--json'], { cwd });
  const { diagnostics = [] } = documentOf(ran) as {
    readonly diagnostics?: readonly { readonly code: string; readonly file: string }[];
  };
  const told = diagnostics.find((d) => d.file === path && d.code === said)?.code ?? troubleOf(ran);
  expect([ran.status, told]).toEqual([said === refused ? 4 : 1, said]);
  expect([filesButPlans(cwd), filesOf(outside)]).toEqual(before);
});

it('follows links inside of the project, and none in a circle', async () => {
  const cwd = await shopProject();
  write(
    cwd,
    'common/metrics.yaml',
    'metric: store_cnt\ntype: aggregate\nentity: store\nagg: count\n',
  );
  symlinkSync(join(cwd, 'common'), join(cwd, 'ontology/common'));
  symlinkSync(join(cwd, 'ontology'), join(cwd, 'ontology/circle'));
  const ran = await runCli(['check', '--json'], { cwd });
  expect([ran.status, documentOf(ran)['diagnostics']]).toEqual([0, []]);
  symlinkSync('itself.yaml', join(cwd, 'ontology/itself.yaml'));
  const circle = await runCli(['check', '--json'], { cwd });
  expect([circle.status, documentOf(circle)['diagnostics']]).toMatchObject([
    1,
    [{ code: found, file: 'ontology/itself.yaml' }],
  ]);
});

it('a new project never writes through a link that leads out', async () => {
  const cwd = emptyFolder();
  const outside = emptyFolder();
  symlinkSync(outside, join(cwd, 'ontology'));
  const ran = await runCli(['init', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([4, 'workspace/outside']);
  expect([filesOf(cwd), filesOf(outside)]).toEqual([{ ontology: `-> ${outside}` }, {}]);
});
