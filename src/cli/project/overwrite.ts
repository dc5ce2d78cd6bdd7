import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { writeFiles } from '../../workspace/files/write-files.js';

/** Writes a file that is there already; where a link leads, so that it stays one. */
export async function overwrite(file: string, text: string): Promise<void> {
  const real = await realpath(file);
  await writeFiles(dirname(real), new Map([[basename(real), text]]));
}
