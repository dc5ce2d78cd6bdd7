import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent ontology import`. */
export interface ImportOptions extends CommonOptions {
  readonly database?: string;
  readonly into?: string;
  readonly queries?: string;
  readonly dryRun?: true;
}

/** `dataagent ontology import metricflow <folder>`: definitions of another tool as an ontology. */
export const ontologyCommand = (): Command =>
  new Command('ontology').addCommand(
    new Command('import')
      .description('read definitions of another tool as an ontology, and say what is left out')
      .argument('<form>', 'metricflow: a folder of dbt semantic manifests')
      .argument('<folder>', 'where the definitions are')
      .option('--into <folder>', 'where the ontology is written (default: the project’s)')
      .option('--queries <folder>', 'write saved queries as documents there')
      .option('--database <address>', 'duckdb:FILE to read the types of columns from')
      .option('--dry-run', 'say what would be written, write nothing')
      .action(async (form: string, folder: string, _own: object, command: Command) => {
        const options = command.optsWithGlobals<ImportOptions>();
        const { perform } = await import('../perform.js');
        const { importOntology } = await import('../actions/import-ontology.js');
        await perform('ontology import', options, (session) =>
          importOntology(session, form, folder, options),
        );
      }),
  );
