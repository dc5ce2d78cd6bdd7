import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent test [spec]`: the cases of specs, on DuckDB. */
export const testCommand = (): Command =>
  new Command('test')
    .argument('[spec]', 'the spec (default: every spec)')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const { perform } = await import('../perform.js');
      const { testSpecs } = await import('../actions/test.js');
      await perform('test', options, (session) => testSpecs(session, spec, options));
    });
