import type { Diagnostic } from '../../base/diagnostic.js';
import { hasErrors } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { Trouble, troubleText } from '../../base/trouble.js';
import { withoutSecrets } from '../../llm/secrets.js';
import { openJournal, type JournalEvent, type WrittenEvent } from '../../workspace/journal.js';
import { markEnded, markRunning, runningOf } from '../../workspace/running.js';
import { exitCodes, type Ending } from '../exit-codes.js';
import type { RunModelOnce } from '../models/model-of-run.js';
import type { Outcome, Session } from '../outcome.js';
import type { Work } from '../project/project.js';

/** What a run of a spec keeps while it lasts. */
export interface RunRecord {
  readonly run: string;
  /** Everything that an earlier attempt at this very run wrote; empty for a new run. */
  readonly before: readonly WrittenEvent[];
  /** Writes an event to the journal, and tells whoever listens. */
  readonly write: (event: JournalEvent) => void;
  /** The model of the run: its budget is one, whatever asks. */
  model?: Promise<RunModelOnce>;
}

/** A session within a run. */
export interface RunSession extends Session {
  readonly record: RunRecord;
}

/**
 * Does the work of a run under its journal. A run that was killed, interrupted or kept from its end by the
 * world is gone on with: same run, same journal. Its last line is `run.finished`, however it ends.
 */
export async function recorded(
  session: Session,
  { project }: Work,
  spec: string,
  about: Readonly<Record<string, unknown>>,
  work: (session: RunSession) => Promise<Outcome>,
): Promise<Outcome> {
  const going = await runningOf(project.root, spec);
  const journal = await openJournal(project.root, going);
  const write = (event: JournalEvent): void => {
    const written = journal.write(event);
    session.listen?.(written);
  };
  const record: RunRecord = { run: journal.run, before: journal.before, write };
  const started = performance.now();
  const finished = (ending: Ending, more: Readonly<Record<string, unknown>>): void =>
    write({
      type: 'run.finished',
      spec,
      outcome: ending,
      exit: exitCodes[ending],
      ms: Math.round(performance.now() - started),
      ...more,
    });
  try {
    await markRunning(project.root, spec, journal.run);
    write({ type: going === undefined ? 'run.started' : 'run.resumed', spec, ...about });
    const outcome = await work({ ...session, record });
    const { ending, diagnostics = [], data } = outcome;
    for (const event of await findingsOf(diagnostics, project.texts, session)) write(event);
    const { next, report } = data;
    finished(ending ?? (hasErrors(diagnostics) ? 'findings' : 'ok'), { next, report });
    await markEnded(project.root, spec);
    return { ...outcome, data: { run: journal.run, ...data } };
  } catch (error) {
    const told = failureOf(error, session);
    try {
      finished(told.outcome, { error: told.error });
    } catch {
      // What kept the run from its end keeps its journal from being written: the first trouble is the one to tell.
    }
    throw error;
  } finally {
    journal.close();
  }
}

/** Diagnostics as events. */
export async function findingsOf(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  { language }: Pick<Session, 'language'>,
): Promise<readonly JournalEvent[]> {
  if (diagnostics.length === 0) return [];
  const { json } = await (
    await import('../output/rendered.js')
  ).rendered(diagnostics, texts, language);
  return json.map((finding) => ({ type: 'finding', ...finding }));
}

/** How a command ends that threw, and what it says of it. */
export function failureOf(
  thrown: unknown,
  { language }: Pick<Session, 'language'>,
): {
  readonly outcome: Ending;
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
} {
  if (!(thrown instanceof Trouble)) {
    const message = clean(
      withoutSecrets(thrown instanceof Error ? thrown.message : String(thrown)),
    );
    return { outcome: 'bug', error: { code: 'cli/bug', message } };
  }
  const { message, hint } = troubleText(thrown, language);
  const said = {
    code: thrown.code,
    message: clean(withoutSecrets(message)),
    ...(hint !== undefined && { hint: clean(withoutSecrets(hint)) }),
  };
  return { outcome: thrown.kind, error: said };
}
