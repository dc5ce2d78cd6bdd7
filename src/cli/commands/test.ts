import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent test`. */
export interface TestOptions extends CommonOptions {
  readonly generate?: true;
  readonly bizdate?: string;
}

/** `dataagent test [spec]`: the cases of specs, on DuckDB. */
export const testCommand = (): Command =>
  new Command('test')
    .argument('[spec]', 'the spec (default: every spec)')
    .option(
      '--generate',
      'first write a case of rows made from the ontology for each document without one',
    )
    .option('--bizdate <day>', 'with --generate: the last day that is counted')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<TestOptions>();
      const { perform } = await import('../perform.js');
      const { testSpecs } = await import('../actions/check/test.js');
      await perform('test', options, (session) => testSpecs(session, spec, options));
    });
