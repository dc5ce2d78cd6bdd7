import { createInterface } from 'node:readline/promises';
import type { Outcome, Session } from '../outcome.js';
import type { Question } from '../screens/question.js';
import type { ShownFinding } from '../screens/findings.js';

/** Whether a person sits at a terminal that can be drawn on; `TERM=dumb` and CI have none. */
function hasScreen(): boolean {
  const { TERM, CI, CONTINUOUS_INTEGRATION } = process.env;
  return hasPerson() && TERM !== 'dumb' && !isSet(CI) && !isSet(CONTINUOUS_INTEGRATION);
}

/** Whether a variable says yes, as ink reads those of CI: it draws nothing where one does. */
function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '0' && variable !== 'false';
}

/** Whether a person can be asked, drawn or in plain lines. */
function hasPerson(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Shows a text on a terminal and asks whether the person agrees; false where there is no terminal. */
export async function agreed(session: Session, text: string): Promise<boolean> {
  if (hasScreen())
    return (await screens(() => import('../screens/review.js'))).reviewed(session, text);
  const question = session.language === 'zh' ? '同意吗？[y/N] ' : 'approve? [y/N] ';
  const said = await asked(session, `${text}\n${question}`);
  return said !== undefined && /^(?:y|yes|是|同意)$/i.test(said.trim());
}

/**
 * What a person answers to a question at a terminal: on a screen where one can be drawn, else to the
 * plain text; undefined where there is no terminal. Empty: left open.
 */
export async function answerTo(
  session: Session,
  question: Question,
  plain: string,
): Promise<string | undefined> {
  if (!hasScreen()) return asked(session, plain);
  const { chosen } = await screens(() => import('../screens/question.js'));
  return chosen(session, question);
}

/** Does the work of a run, with its progress on the screen where there is one. */
export async function withProgress(
  session: Session,
  work: (session: Session) => Promise<Outcome>,
): Promise<Outcome> {
  if (!hasScreen()) return work(session);
  const { onRunScreen } = await screens(() => import('../screens/run-screen.js'));
  return onRunScreen(session, work);
}

/** Lets a person go through findings; nothing where there is no screen. */
export async function browse(session: Session, findings: readonly ShownFinding[]): Promise<void> {
  if (!hasScreen() || findings.length === 0) return;
  await (await screens(() => import('../screens/findings.js'))).browsed(session, findings);
}

/** React draws several times faster without the checks that it makes for those who write screens. */
async function screens<T>(load: () => Promise<T>): Promise<T> {
  process.env['NODE_ENV'] ??= 'production';
  return load();
}

/** What a person answers at a terminal; undefined where there is none. */
async function asked({ signal }: Session, question: string): Promise<string | undefined> {
  if (!hasPerson()) return undefined;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await asking.question(question, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    asking.close();
  }
}
