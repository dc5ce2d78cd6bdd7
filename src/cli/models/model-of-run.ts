import type { Model, ModelEvent } from '../../llm/model.js';
import type { JournalEvent } from '../../workspace/journal.js';
import { runModel, type ModelOptions, type RunModel } from './models.js';
import type { Said, Session } from '../outcome.js';
import type { Work } from '../project/project.js';

/** The model of a run, made once: one budget and one count of failures for all that asks in it. */
export interface RunModelOnce extends Omit<RunModel, 'make'> {
  readonly make?: () => Promise<Model>;
}

/** The model that a run asks, as settings and options have it. */
export async function runModelOf(
  session: Session,
  work: Work,
  options: ModelOptions,
  write: (event: JournalEvent) => void = session.record?.write ?? (() => undefined),
): Promise<RunModelOnce> {
  const { record } = session;
  const known = record?.model ?? readied(session, work, options, write);
  if (record !== undefined) record.model = known;
  return known;
}

async function readied(
  session: Session,
  work: Work,
  options: ModelOptions,
  write: (event: JournalEvent) => void,
): Promise<RunModelOnce> {
  const { make, ...rest } = await runModel(session, work, options);
  if (make === undefined) return rest;
  let model: Promise<Model> | undefined;
  return { ...rest, make: () => (model ??= make(watching(session, write))) };
}

function watching(session: Session, write: (event: JournalEvent) => void) {
  return (event: ModelEvent): void => {
    write({ ...event });
    const line = progressOf(event);
    if (line !== undefined) session.progress(line);
  };
}

function progressOf(event: ModelEvent): Said | undefined {
  if (event.type === 'model.asked') {
    const { role, provider, attempt } = event;
    const again = attempt > 1 ? ` (${attempt})` : '';
    return { en: `model ${provider}: ${role}${again}`, zh: `模型 ${provider}：${role}${again}` };
  }
  if (event.type === 'model.failed')
    return {
      en: `model ${event.provider}: ${event.code}: ${event.detail}`,
      zh: `模型 ${event.provider}：${event.code}：${event.detail}`,
    };
  if (event.type === 'model.failover')
    return {
      en: `model: ${event.to} instead of ${event.from}`,
      zh: `模型：由 ${event.from} 换到 ${event.to}`,
    };
  if (event.type === 'cache.cut')
    return {
      en: `warning[llm/cut-cache]: ${event.file} is not whole; it is asked again`,
      zh: `警告[llm/cut-cache]：${event.file} 不完整，将重新询问`,
    };
  if (event.type === 'recording.other-prompt')
    return {
      en: `warning[llm/other-prompt]: the prompt has changed since ${event.file} was recorded`,
      zh: `警告[llm/other-prompt]：录制 ${event.file} 之后提示词已改变`,
    };
  return undefined;
}
