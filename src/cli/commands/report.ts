import { Command } from 'commander';
import { modelOptions } from '../options/model-options.js';
import type { ModelOptions } from '../models/models.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent report`. */
export interface ReportOptions extends CommonOptions, ModelOptions {
  readonly print?: true;
}

/** `dataagent report [spec]`: what a spec came to, number by number. */
export const reportCommand = (): Command =>
  modelOptions(new Command('report'))
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--print', 'print the report, too')
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<ReportOptions>();
      const { perform } = await import('../perform.js');
      const { reportSpec } = await import('../actions/run/report.js');
      await perform('report', options, (session) => reportSpec(session, spec, options));
    });
