import type { Diagnostic, Language } from '../base/diagnostic.js';
import type { WrittenEvent } from '../workspace/journal.js';
import type { Ending } from './exit-codes.js';
import type { RunRecord } from './runs/run-record.js';

/** What a command has to say, before it is known for whom: people read `text`, programs read `data`. */
export interface Outcome {
  /** Absent: `findings` when any diagnostic is an error, else `ok`. */
  readonly ending?: Ending;
  /** The result, for stdout; ends with a line break unless empty. */
  readonly text: string;
  /** Members of the one JSON document. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly diagnostics?: readonly Diagnostic[];
  /** Texts of files by the names that diagnostics call them. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** An outcome that consists of diagnostics alone. */
export function findings(
  diagnostics: readonly Diagnostic[],
  data: Outcome['data'] = {},
): Outcome & { readonly diagnostics: readonly Diagnostic[] } {
  return { text: '', data, diagnostics };
}

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: true;
  readonly lang?: string;
  readonly project?: string;
}

/** What a command may use of the world it was started in. */
export interface Session {
  readonly language: Language;
  /** Where relative paths start. */
  readonly cwd: string;
  /** Fires when the command is to end early; its reason is the trouble to throw. */
  readonly signal: AbortSignal;
  /** A line for people who wait; nothing with `--json`. */
  readonly progress: (line: Said) => void;
  /** Hears of each event of a run as it is written. */
  readonly listen?: (event: WrittenEvent) => void;
  /** The run that is under way, in commands that are a run. */
  readonly record?: RunRecord;
}

/** A text in each language. */
export type Said = Readonly<Record<Language, string>>;
