import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelProject } from '../support/model-project.js';
import { documentOf, troubleOf } from '../support/run-cli.js';
import { answers, draft, gen, good, metric, plan, written } from '../support/scripted-drafts.js';
import { scriptedModel, type Turn } from '../support/scripted-model.js';

it.each<[string, readonly Turn[], Readonly<Record<string, string>>, string]>([
  ['times out', [{ hang: true }], { DATAAGENT_TIMEOUT: '1' }, 'llm/slow'],
  ['fails', [{ status: 500 }], {}, 'llm/failing'],
  ['has no more room', [{ status: 429, headers: { 'retry-after': '0' } }], {}, 'llm/limited'],
  [
    'asks to wait for an hour',
    [{ status: 429, headers: { 'retry-after': '3600' } }],
    {},
    'llm/limited',
  ],
  ['cuts every stream', [{ cut: '每行一家' }], {}, 'llm/cut'],
  ['stops at its limit of tokens', [{ limit: '每行一家' }], {}, 'llm/cut'],
  ['refuses', [{ refuse: 'I cannot help with that' }], {}, 'llm/refused'],
  ['says nothing', [{ say: ' ' }], {}, 'llm/nonsense'],
  ['says nonsense', [plan, { say: 'As a language model I like stores.' }], {}, 'llm/nonsense'],
  [
    'does not know the key',
    [{ status: 401, message: 'bad key canary-key-1234567890' }],
    {},
    'llm/wrong-key',
  ],
  ['allows no access', [{ status: 403 }], {}, 'llm/not-allowed'],
  ['does not take the request', [{ status: 400 }], {}, 'llm/bad-request'],
])('a provider that %s', async (_, turns, env, code) => {
  const model = await scriptedModel(turns);
  const project = await modelProject(model.url);
  const ran = await project.run(gen, env);
  expect([ran.status, troubleOf(ran)]).toEqual([5, code]);
  expect(ran.stdout + ran.stderr).not.toContain('canary-key');
  expect(project.events().at(-1)).toMatchObject({ type: 'run.finished', outcome: 'model', code });
  expect(existsSync(join(project.cwd, 'specs/003-best/dsl'))).toBe(false);
  // The same command goes on once the provider is well again.
  const well = await scriptedModel([plan, good]);
  expect((await project.run(gen, { OPENAI_BASE_URL: well.url })).status).toBe(0);
});

it('a provider that is not there', async () => {
  const project = await modelProject('http://127.0.0.1:9/v1');
  const ran = await project.run(gen);
  expect([ran.status, troubleOf(ran)]).toEqual([5, 'llm/down']);
});

it.each<[string, Turn, number]>([
  ['too many requests', { status: 429, headers: { 'retry-after': '1' } }, 1000],
  ['a failure', { status: 503 }, 0],
  ['a cut stream', { cut: '每行' }, 0],
])('goes on after %s', async (_, first, least) => {
  const model = await scriptedModel([first, plan, good]);
  const project = await modelProject(model.url);
  const started = Date.now();
  expect((await project.run(gen)).status).toBe(0);
  expect(Date.now() - started).toBeGreaterThanOrEqual(least);
  expect(project.events().map((e) => e['type'])).toContain('model.failed');
});

const userConfig = (urls: readonly string[], more = ''): string =>
  [
    "dataagent: '1'",
    'model: two',
    'providers:',
    ...urls.map(
      (url, i) => `  p${i + 1}: { base_url: "${url}", model: m${i + 1}, key_env: MY_KEY }`,
    ),
    `profiles: { two: { all: [${urls.map((_, i) => `p${i + 1}`).join(', ')}] } }`,
    more,
    '',
  ].join('\n');

it('fails over to the next provider, and the journal says so', async () => {
  const bad = await scriptedModel([{ status: 401 }]);
  const fine = await scriptedModel([plan, good]);
  const project = await modelProject(fine.url);
  writeFileSync(join(project.home, 'config.yaml'), userConfig([bad.url, fine.url]));
  const env = {
    DATAAGENT_CONFIG: join(project.home, 'config.yaml'),
    MY_KEY: 'secret-of-mine',
    OPENAI_API_KEY: '',
  };
  const ran = await project.run(gen, env);
  expect([ran.status, documentOf(ran)['model']]).toEqual([0, 'two']);
  expect(project.events()).toContainEqual(
    expect.objectContaining({ type: 'model.failover', from: 'p1', to: 'p2', why: 'llm/wrong-key' }),
  );
});

it('a key that is missing is said before anything is sent', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  writeFileSync(join(project.home, 'config.yaml'), userConfig([model.url]));
  const env = { DATAAGENT_CONFIG: join(project.home, 'config.yaml'), OPENAI_API_KEY: '' };
  const ran = await project.run(gen, env);
  expect([ran.status, troubleOf(ran), model.asked]).toEqual([5, 'llm/no-key', []]);
});

it('a budget that runs out in the middle ends with 6; what was paid is not paid again', async () => {
  const model = await scriptedModel([{ ...plan, tokens: 40_000 }, good]);
  const project = await modelProject(model.url);
  const ran = await project.run(gen, { DATAAGENT_RUN_TOKENS: '40000' });
  const first = model.asked.length;
  expect([ran.status, troubleOf(ran), first]).toEqual([6, 'llm/budget', 1]);
  expect(project.events().at(-1)).toMatchObject({ outcome: 'budget', code: 'llm/budget' });
  expect((await project.run(gen)).status).toBe(0);
  expect(model.asked.map((a) => a.role)).toEqual(['plan', 'draft']);
  expect(project.events()).toContainEqual(
    expect.objectContaining({ type: 'model.answered', role: 'plan', from: 'cache' }),
  );
});

it('the budget of the day counts over runs', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  expect((await project.run(gen, { DATAAGENT_DAY_TOKENS: '50000' })).status).toBe(0);
  await project.run(['new', 'spec', '最近表现最差的门店', '--name', 'worst']);
  const args = ['gen', 'dsl', '004', '--as-of', '2026-11-07', '--json'];
  const ran = await project.run(args, { DATAAGENT_DAY_TOKENS: '2200' });
  expect([ran.status, troubleOf(ran)]).toEqual([6, 'llm/budget']);
});

it('asks nothing where what a day costs cannot be written down', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  mkdirSync(join(project.home, '.local/state'), { recursive: true });
  writeFileSync(join(project.home, '.local/state/dataagent'), 'a file');
  const ran = await project.run(gen);
  expect([ran.status, troubleOf(ran), model.asked]).toEqual([7, 'llm/uncounted', []]);
});

it('a cache file that was cut short is asked again, and said', async () => {
  const model = await scriptedModel([
    plan,
    { status: 500 },
    { status: 500 },
    { status: 500 },
    plan,
    good,
  ]);
  const project = await modelProject(model.url);
  expect((await project.run(gen)).status).toBe(5);
  const folder = join(project.home, '.cache/dataagent/answers');
  const [file = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.json'),
  );
  const content = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), content.slice(0, content.length / 2));
  expect((await project.run(gen)).status).toBe(0);
  expect(project.events()).toContainEqual(expect.objectContaining({ type: 'cache.cut' }));
});

it('records what was asked and answered, and replays it without a model', async () => {
  const model = await scriptedModel([plan, draft(metric, 'sales_volume'), answers('order_cnt')]);
  const project = await modelProject(model.url);
  const folder = join(project.cwd, 'recordings');
  expect((await project.run([...gen, '--record', folder])).status).toBe(0);
  const names = readdirSync(folder).toSorted((a, b) => (a < b ? -1 : 1));
  expect(names).toEqual(['001-plan.json', '002-draft.json', '003-repair.json']);
  const first = written(project);
  const again = await modelProject('http://127.0.0.1:9/v1');
  expect((await again.run([...gen, '--replay', folder], { OPENAI_API_KEY: '' })).status).toBe(0);
  expect(written(again)).toEqual(first);
  writeFileSync(join(folder, '002-draft.json'), '{"v": 1, "role": "dr');
  const cut = await modelProject('http://127.0.0.1:9/v1');
  const ran = await cut.run([...gen, '--replay', folder]);
  expect([ran.status, troubleOf(ran)]).toEqual([7, 'llm/cut-recording']);
  const empty = await cut.run([...gen, '--replay', join(cut.cwd, 'nothing')]);
  expect([empty.status, troubleOf(empty)]).toEqual([5, 'llm/no-recording']);
});
