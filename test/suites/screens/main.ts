import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { widthOf } from '../../../src/base/text/width.js';
import { bin } from '../../support/run-cli.js';
import { makeShopProject } from '../../support/shop-project.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

/** Sizes of terminals: as people have them, half a screen, and as narrow as anyone works. */
const sizes = [
  [100, 30],
  [60, 16],
  [30, 12],
] as const;

/**
 * The screens in a real terminal (tmux), in Chinese: what is on them, that no line is wider than the
 * terminal, and that keys do what the foot says.
 */
await runSuite(async () => {
  try {
    execFileSync('tmux', ['-V']);
  } catch {
    throw new Error('tmux is not on this machine: the screens were tried in no terminal');
  }
  const json = process.argv.includes('--json');
  const cases: Case[] = [];
  for (const [columns, rows] of sizes) {
    const home = mkdtempSync(join(tmpdir(), 'screens-'));
    const terminal = open(home, columns, rows);
    try {
      for (const [name, note] of await story(home, terminal, rows)) {
        const verdict = note === undefined ? 'passed' : 'wrong';
        const level = `${columns}x${rows}`;
        cases.push({ name, level, verdict, codes: [], ...(note !== undefined && { note }) });
      }
    } finally {
      terminal.close();
      rmSync(home, { recursive: true, force: true });
    }
  }
  const failed = cases.some((c) => c.verdict === 'wrong');
  return { text: json ? asJson(cases) : asText(cases), failed };
});

interface Terminal {
  readonly columns: number;
  readonly send: (...keys: readonly string[]) => void;
  readonly text: () => string;
  readonly close: () => void;
}

function open(cwd: string, columns: number, rows: number): Terminal {
  const name = `screens-${process.pid}`;
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-L', name, ...args], { encoding: 'utf8' });
  const size = ['-x', String(columns), '-y', String(rows)];
  const env = 'env -u CI -u NO_COLOR TERM=xterm-256color LC_ALL=C.UTF-8 PS1="$ "';
  tmux('-u', 'new-session', '-d', '-s', 's', ...size, '-c', cwd, `${env} sh`);
  return {
    columns,
    send: (...keys) => void tmux('send-keys', '-t', 's', ...keys),
    text: () => stripVTControlCharacters(tmux('capture-pane', '-p', '-t', 's')),
    close: () => void tmux('kill-server'),
  };
}

/** Waits for a text on the screen; what is wrong, or undefined. */
async function seen({ text, columns }: Terminal, wanted: RegExp): Promise<string | undefined> {
  for (let tries = 0; tries < 150; tries += 1) {
    const now = text();
    if (wanted.test(now.replaceAll('\n', ''))) {
      const wide = now.split('\n').find((line) => widthOf(line) > columns);
      return wide === undefined ? undefined : `too wide: ${wide}`;
    }
    await wait(200);
  }
  return `no ${String(wanted)} in: ${text().replaceAll(/\n+/g, ' | ')}`;
}

type Step = readonly [name: string, note: string | undefined];

/** One spec from its gates to its rows, a question, and a finding. */
async function story(cwd: string, terminal: Terminal, rows: number): Promise<readonly Step[]> {
  await makeShopProject(cwd);
  const settings = 'language: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\n';
  writeFileSync(join(cwd, 'dataagent.yaml'), `dataagent: '1'\nname: shop\n${settings}`);
  const spec = join(cwd, 'specs/001-store-nd');
  writeFileSync(join(spec, 'solution.md'), '# 方案\n\n- 每天重算全部门店。\n');
  const vague = join(cwd, 'specs/003-vague');
  mkdirSync(vague);
  writeFileSync(join(vague, 'spec.yaml'), 'id: 003-vague\ntitle: 含糊的问题\nkind: quick\n');
  const words = '# 含糊\n\n## 需求\n\n### REQ-001 含糊\n\n> 近7天各门店的金额\n';
  writeFileSync(join(vague, 'requirement.md'), words);
  const run = (...args: readonly string[]): void => {
    const command = [process.execPath, bin, ...args, '--lang', 'zh'].join(' ');
    terminal.send(`clear; ${command}`, 'Enter');
  };
  const steps: Step[] = [];
  const look = async (name: string, wanted: RegExp): Promise<void> =>
    void steps.push([name, await seen(terminal, wanted)]);

  run('run', '001', '--bizdate', '2026-11-07');
  await look('a run shows what it waits for', /G2.*hash.*[$] $|hash \w{8}.*approve/);
  run('approve', '001', 'G1', 'G2');
  await look('a gate shows its files', /requirement\.md.*y 同意/);
  terminal.send('Down');
  await look('a gate can be read on', rows > 25 ? /1–17 \/ 17/ : /2–\d+ \/ \d+/);
  terminal.send('y');
  await look('the next gate follows', /G2 表模型.*y 同意|dsl.*y 同意/);
  terminal.send('y');
  await look('both are approved', /已通过 G2/);
  run('run', '001', '--bizdate', '2026-11-07');
  await look('a run shows its tasks', /T-0/);
  await look('and comes to its end', /approve 001-store-nd G4|--hash/);
  run('clarify', '003', '--as-of', '2026-11-07');
  await look('a question is asked', /Q-001.*Esc/);
  terminal.send('Escape');
  await look('and left open', /--answer/);
  writeFileSync(join(spec, 'generated/duckdb/dws_trd_store_nd.sql'), 'select 1\n');
  run('check', '--browse', '001');
  await look('findings are listed', /spec\/edited-file.*回车/);
  terminal.send('Enter');
  await look('one is shown whole', /错误\[spec\/edited-file\].*Esc/);
  terminal.send('q');
  await look('and left', /检查了/);
  return steps;
}
