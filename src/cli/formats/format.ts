import type { RenderedDiagnostic } from '../../base/render.js';

/** What a report for another program is made of. */
export interface FormatInput {
  readonly command: string;
  /** Of the tool. */
  readonly version: string;
  readonly diagnostics: readonly RenderedDiagnostic[];
  /** What kept the command from its end, where something did. */
  readonly failure?: { readonly code: string; readonly message: string };
}

/** How a command says what it found: for people, or one document for a program. */
export type Format = 'text' | 'json' | 'sarif' | 'junit' | 'github';

/** The report in a format of its own; each is escaped for its reader. */
export async function reported(
  format: Exclude<Format, 'text' | 'json'>,
  input: FormatInput,
): Promise<string> {
  if (format === 'sarif') return (await import('./sarif.js')).sarif(input);
  if (format === 'junit') return (await import('./junit.js')).junit(input);
  return (await import('./github.js')).github(input);
}
