import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '../../support/files-of.js';
import { runCli, type Ran } from '../../support/run-cli.js';
import { makeShopProject } from '../../support/shop-project.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

const usage = 'npm run suite:kill [-- --runs N --seed S --json]';

const command = ['run', '001', '--bizdate', '2026-11-07', '--json'];

/**
 * Runs that are killed at random moments (SIGKILL, SIGINT), some of them twice, then run again, and
 * compared with an undisturbed run: the same files, every decision still there, no lock or temporary
 * file in the way. The last ones are two processes on one spec at once.
 */
await runSuite(async () => {
  const { runs, seed, json } = options(process.argv.slice(2));
  const home = mkdtempSync(join(tmpdir(), 'kill-'));
  try {
    const template = join(home, 'template');
    const right = await undisturbed(template);
    const random = generator(seed);
    const cases: Case[] = [];
    for (let i = 0; i < runs; i += 1) {
      const cwd = join(home, `run-${i}`);
      cpSync(template, cwd, { recursive: true });
      const kind = i % 10 === 9 ? 'two-at-once' : i % 2 === 0 ? 'SIGKILL' : 'SIGINT';
      const note = await (kind === 'two-at-once'
        ? twoAtOnce(cwd, right.files)
        : killed(cwd, kind, random, right));
      const verdict = note === undefined ? 'passed' : 'wrong';
      const name = `run-${i}`;
      cases.push({ name, level: kind, verdict, codes: [], ...(note !== undefined && { note }) });
      rmSync(cwd, { recursive: true, force: true });
    }
    const failed = cases.some((c) => c.verdict === 'wrong');
    return { text: json ? asJson(cases) : asText(cases), failed };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

interface Undisturbed {
  readonly files: Readonly<Record<string, string>>;
  /** Milliseconds that it took: kills come before that. */
  readonly took: number;
}

/** The project before a run, its gates decided, and what a run makes of it. */
async function undisturbed(template: string): Promise<Undisturbed> {
  mkdirSync(template);
  await makeShopProject(template);
  const settings = join(template, 'dataagent.yaml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('gates: []\n', ''));
  const first = await runCli(command, { cwd: template });
  const { waiting } = JSON.parse(first.stdout) as { waiting: { gate: string; hash: string }[] };
  const agreed = await runCli(
    [
      'approve',
      '001',
      ...waiting.map((w) => w.gate),
      ...waiting.flatMap((w) => ['--hash', w.hash]),
    ],
    { cwd: template },
  );
  if (agreed.status !== 0) throw new Error(agreed.stderr);
  rmSync(join(template, 'specs/001-store-nd/generated'), { recursive: true, force: true });
  const copy = `${template}-right`;
  cpSync(template, copy, { recursive: true });
  const started = performance.now();
  const ran = await runCli(command, { cwd: copy });
  const took = performance.now() - started;
  if (ran.status !== 0) throw new Error(`${ran.stdout}\n${ran.stderr}`);
  return { files: lasting(copy), took };
}

/** Kills a run once or twice, runs it to its end, and says what is not as it should be. */
async function killed(
  cwd: string,
  signal: 'SIGKILL' | 'SIGINT',
  random: () => number,
  { files, took }: Undisturbed,
): Promise<string | undefined> {
  const decided = approvals(cwd);
  const times = random() < 0.3 ? 2 : 1;
  for (let n = 0; n < times; n += 1) {
    const ran = await stopped(cwd, signal, random() * took);
    if (signal === 'SIGINT' && ran.signal === null && ![0, 130].includes(ran.status ?? 0))
      return `interrupted: ${String(ran.status)} ${ran.stdout.slice(0, 200)}`;
    if (approvals(cwd).join() !== decided.join()) return 'a decision is lost';
  }
  const again = await runCli(command, { cwd });
  if (again.status !== 0) return `run again: ${String(again.status)} ${again.stdout.slice(0, 300)}`;
  return difference(files, lasting(cwd));
}

function stopped(cwd: string, signal: 'SIGKILL' | 'SIGINT', after: number): Promise<Ran> {
  return runCli(command, {
    cwd,
    started: (child) => {
      const timer = setTimeout(() => child.kill(signal), after);
      child.on('close', () => clearTimeout(timer));
    },
  });
}

/** Two processes at once: one at least does the work, the other may say that it is being done. */
async function twoAtOnce(
  cwd: string,
  files: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const both = await Promise.all([runCli(command, { cwd }), runCli(command, { cwd })]);
  const statuses = both.map((r) => r.status);
  if (!statuses.includes(0) || statuses.some((s) => s !== 0 && s !== 7))
    return `two at once: ${statuses.join(', ')}`;
  return difference(files, lasting(cwd));
}

function approvals(cwd: string): readonly string[] {
  return readdirSync(join(cwd, 'specs/001-store-nd/approvals')).toSorted();
}

/** All that a run leaves, but for what says when it ran. */
function lasting(cwd: string): Readonly<Record<string, string>> {
  const all = Object.entries(filesOf(cwd));
  return Object.fromEntries(all.filter(([path]) => !path.includes('/observed/')));
}

function difference(
  right: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string | undefined {
  const paths = [...new Set([...Object.keys(right), ...Object.keys(found)])];
  const bad = paths.filter((path) => right[path] !== found[path]);
  return bad.length === 0 ? undefined : `differs: ${bad.join(', ')}`;
}

/** Random numbers in [0, 1) that a seed decides (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function options(args: readonly string[]) {
  const valueOf = (name: string, otherwise: number): number => {
    const at = args.indexOf(name);
    if (at < 0) return otherwise;
    const value = Number(args[at + 1]);
    if (!Number.isInteger(value) || value < 1) throw new Error(usage);
    return value;
  };
  return {
    runs: valueOf('--runs', 200),
    seed: valueOf('--seed', 1),
    json: args.includes('--json'),
  };
}
