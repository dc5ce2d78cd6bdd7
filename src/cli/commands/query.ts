import { Command } from 'commander';
import { collected } from '../options/collected.js';
import type { OntologyOptions } from '../project/ontology.js';

/** Options of `dataagent query`. */
export interface QueryOptions extends OntologyOptions {
  readonly database?: string;
  readonly format: string;
  readonly until?: string;
  readonly each?: true;
  readonly row?: readonly string[];
  readonly bizdate?: string;
  readonly param?: readonly string[];
  readonly maxRows: string;
  readonly timeout?: string;
}

/** `dataagent query`: the rows that a document means, on a database. */
export const queryCommand = (): Command =>
  new Command('query')
    .argument('<document>', 'a JSON document of the DSL')
    .option('--database <address>', 'duckdb:FILE (default: the project’s)')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .option('--format <form>', 'table, csv or json', 'table')
    .option('--until <stage>', 'stop after this stage and show its rows')
    .option('--each', 'show every stage: row count, key, nulls, first rows')
    .option('--row <column=value>', 'follow the rows with this value through all stages', collected)
    .option('--bizdate <day>', 'the day a table is computed for, yyyy-MM-dd')
    .option('--param <name=value>', 'value of a further parameter; may be repeated', collected)
    .option('--max-rows <n>', 'print at most so many rows', '1000')
    .option('--timeout <seconds>', 'stop a statement after so long')
    .action(async (file: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<QueryOptions>();
      const { perform } = await import('../perform.js');
      const { queryFile } = await import('../actions/document/query.js');
      await perform('query', options, (session) => queryFile(session, file, options));
    });
