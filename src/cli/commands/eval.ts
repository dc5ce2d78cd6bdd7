import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent eval`. */
export interface EvalOptions extends CommonOptions {
  readonly database?: string;
  readonly ontology?: string;
  readonly model: string;
  readonly control?: true;
  readonly limit?: string;
  readonly ids?: string;
  readonly asOf?: string;
}

/** `dataagent eval <folder>`: how often requirements become the right rows. */
export const evalCommand = (): Command =>
  new Command('eval')
    .argument('<folder>', 'questions.json with expected rows, and a database beside it')
    .option('--database <address>', 'duckdb:FILE (default: the *.duckdb of the folder)')
    .option('--ontology <folder>', 'ontology files (default: read from the database)')
    .option('--model <profile>', 'a model profile of the configuration, or none', 'none')
    .option('--control', 'let the same model write SQL directly, and compare')
    .option('--limit <n>', 'only the first so many questions')
    .option('--ids <file>', 'only the questions of these ids, one a line')
    .option('--as-of <day>', 'what relative time counts from where a question does not say')
    .action(async (folder: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<EvalOptions>();
      const { perform } = await import('../perform.js');
      const { evaluateFolder } = await import('../actions/eval.js');
      await perform('eval', options, (session) => evaluateFolder(session, folder, options));
    });
