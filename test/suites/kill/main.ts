import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bestStores } from '../../support/model-project.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { tenAtOnce, tenSpecs, twoAtOnce } from './at-once.js';
import { disturbed, type Disturbance } from './disturbed.js';
import { paidModel } from './paid-model.js';
import { undisturbed, undisturbedModel } from './undisturbed.js';

const usage = 'npm run suite:kill [-- --runs N --seed S --json]';

/** Of ten runs, what happens to each, and whether a model is asked in it; the last is two processes at once. */
const kinds: readonly (readonly [Disturbance, asks: boolean])[] = [
  ['SIGKILL', false],
  ['SIGINT', false],
  ['full disk', false],
  ['clock jump', false],
  ['SIGKILL', true],
  ['SIGINT', true],
  ['full disk', true],
  ['clock jump', true],
  ['SIGKILL', true],
];

/** So many runs, and one of them is ten processes on ten specs. */
const runsOfTen = 50;

/**
 * Runs that are disturbed at random moments (SIGKILL, SIGINT, a disk that is full, a clock that is set
 * before they are killed), some of them twice, then run again, and compared with an undisturbed run: the
 * same files, every decision still there, nothing temporary in the way. Half of them ask a model, and
 * nothing that it answered is asked again. Others are two processes on one spec, and ten on ten specs.
 */
await runSuite(async () => {
  const { runs, seed, json } = options(process.argv.slice(2));
  const home = mkdtempSync(join(tmpdir(), 'kill-'));
  const model = await paidModel(bestStores, 150);
  try {
    const template = join(home, 'template');
    const right = await undisturbed(template);
    const paid = await undisturbedModel(template, join(home, 'model'), model);
    const ten = await tenSpecs(template, join(home, 'ten'));
    const random = generator(seed);
    const cases: Case[] = [];
    for (let i = 0; i < runs; i += 1) {
      const cwd = join(home, `run-${i}`);
      const [kind, note] = await one(cwd, i);
      const verdict = note === undefined ? 'passed' : 'wrong';
      const name = `run-${i}`;
      // A whole suite takes an hour: what is wrong is told as it is seen.
      if (note !== undefined) process.stderr.write(`wrong  ${name}  ${kind}  ${note}\n`);
      cases.push({ name, level: kind, verdict, codes: [], ...(note !== undefined && { note }) });
      rmSync(cwd, { recursive: true, force: true });
      rmSync(`${cwd}-home`, { recursive: true, force: true });
    }
    const failed = cases.some((c) => c.verdict === 'wrong');
    return { text: json ? asJson(cases) : asText(cases), failed };

    async function one(cwd: string, i: number): Promise<readonly [string, string | undefined]> {
      const from = (folder: string): void => cpSync(folder, cwd, { recursive: true });
      if (i % runsOfTen === runsOfTen - 1) {
        from(join(home, 'ten'));
        return ['ten on ten specs', await tenAtOnce(cwd, ten)];
      }
      const kind = kinds[i % 10];
      if (kind === undefined) {
        from(template);
        return ['two on one spec', await twoAtOnce(cwd, right)];
      }
      const [what, asks] = kind;
      from(asks ? join(home, 'model') : template);
      const note = await disturbed(cwd, what, random, asks ? paid : right);
      return [asks ? `${what} with a model` : what, note];
    }
  } finally {
    model.close();
    rmSync(home, { recursive: true, force: true });
  }
});

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
