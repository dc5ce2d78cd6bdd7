import { hasErrors } from '../../../base/diagnostic.js';
import { locked } from '../../../workspace/files/lock.js';
import type { RunOptions } from '../../commands/run.js';
import { day, parametersOf, wholeNumber } from '../../options/option-values.js';
import type { Outcome, Session } from '../../outcome.js';
import { checkDatabase } from '../../project/database.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { recorded, type RunSession } from '../../runs/run-record.js';
import { watchTasks } from '../../runs/task-events.js';
import { acceptanceOf } from './hold.js';
import { proveSpec, provenOutcome } from './prove.js';
import { writeReport } from './report.js';
import { steps, type State } from './steps.js';

/**
 * Every step of a spec in order, under its lock; stops where a finding or a question needs a person. The
 * planning role says what there is to do, the others do it. Each step looks at the files as they are, and
 * what a run that was cut short has on record is not done again.
 */
export async function runSpec(
  session: Session,
  asked: string | undefined,
  options: RunOptions,
): Promise<Outcome> {
  day(options.asOf, '--as-of');
  wholeNumber(options.maxRows, '--max-rows');
  parametersOf(options);
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, asked);
    if (options.database !== undefined) await checkDatabase(session, options, work.project);
    const about = {
      command: 'run',
      ...(options.bizdate !== undefined && { bizdate: options.bizdate }),
    };
    return locked(work.project.root, name, () =>
      recorded(session, work, name, about, (own) => everyStep(own, work, name, options)),
    );
  });
}

async function everyStep(
  session: RunSession,
  work: Work,
  name: string,
  options: RunOptions,
): Promise<Outcome> {
  const state: State = { tests: [], drafted: beganToDraft(session) };
  for (const [stage, step] of steps) {
    session.signal.throwIfAborted();
    const started = performance.now();
    session.record.write({ type: 'stage.started', stage });
    const outcome = await step(session, work, name, options, state);
    const stops =
      outcome !== undefined &&
      (outcome.ending !== undefined || hasErrors(outcome.diagnostics ?? []));
    const ms = Math.round(performance.now() - started);
    session.record.write({ type: 'stage.finished', stage, went: !stops, ms });
    if (stops) return { ...outcome, data: { spec: name, ...outcome.data } };
  }
  const proven = await proveAndReport(session, work, name, options, state);
  return acceptanceOf(session, work, name, proven);
}

async function proveAndReport(
  session: RunSession,
  work: Work,
  name: string,
  options: RunOptions,
  { graph, tests }: State,
): Promise<Outcome> {
  return withSpec(work.project, name, async (spec) => {
    const tasks = graph?.tasks.filter((t) => t.role === 'prove' || t.role === 'report') ?? [];
    const watch = watchTasks(session, work, spec.folder, tasks);
    watch.begin('prove');
    const seen = await proveSpec(session, work, spec, options);
    if ('stopped' in seen) {
      await watch.end('prove', false);
      return seen.stopped;
    }
    await watch.end('prove', true);
    watch.begin('report');
    const { report } = await writeReport(session, work, spec, seen.observed, tests, options);
    await watch.end('report', true);
    return provenOutcome(session, spec, seen, report);
  });
}

/** Whether this run drafts: also where it was cut short once a document was written. */
function beganToDraft({ record }: RunSession): boolean {
  return record.before.some((e) => e.type === 'task.started' && e['role'] === 'model');
}
