import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent config explain`. */
export interface ConfigOptions extends CommonOptions {
  readonly model?: string;
}

/** `dataagent config explain [key]`: which layer sets what. */
export const configCommand = (): Command => {
  const command = new Command('config');
  command
    .command('explain')
    .description('say which layer sets a setting, or all of them, and what holds')
    .argument('[key]', 'a setting such as model or budgets.run.tokens')
    .option('--model <profile>', 'as the other commands take it')
    .action(async (key: string | undefined, _own: object, below: Command) => {
      const options = below.optsWithGlobals<ConfigOptions>();
      const { perform } = await import('../perform.js');
      const { explainConfig } = await import('../actions/setup/config.js');
      await perform('config', options, (session) => explainConfig(session, key, options));
    });
  return command;
};
