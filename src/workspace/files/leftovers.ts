import { rmSync } from 'node:fs';

/** Files that must not outlive this process: temporary ones and locks. */
const files = new Set<string>();

/** Removes a file when the process ends, however it ends, unless it is `settled` before. */
export function removeAtExit(file: string): void {
  if (files.size === 0) process.on('exit', removeAll);
  files.add(file);
}

/** A file that is gone, or that is to stay. */
export function settled(file: string): void {
  files.delete(file);
  if (files.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const file of files) rmSync(file, { force: true });
}
