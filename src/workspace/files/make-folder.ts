import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing; gives the topmost that was made, undefined where it
 * was there. Each is tried by itself: Node's own recursive way never ends where a system says of a folder
 * that exists that there is none below it to be made (`/proc`).
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await made(folder);
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    const first = await makeFolder(above);
    const own = await made(folder);
    return first ?? own;
  }
}

async function made(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (isThere && (await stat(folder)).isDirectory()) return undefined;
    throw error;
  }
}
