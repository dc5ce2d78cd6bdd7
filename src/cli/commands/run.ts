import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent run`. */
export interface RunOptions extends CommonOptions {
  readonly database?: string;
  readonly bizdate?: string;
  readonly asOf?: string;
  readonly maxRows: string;
}

/** `dataagent run [spec]`: every step to the next decision of a person. */
export const runCommand = (): Command =>
  withCommonOptions(new Command('run'))
    .description('draft, check, generate, test and prove a spec, as far as no person is needed')
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--database <address>', 'duckdb:FILE to prove it on (default: the project’s)')
    .option('--bizdate <day>', 'the day a table is computed for, yyyy-MM-dd')
    .option('--as-of <day>', 'the day that relative time of a question counts from')
    .option('--max-rows <n>', 'print at most so many rows', '20')
    .action(async (spec: string | undefined, options: RunOptions) => {
      const { run } = await import('../run.js');
      const { runSpec } = await import('../run-spec.js');
      await run('run', options, (session) => runSpec(session, spec, options));
    });
