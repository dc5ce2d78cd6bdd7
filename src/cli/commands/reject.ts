import { Command } from 'commander';
import type { DecideOptions } from './approve.js';

/** `dataagent reject <spec> <gate> --reason …`: a person says no, and why. */
export const rejectCommand = (): Command =>
  new Command('reject')
    .argument('<spec>', 'the spec')
    .argument('<gate>', 'G1, G2, G3 or G4')
    .option('--reason <text>', 'what is to change')
    .option('--by <name>', 'who decides (default: as git knows them)')
    .action(async (spec: string, gate: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<DecideOptions>();
      const { perform } = await import('../perform.js');
      const { decide } = await import('../actions/decide/decide.js');
      await perform('reject', options, (session) =>
        decide(session, 'rejected', spec, [gate], options),
      );
    });
