import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullAt } from '../../support/full-disk.js';
import { runCli, troubleOf, type Ran } from '../../support/run-cli.js';
import { difference, lasting, type Undisturbed } from './undisturbed.js';

/** What befalls a run: a clock jump is followed by a kill, since by itself it stops nothing. */
export type Disturbance = 'SIGKILL' | 'SIGINT' | 'full disk' | 'clock jump';

/** A run writes about so many times: a disk that is full from one of these on stops it somewhere on its way. */
const writes = 70;

const day = 86_400_000;

/** Disturbs a run once or twice, runs it to its end, and says what is not as it should be. */
export async function disturbed(
  cwd: string,
  what: Disturbance,
  random: () => number,
  right: Undisturbed,
): Promise<string | undefined> {
  const { command, env, model, questions } = right;
  const decided = approvals(cwd);
  const times = random() < 0.3 ? 2 : 1;
  model?.count();
  for (let n = 0; n < times; n += 1) {
    const ran = await cutShort(cwd, what, random, right);
    const ending = oddEnding(ran, what);
    if (ending !== undefined) return ending;
    if (approvals(cwd).join() !== decided.join()) return 'a decision is lost';
  }
  // Whoever goes on may live at another time of day.
  const [set] = [0, -day, day].slice(Math.floor(random() * 3));
  const again = await runCli(command, { cwd, env: { ...env(cwd), ...clockSet(set ?? 0, 0) } });
  if (again.status !== 0) return `run again: ${String(again.status)} ${again.stdout.slice(0, 300)}`;
  const asked = model?.count() ?? 0;
  // A question that was on its way when the process died, or the disk was full, was not answered; no other comes twice.
  if (questions !== undefined && asked > questions + times)
    return `asked ${asked} times, undisturbed ${questions}, disturbed ${times}`;
  return answeredTwice(cwd) ?? leftovers(cwd) ?? difference(right.files, lasting(cwd));
}

function cutShort(
  cwd: string,
  what: Disturbance,
  random: () => number,
  { command, env, took }: Undisturbed,
): Promise<Ran> {
  const own = env(cwd);
  if (what === 'full disk')
    return runCli(command, { cwd, env: { ...own, ...fullAt(Math.ceil(random() * writes)) } });
  const after = random() * took;
  const jump = what === 'clock jump' ? clockSet(random() < 0.5 ? -day : day, after * random()) : {};
  return runCli(command, {
    cwd,
    env: { ...own, ...jump },
    started: (child) => {
      const timer = setTimeout(() => child.kill(what === 'SIGINT' ? 'SIGINT' : 'SIGKILL'), after);
      child.on('close', () => clearTimeout(timer));
    },
  });
}

/** A command that could still say something says the right thing. */
function oddEnding(ran: Ran, what: Disturbance): string | undefined {
  const { status, signal, stdout } = ran;
  if (signal !== null || status === 0) return undefined;
  const right =
    what === 'full disk'
      ? status === 7 && troubleOf(ran) === 'workspace/cannot-write'
      : what === 'SIGINT' && status === 130;
  return right ? undefined : `${what}: ${String(status)} ${stdout.slice(0, 200)}`;
}

/** Another time of day for a process, from some milliseconds after its start on. */
function clockSet(ms: number, after: number): Readonly<Record<string, string>> {
  const code = `const D=Date;const now=()=>D.now()+(performance.now()<${after}?0:${ms});globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(now())}static now(){return now()}}`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
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

/** Locks and temporary files that the last run left behind; undefined where there are none. */
function leftovers(cwd: string): string | undefined {
  const all = readdirSync(cwd, { recursive: true, encoding: 'utf8' });
  const left = all.filter((path) => /\.tmp$|\.lock/.test(path));
  return left.length === 0 ? undefined : `left behind: ${left.join(', ')}`;
}

function approvals(cwd: string): readonly string[] {
  return readdirSync(join(cwd, 'specs/001-store-nd/approvals')).toSorted();
}
