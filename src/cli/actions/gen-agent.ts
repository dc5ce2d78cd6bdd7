import { hasErrors, inFile, type Diagnostic } from '../../base/diagnostic.js';
import { judgeTask } from '../../stages/agent/judge-task.js';
import { tableFiles } from '../../stages/agent/table-files.js';
import { lineageJson } from '../../stages/agent/task-files.js';
import { inside } from '../../workspace/files/inside.js';
import { filesBelow } from '../../workspace/files/listing.js';
import { locked } from '../../workspace/files/lock.js';
import { readProjectFile } from '../../workspace/project.js';
import { writeFiles } from '../../workspace/files/write-files.js';
import type { GenOptions } from '../commands/gen.js';
import { openEmpty } from '../project/database.js';
import { dialectNamed } from '../options/dialect.js';
import { findings, type Outcome, type Session } from '../outcome.js';
import { inProject, specNamed } from '../project/project.js';
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
 * binds, and DDL and data quality checks of the tables that they write, for each dialect of the project. Nothing is written while any task has an error or cannot be bound.
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
  const dialect = taskDialect(options.dialect);
  return inProject(session, options, async ({ project, ontology, dialects, language }) => {
    const name = await specNamed(project, spec);
    const folder = `${project.config.specs}/${name}/sql`;
    return locked(project.root, name, async () => {
      const all = await filesBelow(project.root, await inside(project.root, folder), [
        '.sql',
        '.md',
      ]);
      // What is made of tasks lies beside them.
      const tasks = all.filter((t) => !/\.(?:ddl|dqc)\.sql$/.test(t));
      if (tasks.length === 0)
        throw cliTrouble('unknown-word', { word: `${folder}/`, known: ['new spec --from-sql'] });
      const found: Diagnostic[] = [];
      const files = new Map<string, string>();
      for (const task of tasks) {
        const file = `${folder}/${task}`;
        const sql = await readProjectFile(project, file);
        const empty = await openEmpty(session);
        try {
          const judged = await judgeTask(sql, ontology, {
            dialect,
            title: task.replace(/\.(?:sql|md)$/, ''),
            empty,
            duckdb: dialectNamed('duckdb'),
          });
          // Rows are compared when the spec is made; here the task itself is judged.
          const own = judged.findings.filter(
            (d) => d.code !== 'task/not-run' && d.code !== 'task/not-in-dsl',
          );
          found.push(...inFile(own, file));
          const short = task.replace(/\.(?:sql|md)$/, '');
          if (asked.includes('sql'))
            files.set(`${folder}/${short}.lineage.json`, lineageJson(judged));
          const tables = asked.filter((f) => f !== 'sql');
          const made = tableFiles(judged, short, file, ontology, dialects, language, tables);
          found.push(...made.found);
          for (const [path, text] of made.files) files.set(`${folder}/${path}`, text);
        } finally {
          await empty.close();
        }
      }
      const unbound = found.some((d) => d.code === 'task/unbound');
      if (hasErrors(found) || unbound)
        return { ...findings(found, { spec: name, files: [] }), ending: 'findings' };
      if (options.dryRun !== true) await writeFiles(project.root, files);
      return {
        text: [...files.keys()].map((f) => `${f}\n`).join(''),
        data: { spec: name, files: [...files.keys()] },
        diagnostics: found,
      };
    });
  });
}
