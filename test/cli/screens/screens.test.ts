import { expect, it } from 'vitest';
import { widthOf } from '../../../src/base/text/width.js';
import { browsed, type ShownFinding } from '../../../src/cli/screens/findings.js';
import { duration, fit, wrapped } from '../../../src/cli/screens/fit.js';
import { chosen, type Question } from '../../../src/cli/screens/question.js';
import { reviewed } from '../../../src/cli/screens/review.js';
import { onRunScreen } from '../../../src/cli/screens/run-screen.js';
import { afterEvent, emptyRun, type RunState } from '../../../src/cli/screens/run-state.js';
import { runLines } from '../../../src/cli/screens/run-view.js';
import type { Session } from '../../../src/cli/outcome.js';
import type { WrittenEvent } from '../../../src/workspace/journal.js';
import { down, enter, escape, fakeTerminal, up } from '../../support/fake-terminal.js';

const session = (language: 'en' | 'zh' = 'en', signal = new AbortController().signal): Session => ({
  language,
  cwd: '/',
  signal,
  progress: () => undefined,
});

it.each([
  ['近7天各主播的支付金额', 10],
  ['a long line of English words that has to be broken', 12],
  ['mixed 中文 and English 词', 7],
  ['', 5],
])('%s in %d columns: every line fits, and nothing is lost', (text, columns) => {
  const lines = wrapped(text, columns);
  expect(lines.filter((l) => widthOf(l) > columns)).toEqual([]);
  expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  expect(widthOf(fit(text, columns))).toBeLessThanOrEqual(columns);
});

it('takes out what would move the cursor', () => {
  expect(fit('\u001b[2Ja\u0007b', 20)).toBe('[2Jab');
  expect(wrapped('\u001b[2Ja\nb', 20)).toEqual(['[2Ja', 'b']);
});

it.each([
  [400, '0.4 s'],
  [12_400, '12 s'],
  [185_000, '3 min 05 s'],
])('%d ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

const events = (...list: readonly object[]): RunState =>
  list.reduce<RunState>(
    (state, event, i) =>
      afterEvent(state, { v: 1, seq: i, at: '', ...event } as WrittenEvent, i * 1000),
    emptyRun,
  );
const tasks = [
  { id: 'T-001', role: 'model', title: '门店', needs: [] },
  { id: 'T-002', role: 'test', title: '门店', needs: ['T-001'] },
];
const answer = { type: 'model.answered', from: 'provider', usage: { input: 900, output: 30 } };

it('shows stages, tasks with their time, tokens and cost, as events tell them', () => {
  const state = events(
    { type: 'run.started', spec: '001-x' },
    { type: 'planned', tasks },
    { type: 'stage.started', stage: 'model' },
    { type: 'task.started', task: 'T-001', role: 'model', title: '门店' },
    { ...answer, cost: 0.01 },
    { type: 'model.answered', from: 'cache', usage: { input: 5, output: 5 } },
    { type: 'task.finished', task: 'T-001', went: true },
  );
  expect(runLines(state, 8000, 'zh', 80, 20).map((l) => l.text)).toEqual([
    '001-x  ▸ 建模',
    '✓ T-001 建模 门店  3.0 s',
    '· T-002 测试 门店',
    '模型 1 次（缓存 1） · 词元 900 + 30 · 费用 0.0100 · 8.0 s',
  ]);
});

it('says that a cost is unknown once one answer has no price', () => {
  const state = events({ ...answer, cost: 0.01 }, answer);
  expect(runLines(state, 0, 'en', 80, 20).at(-1)?.text).toContain('cost unknown');
});

it('of many tasks shows those around the running one, in lines that fit', () => {
  const many = Array.from({ length: 50 }, (_, i) => ({
    id: `T-${String(i + 1).padStart(3, '0')}`,
    role: 'test',
    title: '一个很长很长的任务标题，在窄的终端上放不下',
    needs: [],
  }));
  const state = events(
    { type: 'planned', tasks: many },
    { type: 'task.started', task: 'T-030', role: 'test', title: 'now' },
  );
  const lines = runLines(state, 0, 'zh', 24, 10).map((l) => l.text);
  expect(lines.length).toBeLessThanOrEqual(10);
  expect(lines.some((l) => l.includes('T-030'))).toBe(true);
  expect(lines.filter((l) => widthOf(l) > 24)).toEqual([]);
});

it('a plan that is made again keeps what was done', () => {
  const state = events(
    { type: 'planned', tasks: tasks.slice(0, 1) },
    { type: 'task.skipped', task: 'T-001' },
    { type: 'planned', tasks },
  );
  expect(state.tasks.map((t) => t.state)).toEqual(['skipped', 'waiting']);
});

it('draws a run, and takes itself away at its end', async () => {
  const terminal = fakeTerminal(60, 12);
  const outcome = await onRunScreen(
    session('zh'),
    async ({ listen }) => {
      listen?.({ v: 1, seq: 1, at: '', type: 'run.started', spec: '001-门店' });
      listen?.({ v: 1, seq: 2, at: '', type: 'planned', tasks });
      await terminal.shown('T-002 测试');
      return { text: 'x', data: {} };
    },
    terminal,
  );
  expect(outcome.text).toBe('x');
  expect(terminal.frame()).toContain('001-门店');
  expect(terminal.frame()).toContain('T-002 测试');
});

const long = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n');

it.each([
  ['y', true],
  ['n', false],
  ['q', false],
  [escape, false],
])('a review answered with %j is %s', async (key, said) => {
  const terminal = fakeTerminal(40, 10);
  const answered = reviewed(session(), long, terminal);
  await terminal.type(key);
  expect(await answered).toBe(said);
});

it('lets a review be read to its end', async () => {
  const terminal = fakeTerminal(60, 10);
  const answered = reviewed(session('zh'), `${long}\u001b[2J`, terminal);
  await terminal.type(down);
  await terminal.shown('2–8 / 30');
  expect(terminal.lines()[0]).toBe('line 2');
  await terminal.type(' ', ' ', ' ', ' ', ' ');
  await terminal.shown('line 30[2J');
  expect(terminal.frame()).toContain('24–30 / 30');
  await terminal.type(up, 'y');
  expect(await answered).toBe(true);
});

const question: Question = {
  id: 'Q-001',
  question: '客单价的分母是支付买家数还是支付订单数？',
  why: '两种读法，数字不同',
  options: [
    { letter: 'B', label: '笔单价', recommended: true },
    { letter: 'A', label: '人均支付金额', recommended: false },
  ],
};

it.each([
  ['Enter takes the recommended one', [enter], 'B'],
  ['down, Enter takes the next', [down, enter], 'A'],
  ['down goes round', [down, down, enter], 'B'],
  ['keys that come before a frame shows the first of them', [down + enter], 'A'],
  ['a letter takes its option', ['a'], 'A'],
  ['another letter takes none', ['x', enter], 'B'],
  ['Escape leaves it open', [escape], undefined],
])('a question: %s', async (_, keys, said) => {
  const terminal = fakeTerminal(30, 12);
  const answered = chosen(session('zh'), question, terminal);
  await terminal.type(...keys);
  expect(await answered).toBe(said);
  expect(terminal.lines().filter((l) => widthOf(l) > 30)).toEqual([]);
});

it.each([
  [0, '输入答复'],
  [2, '↑↓'],
])(
  'shows what is asked and what may be answered, however much there is to say: %d',
  async (options, foot) => {
    const terminal = fakeTerminal(30, 12);
    const wordy = {
      ...question,
      why: '没有选项可以代入。'.repeat(30),
      options: question.options.slice(0, options),
    };
    const answered = chosen(session('zh'), wordy, terminal);
    await terminal.shown(foot);
    expect(terminal.frame()).toContain('Q-001');
    expect(terminal.frame()).toContain('…');
    // With the line below the last one.
    expect(terminal.lines().length).toBeLessThanOrEqual(12);
    await terminal.type(escape);
    await answered;
  },
);

it('takes a text where there is nothing to choose from', async () => {
  const terminal = fakeTerminal(40, 12);
  const answered = chosen(session(), { ...question, options: [] }, terminal);
  await terminal.type('金', '额x', '\u007f', enter);
  expect(await answered).toBe('金额');
});

it('takes a text that is typed before a frame shows it', async () => {
  const terminal = fakeTerminal(40, 12);
  const answered = chosen(session(), { ...question, options: [] }, terminal);
  await terminal.type(`金额${up}x${up}`, enter);
  expect(await answered).toBe('金额x');
});

const findings: readonly ShownFinding[] = Array.from({ length: 20 }, (_, i) => ({
  code: `rule/law-${i + 1}`,
  severity: i % 2 === 0 ? 'error' : 'warning',
  place: `specs/001-x/dsl/a.json /stages/${i}`,
  message: '说明',
  text: `all of ${i + 1}`,
}));

it('goes through findings: a list, one of them whole, errors alone', async () => {
  const terminal = fakeTerminal(50, 8);
  const left = browsed(session(), findings, terminal);
  await terminal.type(down);
  await terminal.shown('❯ rule/law-2');
  await terminal.type(enter);
  await terminal.shown('all of 2');
  await terminal.type(escape, 'e', down);
  await terminal.shown('❯ rule/law-3');
  expect(terminal.frame()).toContain('2 / 10');
  expect(terminal.lines().filter((l) => widthOf(l) > 50)).toEqual([]);
  await terminal.type('q');
  await left;
  expect(terminal.frame()).toContain('rule/law-3');
});

it('goes away when the command is interrupted, with its trouble', async () => {
  const stop = new AbortController();
  const terminal = fakeTerminal(40, 10);
  const answered = reviewed(session('en', stop.signal), long, terminal);
  await terminal.type(down);
  stop.abort(new Error('interrupted'));
  await expect(answered).rejects.toThrow('interrupted');
});
