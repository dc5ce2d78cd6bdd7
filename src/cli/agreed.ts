import { createInterface } from 'node:readline/promises';
import type { Session } from './outcome.js';

/** Shows a text on a terminal and asks whether the person agrees; false where there is no terminal. */
export async function agreed({ language, signal }: Session, text: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = language === 'zh' ? '同意吗？[y/N] ' : 'approve? [y/N] ';
    const said = await asking.question(`${text}\n${question}`, { signal });
    return /^(?:y|yes|是|同意)$/i.test(said.trim());
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    asking.close();
  }
}
