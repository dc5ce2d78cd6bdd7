import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent doctor`. */
export interface DoctorOptions extends CommonOptions {
  readonly database?: string;
}

/** `dataagent doctor`: whether the tool, the project and its database fit together. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .option('--database <address>', 'duckdb:FILE (default: the project’s)')
    .action(async (_own: object, command: Command) => {
      const options = command.optsWithGlobals<DoctorOptions>();
      const { perform } = await import('../perform.js');
      const { examine } = await import('../actions/setup/doctor.js');
      await perform('doctor', options, (session) => examine(session, options));
    });
