import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent retire`. */
export interface RetireOptions extends CommonOptions {
  readonly reason?: string;
  readonly name?: string;
}

/** `dataagent retire <spec>`: a spec that takes away what another has delivered. */
export const retireCommand = (): Command =>
  new Command('retire')
    .argument('<spec>', 'the spec whose tables go')
    .option('--reason <text>', 'why they go')
    .option('--name <name>', 'short name of the folder, in a-z, 0-9 and -')
    .action(async (spec: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<RetireOptions>();
      const { perform } = await import('../perform.js');
      const { retireSpec } = await import('../actions/begin/change.js');
      await perform('retire', options, (session) => retireSpec(session, spec, options));
    });
