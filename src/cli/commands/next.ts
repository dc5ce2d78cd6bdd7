import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** `dataagent next`: the one next command. */
export const nextCommand = (): Command =>
  withCommonOptions(new Command('next'))
    .description('say the one next command')
    .argument('[spec]', 'the spec (default: the first that is not done)')
    .action(async (spec: string | undefined, options: CommonOptions) => {
      const { run } = await import('../run.js');
      const { showNext } = await import('../status.js');
      await run('next', options, (session) => showNext(session, spec, options));
    });
