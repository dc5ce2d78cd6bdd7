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
import { bestStores, vague } from '../../support/model-project.js';
import { filesOf } from '../../support/files-of.js';
import { runCli, type Ran } from '../../support/run-cli.js';
import { makeShopProject } from '../../support/shop-project.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { paidModel, type PaidModel } from './paid-model.js';

const usage = 'npm run suite:kill [-- --runs N --seed S --json]';

const command = ['run', '001', '--bizdate', '2026-11-07', '--json'];
const asking = ['run', '003', '--as-of', '2026-11-07', '--json'];

/**
 * Runs that are killed at random moments (SIGKILL, SIGINT), some of them twice, then run again, and
 * compared with an undisturbed run: the same files, every decision still there, no lock or temporary
 * file in the way. A third of them ask a model, and nothing that it answered is asked again; of some the
 * clock was set back or on before they go on. The last ones are two processes on one spec at once.
 */
await runSuite(async () => {
  const { runs, seed, json } = options(process.argv.slice(2));
  const home = mkdtempSync(join(tmpdir(), 'kill-'));
  try {
    const template = join(home, 'template');
    const right = await undisturbed(template);
    const model = await paidModel(bestStores, 150);
    const paid = await undisturbedModel(template, join(home, 'model'), model);
    const random = generator(seed);
    const cases: Case[] = [];
    for (let i = 0; i < runs; i += 1) {
      const cwd = join(home, `run-${i}`);
      const asks = i % 10 !== 9 && i % 3 === 2;
      cpSync(asks ? join(home, 'model') : template, cwd, { recursive: true });
      const signal = i % 2 === 0 ? 'SIGKILL' : 'SIGINT';
      const kind = i % 10 === 9 ? 'two-at-once' : asks ? `${signal} with a model` : signal;
      const note = await (i % 10 === 9
        ? twoAtOnce(cwd, right.files)
        : killed(cwd, signal, random, asks ? paid : right));
      const verdict = note === undefined ? 'passed' : 'wrong';
      const name = `run-${i}`;
      cases.push({ name, level: kind, verdict, codes: [], ...(note !== undefined && { note }) });
      rmSync(cwd, { recursive: true, force: true });
      rmSync(`${cwd}-home`, { recursive: true, force: true });
    }
    model.close();
    const failed = cases.some((c) => c.verdict === 'wrong');
    return { text: json ? asJson(cases) : asText(cases), failed };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

interface Undisturbed {
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Milliseconds that it took: kills come before that. */
  readonly took: number;
  /** The environment of the runs in a folder. */
  readonly env: (cwd: string) => Readonly<Record<string, string>>;
  /** Of runs that ask: the model, and how often it is asked without any kill. */
  readonly model?: PaidModel;
  readonly questions?: number;
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
  return { command, files: lasting(copy), took, env: () => ({}) };
}

/** The same with a spec that no dictionary settles, and a model that does. */
async function undisturbedModel(
  from: string,
  template: string,
  model: PaidModel,
): Promise<Undisturbed> {
  cpSync(from, template, { recursive: true });
  const spec = join(template, 'specs/003-best');
  mkdirSync(spec, { recursive: true });
  writeFileSync(join(spec, 'spec.yaml'), 'id: 003-best\ntitle: best\nkind: quick\n');
  const words = `# best\n\n## 需求\n\n### REQ-001 best\n\n> ${vague}\n`;
  writeFileSync(join(spec, 'requirement.md'), words);
  const env = (cwd: string): Readonly<Record<string, string>> => ({
    HOME: `${cwd}-home`,
    XDG_CONFIG_HOME: '',
    XDG_CACHE_HOME: '',
    XDG_STATE_HOME: '',
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'canary-key-1234567890',
  });
  const copy = `${template}-right`;
  cpSync(template, copy, { recursive: true });
  model.count();
  const started = performance.now();
  const ran = await runCli(asking, { cwd: copy, env: env(copy) });
  const took = performance.now() - started;
  if (ran.status !== 0) throw new Error(`${ran.stdout}\n${ran.stderr}`);
  return { command: asking, files: lasting(copy), took, env, model, questions: model.count() };
}

/** Kills a run once or twice, runs it to its end, and says what is not as it should be. */
async function killed(
  cwd: string,
  signal: 'SIGKILL' | 'SIGINT',
  random: () => number,
  right: Undisturbed,
): Promise<string | undefined> {
  const decided = approvals(cwd);
  const times = random() < 0.3 ? 2 : 1;
  const env = right.env(cwd);
  right.model?.count();
  for (let n = 0; n < times; n += 1) {
    const ran = await stopped(cwd, right.command, env, signal, random() * right.took);
    if (signal === 'SIGINT' && ran.signal === null && ![0, 130].includes(ran.status ?? 0))
      return `interrupted: ${String(ran.status)} ${ran.stdout.slice(0, 200)}`;
    if (approvals(cwd).join() !== decided.join()) return 'a decision is lost';
  }
  const [set] = [0, 0, -86_400_000, 86_400_000].slice(Math.floor(random() * 4));
  const clock = set === 0 || set === undefined ? {} : { NODE_OPTIONS: clockSet(set) };
  const again = await runCli(right.command, { cwd, env: { ...env, ...clock } });
  if (again.status !== 0) return `run again: ${String(again.status)} ${again.stdout.slice(0, 300)}`;
  const { questions, model } = right;
  const asked = model?.count() ?? 0;
  // A question that was on its way when the process died was not answered; no other comes twice.
  if (questions !== undefined && asked > questions + times)
    return `asked ${asked} times, undisturbed ${questions}, killed ${times}`;
  return answeredTwice(cwd) ?? difference(right.files, lasting(cwd));
}

/** Another time of day for a process. */
function clockSet(ms: number): string {
  const code = `const D=Date;globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(D.now()+${ms})}static now(){return D.now()+${ms}}}`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

/** A question that the journals say was answered by a provider more than once; undefined where none was. */
function answeredTwice(cwd: string): string | undefined {
  const runs = join(cwd, '.dataagent/runs');
  const answered = readdirSync(runs).flatMap((run) =>
    readFileSync(join(runs, run, 'events.jsonl'), 'utf8')
      .split('\n')
      .flatMap((line) => {
        if (!line.includes('"model.answered"') || !line.endsWith('}')) return [];
        const { from, request } = JSON.parse(line) as Readonly<Record<string, string>>;
        return from === 'provider' ? [request] : [];
      }),
  );
  const twice = answered.find((request, i) => answered.indexOf(request) !== i);
  return twice === undefined ? undefined : `answered and paid for twice: ${twice}`;
}

function stopped(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: 'SIGKILL' | 'SIGINT',
  after: number,
): Promise<Ran> {
  return runCli(args, {
    cwd,
    env,
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
