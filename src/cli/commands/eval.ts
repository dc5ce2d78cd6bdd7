import { Command } from 'commander';
import { collected } from '../options/collected.js';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent eval`. */
export interface EvalOptions extends CommonOptions {
  readonly database?: string;
  readonly ontology?: string;
  readonly model: string;
  readonly control?: true;
  /** False: `--no-candidates`. */
  readonly candidates?: boolean;
  readonly limit?: string;
  readonly ids?: string;
  readonly asOf?: string;
  readonly record?: string;
  readonly replay?: string;
}

/** Options of `dataagent eval harvest`. */
export interface HarvestOptions extends CommonOptions {
  readonly database?: string;
  readonly confirm?: readonly string[];
}

/** `dataagent eval <folder>`: how often requirements become the right rows. */
export const evalCommand = (): Command =>
  new Command('eval')
    .argument('<folder>', 'questions.json with expected rows, and a database beside it')
    .option('--database <address>', 'duckdb:FILE (default: the *.duckdb of the folder)')
    .option('--ontology <folder>', 'ontology files (default: read from the database)')
    .option('--model <profile>', 'a model profile of the configuration, or none', 'none')
    .option('--control', 'let the same model write SQL directly, and compare')
    .option('--no-candidates', 'do not show the model what the drafter made of the words')
    .option('--record <folder>', 'keep what is asked of the model and its answers')
    .option('--replay <folder>', 'answer from a recording instead of a model')
    .option('--limit <n>', 'only the first so many questions')
    .option('--ids <file>', 'only the questions of these ids, one a line')
    .option('--as-of <day>', 'what relative time counts from where a question does not say')
    .action(async (folder: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<EvalOptions>();
      const { perform } = await import('../perform.js');
      const { evaluateFolder } = await import('../actions/evaluate/eval.js');
      await perform('eval', options, (session) => evaluateFolder(session, folder, options));
    })
    .addCommand(
      new Command('compare')
        .description('two runs beside each other, with a paired test')
        .argument('<first>', 'a run: its number, its folder, or a file with the document of --json')
        .argument('<second>', 'another')
        .action(async (first: string, second: string, _own: object, command: Command) => {
          const { perform } = await import('../perform.js');
          const { compareEvaluations } = await import('../actions/evaluate/compare.js');
          await perform('eval compare', command.optsWithGlobals<CommonOptions>(), (session) =>
            Promise.resolve(compareEvaluations(session, first, second)),
          );
        }),
    )
    .addCommand(
      new Command('harvest')
        .description('make cases of delivered questions that a person confirms')
        .option('--confirm <spec>', 'the rows of this spec are right; may be repeated', collected)
        .option('--database <address>', 'duckdb:FILE (default: the project’s)')
        .action(async (_own: object, command: Command) => {
          const options = command.optsWithGlobals<HarvestOptions>();
          const { perform } = await import('../perform.js');
          const { harvest } = await import('../actions/evaluate/harvest.js');
          await perform('eval harvest', options, (session) => harvest(session, options));
        }),
    );
