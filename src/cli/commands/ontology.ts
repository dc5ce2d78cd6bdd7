import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
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
  new Command('ontology').description('work on the ontology as a whole').addCommand(
    withCommonOptions(new Command('import'))
      .description('read definitions of another tool as an ontology, and say what is left out')
      .argument('<form>', 'metricflow: a folder of dbt semantic manifests')
      .argument('<folder>', 'where the definitions are')
      .option('--into <folder>', 'where the ontology is written (default: the project’s)')
      .option('--queries <folder>', 'write saved queries as documents there')
      .option('--database <address>', 'duckdb:FILE to read the types of columns from')
      .option('--dry-run', 'say what would be written, write nothing')
      .action(async (form: string, folder: string, options: ImportOptions) => {
        const { run } = await import('../run.js');
        const { importOntology } = await import('../import-ontology.js');
        await run('ontology import', options, (session) =>
          importOntology(session, form, folder, options),
        );
      }),
  );
