import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent fmt`. */
export interface FmtOptions extends CommonOptions {
  readonly check?: true;
}

/** `dataagent fmt`: documents in canonical form (S16). */
export const fmtCommand = (): Command =>
  new Command('fmt')
    .argument('<files...>', 'JSON documents')
    .option('--check', 'change nothing; exit 1 where a file is not in canonical form')
    .action(async (files: string[], _own: object, command: Command) => {
      const options = command.optsWithGlobals<FmtOptions>();
      const { perform } = await import('../perform.js');
      const { formatFiles } = await import('../actions/document/fmt.js');
      await perform('fmt', options, (session) => formatFiles(session, files, options));
    });
