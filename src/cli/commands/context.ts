import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent context`. */
export interface ContextOptions extends CommonOptions {
  readonly asOf?: string;
}

/** `dataagent context [spec]`: what a model would be sent first, word for word; nothing is sent. */
export const contextCommand = (): Command =>
  new Command('context')
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--as-of <day>', 'the day that relative time of a question counts from')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<ContextOptions>();
      const { perform } = await import('../perform.js');
      const { showContext } = await import('../actions/follow/context.js');
      await perform('context', options, (session) => showContext(session, spec, options));
    });
