import { inFile, type Diagnostic } from '../../base/diagnostic.js';
import { judgeTask } from '../../stages/agent/judge-task.js';
import type { Spec } from '../../workspace/spec.js';
import { dialectNamed } from '../options/dialect.js';
import { taskDialect } from '../options/task-dialect.js';
import type { Session } from '../outcome.js';
import { openEmpty } from './database.js';
import type { Work } from './project.js';

/**
 * Holds the SQL tasks of a spec as its documents are held: parsed, against the ontology and the laws, and bound on an
 * embedded DuckDB without rows; each finding stands in the task's own file.
 */
export async function checkTasks(
  session: Session,
  { ontology }: Pick<Work, 'ontology'>,
  { sqlTasks, meta }: Pick<Spec, 'sqlTasks' | 'meta'>,
): Promise<readonly Diagnostic[]> {
  if (sqlTasks.length === 0) return [];
  const found: Diagnostic[] = [];
  const empty = await openEmpty(session);
  try {
    for (const { file, text } of sqlTasks) {
      session.signal.throwIfAborted();
      const judged = await judgeTask(text, ontology, {
        dialect: taskDialect(meta.dialect),
        title: meta.title,
        empty,
        duckdb: dialectNamed('duckdb'),
      });
      found.push(...inFile(judged.findings, file));
    }
    return found;
  } finally {
    await empty.close();
  }
}
