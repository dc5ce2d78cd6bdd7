import { paramName, type SqlToken } from './tokens.js';
import type { SqlTarget } from './tree.js';

/** One statement of a file. */
export interface Piece {
  /** `setting`: SET k = v, which changes no rows and is passed over; `other`: never read, never run. */
  readonly kind: 'query' | 'setting' | 'other';
  readonly start: number;
  readonly end: number;
  /** The query alone; everything before it, and where its rows go, are spaces, so that offsets stay. */
  readonly text: string;
  readonly target?: SqlTarget;
}

/** Splits a file at its semicolons, and says of each statement what it is. */
export function splitTask(tokens: readonly SqlToken[], text: string): readonly Piece[] {
  const groups: SqlToken[][] = [[]];
  for (const token of tokens)
    if (token.kind === 'sign' && token.text === ';') groups.push([]);
    else groups.at(-1)!.push(token);
  return groups.filter((g) => g.length > 0).map((g) => pieceOf(g, text));
}

function pieceOf(tokens: readonly SqlToken[], text: string): Piece {
  const start = tokens[0]!.start;
  const end = tokens.at(-1)!.end;
  const plain = { start, end, text: blank(text, 0, start).slice(0, end) };
  const first = tokens[0]!;
  if (first.kind === 'sign' && first.text === '(') return { ...plain, kind: 'query' };
  if (first.kind !== 'word') return { ...plain, kind: 'other' };
  if (first.text === 'set') return { ...plain, kind: 'setting' };
  if (first.text === 'create') return created(tokens, plain);
  const insert = topLevel(tokens).find((i) => tokens[i]!.text === 'insert');
  if (first.text !== 'insert' && first.text !== 'with' && first.text !== 'select')
    return { ...plain, kind: 'other' };
  if (insert === undefined) return { ...plain, kind: writes(tokens) ? 'other' : 'query' };
  return inserted(tokens, insert, plain);
}

type Plain = Pick<Piece, 'start' | 'end' | 'text'>;

function inserted(tokens: readonly SqlToken[], insert: number, plain: Plain): Piece {
  const other: Piece = { ...plain, kind: 'other' };
  let i = insert + 1;
  const word = (text: string): boolean => {
    if (tokens[i]?.kind !== 'word' || tokens[i]?.text !== text) return false;
    i++;
    return true;
  };
  const overwrite = word('overwrite');
  if (!overwrite && !word('into')) return other;
  word('table');
  const [table, after] = nameAt(tokens, i);
  if (table.length === 0) return other;
  i = after;
  const partition: { column: string; value?: string }[] = [];
  const columns: string[] = [];
  for (let part = 0; part < 3; part++) {
    if (word('partition')) {
      const [inside, next] = parenthesised(tokens, i);
      if (inside === undefined) return other;
      partition.push(...partitionOf(inside));
      i = next;
    } else if (
      tokens[i]?.text === '(' &&
      !['select', 'with', '('].includes(tokens[i + 1]?.text ?? '')
    ) {
      const [inside, next] = parenthesised(tokens, i);
      if (inside === undefined) return other;
      columns.push(...inside.filter((t) => t.text !== ',').map((t) => t.text));
      i = next;
    }
  }
  const rest = tokens[i];
  if (rest === undefined || !['select', 'with', '('].includes(rest.text)) return other;
  // A second INSERT of the same FROM is a form of its own, which is not read.
  if (tokens.slice(i).some((t) => t.kind === 'word' && t.text === 'insert')) return other;
  const how = overwrite ? 'overwrite' : 'append';
  const text = blank(plain.text, tokens[insert]!.start, rest.start);
  return { ...plain, kind: 'query', text, target: { table, how, columns, partition } };
}

function created(tokens: readonly SqlToken[], plain: Plain): Piece {
  const other: Piece = { ...plain, kind: 'other' };
  let i = 1;
  for (; ['or', 'replace', 'temporary', 'temp'].includes(tokens[i]?.text ?? '');) i++;
  if (tokens[i]?.text !== 'table') return other;
  i++;
  for (; ['if', 'not', 'exists'].includes(tokens[i]?.text ?? '');) i++;
  const [table] = nameAt(tokens, i);
  const as = topLevel(tokens).find(
    (k) => tokens[k]!.text === 'as' && ['select', 'with', '('].includes(tokens[k + 1]?.text ?? ''),
  );
  if (as === undefined || table.length === 0) return other;
  const text = blank(plain.text, plain.start, tokens[as + 1]!.start);
  return {
    ...plain,
    kind: 'query',
    text,
    target: { table, how: 'create', columns: [], partition: [] },
  };
}

/** A query that also changes something: a CTE with DELETE, SELECT … INTO. */
function writes(tokens: readonly SqlToken[]): boolean {
  const verbs = ['into', 'delete', 'drop', 'truncate', 'alter', 'merge'];
  return tokens.some(
    (t, i) =>
      t.kind === 'word' &&
      verbs.includes(t.text) &&
      tokens[i - 1]?.text !== '.' &&
      tokens[i + 1]?.text !== '.',
  );
}

function nameAt(tokens: readonly SqlToken[], from: number): readonly [readonly string[], number] {
  const parts: string[] = [];
  let i = from;
  while (tokens[i]?.kind === 'word' || tokens[i]?.kind === 'name') {
    parts.push(tokens[i]!.text);
    i++;
    if (tokens[i]?.text !== '.') break;
    i++;
  }
  return [parts, i];
}

function parenthesised(
  tokens: readonly SqlToken[],
  from: number,
): readonly [readonly SqlToken[] | undefined, number] {
  if (tokens[from]?.text !== '(') return [undefined, from];
  const end = tokens.findIndex((t, i) => i > from && t.kind === 'sign' && t.text === ')');
  return end < 0 ? [undefined, from] : [tokens.slice(from + 1, end), end + 1];
}

function partitionOf(inside: readonly SqlToken[]): readonly { column: string; value?: string }[] {
  const parts: SqlToken[][] = [[]];
  for (const t of inside)
    if (t.kind === 'sign' && t.text === ',') parts.push([]);
    else parts.at(-1)!.push(t);
  return parts
    .filter((p) => p.length > 0)
    .map((p) => {
      const value = p[2];
      const column = p[0]!.text;
      if (value === undefined) return { column };
      const text = value.kind === 'text' ? value.text.replace(/^['"]|['"]$/g, '') : value.text;
      const param = paramName(text);
      return { column, value: param === undefined ? text : `$${param}` };
    });
}

/** Indices of the tokens that stand in no parentheses. */
function topLevel(tokens: readonly SqlToken[]): readonly number[] {
  let depth = 0;
  return tokens.flatMap((t, i) => {
    if (t.kind === 'sign' && t.text === '(') depth++;
    if (t.kind === 'sign' && t.text === ')') depth--;
    return depth === 0 ? [i] : [];
  });
}

function blank(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);
}
