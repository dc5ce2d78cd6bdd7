import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './files/read-text.js';
import { privateFolder } from './files/private-folder.js';
import { writeFiles } from './files/write-files.js';

/** Which run of a spec has begun and not come to an end; undefined where none has, or its journal is gone. */
export async function runningOf(root: string, spec: string): Promise<string | undefined> {
  const text = await readFile(await markOf(root, spec), 'utf8').catch(() => '');
  const run = text.trim();
  if (!/^[\dTZ]+-[\da-f]{4}$/.test(run)) return undefined;
  const journal = join(root, '.dataagent', 'runs', run, 'events.jsonl');
  return (await exists(journal)) ? run : undefined;
}

/** Says that a run of a spec has begun; whoever holds the spec's lock may. */
export async function markRunning(root: string, spec: string, run: string): Promise<void> {
  await markOf(root, spec);
  await writeFiles(root, new Map([[`.dataagent/running/${spec}`, `${run}\n`]]));
}

/** Says that the run of a spec came to its end. */
export async function markEnded(root: string, spec: string): Promise<void> {
  await rm(await markOf(root, spec), { force: true });
}

async function markOf(root: string, spec: string): Promise<string> {
  return join(await privateFolder(root, 'running'), spec);
}
