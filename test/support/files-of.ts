import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder with its text, but for what is the tool's own (`.dataagent`) and databases. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.flatMap((entry) => {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file);
    if (path.startsWith('.dataagent') || /\.duckdb(?:\.wal)?$/.test(path)) return [];
    if (entry.isSymbolicLink()) return [[path, `-> ${readlinkSync(file)}`] as const];
    return entry.isFile() ? [[path, readFileSync(file, 'latin1')] as const] : [];
  });
  return Object.fromEntries(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same without the plans that runs add before they do anything else. */
export function filesButPlans(folder: string): Readonly<Record<string, string>> {
  const files = Object.entries(filesOf(folder));
  return Object.fromEntries(files.filter(([path]) => !path.endsWith('/tasks.json')));
}
