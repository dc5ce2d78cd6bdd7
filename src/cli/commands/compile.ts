import { Command } from 'commander';
import type { OntologyOptions } from '../project/ontology.js';

/** Options of `dataagent compile`. */
export interface CompileOptions extends OntologyOptions {
  readonly emit: string;
  readonly dialect: string;
}

/** `dataagent compile`: one document, and what it becomes on the way to SQL. */
export const compileCommand = (): Command =>
  new Command('compile')
    .argument('<document>', 'a JSON document of the DSL')
    .option('--emit <form>', 'bound, plan, ast, sql, ddl or dqc', 'sql')
    .option('--dialect <name>', 'SQL dialect (see "dataagent dialects")', 'duckdb')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .action(async (file: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<CompileOptions>();
      const { perform } = await import('../perform.js');
      const { compileFile } = await import('../actions/document/compile.js');
      await perform('compile', options, (session) => compileFile(session, file, options));
    });
