import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** `dataagent status`: where each spec stands, computed from its files. */
export const statusCommand = (): Command =>
  withCommonOptions(new Command('status'))
    .description('show where each spec stands')
    .argument('[spec]', 'the spec (default: every spec)')
    .action(async (spec: string | undefined, options: CommonOptions) => {
      const { run } = await import('../run.js');
      const { showStatus } = await import('../status.js');
      await run('status', options, (session) => showStatus(session, spec, options));
    });
