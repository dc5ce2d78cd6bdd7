import { Command, Option } from 'commander';
import { collected } from '../options/collected.js';
import { modelOptions } from '../options/model-options.js';
import type { ModelOptions } from '../models/models.js';
import type { CommonOptions, Outcome, Session } from '../outcome.js';

/** Options of `dataagent run`. */
export interface RunOptions extends CommonOptions, ModelOptions {
  readonly database?: string;
  readonly bizdate?: string;
  readonly asOf?: string;
  readonly param?: readonly string[];
  readonly maxRows: string;
  readonly timeout?: string;
  readonly yes?: true;
  readonly output?: 'text' | 'json' | 'stream-json';
}

/** `dataagent run [spec]`: every step to the next decision of a person. */
export const runCommand = (): Command =>
  modelOptions(new Command('run'))
    .argument('[spec]', 'the spec (default: the only one)')
    .option('--database <address>', 'duckdb:FILE to prove it on (default: the project’s)')
    .option('--bizdate <day>', 'the day a table is computed for, yyyy-MM-dd')
    .option('--as-of <day>', 'the day that relative time of a question counts from')
    .option('--param <name=value>', 'value of a further parameter; may be repeated', collected)
    .option('--max-rows <n>', 'print at most so many rows', '20')
    .option('--yes', 'answer gates that the project lists under approvals.auto')
    .option('--timeout <seconds>', 'stop a statement after so long')
    .addOption(
      new Option(
        '--output <form>',
        'text, one JSON document, or each event as a line of JSON',
      ).choices(['text', 'json', 'stream-json']),
    )
    .action(async (spec: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<RunOptions>();
      const { perform } = await import('../perform.js');
      const { runSpec } = await import('../actions/run/run.js');
      if (options.output === 'stream-json') {
        const { performStream } = await import('../perform-stream.js');
        return performStream(options, (session) => runSpec(session, spec, options));
      }
      const json = options.output === 'json' ? 'json' : undefined;
      const { withProgress } = await import('../output/terminal.js');
      const plain = json !== undefined || options.json === true;
      await perform(
        'run',
        options,
        (session) => {
          const work = (own: Session): Promise<Outcome> => runSpec(own, spec, options);
          return plain ? work(session) : withProgress(session, work);
        },
        json,
      );
    });
