import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent dialects`: which SQL can be printed, and how far each is proven. */
export const dialectsCommand = (): Command =>
  new Command('dialects').action(async (_own: object, command: Command) => {
    const { perform } = await import('../perform.js');
    const { listDialects } = await import('../actions/setup/dialects.js');
    await perform('dialects', command.optsWithGlobals<CommonOptions>(), (session) =>
      Promise.resolve(listDialects(session)),
    );
  });
