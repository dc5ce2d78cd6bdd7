import type { Diagnostic } from '../base/diagnostic.js';
import { isReserved } from '../base/text/name.js';
import { unreachable } from '../base/unreachable.js';
import { branch } from './build.js';
import {
  type Cursor,
  advance,
  atSign,
  atWord,
  expectSign,
  expectWord,
  fail,
  failExpecting,
  nested,
  peek,
  spanned,
  takeSign,
  takeWord,
} from './cursor.js';
import { exprDiagnostic } from './diagnostics.js';
import type { Literal, Name, ParsedExpr } from './expr.js';
import {
  dateLiteralOf,
  intervalLiteralOf,
  numberLiteral,
  timestampLiteralOf,
  timeUnitOf,
} from './literals.js';
import { readType } from './parse-type.js';
import { canonicalCall } from './synonyms.js';
import type { Token } from './tokens.js';
import { types } from './type.js';
import { aggregates, windows } from './words.js';

/** Reads a whole expression, of the lowest precedence. */
type Reader = (cursor: Cursor) => ParsedExpr;

/** A literal, a name, a call, a case, a cast, or anything in parentheses. */
export function readOperand(cursor: Cursor, readExpr: Reader): ParsedExpr {
  const token = peek(cursor);
  const { start } = token;
  switch (token.kind) {
    case 'string':
      advance(cursor);
      return spanned(cursor, start, { kind: 'literal', type: types.string, value: token.value });
    case 'number':
      return readNumber(cursor);
    case 'param':
      advance(cursor);
      return named(cursor, start, { kind: 'param', name: token.value });
    case 'quoted':
      return named(cursor, start, { kind: 'path', names: readNames(cursor) });
    case 'name':
      return readWord(cursor, readExpr);
    case 'sign':
    case 'end': {
      if (!takeSign(cursor, '(')) return failed(cursor, 'value');
      const inner = nested(cursor, readExpr);
      expectSign(cursor, ')');
      return inner;
    }
    default:
      return unreachable(token.kind);
  }
}

/** What starts with a word: keywords first where they can be nothing else, then calls, then paths. */
function readWord(cursor: Cursor, readExpr: Reader): ParsedExpr {
  const token = peek(cursor);
  const word = token.value.toLowerCase();
  const next = peek(cursor, 1);
  // Nothing but a path has a point behind a word.
  if (isReserved(word) && atSign(cursor, '.', 1))
    return named(cursor, token.start, { kind: 'path', names: readNames(cursor) });
  if (word === 'case') return nested(cursor, (c) => readCase(c, readExpr));
  if (word === 'null' || word === 'true' || word === 'false') {
    advance(cursor);
    const literal: Literal =
      word === 'null'
        ? { kind: 'literal', type: types.unknown, value: null }
        : { kind: 'literal', type: types.boolean, value: word };
    return spanned(cursor, token.start, literal);
  }
  if (isReserved(word))
    return refuse(
      cursor,
      exprDiagnostic('reserved-word', cursor.path, { word: token.value }),
      token,
    );
  if ((word === 'date' || word === 'timestamp') && next.kind === 'string')
    return readTime(cursor, word);
  if (word === 'interval' && (next.kind === 'string' || next.kind === 'number'))
    return readInterval(cursor);
  if (word === 'select' && startsQuery(cursor))
    return refuse(cursor, exprDiagnostic('select-in-expression', cursor.path, {}), token);
  if (atSign(cursor, '(', 1)) return readCall(cursor, readExpr);
  if (word === 'row' && atSign(cursor, '.', 1)) {
    advance(cursor);
    advance(cursor);
    return named(cursor, token.start, { kind: 'row', names: readNames(cursor) });
  }
  return named(cursor, token.start, { kind: 'path', names: readNames(cursor) });
}

/** `a.b.c`; after a point any word is a name. */
function readNames(cursor: Cursor): readonly string[] {
  const names: string[] = [];
  do {
    const { kind, value } = peek(cursor);
    if (kind !== 'name' && kind !== 'quoted') {
      failExpecting(cursor, 'name');
      return names;
    }
    names.push(value);
    advance(cursor);
  } while (takeSign(cursor, '.'));
  return names;
}

function readNumber(cursor: Cursor): ParsedExpr {
  const token = advance(cursor);
  const literal = numberLiteral(token.value);
  if (literal !== undefined) return spanned(cursor, token.start, literal);
  const text = cursor.text.slice(token.start, token.end);
  fail(cursor, exprDiagnostic('bad-number', cursor.path, { text }), token);
  return nothing;
}

function readTime(cursor: Cursor, type: 'date' | 'timestamp'): ParsedExpr {
  const { start } = advance(cursor);
  const written = advance(cursor);
  const literal = (type === 'date' ? dateLiteralOf : timestampLiteralOf)(written.value);
  if (literal !== undefined) return spanned(cursor, start, literal);
  fail(cursor, exprDiagnostic('bad-literal', cursor.path, { text: written.value, type }), written);
  return nothing;
}

/** `interval '3 day'`, and what engines also write: `interval '3' day`, `interval 3 day`. */
function readInterval(cursor: Cursor): ParsedExpr {
  const { start } = advance(cursor);
  const written = advance(cursor);
  const unit = peek(cursor);
  const apart =
    /^-?\d+$/.test(written.value) && unit.kind === 'name' && timeUnitOf(unit.value) !== undefined;
  if (apart) advance(cursor);
  const text = apart ? `${written.value} ${unit.value}` : written.value;
  const literal = intervalLiteralOf(text);
  if (literal !== undefined) return spanned(cursor, start, literal);
  const place = { start: written.start, end: apart ? unit.end : written.end };
  fail(cursor, exprDiagnostic('bad-literal', cursor.path, { text, type: 'interval' }), place);
  return nothing;
}

function readCase(cursor: Cursor, readExpr: Reader): ParsedExpr {
  const { start } = advance(cursor);
  const operand = atWord(cursor, 'when') ? undefined : readExpr(cursor);
  const whens = [];
  while (takeWord(cursor, 'when')) {
    const when = readExpr(cursor);
    expectWord(cursor, 'then');
    whens.push(branch(when, readExpr(cursor)));
  }
  if (whens.length === 0) return failed(cursor, 'when');
  const otherwise = takeWord(cursor, 'else') ? readExpr(cursor) : undefined;
  if (!takeWord(cursor, 'end'))
    return failed(cursor, otherwise === undefined ? 'when, else, end' : 'end');
  return spanned(cursor, start, {
    kind: 'case',
    ...(operand !== undefined && { operand }),
    whens,
    ...(otherwise !== undefined && { otherwise }),
    type: types.unknown,
  });
}

/** A name and its parentheses: `cast`, `found`, a registered function, or what expressions do not have. */
function readCall(cursor: Cursor, readExpr: Reader): ParsedExpr {
  const token = advance(cursor);
  const name = token.value.toLowerCase();
  const { path } = cursor;
  if (aggregates.has(name))
    return refuse(cursor, exprDiagnostic('aggregate-in-expression', path, { name }), token);
  if (windows.has(name))
    return refuse(cursor, exprDiagnostic('window-in-expression', path, { name }), token);
  if (name === 'extract' && atWord(cursor, 'from', 2)) {
    const instead = `${peek(cursor, 1).value.toLowerCase()}(x)`;
    return refuse(
      cursor,
      exprDiagnostic('unknown-function', path, { name, instead, near: [] }),
      token,
    );
  }
  advance(cursor);
  const call = nested(cursor, (c) => readInside(c, readExpr, name));
  expectSign(cursor, ')');
  if (atWord(cursor, 'over'))
    return refuse(
      cursor,
      exprDiagnostic('window-in-expression', path, { name: 'over' }),
      peek(cursor),
    );
  return spanned(cursor, token.start, call);
}

function readInside(cursor: Cursor, readExpr: Reader, name: string): ParsedExpr {
  if (name === 'cast' || name === 'try_cast') return readCast(cursor, readExpr, name);
  if (name === 'found') return readFound(cursor);
  return readArguments(cursor, readExpr, name);
}

function readCast(cursor: Cursor, readExpr: Reader, name: string): ParsedExpr {
  const operand = readExpr(cursor);
  expectWord(cursor, 'as');
  return { kind: 'cast', try: name === 'try_cast', operand, type: readType(cursor) };
}

function readFound(cursor: Cursor): ParsedExpr {
  const { kind, value } = peek(cursor);
  if (kind !== 'name' && kind !== 'quoted') return failed(cursor, 'name');
  advance(cursor);
  return { kind: 'reference', to: { kind: 'found', match: value }, type: types.unknown };
}

function readArguments(cursor: Cursor, readExpr: Reader, name: string): ParsedExpr {
  const args = atSign(cursor, ')') ? [] : readList(cursor, readExpr);
  if (name === 'mod' && args.length === 2)
    return { kind: 'binary', operator: '%', left: args[0]!, right: args[1]!, type: types.unknown };
  return { kind: 'call', ...canonicalCall(name, args), type: types.unknown };
}

/** Expressions with commas between. */
export function readList(cursor: Cursor, readExpr: Reader): readonly ParsedExpr[] {
  const list = [readExpr(cursor)];
  while (takeSign(cursor, ',')) list.push(readExpr(cursor));
  return list;
}

/** `select` is a name unless something follows that only a query has. */
function startsQuery(cursor: Cursor): boolean {
  const { kind, value } = peek(cursor, 1);
  // `cast(select as …)` is the one place where a word follows a name.
  if (kind === 'name')
    return value.toLowerCase() !== 'as' && (!isReserved(value) || value.toLowerCase() === 'case');
  return (
    ['quoted', 'string', 'number', 'param'].includes(kind) ||
    (value === '*' && atWord(cursor, 'from', 2))
  );
}

/** Reports something; what is returned is never seen. */
function refuse(cursor: Cursor, diagnostic: Diagnostic, at: Token): ParsedExpr {
  fail(cursor, diagnostic, at);
  return nothing;
}

function failed(cursor: Cursor, expected: string): ParsedExpr {
  failExpecting(cursor, expected);
  return nothing;
}

const nothing: ParsedExpr = { kind: 'literal', type: types.unknown, value: null };

function named(cursor: Cursor, start: number, to: Name): ParsedExpr {
  return spanned(cursor, start, { kind: 'reference', to, type: types.unknown });
}
