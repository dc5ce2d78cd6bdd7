import { Command } from 'commander';
import type { OntologyOptions } from '../ontology.js';

/** Options of `dataagent check`. */
export interface CheckOptions extends OntologyOptions {
  readonly since?: string;
}

/** `dataagent check`: what CI runs; no model, no network, no database. */
export const checkCommand = (): Command =>
  new Command('check')
    .argument('[paths...]', 'specs, documents or ontology files (default: the whole project)')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .option('--since <ref>', 'only specs that changed since a point of the git history')
    .action(async (paths: string[], _own: object, command: Command) => {
      const options = command.optsWithGlobals<CheckOptions>();
      const { perform } = await import('../perform.js');
      const { checkPaths } = await import('../actions/check.js');
      await perform('check', options, (session) => checkPaths(session, paths, options));
    });
