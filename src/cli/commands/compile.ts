import { resolve } from 'node:path';
import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { OntologyOptions } from '../ontology.js';
import type { Outcome, Session } from '../outcome.js';

interface Options extends OntologyOptions {
  readonly emit: string;
  readonly dialect: string;
}

/** `dataagent compile`: one document, and what it becomes on the way to SQL. */
export const compileCommand = (): Command =>
  withCommonOptions(new Command('compile'))
    .description('compile one DSL document and print what it becomes')
    .argument('<document>', 'a JSON document of the DSL')
    .option('--emit <form>', 'bound, plan, ast, sql, ddl or dqc', 'sql')
    .option('--dialect <name>', 'SQL dialect (see "dataagent dialects")', 'duckdb')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .action(async (file: string, options: Options) => {
      const { run } = await import('../run.js');
      await run('compile', options, (session) => compileFile(session, file, options));
    });

async function compileFile(session: Session, file: string, options: Options): Promise<Outcome> {
  const { emit } = await import('../emit.js');
  const { openOntology, seenFrom } = await import('../ontology.js');
  const { readText } = await import('../../workspace/files.js');
  const { sourcesOf } = await import('../sources.js');
  const { rolesOf } = await import('../roles.js');
  const { dialectNamed } = await import('../dialect.js');
  const dialect = dialectNamed(options.dialect);
  const opened = await openOntology(session, options);
  const name = seenFrom(session, file);
  const text = await readText(resolve(session.cwd, file));
  const texts = new Map([...opened.texts, [name, text]]);
  if (opened.ontology === undefined)
    return { text: '', data: {}, diagnostics: opened.found, sources: await sourcesOf(texts) };
  const made = emit(options.emit, text, opened.ontology, dialect, { roles: rolesOf(process.env) });
  const found = made.found.map((d) => ({ file: name, ...d }));
  return {
    ...(made.exit !== undefined && { exit: made.exit }),
    text: made.text,
    data: {
      emit: options.emit,
      dialect: dialect.name,
      ...(made.value !== undefined && { value: made.value }),
    },
    diagnostics: [...opened.found, ...found],
    sources: await sourcesOf(texts),
  };
}
