import { render } from 'ink';
import type { ReactElement } from 'react';
import type { Session } from '../outcome.js';

/** Where screens are drawn and what is typed there. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** The terminal of this process: results keep stdout to themselves, so screens are on stderr. */
export const ownTerminal: Terminal = { input: process.stdin, output: process.stderr };

/**
 * Draws a screen until it answers; what was answered, or undefined where the person left it. An
 * interruption of the command takes the screen away and is thrown.
 */
export async function answered<T>(
  { signal }: Pick<Session, 'signal'>,
  { input, output }: Terminal,
  screen: (answer: (value: T | undefined) => void) => ReactElement,
): Promise<T | undefined> {
  signal.throwIfAborted();
  let value: T | undefined;
  const stop = (): void => drawn.unmount();
  const drawn = render(
    screen((given) => {
      value = given;
      stop();
    }),
    { stdin: input, stdout: output, stderr: output, exitOnCtrlC: false, patchConsole: false },
  );
  signal.addEventListener('abort', stop, { once: true });
  try {
    await drawn.waitUntilExit();
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return value;
}

/** Draws a screen that answers nothing; the returned function takes it away. */
export function shown({ input, output }: Terminal, screen: ReactElement): () => void {
  const options = { stdin: input, stdout: output, stderr: output, exitOnCtrlC: false };
  const drawn = render(screen, { ...options, patchConsole: false });
  return () => drawn.unmount();
}

/** Ctrl-C on a screen, which reads every key itself: what the key means everywhere else. */
export function interrupt(): void {
  process.kill(process.pid, 'SIGINT');
}
