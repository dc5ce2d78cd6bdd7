import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent new`. */
export interface NewOptions extends CommonOptions {
  readonly file?: string;
  readonly name?: string;
  readonly asOf?: string;
  readonly modify?: string;
  readonly fromSql?: string;
  readonly dialect?: string;
  readonly database?: string;
}

/** `dataagent new spec`: a requirement becomes a spec folder. */
export const newCommand = (): Command =>
  new Command('new')
    .argument('<what>', 'spec')
    .argument('[requirement]', 'the requirement; without it and --file, standard input')
    .option('--file <file>', 'read the requirement from a file')
    .option('--name <name>', 'short name of the folder, in a-z, 0-9 and -')
    .option(
      '--modify <spec>',
      'a change of something delivered: begins with its documents and tests',
    )
    .option('--from-sql <file>', 'begin with an SQL task that exists')
    .option('--dialect <dialect>', 'with --from-sql: whose SQL it is (default: maxcompute)')
    .option('--database <address>', 'with --from-sql: duckdb:FILE to compare rows on')
    .option('--as-of <day>', 'the day that relative time of a question counts from')
    .action(async (what: string, text: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<NewOptions>();
      const { perform } = await import('../perform.js');
      if (options.fromSql !== undefined) {
        const { newFromSql } = await import('../actions/begin/new-from-sql.js');
        return perform('new', options, (session) => newFromSql(session, what, text, options));
      }
      const { newSpec } = await import('../actions/begin/new.js');
      await perform('new', options, (session) => newSpec(session, what, text, options));
    });
