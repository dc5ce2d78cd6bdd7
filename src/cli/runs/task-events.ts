import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../base/sha256.js';
import { toolVersion } from '../../base/tool-version.js';
import type { ReportedTest } from '../../stages/report/report.js';
import type { Task, TaskRole } from '../../stages/tasks/task.js';
import { buildId } from '../../workspace/build-id.js';
import { hashedFiles } from '../../workspace/cache/file-stamps.js';
import { cachePlace } from '../../workspace/cache/cache-place.js';
import { ontologyNames } from '../../workspace/project.js';
import type { Spec } from '../../workspace/spec.js';
import type { Work } from '../project/project.js';
import type { RunSession } from './run-record.js';

/** Writes that a task begins. */
export function begun({ record }: RunSession, { id, role, title, document }: Task): void {
  record.write({ type: 'task.started', task: id, role, title, ...(document && { document }) });
}

/** Writes that there was nothing to do: what the task makes is there, or was proven before. */
export function passedOver({ record }: RunSession, { id, role }: Task): void {
  record.write({ type: 'task.skipped', task: id, role });
}

/** Writes that a task came to its end, with the hash of each file it was to make. */
export async function ended(
  { record }: RunSession,
  { project }: Work,
  folder: string,
  { id, role, outputs }: Task,
  went: boolean,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const made: Record<string, string> = {};
  for (const path of outputs) {
    const text = await readFile(join(project.root, folder, path), 'utf8').catch(() => undefined);
    if (text !== undefined) made[path] = sha256(text);
  }
  record.write({ type: 'task.finished', task: id, role, went, outputs: made, ...more });
}

/** Writes of tasks that are the only ones of their role. */
export function watchTasks(
  session: RunSession,
  work: Work,
  folder: string,
  tasks: readonly Task[],
) {
  const of = (role: TaskRole): Task | undefined => tasks.find((t) => t.role === role);
  return {
    begin(role: TaskRole): void {
      const task = of(role);
      if (task !== undefined) begun(session, task);
    },
    async end(role: TaskRole, went: boolean): Promise<void> {
      const task = of(role);
      if (task !== undefined) await ended(session, work, folder, task, went);
    },
  };
}

/** What tests of a spec depend on, in one hash: its files, the ontology and the build of the tool. */
export async function testInputs({ project }: Work, spec: Spec): Promise<string> {
  const kept = await cachePlace(project.root);
  const ontology = await hashedFiles(project, await ontologyNames(project), kept);
  return sha256(
    JSON.stringify([
      toolVersion,
      buildId() ?? '',
      // A journal that came with a copied project is of nobody's tests: its hashes lack the user's secret.
      kept?.key ?? randomBytes(32).toString('hex'),
      ontology.files.map((f) => [f.file, f.hash]),
      [...spec.documents, ...spec.proofs, ...spec.rowFiles, ...spec.generated].map((f) => [
        f.file,
        sha256(f.text),
      ]),
      spec.rules,
    ]),
  );
}

/** What a task's tests gave before this run was cut short; undefined where they did not pass on the same inputs. */
export function passedBefore(
  { record }: RunSession,
  { id }: Task,
  inputs: string,
): readonly ReportedTest[] | undefined {
  const event = record.before.findLast((e) => e.type === 'task.finished' && e['task'] === id);
  if (event === undefined || event['went'] !== true || event['inputs'] !== inputs) return undefined;
  return event['tests'] as readonly ReportedTest[];
}
