import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent trace <what>`: both ways from a requirement, document, table, column or metric. */
export const traceCommand = (): Command =>
  new Command('trace')
    .argument('<what>', 'REQ-001, 001-x#REQ-001, table, table.column, or a metric')
    .action(async (what: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const { perform } = await import('../perform.js');
      const { showTrace } = await import('../actions/follow/trace.js');
      await perform('trace', options, (session) => showTrace(session, what, options));
    });
