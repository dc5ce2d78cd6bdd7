import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { valueWithoutSecrets } from '../llm/secrets.js';
import { inside } from './files/inside.js';
import { privateFolder } from './files/private-folder.js';
import { readText, shownPath } from './files/read-text.js';
import { fileTrouble } from './troubles.js';

/** One thing that happened in a run. */
export interface JournalEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** An event as it stands in the file. */
export interface WrittenEvent extends JournalEvent {
  readonly v: 1;
  /** From 1, without a gap. */
  readonly seq: number;
  /** ISO, UTC. */
  readonly at: string;
}

/** The journal of one run: only ever added to, each line on disk before the next step (design section 7). */
export interface Journal {
  readonly run: string;
  /** Relative to the project. */
  readonly file: string;
  /** What stood in it when it was opened: empty but for a run that goes on. */
  readonly before: readonly WrittenEvent[];
  readonly write: (event: JournalEvent) => WrittenEvent;
  readonly close: () => void;
}

/**
 * Begins the journal of a run of some spec, or goes on with that of a run that was cut short; no secret
 * reaches it. A line that was cut short stays as it is, and the next one begins on a line of its own.
 */
export async function openJournal(root: string, going?: string): Promise<Journal> {
  const runs = await privateFolder(root, 'runs');
  // To the millisecond: names in their order are runs in theirs.
  const stamp = new Date().toISOString().replaceAll(/[-:.]/g, '');
  const run = going ?? `${stamp}-${randomBytes(2).toString('hex')}`;
  const file = join(runs, run, 'events.jsonl');
  try {
    await mkdir(join(runs, run), { recursive: true });
    const text = going === undefined ? '' : await readText(file);
    const before = eventsIn(text).events;
    const handle = openSync(file, going === undefined ? 'ax' : 'a');
    let seq = before.at(-1)?.seq ?? 0;
    const put = (line: string): void => {
      try {
        // As a whole: a single write to a disk that is nearly full may take a part and say nothing.
        writeFileSync(handle, line);
        fsyncSync(handle);
      } catch (error) {
        throw fileTrouble(error, shownPath(file), 'write');
      }
    };
    if (text !== '' && !text.endsWith('\n')) put('\n');
    return {
      run,
      file: `.dataagent/runs/${run}/events.jsonl`,
      before,
      write(event) {
        seq += 1;
        const line = { v: 1, seq, at: new Date().toISOString(), ...event } as const;
        const plain = valueWithoutSecrets(line) as WrittenEvent;
        put(`${JSON.stringify(plain)}\n`);
        return plain;
      },
      close: () => closeSync(handle),
    };
  } catch (error) {
    throw fileTrouble(error, shownPath(file), 'write');
  }
}

/** One run as its journal tells it; a last line that was cut short is left out, and `whole` says so. */
export interface ReadRun {
  readonly run: string;
  readonly events: readonly WrittenEvent[];
  readonly whole: boolean;
}

/** All journals of a project, oldest first. */
export async function readRuns(root: string): Promise<readonly ReadRun[]> {
  const folder = await inside(root, join('.dataagent', 'runs'));
  const names = (await readdir(folder).catch((): string[] => [])).toSorted();
  const runs = await Promise.all(
    names.map(async (run) => {
      const file = await inside(root, join('.dataagent', 'runs', run, 'events.jsonl'));
      const text = await readText(file).catch(() => undefined);
      return text === undefined ? [] : [{ run, ...eventsIn(text) }];
    }),
  );
  return runs.flat();
}

function eventsIn(text: string): Pick<ReadRun, 'events' | 'whole'> {
  const lines = text.split('\n').filter((line) => line !== '');
  const events = lines.map(eventOf);
  const known = events.filter((event) => event !== undefined);
  return { events: known, whole: known.length === lines.length };
}

function eventOf(line: string): WrittenEvent | undefined {
  try {
    const value = JSON.parse(line) as Partial<WrittenEvent>;
    return typeof value.type === 'string' ? (value as WrittenEvent) : undefined;
  } catch {
    return undefined;
  }
}
