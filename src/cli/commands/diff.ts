import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent diff [spec]`: what changed since people agreed. */
export const diffCommand = (): Command =>
  new Command('diff')
    .argument('[spec]', 'the spec (default: all)')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const { perform } = await import('../perform.js');
      const { showDiff } = await import('../actions/decide/diff.js');
      await perform('diff', options, (session) => showDiff(session, spec, options));
    });
