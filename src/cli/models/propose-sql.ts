import { hasErrors, inFile, type Diagnostic } from '../../base/diagnostic.js';
import { languageOf } from '../../draft/texts.js';
import { entityOfTable } from '../../interop/sql/relation.js';
import type { TaskDialect } from '../../interop/sql/dialects.js';
import type { Ontology } from '../../ontology/model.js';
import { judgeTask } from '../../stages/agent/judge-task.js';
import { proposeTask, type ProposedTask } from '../../stages/agent/propose-task.js';
import { requirementText } from '../../stages/spec/requirement.js';
import { openJournal, type JournalEvent } from '../../workspace/journal.js';
import type { Spec } from '../../workspace/spec.js';
import { dialectNamed } from '../options/dialect.js';
import type { Session } from '../outcome.js';
import { rendered } from '../output/rendered.js';
import { openEmpty } from '../project/database.js';
import type { Work } from '../project/project.js';
import { selectedFor } from '../project/selected.js';
import { runModelOf } from './model-of-run.js';
import type { ModelOptions } from './models.js';

/** What stands in the way of asking: findings of settings, in their texts. */
export interface NoModel {
  readonly found: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * SQL of a spec's requirement and of the words of one of its tasks, by the model of the settings; undefined where none
 * is chosen. Every step is journalled, however it ends.
 */
export async function proposeSql(
  session: Session,
  work: Work,
  spec: Spec,
  words: string,
  dialect: TaskDialect,
  options: ModelOptions,
): Promise<ProposedTask | NoModel | undefined> {
  const { ontology, project } = work;
  const events: JournalEvent[] = [];
  let put = (event: JournalEvent): void => void events.push(event);
  const write = (event: JournalEvent): void => put(event);
  const models = await runModelOf(session, work, options, write);
  if (hasErrors(models.found)) return models;
  if (models.make === undefined) return undefined;
  const journal = await openJournal(project.root);
  put = (event) => void journal.write(event);
  const requirement = requirementText(spec.requirement?.text ?? '', undefined);
  const language = languageOf(`${requirement}\n${words}`);
  try {
    write({ type: 'run.started', spec: spec.name, command: 'gen sql', profile: models.profile });
    for (const event of events) write(event);
    const selected = await selectedFor(work, `${requirement}\n${words}`, spec.name);
    const named = tablesNamed(`${requirement}\n${words}`, ontology);
    const made = await proposeTask({
      requirement,
      task: words,
      entities: [...new Set([...named, ...selected.entities])],
      dialect,
      language,
      model: await models.make(),
      judge: (sql) => judged(session, sql, ontology, dialect, spec.meta.title),
      say: async (found, sql) => {
        const said = await rendered(
          inFile(found, 'task.sql'),
          new Map([['task.sql', sql]]),
          language,
        );
        return said.json;
      },
      write,
      signal: session.signal,
    });
    write({ type: 'run.finished', outcome: made.judged === undefined ? 'findings' : 'ok' });
    return made;
  } catch (error) {
    write({ type: 'run.finished', outcome: 'failed' });
    throw error;
  } finally {
    journal.close();
  }
}

async function judged(
  session: Session,
  sql: string,
  ontology: Ontology,
  dialect: TaskDialect,
  title: string,
) {
  const empty = await openEmpty(session);
  try {
    return await judgeTask(sql, ontology, {
      dialect,
      title,
      empty,
      duckdb: dialectNamed('duckdb'),
    });
  } finally {
    await empty.close();
  }
}

/** The entities over tables that a text names. */
function tablesNamed(text: string, ontology: Ontology) {
  const names = text.match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g) ?? [];
  return names.flatMap((name) => entityOfTable(ontology, name.split('.')) ?? []);
}
