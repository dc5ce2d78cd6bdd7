import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { OntologyOptions } from '../ontology.js';

/** `dataagent check`: what CI runs; no model, no network, no database. */
export const checkCommand = (): Command =>
  withCommonOptions(new Command('check'))
    .description('check ontology, specs and documents, and that generated files are as made')
    .argument('[paths...]', 'specs, documents or ontology files (default: the whole project)')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .action(async (paths: string[], options: OntologyOptions) => {
      const { run } = await import('../run.js');
      const { checkPaths } = await import('../check.js');
      await run('check', options, (session) => checkPaths(session, paths, options));
    });
