import type { Trouble } from '../base/trouble.js';
import type { EngineError } from './engine.js';
import { engineTrouble } from './troubles.js';

/** What DuckDB puts into a message with `errors_as_json`; all values are text. */
interface Reported {
  readonly exception_type: string;
  readonly exception_message: string;
  readonly position?: string;
  readonly candidates?: string;
  readonly name?: string;
  readonly error_subtype?: string;
}

/** Limits of the engine, for the texts of troubles. */
export interface Limits {
  readonly memory: string;
  readonly spill: string;
}

/**
 * A failed statement: an `EngineError` with an offset in UTF-16 units, or a `Trouble` (thrown) where
 * the text is not to blame: memory, disk, a damaged file.
 */
export function engineError(
  thrown: unknown,
  sql: string,
  statement: number,
  limits: Limits,
): EngineError {
  const reported = report(thrown);
  const { exception_type: type, exception_message: message } = reported;
  if (type === 'Out of Memory') throw outOfMemory(message, limits);
  if (type === 'IO' && /No space left|errno: 28/i.test(message))
    throw engineTrouble('disk-full', {});
  if (type === 'IO' && /checksum|corrupt/i.test(message))
    throw engineTrouble('corrupt', { file: '', detail: message });
  if (type === 'FATAL' || type === 'INTERNAL')
    throw engineTrouble('crashed', { detail: firstLine(message) });
  const position = reported.position === undefined ? undefined : Number(reported.position);
  const inCharacters = reported.error_subtype === 'SYNTAX_ERROR';
  return {
    type,
    message: message.trim(),
    statement,
    ...(position !== undefined &&
      Number.isInteger(position) && { offset: offsetOf(sql, position, inCharacters) }),
    ...(reported.name !== undefined && { name: reported.name }),
    candidates: candidatesOf(reported.candidates ?? ''),
  };
}

/** Whether a thrown error is DuckDB's answer to an interrupt. */
export function isInterrupt(thrown: unknown): boolean {
  return report(thrown).exception_type === 'INTERRUPT';
}

/** Why a file could not be attached, as a trouble that names the file and what to do. */
export function attachTrouble(thrown: unknown, file: string): Trouble {
  const { exception_message: message } = report(thrown);
  const holder = /Conflicting lock is held in (.*?)\. See also/s.exec(message)?.[1];
  if (holder !== undefined || message.includes('Could not set lock'))
    return engineTrouble('locked', { file, holder: holder ?? '' });
  if (message.includes('does not exist')) return missingFile(file);
  if (message.includes('not a valid DuckDB database file'))
    return engineTrouble('not-a-database', { file });
  if (/Is a directory/i.test(message)) return engineTrouble('not-a-file', { file });
  if (/Permission denied/i.test(message)) return engineTrouble('no-permission', { file });
  if (/database file with version number|storage version|newer version/i.test(message))
    return engineTrouble('other-version', { file, detail: firstLine(message) });
  if (/checksum|corrupt|deserializ|serializ|Could not read enough bytes|INTERNAL/i.test(message))
    return engineTrouble('corrupt', { file, detail: firstLine(message) });
  return engineTrouble('cannot-open', { file, detail: firstLine(message) });
}

/** The trouble of a file that is not there. */
export function missingFile(file: string): Trouble {
  return engineTrouble('no-such-file', { file });
}

function outOfMemory(message: string, limits: Limits): Trouble {
  const spilled = /max_temp_directory_size|temporary directory|temp_directory/i.test(message);
  const { memory, spill } = limits;
  return spilled
    ? engineTrouble('spill-limit', { memory, spill })
    : engineTrouble('out-of-memory', { memory });
}

/** Parser errors carry a prefix before the JSON, and some errors of the driver are plain text. */
function report(thrown: unknown): Reported {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const brace = text.indexOf('{"');
  if (brace >= 0) {
    try {
      const parsed: unknown = JSON.parse(text.slice(brace));
      if (isReported(parsed)) return parsed;
    } catch {
      // Not JSON after all: the text is taken as it is.
    }
  }
  const [, type, message] = /^([A-Za-z][A-Za-z ]*?) Error: (.*)$/s.exec(text) ?? [];
  return { exception_type: type ?? 'Unknown', exception_message: message ?? text };
}

function isReported(value: unknown): value is Reported {
  return typeof value === 'object' && value !== null && 'exception_type' in value;
}

/** The binder counts UTF-8 bytes, the parser characters; everything of ours counts UTF-16 units. */
function offsetOf(sql: string, position: number, inCharacters: boolean): number {
  return inCharacters
    ? Array.from(sql).slice(0, position).join('').length
    : Buffer.from(sql, 'utf8').subarray(0, position).toString('utf8').length;
}

/** `a, "b c", d.e` → its items, quotes removed where a whole item stands in them. */
function candidatesOf(text: string): readonly string[] {
  const items = text.match(/(?:"(?:[^"]|"")*"|[^",])+/g) ?? [];
  return items
    .map((item) => item.trim())
    .map((item) => (/^"[^"]*"$/.test(item) ? item.slice(1, -1) : item))
    .filter((item) => item !== '');
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]!;
}
