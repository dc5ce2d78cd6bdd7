import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readQuestions } from './read-questions.js';
import type { QuestionSet } from './question.js';
import type { SetDocument } from '../declarations/read-declarations.js';
import { evaluateTrouble } from '../troubles.js';

/** A folder of questions as it was read. */
export interface SetFolder {
  /** As people wrote it. */
  readonly name: string;
  readonly set: QuestionSet;
  /** The one *.duckdb there is. */
  readonly database?: string;
  /** How many there are. */
  readonly databases: number;
  /** What is said about the database: schema.json, DDL, OWL. */
  readonly documents: readonly SetDocument[];
}

/** Reads `questions.json` and the documents beside it; `name` is what messages call the folder. */
export function readFolder(folder: string, name: string): SetFolder {
  const file = join(folder, 'questions.json');
  const shown = `${name}/questions.json`;
  if (statSync(file, { throwIfNoEntry: false }) === undefined)
    throw evaluateTrouble('questions', { file: shown, place: 'it', problem: 'does not exist' });
  const set = readQuestions(readFileSync(file, 'utf8'), shown);
  const names = readdirSync(folder).toSorted();
  const databases = names.filter((n) => n.endsWith('.duckdb'));
  const [only] = databases;
  return {
    name,
    set,
    ...(only !== undefined && databases.length === 1 && { database: join(folder, only) }),
    databases: databases.length,
    documents: names
      .filter((n) => n === 'schema.json' || /\.(?:ddl|sql|ttl|owl)$/i.test(n))
      .map((n) => ({ name: n, text: readFileSync(join(folder, n), 'utf8') })),
  };
}
