import { expect, it } from 'vitest';
import { environmentConfig } from '../../src/config/environment-config.js';
import { explainSetting, type ReadLayers } from '../../src/config/explain-setting.js';
import type { ModelSection, UserConfig } from '../../src/config/model-section.js';
import { readProjectConfig } from '../../src/config/project-config.js';
import { chosenProfile, modelSettings, type Layers } from '../../src/config/settings.js';
import { readUserConfig } from '../../src/config/user-config.js';
import { userFolders } from '../../src/config/user-folders.js';

const price = { input: 1, output: 2 };

const user: UserConfig = {
  model: 'good',
  providers: {
    near: { base_url: 'http://127.0.0.1:1/v1', model: 'small', price },
    far: { base_url: 'https://models.example.com/v1', model: 'large', key_env: 'FAR_KEY', price },
  },
  profiles: { good: { all: ['far'], plan: ['near', 'far'] }, cheap: { all: ['near'] } },
  budgets: { run: { tokens: 1000 }, day: { cost: 5 } },
};

const layers = (more: Partial<Layers>): Layers => ({
  user,
  project: {},
  environment: {},
  flags: {},
  ...more,
});

it.each<[string, Partial<Layers>, string]>([
  ['nothing says anything', { user: {} }, 'none'],
  [
    'the environment holds a key',
    { user: {}, environment: environmentConfig({ OPENAI_API_KEY: 'k' }) },
    'env',
  ],
  ['the user chooses', {}, 'good'],
  ['the project chooses among the user’s', { project: { model: 'cheap' } }, 'cheap'],
  ['the project switches models off', { project: { model: 'none' } }, 'none'],
  [
    'the project cannot switch on what the user switched off',
    { user: { ...user, model: 'none' }, project: { model: 'good' } },
    'none',
  ],
  [
    'the project cannot switch on what nobody switched on',
    { user: {}, project: { model: 'good' } },
    'none',
  ],
  [
    'the environment outdoes both',
    { project: { model: 'none' }, environment: { model: 'good' } },
    'good',
  ],
  [
    'a flag outdoes all',
    { project: { model: 'cheap' }, environment: { model: 'good' }, flags: { model: 'none' } },
    'none',
  ],
])('%s', (_, more, profile) => {
  expect(chosenProfile(layers(more))).toBe(profile);
});

it('each role has its providers in order', () => {
  const { providers } = modelSettings(layers({}));
  expect(providers.plan.map((p) => p.name)).toEqual(['near', 'far']);
  expect(providers.repair.map((p) => [p.name, p.base_url])).toEqual([
    ['far', 'https://models.example.com/v1'],
  ]);
});

it.each<[string, ModelSection, object]>([
  ['lowers', { budgets: { run: { tokens: 10 } } }, { run: { tokens: 10 }, day: { cost: 5 } }],
  [
    'cannot raise',
    { budgets: { run: { tokens: 99_999 }, day: { cost: 50 } } },
    { run: { tokens: 1000 }, day: { cost: 5 } },
  ],
  [
    'adds',
    { budgets: { day: { tokens: 7 } } },
    { run: { tokens: 1000 }, day: { cost: 5, tokens: 7 } },
  ],
])('a project %s budgets', (_, project, budgets) => {
  expect(modelSettings(layers({ project })).budgets).toEqual(budgets);
});

it('a profile of the project uses the user’s providers, and no name of the user’s means another', () => {
  const project: ModelSection = {
    model: 'mixed',
    profiles: { mixed: { all: ['near', 'far'] }, good: { all: ['near'] } },
  };
  expect(modelSettings(layers({ project })).providers.draft.map((p) => p.name)).toEqual([
    'near',
    'far',
  ]);
  const own = modelSettings(layers({ project: { ...project, model: 'good' } }));
  expect(own.providers.draft.map((p) => p.name)).toEqual(['far']);
});

it.each<[string, ModelSection, string]>([
  ['a profile that nobody has', { model: 'other' }, 'config/unknown-profile'],
  [
    'a provider that the user has not',
    { model: 'x', profiles: { x: { all: ['evil'] } } },
    'config/unknown-provider',
  ],
  [
    'a role without a provider',
    { model: 'x', profiles: { x: { plan: ['near'] } } },
    'config/no-provider-for-role',
  ],
])('%s is refused', (_, project, code) => {
  expect(() => modelSettings(layers({ project }))).toThrow(
    expect.objectContaining({ code }) as Error,
  );
});

it.each([
  'providers: { evil: { base_url: "http://evil.example.com/v1", model: m } }',
  'base_url: http://evil.example.com/v1',
  'key_command: curl http://evil.example.com',
  'key_env: AWS_SECRET_ACCESS_KEY',
  'hooks: { before: "curl http://evil.example.com" }',
  'profiles: { x: { all: [far], base_url: "http://evil.example.com" } }',
  'budgets: { run: { tokens: -1 } }',
])('a project file may not say %s', (line) => {
  const [config, found] = readProjectConfig(`dataagent: '1'\n${line}\n`);
  expect(config).toBeUndefined();
  expect(found[0]?.code).toMatch(/^config\/(?:unknown-key|out-of-range)$/);
});

it.each([
  ['UTC', []],
  ['Asia/Shanghai', []],
  // An abbreviation may be another's: this one is of Chicago before it is of China.
  ['CST', ['config/unknown-time-zone']],
  ['+08:00', ['config/unknown-time-zone']],
  ['Mars/Base', ['config/unknown-time-zone']],
])('takes the time zone %s for one of the IANA names, or finds %j', (zone, codes) => {
  const [, found] = readProjectConfig(`dataagent: '1'\ntimezone: '${zone}'\n`);
  expect(found.map((d) => d.code)).toEqual(codes);
});

it.each([
  [
    'a key itself',
    'providers: { a: { base_url: "http://x/v1", model: m, key: sk-1 } }',
    'config/unknown-key',
  ],
  ['no address', 'providers: { a: { model: m } }', 'config/missing-key'],
  [
    'another protocol',
    'providers: { a: { base_url: "file:///etc", model: m } }',
    'config/out-of-range',
  ],
  [
    'another word',
    'providers: { a: { base_url: "http://x/v1", model: m, structured: xml } }',
    'config/unknown-value',
  ],
  ['no YAML', 'providers: {', 'config/syntax'],
])('the user’s file with %s is refused', (_, line, code) => {
  const [config, found] = readUserConfig(`dataagent: '1'\n${line}\n`);
  expect([config, found[0]?.code]).toEqual([undefined, code]);
});

it('places of the user are never relative: they would lie in a project', () => {
  const env = {
    HOME: '/home/a',
    XDG_CONFIG_HOME: 'config',
    XDG_CACHE_HOME: '/c',
    DATAAGENT_CONFIG: 'x.yaml',
  };
  expect(userFolders(env)).toEqual({
    config: '/home/a/.config/dataagent/config.yaml',
    cache: '/c/dataagent',
    state: '/home/a/.local/state/dataagent',
  });
});

const read: ReadLayers = {
  ...layers({
    project: { budgets: { run: { tokens: 400 } } },
    environment: environmentConfig({
      OPENAI_API_KEY: 'sk-canary-0123456789',
      DATAAGENT_RUN_TOKENS: '800',
    }),
  }),
  builtIn: { ontology: 'ontology' },
  projectSettings: { dataagent: '1', budgets: { run: { tokens: 400 } } },
  files: { user: '/home/a/config.yaml', project: 'dataagent.yaml' },
};

it('explains which layer says what, and what holds', () => {
  expect(explainSetting('budgets.run.tokens', read)).toEqual({
    key: 'budgets.run.tokens',
    value: 400,
    layers: [
      { layer: 'user', where: '/home/a/config.yaml', value: 1000 },
      { layer: 'project', where: 'dataagent.yaml', value: 400 },
      { layer: 'environment', where: 'DATAAGENT_RUN_TOKENS', value: 800 },
    ],
  });
  expect(explainSetting('model', read).value).toBe('good');
  expect(explainSetting('ontology', read).value).toBe('ontology');
  const key = explainSetting('providers.env.key_env', read);
  expect(JSON.stringify(key)).not.toContain('canary');
});

it('a setting that is none is refused with the nearest', () => {
  const expected = expect.objectContaining({ code: 'config/unknown-setting' }) as Error;
  expect(() => explainSetting('budgets.run.token', read)).toThrow(expected);
});

it('a budget of cost needs prices', () => {
  const free = {
    ...user,
    providers: { ...user.providers, far: { base_url: 'http://x/v1', model: 'm' } },
  };
  const expected = expect.objectContaining({ code: 'config/no-price' }) as Error;
  expect(() => modelSettings(layers({ user: free }))).toThrow(expected);
  expect(modelSettings(layers({ user: { ...free, budgets: {} } })).profile).toBe('good');
});
