import { rememberLast } from '../base/remember.js';
import { sha256 } from '../base/sha256.js';

/**
 * 16 digits of a hash, which tell parts apart; the hash over all of them is whole. Definitions are parts of
 * every spec that reads them, at each of its gates: those of the last texts are kept.
 */
export function shortHash(text: string): string {
  const known = hashes.get(text) ?? { hash: sha256(text).slice(0, 16) };
  hashes.set(text, known);
  return known.hash;
}

const hashes = rememberLast<{ readonly hash: string }>(2048);
