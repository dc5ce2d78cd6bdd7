import type { Details } from '../../../base/diagnostic.js';
import { same } from '../relation.js';
import type { SqlToken } from '../text/tokens.js';
import type { Place, SqlTask } from '../tree.js';

/**
 * Where a name stands, dots between its parts: first in the statement (a table after FROM or JOIN, if anywhere),
 * else before it, where a shared FROM or an earlier statement has it; else the statement's begin.
 */
export function placeOf(
  tokens: readonly SqlToken[],
  name: readonly string[],
  { start, end }: Pick<SqlTask, 'start' | 'end'>,
  isTable = false,
): Details {
  const own = tokens.filter((t) => t.start >= start && t.end <= end);
  const before = tokens.filter((t) => t.start < start);
  const found =
    (isTable ? (at(own, name, true) ?? at(before, name, true)) : undefined) ??
    at(own, name, false) ??
    at(before, name, false);
  if (found !== undefined) return detailsOf(found);
  const first = own[0];
  return { offset: start, length: first === undefined ? 1 : first.end - first.start };
}

/** A place as diagnostics say it. */
export function detailsOf({ start, end }: Place): Details {
  return { offset: start, length: end - start };
}

function at(
  tokens: readonly SqlToken[],
  name: readonly string[],
  isRead: boolean,
): Place | undefined {
  const parts = name.flatMap((p, i) => (i === 0 ? [p] : ['.', p]));
  if (parts.length === 0) return undefined;
  const first = tokens.findIndex(
    (_, i) =>
      parts.every((p, k) => tokens[i + k] !== undefined && isNamed(tokens[i + k]!, p)) &&
      (!isRead || ['from', 'join', ','].includes(tokens[i - 1]?.text ?? '')),
  );
  if (first < 0) return undefined;
  return { start: tokens[first]!.start, end: tokens[first + parts.length - 1]!.end };
}

/** A parameter of the scheduler may be a part of a text. */
function isNamed({ kind, text }: SqlToken, name: string): boolean {
  return same(text, name) || (kind === 'text' && /^\$[{[]/.test(name) && text.includes(name));
}
