import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { privateFolder } from '../../workspace/files/private-folder.js';
import type { RunReport } from './report.js';
import { evaluateTrouble } from '../troubles.js';

/** A run's folder below `.dataagent/eval`. */
export interface RunFolder {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

/** Makes the folder of a new run, numbered after those that are there: `003-shop-none`. */
export async function newRun(root: string, about: string): Promise<RunFolder> {
  const base = await privateFolder(root, 'eval');
  const numbers = readdirSync(base).map((name) => Number(/^\d+/.exec(name)?.[0] ?? 0));
  const number = String(Math.max(0, ...numbers) + 1).padStart(3, '0');
  const name = `${number}-${about.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_')}`;
  const folder = join(base, name);
  await mkdir(folder);
  return { name, folder };
}

/** The report of a run: by its name, its number, its folder, or a file that holds the document of `--json`. */
export function readRun(root: string, asked: string): RunReport {
  const base = join(root, '.dataagent', 'eval');
  const known = statSync(base, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(base) : [];
  const named = known.find((n) => n === asked || n.startsWith(`${asked}-`));
  const places = [
    ...(named === undefined ? [] : [join(base, named, 'report.json')]),
    join(resolve(root, asked), 'report.json'),
    resolve(root, asked),
  ];
  const file = places.find(isFile);
  const read = file === undefined ? undefined : reportIn(readFileSync(file, 'utf8'));
  if (read === undefined) throw evaluateTrouble('no-such-run', { run: asked, known });
  return read;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function reportIn(text: string): RunReport | undefined {
  try {
    const read = JSON.parse(text) as Partial<RunReport> | null;
    return Array.isArray(read?.questions) && read.summary !== undefined
      ? (read as RunReport)
      : undefined;
  } catch {
    return undefined;
  }
}
