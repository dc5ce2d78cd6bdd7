import { Command } from 'commander';
import type { OntologyOptions } from '../ontology.js';

/** `dataagent check`: what CI runs; no model, no network, no database. */
export const checkCommand = (): Command =>
  new Command('check')
    .argument('[paths...]', 'specs, documents or ontology files (default: the whole project)')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .action(async (paths: string[], _own: object, command: Command) => {
      const options = command.optsWithGlobals<OntologyOptions>();
      const { perform } = await import('../perform.js');
      const { checkPaths } = await import('../actions/check.js');
      await perform('check', options, (session) => checkPaths(session, paths, options));
    });
