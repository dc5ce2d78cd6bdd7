import { quoteName } from '../base/name.js';
import { isReserved } from '../expr/words.js';

/** An attribute's name as it stands in an expression. */
export function written(name: string): string {
  return isReserved(name) ? `\`${name}\`` : quoteName(name);
}
