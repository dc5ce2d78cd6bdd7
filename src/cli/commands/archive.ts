import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent archive`. */
export interface ArchiveOptions extends CommonOptions {
  readonly reason?: string;
  readonly by?: string;
}

/** `dataagent archive <spec>`: puts a finished spec away, whole. */
export const archiveCommand = (): Command =>
  new Command('archive')
    .argument('<spec>', 'a spec that was replaced, retired or answered')
    .option('--reason <text>', 'why; needed where nobody has accepted it')
    .option('--by <who>', 'who puts it away (default: as git knows them)')
    .action(async (spec: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<ArchiveOptions>();
      const { perform } = await import('../perform.js');
      const { archiveSpec } = await import('../actions/decide/archive.js');
      await perform('archive', options, (session) => archiveSpec(session, spec, options));
    });
