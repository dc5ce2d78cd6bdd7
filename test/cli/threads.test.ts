import { expect, it } from 'vitest';
import { Trouble } from '../../src/base/trouble.js';
import { inThreads } from '../../src/cli/threads.js';

/** A thread that does what each job says, one after another, and answers as `answerJobs` does. */
const code = `
import { parentPort, workerData } from 'node:worker_threads';
const trouble = (job) => ({ code: 'workspace/outside', kind: 'denied', message: 'trouble in ' + job, hint: 'x' });
async function answer({ job, after = 0, fails }) {
  await new Promise((done) => setTimeout(done, after));
  if (fails === 'ends') process.exit(3);
  if (fails === 'throws') throw new Error('no such thing');
  if (fails === 'never') await new Promise(() => undefined);
  if (fails === 'bug') return { bug: new TypeError('bug in ' + job) };
  return fails === 'trouble' ? { trouble: trouble(job) } : { done: workerData + ' ' + job };
}
let last = Promise.resolve();
parentPort.on('message', (job) => {
  last = last.then(async () => parentPort.postMessage(await answer(job)));
});
`;
const file = new URL(`data:text/javascript,${encodeURIComponent(code)}`);

async function done(
  jobs: readonly object[],
  { threads = 2, signal = new AbortController().signal } = {},
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const one of inThreads(file, 'did', jobs, { threads, signal })) all.push(one);
  return all;
}

it.each([1, 2, 3])('%d threads give the same, in the order of the jobs', async (threads) => {
  const jobs = Array.from({ length: 40 }, (_, job) => ({ job, after: job % 7 }));
  expect(await done(jobs, { threads })).toEqual(jobs.map(({ job }) => `did ${job}`));
});

it('no jobs start no thread', async () => {
  expect(await done([])).toEqual([]);
});

it('throws what the first job throws, however late it comes', async () => {
  const jobs = [
    { job: 0 },
    { job: 1, after: 80, fails: 'trouble' },
    { job: 2, fails: 'trouble' },
    { job: 3, fails: 'bug' },
  ];
  const thrown: unknown = await done(jobs).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Trouble);
  expect(thrown).toMatchObject({ code: 'workspace/outside', kind: 'denied', hint: 'x' });
  expect((thrown as Trouble).message).toBe('trouble in 1');
});

it('a bug stays a bug', async () => {
  await expect(done([{ job: 0, fails: 'bug' }])).rejects.toThrow(TypeError);
});

it.each([
  ['ends', /exit 3/],
  ['throws', /no such thing/],
])('a thread that %s is a trouble', async (fails, detail) => {
  const thrown: unknown = await done([{ job: 0 }, { job: 1, fails }, { job: 2, after: 20 }]).catch(
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({ code: 'cli/lost-thread', kind: 'environment' });
  expect((thrown as Trouble).message).toMatch(detail);
});

it('ends with the reason of its signal while jobs are under way', async () => {
  const controller = new AbortController();
  const jobs = Array.from({ length: 8 }, (_, job) => ({ job, fails: 'never' }));
  setTimeout(() => controller.abort(new Error('stopped')), 50);
  await expect(done(jobs, { signal: controller.signal })).rejects.toThrow('stopped');
});
