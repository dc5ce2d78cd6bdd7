import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent history [spec]`: what was tried for a spec, as a story. */
export const historyCommand = (): Command =>
  new Command('history')
    .argument('[spec]', 'the spec (default: the only one)')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const { perform } = await import('../perform.js');
      const { showHistory } = await import('../actions/follow/history.js');
      await perform('history', options, (session) => showHistory(session, spec, options));
    });
