import { parentPort, Worker } from 'node:worker_threads';
import { plainTrouble, Trouble, troubleFrom, type PlainTrouble } from '../base/trouble.js';
import { cliTrouble } from './troubles/cli.js';

/** How many threads work, and what ends them early. */
export interface Threads {
  readonly threads: number;
  readonly signal: AbortSignal;
}

/** A thread has its next job before it is done with one. */
const ahead = 2;

/** So many jobs for each thread may be begun before somebody takes what came of the first: what is held stays small. */
const held = 8;

/** What a thread of work on specs runs, as seen from the file that holds this in the package: in the sources it is not compiled. */
export const specThread = new URL('../cli/spec-thread.js', import.meta.url);

/**
 * Gives jobs to threads that run a file, each started with the same values, and yields what comes of
 * them in the order of the jobs. Throws what the first job in that order throws, a trouble where a thread
 * ends by itself, and the reason of the signal when it fires; no thread outlives the generator.
 */
export async function* inThreads(
  file: URL,
  start: unknown,
  jobs: readonly unknown[],
  { threads, signal }: Threads,
): AsyncGenerator {
  const lanes = Array.from({ length: Math.min(threads, jobs.length) }, () =>
    laneOf(file, start, signal),
  );
  const begun: Promise<unknown>[] = [];
  let taken = 0;
  const fill = (): void => {
    const most = Math.min(jobs.length, taken + threads * held);
    while (begun.length < most) {
      const free = lanes.find((lane) => lane.waiting() < ahead);
      if (free === undefined) return;
      const job = free.run(jobs[begun.length]);
      // What it throws is thrown where it is taken.
      job.then(fill, () => undefined);
      begun.push(job);
    }
  };
  try {
    for (; taken < jobs.length; taken++) {
      fill();
      yield await begun[taken];
    }
  } finally {
    await Promise.all(lanes.map((lane) => lane.stop()));
  }
}

/** One thread, and the jobs that it has. */
interface Lane {
  readonly run: (job: unknown) => Promise<unknown>;
  readonly waiting: () => number;
  readonly stop: () => Promise<unknown>;
}

/** What a thread says of a job. */
type Answer =
  { readonly done: unknown } | { readonly trouble: PlainTrouble } | { readonly bug: unknown };

function laneOf(file: URL, start: unknown, signal: AbortSignal): Lane {
  const worker = new Worker(file, { workerData: start });
  const waiting: { readonly done: (made: unknown) => void; readonly failed: Failed }[] = [];
  let lost: { readonly why: unknown } | undefined;
  const lose = (why: unknown): void => {
    lost ??= { why };
    for (const { failed } of waiting.splice(0)) failed(lost.why);
  };
  const interrupt = (): void => lose(signal.reason);
  signal.addEventListener('abort', interrupt);
  worker.on('message', (answer: Answer) => {
    const job = waiting.shift();
    if ('done' in answer) job?.done(answer.done);
    else job?.failed('trouble' in answer ? troubleFrom(answer.trouble) : answer.bug);
  });
  worker.on('error', (error) => lose(cliTrouble('lost-thread', { detail: error.message })));
  worker.on('exit', (code) => lose(cliTrouble('lost-thread', { detail: `exit ${code}` })));
  return {
    run: (job) =>
      new Promise((done, failed) => {
        if (lost !== undefined) return failed(lost.why);
        waiting.push({ done, failed });
        worker.postMessage(job, []);
      }),
    waiting: () => (lost === undefined ? waiting.length : ahead),
    stop: () => {
      signal.removeEventListener('abort', interrupt);
      return worker.terminate();
    },
  };
}

type Failed = (why: unknown) => void;

/** In a thread: does each job that comes, one after another. */
export function answerJobs(work: (job: unknown) => Promise<unknown>): void {
  const port = parentPort!;
  let last: Promise<void> = Promise.resolve();
  port.on('message', (job: unknown) => {
    last = last.then(async () => port.postMessage(await answerTo(() => work(job))));
  });
}

async function answerTo(work: () => Promise<unknown>): Promise<Answer> {
  try {
    return { done: await work() };
  } catch (error) {
    return error instanceof Trouble ? { trouble: plainTrouble(error) } : { bug: error };
  }
}
