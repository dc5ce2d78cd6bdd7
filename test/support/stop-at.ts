/** Runs before the command line does: counts the changes of files, and signals this process right before one. */
const atChange = `
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
let changes = 0;
for (const name of ['open', 'writeFile', 'mkdir', 'rename', 'rm', 'rmdir']) {
  const original = fs[name];
  fs[name] = (...args) => {
    const isReading = name === 'open' && args[1] === 'r';
    if (!isReading && ++changes === Number(process.env.STOP_AT))
      process.kill(process.pid, process.env.STOP_SIGNAL);
    return original(...args);
  };
}
syncBuiltinESMExports();
`;

/** Runs before the command line does: signals this process once it has said something. */
const afterWords = `
const write = process.stdout.write;
process.stdout.write = (text, ...rest) => {
  const more = write.call(process.stdout, text, ...rest);
  if (String(text).includes(process.env.STOP_AFTER)) {
    process.stdout.write = write;
    process.kill(process.pid, process.env.STOP_SIGNAL);
  }
  return more;
};
`;

/**
 * The environment of a command that gets a signal right before its n-th change of a file or folder, from 1:
 * so that a test can interrupt at every moment that matters, however fast the machine is.
 */
export function stopAt(n: number, signal: NodeJS.Signals): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: loading(atChange), STOP_AT: String(n), STOP_SIGNAL: signal };
}

/** The environment of a command that gets a signal right after these words were on its standard output. */
export function stopAfter(words: string, signal: NodeJS.Signals): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: loading(afterWords), STOP_AFTER: words, STOP_SIGNAL: signal };
}

function loading(code: string): string {
  return `--import data:text/javascript,${encodeURIComponent(code)}`;
}
