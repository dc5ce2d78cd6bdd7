import { isAbsolute, relative, resolve } from 'node:path';
import { readText } from '../../workspace/files/read-text.js';
import type { Session } from '../outcome.js';

/** A document named on the command line: what messages call it, and its text. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
}

/** Reads a document; its name is the path as given, seen from where the command runs. */
export async function readDocumentFile(session: Session, file: string): Promise<DocumentFile> {
  return { name: seenFrom(session, file), text: await readText(resolve(session.cwd, file)) };
}

function seenFrom(session: Session, file: string): string {
  const path = isAbsolute(file) ? relative(session.cwd, file) : file;
  return path.startsWith('..') ? file : path;
}
