import { Command } from 'commander';
import { collected } from '../options/collected.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent clarify`. */
export interface ClarifyOptions extends CommonOptions {
  readonly answer?: readonly string[];
  readonly by?: string;
  readonly asOf?: string;
}

/** `dataagent clarify [spec]`: the open questions of a spec, one at a time. */
export const clarifyCommand = (): Command =>
  new Command('clarify')
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--answer <Q-001=A>', 'an answer by letter or value; may be repeated', collected)
    .option('--by <name>', 'who answers (default: as git knows them)')
    .option('--as-of <day>', 'the day that relative time of a question counts from')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<ClarifyOptions>();
      const { perform } = await import('../perform.js');
      const { clarify } = await import('../actions/decide/clarify.js');
      await perform('clarify', options, (session) => clarify(session, spec, options));
    });
