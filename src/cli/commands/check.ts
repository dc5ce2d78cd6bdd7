import { Command, Option } from 'commander';
import type { Format } from '../formats/format.js';
import type { Outcome, Session } from '../outcome.js';
import type { OntologyOptions } from '../project/ontology.js';

/** Options of `dataagent check`. */
export interface CheckOptions extends OntologyOptions {
  readonly since?: string;
  readonly fix?: true;
  readonly dryRun?: true;
  readonly database?: string;
  readonly format?: Format;
  readonly browse?: true;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
}

/** `dataagent check`: what CI runs; no model, no network, no database. */
export const checkCommand = (): Command =>
  new Command('check')
    .argument('[paths...]', 'specs, documents or ontology files (default: the whole project)')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .option('--since <ref>', 'only specs that changed since a point of the git history')
    .option('--fix', 'write the repairs that need nobody into the documents, then check')
    .option('--dry-run', 'with --fix: say what would be repaired, and write nothing')
    .option('--no-cache', 'check every file anew, whatever an earlier check found')
    .option('--browse', 'at a terminal: go through the findings one by one')
    .option('--database <address>', 'prove the ontology on a database: duckdb:FILE')
    .addOption(
      new Option('--format <format>', 'how findings are said (default: text)').choices([
        'text',
        'json',
        'sarif',
        'junit',
        'github',
      ]),
    )
    .action(async (paths: string[], _own: object, command: Command) => {
      const options = command.optsWithGlobals<CheckOptions>();
      const { perform } = await import('../perform.js');
      const { checkPaths } = await import('../actions/check/check.js');
      const { browsing } = await import('../output/browsing.js');
      const { format } = options;
      const work = async (session: Session): Promise<Outcome> =>
        browsing(session, await checkPaths(session, paths, options), options);
      await perform('check', options, work, format);
    });
