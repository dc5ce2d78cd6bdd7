import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { taskDiagnostic } from '../../../interop/sql/diagnostics.js';
import { mixedTask } from '../../../interop/sql/text/mixed.js';
import type { TaskDialect } from '../../../interop/sql/dialects.js';
import { readTask } from '../../../interop/sql/parse/read.js';
import { judgeTask } from '../../../stages/agent/judge-task.js';
import { tableFiles } from '../../../stages/agent/table-files.js';
import { lineageJson } from '../../../stages/agent/task-files.js';
import { locked } from '../../../workspace/files/lock.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { Spec } from '../../../workspace/spec.js';
import type { GenOptions } from '../../commands/gen.js';
import { proposeSql } from '../../models/propose-sql.js';
import { openEmpty } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { taskDialect } from '../../options/task-dialect.js';
import { cliTrouble } from '../../troubles/cli.js';

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
  work: Work,
  spec: Spec,
  asked: readonly ('sql' | 'ddl' | 'dqc')[],
  options: GenOptions,
): Promise<Outcome> {
  const { project, ontology, dialects, language } = work;
  const { name, folder } = spec;
  const dialect = taskDialect(options.dialect ?? spec.meta.dialect);
  const files = new Map<string, string>();
  const found: Diagnostic[] = [];
  const texts = new Map(spec.sqlTasks.map((t) => [t.file, t.text]));
  for (const source of await unwritten(spec, dialect)) {
    const made = await proposeSql(session, work, spec, source.text, dialect, options);
    if (made === undefined) found.push(...inFile([noModel(source.text)], source.file));
    else if (!('sql' in made)) return { ...findings(made.found), texts: made.texts };
    else if (made.judged === undefined) found.push(...inFile(made.found, source.file));
    else {
      files.set(source.sql, made.sql);
      texts.set(source.sql, made.sql);
    }
  }
  for (const [file, text] of texts) {
    const empty = await openEmpty(session);
    try {
      const short = shortOf(file);
      const duckdb = dialectNamed('duckdb');
      // Rows are compared when the spec is made; here the task itself is judged.
      const judged = await judgeTask(text, ontology, { dialect, title: short, empty, duckdb });
      found.push(...inFile(judged.findings.filter(isTold), file));
      if (judged.statements.length === 0) continue;
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
  for (const [file, text] of texts) project.texts.set(file, text);
  if (hasErrors(found))
    return { ...findings(found, { spec: name, files: [] }), ending: 'findings' };
  session.signal.throwIfAborted();
  if (options.dryRun !== true) await writeFiles(project.root, files);
  return {
    text: [...files.keys()].map((f) => `${f}\n`).join(''),
    data: { spec: name, files: [...files.keys()] },
    diagnostics: found,
  };
}

/** What there is no SQL of yet: tasks of words alone, without a task of SQL by their side; without any task the requirement. */
async function unwritten({ sqlTasks, folder, name }: Spec, dialect: TaskDialect) {
  if (sqlTasks.length === 0) {
    const sql = `${folder}/sql/${name.replace(/^\d+-/, '')}.sql`;
    return [{ file: `${folder}/requirement.md`, text: '', sql }];
  }
  const all = await Promise.all(
    sqlTasks.map(async ({ file, text }) => {
      const sql = `${folder}/sql/${shortOf(file)}.sql`;
      const isWritten = sqlTasks.some((t) => t.file === sql) || (await hasSql(text, dialect));
      return isWritten ? [] : [{ file, text, sql }];
    }),
  );
  return all.flat();
}

/** Whether rows come of the SQL beside the words; CTEs alone are what somebody is to read. */
async function hasSql(text: string, dialect: TaskDialect): Promise<boolean> {
  const { sql, words } = mixedTask(text);
  if (words.length === 0) return true;
  if (sql.trim() === '') return false;
  const [tasks] = await readTask(sql, dialect);
  return tasks?.every(({ target }) => target?.how === 'create') !== true;
}

function noModel(text: string): Diagnostic {
  const place = { offset: 0, length: Math.max(1, text.trimEnd().split('\n')[0]!.length) };
  return taskDiagnostic('not-proposed', '', { why: 'no-model', codes: [] }, place);
}

/** That there are only words is told by the SQL that comes of them, or by why there is none. */
function isTold({ code }: Diagnostic): boolean {
  return code !== 'task/only-words';
}

function shortOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.(?:sql|md)$/, '');
}
