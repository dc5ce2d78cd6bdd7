import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent init`; commander turns `--no-values` into `values: false`. */
export interface InitOptions extends CommonOptions {
  readonly from?: string;
  readonly values: boolean;
}

/** `dataagent init [folder]`: a new project, with a first ontology read from a database if one is named. */
export const initCommand = (): Command =>
  new Command('init')
    .argument('[folder]', 'where (default: here)')
    .option('--from <address>', 'duckdb:FILE to read entities, keys and relationships from')
    .option('--no-values', 'read counts only, never a value of a row')
    .action(async (folder: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<InitOptions>();
      const { perform } = await import('../perform.js');
      const { initProject } = await import('../actions/begin/init.js');
      await perform('init', options, (session) => initProject(session, folder, options));
    });
