import type { Diagnostic, Language } from '../base/diagnostic.js';
import type { Sources } from '../base/render.js';

/** What a command has to say, before it is known for whom: people read `text`, programs read `data`. */
export interface Outcome {
  /** Absent: 1 when any diagnostic is an error, else 0. */
  readonly exit?: number;
  /** The result, for stdout; ends with a line break unless empty. */
  readonly text: string;
  /** Members of the one JSON document. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly diagnostics?: readonly Diagnostic[];
  /** Texts of the files that diagnostics name. */
  readonly sources?: Sources;
}

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: true;
  readonly lang?: string;
  readonly project?: string;
}

/** What a command may use: its language, and a line of progress on stderr. */
export interface Session {
  readonly language: Language;
  readonly json: boolean;
  /** A line for people who wait; nothing with `--json`. */
  readonly progress: (line: string) => void;
  /** Where relative paths start. */
  readonly cwd: string;
}
