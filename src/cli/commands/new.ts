import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent new`. */
export interface NewOptions extends CommonOptions {
  readonly file?: string;
  readonly name?: string;
  readonly asOf?: string;
  readonly modify?: string;
}

/** `dataagent new spec`: a requirement becomes a spec folder. */
export const newCommand = (): Command =>
  new Command('new')
    .argument('<what>', 'spec')
    .argument('[requirement]', 'the requirement; without it and --file, standard input')
    .option('--file <file>', 'read the requirement from a file')
    .option('--name <name>', 'short name of the folder, in a-z, 0-9 and -')
    .option(
      '--modify <spec>',
      'a change of something delivered: begins with its documents and tests',
    )
    .option('--as-of <day>', 'the day that relative time of a question counts from')
    .action(async (what: string, text: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<NewOptions>();
      const { perform } = await import('../perform.js');
      const { newSpec } = await import('../actions/new.js');
      await perform('new', options, (session) => newSpec(session, what, text, options));
    });
