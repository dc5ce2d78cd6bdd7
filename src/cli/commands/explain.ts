import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

interface Options extends CommonOptions {
  readonly list?: true;
}

/** `dataagent explain <code>`: why a law exists, with an example that breaks it and one that does not. */
export const explainCommand = (): Command =>
  withCommonOptions(new Command('explain'))
    .description('explain a diagnostic, or list them all')
    .argument('[code]', 'as in error[code]')
    .option('--list', 'list every code with its level')
    .action(async (code: string | undefined, options: Options) => {
      const { run } = await import('../run.js');
      const { explainCode, listCodes } = await import('../explain.js');
      await run('explain', options, (session) =>
        Promise.resolve(
          options.list === true || code === undefined
            ? listCodes(session)
            : explainCode(session, code),
        ),
      );
    });
