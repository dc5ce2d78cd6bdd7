import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent status`: where each spec stands, computed from its files. */
export const statusCommand = (): Command =>
  new Command('status')
    .argument('[spec]', 'the spec (default: every spec)')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const { perform } = await import('../perform.js');
      const { showStatus } = await import('../actions/follow/status.js');
      await perform('status', options, (session) => showStatus(session, spec, options));
    });
