import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Terminal } from '../../src/cli/screens/screen.js';

/** A terminal of some size that a test types into and reads. */
export interface FakeTerminal extends Terminal {
  /** Types keys, each on its own, as a person would. */
  readonly type: (...keys: readonly string[]) => Promise<void>;
  /** The last frame, without colours. */
  readonly frame: () => string;
  readonly lines: () => readonly string[];
  /** Waits until a frame says a text; the time limit of the test ends a wait for what never comes. */
  readonly shown: (text: string) => Promise<void>;
}

/** The arrow down. */
export const down = '\u001b[B';
/** The arrow up. */
export const up = '\u001b[A';
/** The enter key. */
export const enter = '\r';
/** The escape key. */
export const escape = '\u001b';

/** Makes the terminal. */
export function fakeTerminal(columns: number, rows: number): FakeTerminal {
  let last = '';
  // Frames are drawn before keys are heard.
  let listening = false;
  const output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        const text = plain(chunk.toString('utf8'));
        if (text.trim() !== '') last = text;
        done();
      },
    }),
    { columns, rows, isTTY: true },
  ) as unknown as NodeJS.WriteStream;
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode(on: boolean) {
      listening = on;
      return input;
    },
    ref: () => input,
    unref: () => input,
  }) as unknown as NodeJS.ReadStream;
  // The program that draws is loaded late: how long its first frame takes is not known beforehand.
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await wait(10);
  };
  return {
    input,
    output,
    async type(...keys) {
      await until(() => last !== '' && listening);
      await settled();
      for (const key of keys) {
        (input as unknown as PassThrough).write(key);
        await settled();
      }
    },
    shown: (text) => until(() => last.includes(text)),
    frame: () => last,
    lines: () => last.split('\n').map((line) => line.trimEnd()),
  };
}

/**
 * Until what is under way is done, however slow the machine is: what draws works in short turns, one after
 * another, and draws at most a frame in 34 ms.
 */
async function settled(): Promise<void> {
  await wait(40);
  for (let turns = 0; turns < 200; turns += 1) await turn();
  await wait(40);
}

function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r', '');
}
