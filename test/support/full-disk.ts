/** Runs before the command line does: from one change of a file on, nothing more can be written. */
const preload = `
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
let changes = 0;
const isFull = () => ++changes >= Number(process.env.FULL_AT);
const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
const refuse = (object, name) => {
  const original = object[name];
  object[name] = function (...args) {
    if (isFull()) throw noSpace();
    return original.apply(this, args);
  };
};
const { open, writeFile } = promises;
promises.open = async (...args) => {
  const handle = await open(...args);
  refuse(handle, 'writeFile');
  return handle;
};
promises.writeFile = async (...args) => {
  if (!isFull()) return writeFile(...args);
  // A name still finds its place where contents find none.
  await writeFile(args[0], '', args[2]);
  throw noSpace();
};
for (const name of ['mkdir', 'appendFile']) {
  const original = promises[name];
  promises[name] = async (...args) => {
    if (isFull()) throw noSpace();
    return original(...args);
  };
}
refuse(fs, 'writeFileSync');
syncBuiltinESMExports();
`;

/** The environment of a command whose disk is full from its n-th write on, from 1: names can still be made, renamed and removed. */
export function fullAt(n: number): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(preload)}`,
    FULL_AT: String(n),
  };
}
