import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent doctor`. */
export interface DoctorOptions extends CommonOptions {
  readonly database?: string;
}

/** `dataagent doctor`: whether the tool, the project and its database fit together. */
export const doctorCommand = (): Command =>
  withCommonOptions(new Command('doctor'))
    .description(
      'check the installation, the project, and that the database has what the ontology says',
    )
    .option('--database <address>', 'duckdb:FILE (default: the project’s)')
    .action(async (options: DoctorOptions) => {
      const { run } = await import('../run.js');
      const { examine } = await import('../doctor.js');
      await run('doctor', options, (session) => examine(session, options));
    });
