import type { Diagnostic } from '../../base/diagnostic.js';
import { Trouble } from '../../base/trouble.js';
import { specDiagnostic } from '../diagnostics.js';
import type { Unreadable } from '../diagnostics/files.js';

/** The troubles that one file alone has, by their codes: the rest can be read without it. */
const reasons: ReadonlyMap<string, Unreadable> = new Map(
  (['too-large', 'not-text', 'outside', 'missing-file', 'cannot-read'] as const).map((reason) => [
    `workspace/${reason}`,
    reason,
  ]),
);

/** The trouble with one file as a finding at it; any other trouble is thrown on. */
export function unreadable(trouble: unknown, file: string): Diagnostic {
  const reason = trouble instanceof Trouble ? reasons.get(trouble.code) : undefined;
  if (reason === undefined) throw trouble;
  return specDiagnostic('unreadable-file', '', { reason }, { file });
}
