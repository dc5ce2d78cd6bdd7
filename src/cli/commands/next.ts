import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent next`: the one next command. */
export const nextCommand = (): Command =>
  new Command('next')
    .argument('[spec]', 'the spec (default: the first that is not done)')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const { perform } = await import('../perform.js');
      const { showNext } = await import('../actions/follow/next.js');
      await perform('next', options, (session) => showNext(session, spec, options));
    });
