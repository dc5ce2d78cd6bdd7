import { Box, Text } from 'ink';
import { createElement as h, useEffect, useState, type ReactElement } from 'react';
import type { Language } from '../../base/diagnostic.js';
import { duration, fit } from './fit.js';
import type { Line, RunState, Standing } from './run-state.js';
import { useTerminalSize } from './terminal-size.js';

/** Where a run's state comes from: the state now, and word of every change. */
export interface RunSource {
  readonly now: () => RunState;
  /** Milliseconds since the run began, of a clock that nobody sets. */
  readonly clock: () => number;
  readonly watch: (changed: () => void) => () => void;
}

const marks: Readonly<Record<Standing, readonly [mark: string, color: string]>> = {
  waiting: ['·', 'gray'],
  running: ['▸', 'cyan'],
  done: ['✓', 'green'],
  failed: ['✗', 'red'],
  skipped: ['=', 'gray'],
};

/** The progress of a run: its stages on one line, its tasks on one each, and what models were asked. */
export function RunView({
  source,
  language,
}: {
  readonly source: RunSource;
  readonly language: Language;
}): ReactElement {
  const [, redraw] = useState(0);
  const { columns, rows } = useTerminalSize();
  useEffect(() => {
    const again = (): void => redraw((n) => n + 1);
    const timer = setInterval(again, 250);
    const stop = source.watch(again);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [source]);
  return h(
    Box,
    { flexDirection: 'column' },
    ...runLines(source.now(), source.clock(), language, columns, rows - 2).map(
      ({ text, color }, i) => h(Text, { key: i, ...(color !== undefined && { color }) }, text),
    ),
  );
}

/** A line to draw. */
export interface Drawn {
  readonly text: string;
  readonly color?: string;
}

/** The screen as lines that fit; of more tasks than there is room for, those around the running ones. */
export function runLines(
  state: RunState,
  now: number,
  language: Language,
  columns: number,
  rows: number,
): readonly Drawn[] {
  const zh = language === 'zh';
  const stages = state.stages.map((s) => `${marks[s.state][0]} ${stageWord(s.id, zh)}`).join('  ');
  const cost = state.cost === undefined ? (zh ? '未知' : 'unknown') : state.cost.toFixed(4);
  const spent = zh
    ? `模型 ${state.calls} 次（缓存 ${state.kept}） · 词元 ${state.input} + ${state.output} · 费用 ${cost} · ${duration(now)}`
    : `model ${state.calls} (kept ${state.kept}) · tokens ${state.input} + ${state.output} · cost ${cost} · ${duration(now)}`;
  const room = Math.max(1, rows - 3 - (state.note === '' ? 0 : 1));
  const shown = around(state.tasks, room);
  const hidden = state.tasks.length - shown.length;
  return [
    { text: fit(`${state.spec}  ${stages}`, columns) },
    ...shown.map((task) => taskLine(task, now, zh, columns)),
    ...(hidden > 0
      ? [
          {
            text: fit(zh ? `… 另有 ${hidden} 个任务` : `… ${hidden} more tasks`, columns),
            color: 'gray',
          },
        ]
      : []),
    ...(state.note === '' ? [] : [{ text: fit(`  ${state.note}`, columns), color: 'gray' }]),
    { text: fit(spent, columns), color: 'gray' },
  ];
}

function taskLine(
  { id, role, title, state, began, took }: Line,
  now: number,
  zh: boolean,
  columns: number,
): Drawn {
  const [mark, color] = marks[state];
  const time =
    took !== undefined
      ? duration(took)
      : state === 'running' && began !== undefined
        ? duration(now - began)
        : '';
  const head = `${mark} ${id} ${roleWord(role, zh)}`;
  const tail = time === '' ? '' : `  ${time}`;
  return { text: `${fit(`${head} ${title}`, columns - tail.length)}${tail}`, color };
}

/** Of more lines than there is room for, those around the one that is done now. */
function around(lines: readonly Line[], room: number): readonly Line[] {
  if (lines.length <= room) return lines;
  const running = lines.findIndex((l) => l.state === 'running');
  const first = running < 0 ? lines.findIndex((l) => l.state === 'waiting') : running;
  const middle = first < 0 ? lines.length - 1 : first;
  const start = Math.max(0, Math.min(middle - Math.floor(room / 2), lines.length - room + 1));
  return lines.slice(start, start + room - 1);
}

const stageWords: Readonly<Record<string, string>> = {
  plan: '规划',
  model: '建模',
  solution: '方案',
  agree: '审批',
  generate: '生成',
  check: '检查',
  test: '测试',
  change: '变更',
};

function stageWord(stage: string, zh: boolean): string {
  return zh ? (stageWords[stage] ?? stage) : stage;
}

const roleWords: Readonly<Record<string, string>> = {
  model: '建模',
  solution: '方案',
  code: '代码',
  keys: '键',
  ddl: '建表',
  quality: '质量',
  test: '测试',
  prove: '验证',
  report: '报告',
};

function roleWord(role: string, zh: boolean): string {
  return zh ? (roleWords[role] ?? role) : role;
}
