import { createInterface } from 'node:readline/promises';
import type { Session } from './outcome.js';

/** Shows a text on a terminal and asks whether the person agrees; false where there is no terminal. */
export async function agreed(session: Session, text: string): Promise<boolean> {
  const question = session.language === 'zh' ? '同意吗？[y/N] ' : 'approve? [y/N] ';
  const said = await asked(session, `${text}\n${question}`);
  return said !== undefined && /^(?:y|yes|是|同意)$/i.test(said.trim());
}

/** What a person answers at a terminal; undefined where there is none. */
export async function asked({ signal }: Session, question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
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
