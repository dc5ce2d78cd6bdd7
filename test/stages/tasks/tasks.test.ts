import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { doTasks } from '../../../src/stages/tasks/do-tasks.js';
import { planTasks, type PlannedDocument } from '../../../src/stages/tasks/plan-tasks.js';
import { checkTasks, readTasks } from '../../../src/stages/tasks/read-tasks.js';
import {
  contracts,
  graphText,
  isAmong,
  type Task,
  type TaskGraph,
} from '../../../src/stages/tasks/task.js';

const spec = { name: '001-x', meta: { id: '001-x', title: 'x', kind: 'new' } } as const;
const document = (name: string, more: Partial<PlannedDocument> = {}): PlannedDocument => ({
  name,
  title: name,
  satisfies: ['REQ-001'],
  table: true,
  tests: ['tests/a.yaml'],
  ...more,
});
const requirements = ['REQ-001', 'REQ-002'];
const graph = planTasks(
  spec,
  [document('a'), document('b', { satisfies: ['REQ-002'] })],
  ['duckdb'],
);
const codes = (g: unknown): readonly string[] =>
  readTasks({ file: 'tasks.json', text: JSON.stringify(g) }, '001-x', requirements)[1].map(
    (d) => d.code,
  );

it('plans each document by role, and every plan keeps the laws', () => {
  expect(graph.tasks.filter((t) => t.document === 'a').map((t) => t.role)).toEqual([
    'model',
    'code',
    'keys',
    'ddl',
    'quality',
    'test',
  ]);
  expect(checkTasks(graph, '001-x', requirements)).toEqual([]);
  expect(graphText(planTasks(spec, [document('a')], ['duckdb']))).toBe(
    graphText(planTasks(spec, [document('a')], ['duckdb'])),
  );
});

it.each([
  [
    'nothing yet',
    [document('a', { name: undefined as unknown as string, table: false, tests: [] })],
  ],
  ['nothing to do', []],
  ['a question', [document('a', { table: false })]],
])('plans %s', (_, documents) => {
  expect(checkTasks(planTasks(spec, documents, ['duckdb', 'hive']), '001-x', requirements)).toEqual(
    [],
  );
});

const change = (i: number, more: Partial<Record<keyof Task, unknown>>): unknown => ({
  ...graph,
  tasks: graph.tasks.map((t, n) => (n === i ? { ...t, ...more } : t)),
});

it.each([
  ['a task of a role that nobody has', change(0, { role: 'admin' }), ['spec/unknown-value']],
  ['a number that is taken', change(1, { id: 'T-001' }), ['graph/repeated-task']],
  [
    'a need that is nowhere',
    change(2, { needs: ['T-001', 'T-002', 'T-999'] }),
    ['graph/unknown-need'],
  ],
  ['tasks in a circle', change(0, { needs: ['T-003'] }), ['graph/cycle']],
  ['a task that waits for itself', change(0, { needs: ['T-001'] }), ['graph/cycle']],
  [
    'a model that writes SQL',
    change(0, { outputs: ['generated/duckdb/a.sql'] }),
    ['graph/not-permitted', 'graph/repeated-output'],
  ],
  [
    'a way out of the folder',
    change(0, { outputs: ['dsl/../../a.json'] }),
    ['graph/not-permitted'],
  ],
  ['one file of two tasks', change(1, { outputs: ['dsl/a.json'] }), ['graph/repeated-output']],
  ['an input that nobody waits for', change(2, { needs: [] }), ['graph/unmade-input']],
  [
    'a requirement that is nowhere',
    change(0, { satisfies: ['REQ-009'] }),
    ['graph/unknown-requirement'],
  ],
  ['the tasks of another spec', { ...graph, spec: '002-y' }, ['graph/other-spec']],
  ['a key that nothing reads', { ...graph, state: 'done' }, ['spec/unknown-key']],
])('finds %s', (_, broken, expected) => {
  expect(codes(broken)).toEqual(expect.arrayContaining(expected));
  expect(codes(graph)).toEqual([]);
});

it('finds what is no JSON', () => {
  expect(readTasks({ file: 'tasks.json', text: '{' }, '001-x', [])[1].map((d) => d.code)).toEqual([
    'graph/not-json',
  ]);
});

it('every prompt of a role is there in both languages', () => {
  const prompts = Object.values(contracts).flatMap((c) => c.prompts);
  const files = prompts.flatMap((p) => [`${p}.en.md`, `${p}.zh.md`]);
  const missing = files.filter(
    (f) => !existsSync(join(import.meta.dirname, '../../../templates', f)),
  );
  expect([files.length > 0, missing]).toEqual([true, []]);
});

it('a role that may ask no model has no prompt and no profile', () => {
  const silent = Object.values(contracts).filter((c) => !c.may.includes('ask-model'));
  expect(silent.every((c) => c.prompts.length === 0 && c.profiles.length === 0)).toBe(true);
  expect(silent.length).toBeGreaterThan(0);
});

it.each([
  ['dsl/a.json', true],
  ['dsl/a/b.json', false],
  ['dsl/a.yaml', false],
  ['xdsl/a.json', false],
])('%s is a document: %s', (path, is) => {
  expect(isAmong(path, contracts.model.writes)).toBe(is);
});

const task = (id: string, needs: readonly string[] = []): Task => ({
  id,
  role: 'test',
  title: id,
  needs,
  inputs: [],
  outputs: [],
});

/** Does tasks and says in which order they began and ended. */
async function done(tasks: readonly Task[], failing: readonly string[] = [], atOnce = 2) {
  const seen: string[] = [];
  const ends = await doTasks(
    tasks,
    async ({ id }) => {
      seen.push(`+${id}`);
      await new Promise((end) => setTimeout(end, 1));
      seen.push(`-${id}`);
      return { went: !failing.includes(id) };
    },
    atOnce,
  );
  return { seen, ended: [...ends.keys()] };
}

it('does what is independent side by side, and what waits afterwards', async () => {
  const { seen, ended } = await done([task('a'), task('b'), task('c', ['a', 'b'])]);
  expect(seen.slice(0, 2)).toEqual(['+a', '+b']);
  expect(seen.indexOf('+c')).toBeGreaterThan(Math.max(seen.indexOf('-a'), seen.indexOf('-b')));
  expect(ended).toEqual(['a', 'b', 'c']);
});

it('does at most so many at once', async () => {
  const { seen } = await done([task('a'), task('b'), task('c')], [], 1);
  expect(seen).toEqual(['+a', '-a', '+b', '-b', '+c', '-c']);
});

it('begins nothing after a failure, and lets end what has begun', async () => {
  const { seen, ended } = await done([task('a'), task('b'), task('c', ['b'])], ['a']);
  expect(seen).not.toContain('+c');
  expect(ended).toEqual(['a', 'b']);
});

it('throws what a task threw, once the others have ended', async () => {
  const seen: string[] = [];
  const act = async ({ id }: Task) => {
    await new Promise((end) => setTimeout(end, id === 'b' ? 20 : 1));
    if (id === 'a') throw new Error('no');
    seen.push(id);
    return { went: true };
  };
  await expect(doTasks([task('a'), task('b')], act, 2)).rejects.toThrow('no');
  expect(seen).toEqual(['b']);
});

const typed: TaskGraph = graph;
it('counts tasks from one, in the order they are listed', () => {
  expect(typed.tasks.map((t) => t.id)).toEqual(
    typed.tasks.map((_, i) => `T-${String(i + 1).padStart(3, '0')}`),
  );
});
