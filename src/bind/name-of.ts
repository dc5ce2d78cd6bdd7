import { unquoteName } from '../base/name.js';

/** The name that a written name means: without its backticks, if it stands in any. */
export function nameOf(written: string): string {
  return unquoteName(written) ?? written;
}
