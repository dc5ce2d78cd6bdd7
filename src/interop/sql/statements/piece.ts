import type { SqlToken } from '../text/tokens.js';
import type { DeclaredTable, SqlTarget } from '../tree.js';

/** One statement of a file. */
export interface Piece {
  /**
   * `setting`: SET k = v and its like, which change no rows; `declaration`: CREATE TABLE with columns; `drop`: DROP
   * TABLE and ALTER TABLE … ADD PARTITION, which go with what the task writes;
   * `other`: never read, never run.
   */
  readonly kind: 'query' | 'setting' | 'declaration' | 'drop' | 'other';
  readonly start: number;
  readonly end: number;
  /** The query alone; everything before it, and where its rows go, are spaces, so that offsets stay. */
  readonly text: string;
  /** Where in the file an offset of the text stands. */
  readonly origin: (offset: number) => number;
  readonly target?: SqlTarget;
  /** Of a declaration. */
  readonly declared?: DeclaredTable;
  /** Of a DROP. */
  readonly table?: readonly string[];
}

/** A piece before it is known what it is. */
export type Plain = Pick<Piece, 'start' | 'end' | 'text' | 'origin'>;

/** The parts of a name that stands at a token, and the token after it. */
export function nameAt(
  tokens: readonly SqlToken[],
  from: number,
): readonly [readonly string[], number] {
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

/** What stands in the parentheses that begin at a token, inner ones included, and the token after them. */
export function parenthesised(
  tokens: readonly SqlToken[],
  from: number,
): readonly [readonly SqlToken[] | undefined, number] {
  if (tokens[from]?.text !== '(') return [undefined, from];
  let depth = 0;
  const end = tokens.findIndex((t, i) => {
    if (i < from || t.kind !== 'sign') return false;
    if (t.text === '(') depth++;
    if (t.text === ')') depth--;
    return depth === 0;
  });
  return end < 0 ? [undefined, from] : [tokens.slice(from + 1, end), end + 1];
}

/** Splits at the commas that stand in no parentheses. */
export function listed(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const t of tokens) {
    if (t.kind === 'sign' && ['(', '<'].includes(t.text)) depth++;
    if (t.kind === 'sign' && [')', '>'].includes(t.text)) depth--;
    if (t.kind === 'sign' && t.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)!.push(t);
  }
  return parts.filter((p) => p.length > 0);
}

/** Indices of the tokens that stand in no parentheses. */
export function topLevel(tokens: readonly SqlToken[]): readonly number[] {
  let depth = 0;
  return tokens.flatMap((t, i) => {
    if (t.kind === 'sign' && t.text === '(') depth++;
    if (t.kind === 'sign' && t.text === ')') depth--;
    return depth === 0 ? [i] : [];
  });
}

/** A text with spaces in place of a part of it. */
export function blank(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);
}
