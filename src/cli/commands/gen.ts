import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent gen`. */
export interface GenOptions extends CommonOptions {
  readonly asOf?: string;
  readonly dryRun?: true;
}

/** `dataagent gen dsl|sql|ddl|dqc|all [spec]`: the files of a spec. */
export const genCommand = (): Command =>
  withCommonOptions(new Command('gen'))
    .description('draft the DSL of a spec, or generate its SQL, DDL and data quality checks')
    .argument('<form>', 'dsl, sql, ddl, dqc or all')
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--as-of <day>', 'with dsl: the day that relative time of a question counts from')
    .option('--dry-run', 'say what would be written, write nothing')
    .action(async (form: string, spec: string | undefined, options: GenOptions) => {
      const { run } = await import('../run.js');
      const { generateForms } = await import('../gen.js');
      await run('gen', options, (session) => generateForms(session, form, spec, options));
    });
