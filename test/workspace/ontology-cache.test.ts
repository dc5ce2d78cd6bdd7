import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { packOntology } from '../../src/ontology/packed.js';
import { cachePlace } from '../../src/workspace/cache/cache-place.js';
import { openOntology, type OntologyReading } from '../../src/workspace/cache/ontology-cache.js';
import { openProject, type Project } from '../../src/workspace/project.js';
import { shopYaml } from '../support/shop.js';

let root = '';
const cache = (): string => join(root, '.dataagent/cache');
const other = 'term: GMV\nask: paid or ordered?\n';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dataagent-cache-'));
  mkdirSync(join(root, 'ontology'));
  writeFileSync(join(root, 'dataagent.yaml'), 'dataagent: "1"\nname: shop\n');
  writeFileSync(join(root, 'ontology/shop.yaml'), shopYaml);
  writeFileSync(join(root, 'ontology/terms.yaml'), other);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What an ontology is, as bytes, what was found, and which files of it were read. */
async function opened(reading: OntologyReading) {
  const { checked } = await openProject(root);
  const project: Project = checked[0]!;
  const [ontology, found] = await openOntology(project, reading);
  const packed = ontology && packOntology(ontology);
  const body = packed && Buffer.from(packed.body).toString();
  const read = [...project.texts.keys()].filter((file) => file.startsWith('ontology/'));
  return { value: { directory: packed?.directory, body, found }, read };
}
const fresh = async () => (await opened({ cached: false })).value;
const key = '1'.repeat(64);
const warm = (build = 'b1', own = key) => opened({ cached: true, build, key: own });

/** The clock as it will be once files are old enough for their times to tell. */
function later(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
}

it('gives what reading anew gives, and reads no file that is as it was', async () => {
  const expected = await fresh();
  later();
  expect((await warm()).value).toEqual(expected);
  const again = await warm();
  expect(again.value).toEqual(expected);
  expect(again.read).toEqual([]);
});

it('keeps the document of an entity with it, and notices that it changed', async () => {
  mkdirSync(join(root, 'ontology/views'));
  const view = { dsl: '1', title: 'East', stages: [{ name: 'result', from: 'region' }] };
  writeFileSync(join(root, 'ontology/views/east.json'), JSON.stringify(view));
  writeFileSync(
    join(root, 'ontology/east.yaml'),
    'entity: east\nsource: { dsl: views/east.json }\nattributes: { name: string }\n',
  );
  later();
  const expected = await fresh();
  expect(expected.body).toContain('East');
  expect((await warm()).value).toEqual(expected);
  expect(await warm()).toEqual({ value: expected, read: [] });
  writeFileSync(join(root, 'ontology/views/east.json'), JSON.stringify({ ...view, title: 'West' }));
  const changed = await fresh();
  expect(changed.body).toContain('West');
  expect((await warm()).value).toEqual(changed);
});

it('keeps the findings of the whole with it', async () => {
  const metric = (name: string): string =>
    `metric: ${name}\nlabel: Same word\ntype: aggregate\nentity: orders\nagg: count\n`;
  writeFileSync(join(root, 'ontology/more.yaml'), `${metric('one')}---\n${metric('two')}`);
  const expected = await fresh();
  expect(expected.found.map((d) => d.code)).toEqual([
    'ontology/same-definition',
    'ontology/word-collision',
  ]);
  expect((await warm()).value).toEqual(expected);
  expect((await warm()).value).toEqual(expected);
});

it.each<[string, () => void]>([
  ['a changed file', () => writeFileSync(join(root, 'ontology/terms.yaml'), 'term: x\nask: y?\n')],
  [
    'a change that keeps size and time',
    () => {
      const file = join(root, 'ontology/terms.yaml');
      const { atime, mtime } = statSync(file);
      writeFileSync(file, other.replace('paid', 'Paid'));
      utimesSync(file, atime, mtime);
    },
  ],
  ['a new file', () => writeFileSync(join(root, 'ontology/new.yaml'), 'term: AOV\nask: which?\n')],
  ['a removed file', () => rmSync(join(root, 'ontology/terms.yaml'))],
  ['a wrong file', () => writeFileSync(join(root, 'ontology/terms.yaml'), 'term: x\nmeanz: y\n')],
  ['a broken file', () => writeFileSync(join(root, 'ontology/terms.yaml'), 'term: "x\n')],
])('notices %s', async (_, change) => {
  later();
  const before = await warm();
  await warm();
  change();
  const expected = await fresh();
  expect(expected).not.toEqual(before.value);
  expect((await warm()).value).toEqual(expected);
  expect((await warm()).value).toEqual(expected);
});

it('reads a file again that changed just now: its times may not tell', async () => {
  await warm();
  writeFileSync(join(root, 'ontology/terms.yaml'), other.replace('paid', 'Paid'));
  const expected = await fresh();
  expect((await warm()).value).toEqual(expected);
});

it.each<[string, (text: Buffer) => string | Buffer]>([
  ['empty', () => ''],
  ['cut in half', (text) => text.subarray(0, text.length / 2)],
  ['cut by one byte', (text) => text.subarray(0, -1)],
  ['of other bytes', () => Buffer.from([0, 255, 10, 10, 254, 10])],
  [
    'with a byte turned',
    (text) => text.map((b, i) => (i === text.length - 9 ? b ^ 1 : b)) as Buffer,
  ],
  ['with another head', (text) => text.toString().replace('b1', 'b2')],
  ['only lines', () => '\n\n\n'],
])('believes no kept file that is %s', async (_, damage) => {
  const expected = await fresh();
  later();
  await warm();
  const names = readdirSync(cache());
  expect(names.map((n) => n.replace(/^.*\./, '')).toSorted()).toEqual([
    'json',
    'json',
    'json',
    'packed',
  ]);
  for (const name of names) {
    const file = join(cache(), name);
    writeFileSync(file, damage(readFileSync(file)));
    expect((await warm()).value).toEqual(expected);
  }
  for (const name of readdirSync(cache()))
    writeFileSync(join(cache(), name), damage(readFileSync(join(cache(), name))));
  expect((await warm()).value).toEqual(expected);
  expect((await warm()).read).toEqual([]);
});

it('another build of the tool believes nothing of it', async () => {
  later();
  await warm();
  const damaged = readdirSync(cache()).find((name) => name.endsWith('.packed'))!;
  const next = await warm('b2');
  expect(next.value).toEqual(await fresh());
  expect(next.read).toHaveLength(2);
  expect(readdirSync(cache())).not.toContain(damaged);
});

it('what another user kept is not believed', async () => {
  later();
  const theirs = await warm('b1', '2'.repeat(64));
  expect((await warm('b1', '2'.repeat(64))).read).toEqual([]);
  const mine = await warm();
  expect(mine.value).toEqual(theirs.value);
  expect(mine.read).toHaveLength(2);
});

it('a kept file that another user changed is not believed, though its head is right', async () => {
  const expected = await fresh();
  later();
  await warm();
  const name = readdirSync(cache()).find((n) => n.endsWith('.packed'))!;
  const text = readFileSync(join(cache(), name), 'latin1');
  const [head = '', , ...rest] = text.split('\n');
  const body = rest.join('\n').replace('paid or ordered?', 'take all of it ?');
  const seal = createHash('sha256').update(Buffer.from(body, 'latin1')).digest('hex');
  writeFileSync(join(cache(), name), `${head}\n${seal}\n${body}`, 'latin1');
  expect((await warm()).value).toEqual(expected);
});

it('the secret is the user’s own: made once, readable by nobody else, never inside the project', async () => {
  const home = mkdtempSync(join(tmpdir(), 'dataagent-home-'));
  vi.stubEnv('XDG_CACHE_HOME', home);
  const place = () => cachePlace(root, { build: 'b1' });
  const first = await place();
  const file = join(home, 'dataagent/cache.key');
  expect(first?.key).toMatch(/^[\da-f]{64}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await place()).toEqual(first);
  chmodSync(file, 0o644);
  expect(await place()).toBeUndefined();
  chmodSync(file, 0o600);
  writeFileSync(file, 'short');
  expect(await place()).toBeUndefined();
  // What a full disk, or a kill, left of the first command.
  writeFileSync(file, '');
  expect((await place())?.key).toMatch(/^[\da-f]{64}$/);
  expect(readdirSync(join(home, 'dataagent'))).toEqual(['cache.key']);
  rmSync(file);
  mkdirSync(file);
  expect(await place()).toBeUndefined();
  vi.stubEnv('XDG_CACHE_HOME', join(root, 'home'));
  expect(await place()).toBeUndefined();
  rmSync(home, { recursive: true });
});

it('where nothing can be kept, all is read anew', async () => {
  const expected = await fresh();
  writeFileSync(join(root, '.dataagent'), 'a file where the folder would be');
  expect((await warm()).value).toEqual(expected);
  rmSync(join(root, '.dataagent'));
  mkdirSync(join(root, '.dataagent'));
  writeFileSync(join(root, '.dataagent/cache'), '');
  expect((await warm()).value).toEqual(expected);
  expect((await opened({ cached: true, build: undefined, key })).value).toEqual(expected);
});

it('a kept file that cannot be replaced is no trouble', async () => {
  const expected = await fresh();
  await warm();
  for (const name of readdirSync(cache())) {
    rmSync(join(cache(), name));
    mkdirSync(join(cache(), name));
    writeFileSync(join(cache(), name, 'x'), '');
  }
  expect((await warm()).value).toEqual(expected);
  expect((await warm()).value).toEqual(expected);
});

it('many at once read the same, and leave no pieces behind', async () => {
  const expected = await fresh();
  const all = await Promise.all(Array.from({ length: 8 }, () => warm()));
  for (const one of all) expect(one.value).toEqual(expected);
  expect(readdirSync(cache()).filter((name) => !/\.(?:json|packed)$/.test(name))).toEqual([]);
  expect((await warm()).value).toEqual(expected);
});

it('forgets what no file has any more', async () => {
  await warm();
  const before = readdirSync(cache());
  writeFileSync(join(root, 'ontology/terms.yaml'), 'term: x\nask: y?\n');
  await warm();
  const after = readdirSync(cache());
  expect(after).toHaveLength(before.length);
  expect(after).not.toEqual(before);
});
