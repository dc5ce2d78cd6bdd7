import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** `dataagent test [spec]`: the cases of specs, on DuckDB. */
export const testCommand = (): Command =>
  withCommonOptions(new Command('test'))
    .description('run the tests of a spec, or of all, on an embedded DuckDB')
    .argument('[spec]', 'the spec (default: every spec)')
    .action(async (spec: string | undefined, options: CommonOptions) => {
      const { run } = await import('../run.js');
      const { testSpecs } = await import('../test.js');
      await run('test', options, (session) => testSpecs(session, spec, options));
    });
