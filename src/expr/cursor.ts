import type { Details, Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { exprDiagnostic } from './diagnostics.js';
import type { ParsedExpr } from './expr.js';
import type { Expected } from './diagnostics/syntax.js';
import type { Token } from './tokens.js';

/**
 * A place in the tokens of one text. The first error moves it to the end, so every reading function
 * comes to its own end quickly and whatever it returns is thrown away.
 */
export interface Cursor {
  readonly text: string;
  readonly path: JsonPointer;
  readonly tokens: readonly Token[];
  index: number;
  /** How many brackets, calls and prefix operators are open. */
  nesting: number;
  error: Diagnostic | undefined;
}

/** How deep brackets, calls and prefix operators may nest: each level is a dozen frames of the stack. */
const maxNesting = 64;

/** A cursor before the first token. */
export function cursorAt(text: string, path: JsonPointer, tokens: readonly Token[]): Cursor {
  return { text, path, tokens, index: 0, nesting: 0, error: undefined };
}

/** The token that comes next, or one further on; the end stays the end. */
export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[Math.min(cursor.index + ahead, cursor.tokens.length - 1)]!;
}

/** Goes past the next token. */
export function advance(cursor: Cursor): Token {
  const token = peek(cursor);
  if (token.kind !== 'end') cursor.index += 1;
  return token;
}

/** Where the last token ended. */
export function lastEnd(cursor: Cursor): number {
  return cursor.tokens[cursor.index - 1]?.end ?? 0;
}

/** Whether a sign comes next. */
export function atSign(cursor: Cursor, sign: string, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return token.kind === 'sign' && token.value === sign;
}

/** Whether a word comes next, in any case; a name in backticks is never a word. */
export function atWord(cursor: Cursor, word: string, ahead = 0): boolean {
  return peek(cursor, ahead).word === word;
}

/** Goes past a sign if it comes next. */
export function takeSign(cursor: Cursor, sign: string): boolean {
  if (!atSign(cursor, sign)) return false;
  advance(cursor);
  return true;
}

/** Goes past a word if it comes next. */
export function takeWord(cursor: Cursor, word: string): boolean {
  if (!atWord(cursor, word)) return false;
  advance(cursor);
  return true;
}

/** Goes past a sign that must come next. */
export function expectSign(cursor: Cursor, sign: string): void {
  if (!takeSign(cursor, sign)) failExpecting(cursor, sign);
}

/** Goes past a word that must come next. */
export function expectWord(cursor: Cursor, word: string): void {
  if (!takeWord(cursor, word)) failExpecting(cursor, word);
}

/** Reports that something else should come next. */
export function failExpecting(cursor: Cursor, expected: Expected): void {
  const token = peek(cursor);
  fail(
    cursor,
    exprDiagnostic('unexpected', cursor.path, {
      found: cursor.text.slice(token.start, token.end),
      expected,
    }),
    token,
  );
}

/** Keeps the first error, located at a token unless it is located already, and ends the reading. */
export function fail(
  cursor: Cursor,
  diagnostic: Diagnostic,
  at: { readonly start: number; readonly end: number },
): void {
  const details: Details = { offset: at.start, length: at.end - at.start };
  cursor.error ??= { ...details, ...diagnostic };
  cursor.index = cursor.tokens.length - 1;
}

/** Reads something inside brackets or after a prefix, unless that is too deep for the stack to be sure. */
export function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  cursor.nesting += 1;
  if (cursor.nesting > maxNesting)
    fail(cursor, exprDiagnostic('too-deep', cursor.path, { limit: maxNesting }), peek(cursor));
  const result = read(cursor);
  cursor.nesting -= 1;
  return result;
}

/** A node with the place of all its tokens, from `start` to the last one read. */
export function spanned(cursor: Cursor, start: number, node: ParsedExpr): ParsedExpr {
  return { ...node, span: { start, end: lastEnd(cursor) } };
}
