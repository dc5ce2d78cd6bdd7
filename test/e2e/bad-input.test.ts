import { expect, it } from 'vitest';
import { filesOf } from '../support/files-of.js';
import { documentOf, runCli } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const bomb = 'a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n';
const tag = 'a: !!js/function "function () {}"\n';
const deep = '['.repeat(100_000);
const entity = 'entity: thing\nsource: { table: dim_thing }\n';
const attribute = 'attributes:\n  a: { type: bigint }\n';

/** A text, and what `check` says of it first: a code and a line. */
type Bad = readonly [what: string, text: string, code: string, line: number];

interface Located {
  readonly code: string;
  readonly file: string;
  readonly line: number;
}

/** What one `check` says first of each file; files must stay as they are. */
async function firstFindings(files: Readonly<Record<string, string>>): Promise<unknown> {
  const cwd = await shopProject(files);
  const before = filesOf(cwd);
  const ran = await runCli(['check', '--json'], { cwd });
  expect(filesOf(cwd)).toEqual(before);
  expect([ran.status, ran.stderr]).toEqual([1, '']);
  const { diagnostics } = documentOf(ran) as { readonly diagnostics: readonly Located[] };
  const first = diagnostics.filter((d, i) => diagnostics.findIndex((e) => e.file === d.file) === i);
  return Object.fromEntries(first.map((d) => [d.file, `${d.code}:${d.line}`]));
}

const settings: readonly Bad[] = [
  ['no YAML', "dataagent: '1\n", 'config/syntax', 2],
  ['a bomb', bomb, 'config/alias', 1],
  ['an unknown key', "dataagent: '1'\nnaem: x\n", 'config/unknown-key', 2],
];

it.each(settings)(
  'check locates what is wrong with the settings: %s',
  async (_, text, code, line) => {
    expect(await firstFindings({ 'dataagent.yaml': text })).toEqual({
      'dataagent.yaml': `${code}:${line}`,
    });
  },
);

const ontologies: readonly Bad[] = [
  ['no YAML', `${entity}attributes: {\n`, 'ontology/syntax', 4],
  ['a bomb', bomb, 'ontology/alias', 1],
  ['a tag', tag, 'ontology/tag', 1],
  ['nested too deep', deep, 'ontology/too-deep', 1],
  ['an unknown key', `${entity}${attribute}lable: x\n`, 'ontology/unknown-key', 5],
  [
    'a name with a line break',
    entity.replace('thing', '"a\\nb"') + attribute,
    'ontology/bad-name',
    1,
  ],
  ['a key that stands twice', `${entity}entity: other\n`, 'ontology/duplicate-key', 3],
];

const cycles: readonly Bad[] = [
  [
    'attributes that need each other',
    `${entity}attributes:\n  a: { type: bigint, is: b + 1 }\n  b: { type: bigint, is: a + 1 }\n`,
    'ontology/attribute-cycle',
    4,
  ],
  [
    'metrics that need each other',
    'metric: a\ntype: composite\nis: b + 1\n---\nmetric: b\ntype: composite\nis: a + 1\n',
    'ontology/metric-cycle',
    3,
  ],
];

it.each([
  ['its files', ontologies],
  ['its definitions', cycles],
])('check locates what is wrong with an ontology: %s', async (_, bad) => {
  const files = bad.map(([what, text]) => [`ontology/${what}.yaml`, text] as const);
  const wanted = bad.map(([what, , code, line]) => [`ontology/${what}.yaml`, `${code}:${line}`]);
  expect(await firstFindings(Object.fromEntries(files))).toEqual(Object.fromEntries(wanted));
});

const meta = (id: string): string => `id: ${id}\ntitle: x\nkind: quick\n`;
const head = '{"dsl": "1", "title": "x",\n';

/** By file of a spec of its own. */
const specs: readonly (readonly [file: string, ...Bad])[] = [
  ['spec.yaml', 'no YAML', 'targets: [\n', 'spec/syntax', 2],
  ['spec.yaml', 'a bomb', bomb, 'spec/alias', 1],
  ['spec.yaml', 'nested too deep', deep, 'spec/too-deep', 1],
  ['spec.yaml', 'an unknown key', `${meta('014-x')}onwer: x\n`, 'spec/unknown-key', 4],
  ['tests/a.yaml', 'a bomb', bomb, 'spec/alias', 1],
  [
    'tests/a.yaml',
    'an unknown key',
    'test: x\nexpect: { rows: [] }\nexpects: {}\n',
    'spec/unknown-key',
    3,
  ],
  ['dsl/a.json', 'no JSON', '{\n  "dsl": "1",\n', 'dsl/syntax', 3],
  ['dsl/a.json', 'nothing', '', 'dsl/syntax', 1],
  ['dsl/a.json', 'nested too deep', deep, 'dsl/too-deep', 1],
  [
    'dsl/a.json',
    'an unknown key',
    `${head} "stages": [{"name": "r", "from": "orders",\n"wher": []}]}`,
    'dsl/unknown-key',
    3,
  ],
  ['dsl/a.json', 'a text where a list belongs', `${head} "stages": "all"}`, 'dsl/wrong-shape', 2],
  [
    'dsl/a.json',
    'a text where conditions belong',
    `${head} "stages": [{"name": "r", "from": "orders",\n "where": "is_paid"}]}`,
    'dsl/wrong-shape',
    3,
  ],
];

it('check locates what is wrong with the files of each spec', async () => {
  const files = specs.flatMap(([file, , text], i) => {
    const folder = `specs/0${i + 11}-x`;
    const others = file === 'spec.yaml' ? [] : [[`${folder}/spec.yaml`, meta(`0${i + 11}-x`)]];
    return [...others, [`${folder}/${file}`, text]];
  });
  const wanted = specs.map(([file, , , code, line], i) => [
    `specs/0${i + 11}-x/${file}`,
    `${code}:${line}`,
  ]);
  expect(await firstFindings(Object.fromEntries(files) as Record<string, string>)).toMatchObject(
    Object.fromEntries(wanted),
  );
});

const question = 'specs/002-top-stores/dsl/question.json';

it.each<readonly [what: string, args: readonly string[], status: number, code: string]>([
  ['a document', ['query', 'nowhere.json'], 2, 'workspace/missing-file'],
  ['a path to be checked', ['check', 'nowhere'], 2, 'workspace/missing-file'],
  ['a requirement', ['new', 'spec', '--file', 'nowhere.txt'], 2, 'workspace/missing-file'],
  [
    'a requirement that is said',
    ['new', 'spec', 'orders', '--file', 'nowhere.txt'],
    2,
    'cli/usage',
  ],
  ['an ontology', ['query', question, '--ontology', 'nowhere'], 2, 'workspace/no-ontology'],
  ['a database', ['query', question, '--database', 'duckdb:no'], 7, 'engine/no-such-file'],
  ['a database to read', ['init', 'new', '--from', 'duckdb:no'], 7, 'engine/no-such-file'],
  ['a kind of database', ['init', 'new', '--from', 'oracle:x'], 2, 'engine/database-address'],
  ['a project', ['check', '--project', 'nowhere'], 2, 'workspace/no-project'],
  ['a spec', ['gen', 'all', '009'], 2, 'cli/which-spec'],
  ['a command', ['chekc'], 2, 'cli/usage'],
  ['an option', ['check', '--jsn'], 2, 'cli/usage'],
  ['words', ['new', 'spec', ' \n\t　 '], 2, 'cli/no-requirement'],
  ['input', ['new', 'spec'], 2, 'cli/no-requirement'],
])('says that something is missing: %s', async (_, args, status, code) => {
  const cwd = await shopProject();
  const before = filesOf(cwd);
  const ran = await runCli([...args, '--json'], { cwd });
  expect({ status: ran.status, stderr: ran.stderr, ...documentOf(ran) }).toMatchObject({
    status,
    stderr: '',
    ok: false,
    exit: status,
    error: { code, message: expect.stringMatching(/./) as string },
  });
  expect(filesOf(cwd)).toEqual(before);
});

const long = '近7天各门店的订单数，'.repeat(10_000);

it.each<readonly [string, string | Uint8Array, readonly string[], string]>([
  ['a requirement of 100 KB', 'x'.repeat(100_000), [], 'cli/long-requirement'],
  ['one from a file', long, ['--file', 'wanted.txt'], 'cli/long-requirement'],
  [
    'a file of more than a megabyte',
    'x'.repeat((1 << 20) + 1),
    ['--file', 'wanted.txt'],
    'workspace/too-large',
  ],
  [
    'a file that is no text',
    new Uint8Array([0x61, 0xff, 0xfe]),
    ['--file', 'wanted.txt'],
    'workspace/not-text',
  ],
])('refuses %s', async (_, text, more, code) => {
  const cwd = await shopProject({ 'wanted.txt': text });
  const before = filesOf(cwd);
  const input = typeof text === 'string' ? text : '';
  const ran = await runCli(['new', 'spec', ...more, '--json'], { cwd, input });
  expect([ran.status, documentOf(ran)['error']]).toMatchObject([2, { code }]);
  expect(filesOf(cwd)).toEqual(before);
});

it('says for people what is wrong, where, and what to do', async () => {
  const file = 'ontology/extra.yaml';
  const cwd = await shopProject({ [file]: `${entity}${attribute}lable: x\n` });
  const ran = await runCli(['check'], { cwd });
  expect([ran.status, ran.stdout]).toEqual([1, '']);
  expect(ran.stderr).toMatch(/^error\[ontology\/unknown-key\]: .*"lable"/);
  expect(ran.stderr).toContain(`--> ${file}:5:1`);
  expect(ran.stderr).toContain('"label"');
});
