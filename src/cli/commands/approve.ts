import { Command } from 'commander';
import { collected } from '../options/collected.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent approve` and `dataagent reject`. */
export interface DecideOptions extends CommonOptions {
  readonly hash?: readonly string[];
  readonly yes?: true;
  readonly by?: string;
  readonly reason?: string;
}

/** `dataagent approve <spec> <gates…>`: a person says yes to what a gate shows. */
export const approveCommand = (): Command =>
  new Command('approve')
    .argument('<spec>', 'the spec')
    .argument('<gates...>', 'G1, G2, G3 or G4')
    .option(
      '--hash <hash>',
      'the answer is to this content, as the review shows it; once for each gate',
      collected,
    )
    .option('--yes', 'answer gates that the project lists under approvals.auto')
    .option('--by <name>', 'who decides (default: as git knows them)')
    .option('--reason <text>', 'why')
    .action(async (spec: string, gates: readonly string[], _own: object, command: Command) => {
      const options = command.optsWithGlobals<DecideOptions>();
      const { perform } = await import('../perform.js');
      const { decide } = await import('../actions/decide/decide.js');
      await perform('approve', options, (session) =>
        decide(session, 'approved', spec, gates, options),
      );
    });
