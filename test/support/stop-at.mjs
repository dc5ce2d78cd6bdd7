/**
 * Loaded before the command line (`NODE_OPTIONS=--import`): sends this process the signal STOP_SIGNAL right
 * before its STOP_AT-th change of a file, so that a test can interrupt at every moment that matters.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const stopAt = Number(process.env.STOP_AT);
let changes = 0;

for (const name of ['open', 'writeFile', 'mkdir', 'rename', 'rm', 'rmdir']) {
  const original = fs[name];
  fs[name] = (...args) => {
    const reads = name === 'open' && args[1] === 'r';
    if (!reads && ++changes === stopAt) process.kill(process.pid, process.env.STOP_SIGNAL);
    return original(...args);
  };
}
syncBuiltinESMExports();
