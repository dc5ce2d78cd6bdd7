import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent migrate`. */
export interface MigrateOptions extends CommonOptions {
  readonly dryRun?: true;
}

/** `dataagent migrate`: a project in the form of today. */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .option('--dry-run', 'say which files would be written, write nothing')
    .action(async (_own: object, command: Command) => {
      const options = command.optsWithGlobals<MigrateOptions>();
      const { perform } = await import('../perform.js');
      const { migrateProject } = await import('../actions/setup/migrate.js');
      await perform('migrate', options, (session) => migrateProject(session, options));
    });
