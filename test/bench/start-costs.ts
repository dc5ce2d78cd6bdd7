import { join } from 'node:path';
import { timesOfProgram } from './times.js';

/** How long a start takes beside that of an empty program, in milliseconds; the least of many, since a busy machine only adds. */
export interface StartCost {
  readonly program: string;
  readonly minMs: number;
  readonly medianMs: number;
  readonly overEmptyMs: number;
  readonly timesEmpty: number;
}

/** An empty program, and the options that should be as quick. */
export function startCosts(runs = 25): readonly StartCost[] {
  const bin = join(import.meta.dirname, '../../bin/dataagent.js');
  const programs = {
    empty: ['-e', '0'],
    '--version': [bin, '--version'],
    '--help': [bin, '--help'],
  };
  const costs = Object.entries(programs).map(([program, args]) => ({
    program,
    ...timesOfProgram(args, runs),
  }));
  const [empty] = costs;
  return costs.map(({ program, minMs, medianMs }) => ({
    program,
    minMs,
    medianMs,
    overEmptyMs: minMs - empty!.minMs,
    timesEmpty: minMs / empty!.minMs,
  }));
}
