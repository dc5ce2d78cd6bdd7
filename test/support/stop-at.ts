/** Runs before the command line does: counts the changes of files, and signals this process right before one. */
const preload = `
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

/**
 * The environment of a command that gets a signal right before its n-th change of a file or folder, from 1:
 * so that a test can interrupt at every moment that matters, however fast the machine is.
 */
export function stopAt(n: number, signal: NodeJS.Signals): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(preload)}`,
    STOP_AT: String(n),
    STOP_SIGNAL: signal,
  };
}
