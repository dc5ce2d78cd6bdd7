import { hasErrors, type Checked } from '../../../base/diagnostic.js';
import { languageOf } from '../../../draft/texts.js';
import { readTasks } from '../../../stages/tasks/read-tasks.js';
import { documentsOf, planTasks, type PlannedDocument } from '../../../stages/tasks/plan-tasks.js';
import { planWithModel } from '../../../stages/tasks/plan-with-model.js';
import { graphText, type TaskGraph } from '../../../stages/tasks/task.js';
import { requirementsOf } from '../../../workspace/requirements.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { runModelOf } from '../../models/model-of-run.js';
import type { ModelOptions } from '../../models/models.js';
import type { Work } from '../../project/project.js';
import type { RunSession } from '../../runs/run-record.js';

/**
 * The planning role: the tasks of a spec, written to `tasks.json`. They follow from its documents; where
 * there is none yet and several requirements could be as many documents or one, a model may say which,
 * and what it says stays as it is from then on.
 */
export async function planned(
  session: RunSession,
  work: Work,
  spec: Spec,
  options: ModelOptions,
): Promise<Checked<TaskGraph>> {
  const { project } = work;
  const requirements = requirementsOf(spec.requirement?.text ?? '').map((r) => r.id);
  const [kept, found] =
    spec.tasks === undefined ? [undefined, []] : readTasks(spec.tasks, spec.name, requirements);
  if (hasErrors(found)) return [undefined, found];
  const there = spec.documents.length === 0 ? [] : documentsOf(spec);
  const said =
    kept?.planned === 'model' ? toBe(kept, there) : await asked(session, work, spec, options);
  const documents = said === undefined ? documentsOf(spec) : [...there, ...said];
  const by = said === undefined ? 'files' : 'model';
  const graph = planTasks(spec, documents, project.config.dialects, by);
  const file = `${spec.folder}/tasks.json`;
  const changed = await writeFiles(project.root, new Map([[file, graphText(graph)]]));
  session.record.write({
    type: 'planned',
    by,
    tasks: graph.tasks.map(({ id, role, title, needs, document }) => {
      return { id, role, title, needs, ...(document !== undefined && { document }) };
    }),
    changed: changed.size > 0,
  });
  return [graph, found];
}

/** Documents that were planned and are not there yet. */
function toBe({ tasks }: TaskGraph, there: readonly PlannedDocument[]): readonly PlannedDocument[] {
  return tasks.flatMap(({ role, document, title, satisfies = [] }) =>
    role !== 'model' || document === undefined || there.some((d) => d.name === document)
      ? []
      : [{ name: document, title, satisfies, table: false, tests: [] }],
  );
}

/** What a model says of several requirements; undefined where none is asked, or its plan breaks a law. */
async function asked(
  session: RunSession,
  work: Work,
  spec: Spec,
  options: ModelOptions,
): Promise<readonly PlannedDocument[] | undefined> {
  const text = spec.requirement?.text ?? '';
  const requirements = requirementsOf(text);
  if (spec.documents.length > 0 || spec.meta.kind === 'retire' || requirements.length < 2)
    return undefined;
  const { make, found } = await runModelOf(session, work, options);
  if (make === undefined || hasErrors(found)) return undefined;
  return planWithModel({
    spec,
    requirement: text,
    requirements: requirements.map((r) => r.id),
    language: languageOf(text),
    model: await make(),
    write: session.record.write,
    signal: session.signal,
  });
}
