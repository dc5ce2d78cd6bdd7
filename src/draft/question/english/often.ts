import type { Comparison } from '../../lexing/mark.js';
import { roleOf } from '../token.js';
import type { Reading } from './reading.js';

/** How often something was done. */
export interface Often {
  readonly op: Comparison;
  readonly value: string;
}

const said: Readonly<Record<string, string>> = { once: '1', twice: '2', thrice: '3' };

/** More than once, at least three times, twice or more; 'unclear' where it may also be how often at most. */
export function readOften(reading: Reading): Often | 'unclear' | undefined {
  const { tokens, at } = reading;
  const compare = roleOf(tokens[at], 'compare');
  const [value, end] = countAt(reading, compare === undefined ? at : at + 1) ?? [];
  if (value === undefined || end === undefined) return undefined;
  const after = roleOf(tokens[end], 'after');
  const op = compare?.op ?? after?.op;
  // Booked twice: just as often, or as often at least.
  if (op === undefined || (compare !== undefined && after !== undefined)) return 'unclear';
  reading.at = after === undefined ? end : end + 1;
  return { op, value };
}

function countAt({ tokens }: Reading, at: number): readonly [string, number] | undefined {
  const token = tokens[at];
  const once = said[token?.text.toLowerCase() ?? ''];
  if (once !== undefined) return [once, at + 1];
  const isTimes = /^times$/i.test(tokens[at + 1]?.text ?? '');
  return token?.kind === 'number' && isTimes ? [token.value, at + 2] : undefined;
}
