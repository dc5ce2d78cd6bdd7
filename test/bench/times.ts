import { spawnSync } from 'node:child_process';

/** Times of something that was done again and again, in milliseconds. */
export interface Times {
  readonly minMs: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** The least, the middle and the 99th of 100 of some times. */
export function timesOf(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)]!;
  return { minMs: at(0), medianMs: at(0.5), p99Ms: at(0.99) };
}

/** How long something takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Runs a program of node so often; its output is thrown away. A program that fails is a fault of the bench. */
export function timesOfProgram(args: readonly string[], runs: number, cwd?: string): Times {
  const all = Array.from({ length: runs }, () =>
    timed(() => {
      const { status, stderr } = spawnSync(process.execPath, args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(cwd !== undefined && { cwd }),
      });
      if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr.toString()}`);
    }),
  );
  return timesOf(all);
}
