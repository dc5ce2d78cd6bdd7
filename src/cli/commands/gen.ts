import { Command } from 'commander';
import { collected } from '../options/collected.js';
import { modelOptions } from '../options/model-options.js';
import type { ModelOptions } from '../models/models.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent gen`. */
export interface GenOptions extends CommonOptions, ModelOptions {
  readonly asOf?: string;
  readonly dryRun?: true;
  readonly path?: string;
  readonly dialect?: string;
  readonly template?: string;
  readonly set?: readonly string[];
}

/** `dataagent gen dsl|sql|ddl|dqc|all [spec]`: the files of a spec. */
export const genCommand = (): Command =>
  modelOptions(new Command('gen'))
    .argument('<form>', 'dsl, sql, ddl, dqc or all')
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--as-of <day>', 'with dsl: the day that relative time of a question counts from')
    .option(
      '--template <name>',
      'with dsl: fill a template of a model (nd, td, scd2, dedupe, funnel)',
    )
    .option(
      '--set <name=value>',
      'with --template: the value of a hole; may be repeated',
      collected,
    )
    .option(
      '--path <path>',
      'with sql, ddl, dqc or all: dsl (default), or agent for the tasks of sql/',
    )
    .option('--dialect <dialect>', 'with --path agent: whose SQL it is (default: maxcompute)')
    .option('--dry-run', 'say what would be written, write nothing')
    .action(async (form: string, spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<GenOptions>();
      const { perform } = await import('../perform.js');
      if (options.path !== undefined && options.path !== 'dsl') {
        const { genAgent } = await import('../actions/generate/gen-agent.js');
        return perform('gen', options, (session) => genAgent(session, form, spec, options));
      }
      const { generateForms } = await import('../actions/generate/gen.js');
      await perform('gen', options, (session) => generateForms(session, form, spec, options));
    });
