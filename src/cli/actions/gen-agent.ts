import { hasErrors, inFile, type Diagnostic } from '../../base/diagnostic.js';
import { judgeTask } from '../../stages/agent/judge-task.js';
import { tableFiles } from '../../stages/agent/table-files.js';
import { lineageJson } from '../../stages/agent/task-files.js';
import { locked } from '../../workspace/files/lock.js';
import { writeFiles } from '../../workspace/files/write-files.js';
import type { Spec } from '../../workspace/spec.js';
import type { GenOptions } from '../commands/gen.js';
import { openEmpty } from '../project/database.js';
import { dialectNamed } from '../options/dialect.js';
import { findings, type Outcome, type Session } from '../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../project/project.js';
import { taskDialect } from '../options/task-dialect.js';
import { cliTrouble } from '../troubles/cli.js';

/** What is made for each word. */
const forms = new Map<string, readonly ('sql' | 'ddl' | 'dqc')[]>([
  ['sql', ['sql']],
  ['ddl', ['ddl']],
  ['dqc', ['dqc']],
  ['all', ['sql', 'ddl', 'dqc']],
]);

/**
 * What the SQL tasks of a spec come to, beside them: `sql/<task>.lineage.json` with the types that DuckDB
 * binds, and DDL and data quality checks of the tables that they write, for each dialect of the project. Nothing is
 * written while any task has an error.
 */
export async function genAgent(
  session: Session,
  form: string,
  spec: string | undefined,
  options: GenOptions,
): Promise<Outcome> {
  if (options.path !== 'agent')
    throw cliTrouble('unknown-word', { word: options.path ?? '', known: ['dsl', 'agent'] });
  const asked = forms.get(form);
  if (asked === undefined)
    throw cliTrouble('unknown-word', { word: form, known: [...forms.keys()] });
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, spec);
    return locked(work.project.root, name, () =>
      withSpec(work.project, name, (read) => filesOfTasks(session, work, read, asked, options)),
    );
  });
}

async function filesOfTasks(
  session: Session,
  { project, ontology, dialects, language }: Work,
  { name, folder, meta, sqlTasks }: Spec,
  asked: readonly ('sql' | 'ddl' | 'dqc')[],
  options: GenOptions,
): Promise<Outcome> {
  const dialect = taskDialect(options.dialect ?? meta.dialect);
  if (sqlTasks.length === 0)
    throw cliTrouble('unknown-word', { word: `${folder}/sql/`, known: ['new spec --from-sql'] });
  const found: Diagnostic[] = [];
  const files = new Map<string, string>();
  for (const { file, text } of sqlTasks) {
    const empty = await openEmpty(session);
    try {
      const short = file.slice(file.lastIndexOf('/') + 1).replace(/\.(?:sql|md)$/, '');
      const duckdb = dialectNamed('duckdb');
      // Rows are compared when the spec is made; here the task itself is judged.
      const judged = await judgeTask(text, ontology, { dialect, title: short, empty, duckdb });
      found.push(...inFile(judged.findings, file));
      if (asked.includes('sql'))
        files.set(`${folder}/sql/${short}.lineage.json`, lineageJson(judged));
      const tables = asked.filter((f) => f !== 'sql');
      const made = tableFiles(judged, short, file, ontology, dialects, language, tables);
      found.push(...made.found);
      for (const [path, content] of made.files) files.set(`${folder}/sql/${path}`, content);
    } finally {
      await empty.close();
    }
  }
  if (hasErrors(found))
    return { ...findings(found, { spec: name, files: [] }), ending: 'findings' };
  if (options.dryRun !== true) await writeFiles(project.root, files);
  return {
    text: [...files.keys()].map((f) => `${f}\n`).join(''),
    data: { spec: name, files: [...files.keys()] },
    diagnostics: found,
  };
}
