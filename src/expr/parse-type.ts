import type { Checked, JsonPointer } from '../base/diagnostic.js';
import { suggest } from '../base/text/suggest.js';
import {
  type Cursor,
  advance,
  atSign,
  cursorAt,
  expectSign,
  fail,
  failExpecting,
  lastEnd,
  nested,
  peek,
  takeSign,
} from './cursor.js';
import { exprDiagnostic } from './diagnostics.js';
import { tokenize } from './tokens.js';
import { type Type, types } from './type.js';

/** Reads a type as ontologies and casts write it: `bigint`, `decimal(18,2)`, `array<string>`, in any case. */
export function parseType(text: string, path: JsonPointer): Checked<Type> {
  const [tokens, problems] = tokenize(text, path);
  if (tokens === undefined) return [undefined, problems];
  const cursor = cursorAt(text, path, tokens);
  const type = readType(cursor);
  if (peek(cursor).kind !== 'end') failExpecting(cursor, 'operator');
  return cursor.error === undefined ? [type, []] : [undefined, [cursor.error]];
}

/** Reads a type at a cursor; after an error whatever it returns is thrown away. */
export function readType(cursor: Cursor): Type {
  const token = peek(cursor);
  if (token.kind !== 'name') {
    failExpecting(cursor, 'type');
    return types.unknown;
  }
  advance(cursor);
  const name = token.value.toLowerCase();
  if (name === 'array') return readArray(cursor);
  if (name === 'decimal' || name === 'numeric') return readDecimal(cursor, token.start);
  const type = simple.get(name);
  if (type === undefined) {
    const allowed = suggest(token.value, [...simple.keys(), 'decimal(18,2)', 'array<string>']);
    const unknown = exprDiagnostic('unknown-type', cursor.path, { text: token.value }, { allowed });
    fail(cursor, unknown, token);
    return types.unknown;
  }
  if (atSign(cursor, '(')) return failSize(cursor, token.start);
  return type;
}

const simple: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['boolean', types.boolean],
  ['bool', types.boolean],
  ['bigint', types.bigint],
  ['int', types.bigint],
  ['integer', types.bigint],
  ['double', types.double],
  ['float', types.double],
  ['string', types.string],
  ['varchar', types.string],
  ['text', types.string],
  ['date', types.date],
  ['timestamp', types.timestamp],
  ['datetime', types.timestamp],
  ['interval', types.interval],
  ['json', types.json],
]);

function readArray(cursor: Cursor): Type {
  expectSign(cursor, '<');
  const of = nested(cursor, readType);
  expectSign(cursor, '>');
  return types.array(of);
}

function readDecimal(cursor: Cursor, start: number): Type {
  if (!takeSign(cursor, '(')) return failSize(cursor, start);
  const precision = readSize(cursor);
  const scale = takeSign(cursor, ',') ? readSize(cursor) : 0;
  expectSign(cursor, ')');
  if (cursor.error !== undefined) return types.unknown;
  if (
    precision === undefined ||
    scale === undefined ||
    precision < 1 ||
    precision > 38 ||
    scale > precision
  ) {
    return failSize(cursor, start);
  }
  return types.decimal(precision, scale);
}

/** A whole number; anything else in the parentheses is judged with them. */
function readSize(cursor: Cursor): number | undefined {
  const { kind, value } = peek(cursor);
  if (kind !== 'number') {
    failExpecting(cursor, '1…38');
    return undefined;
  }
  advance(cursor);
  return /^\d{1,2}$/.test(value) ? Number(value) : undefined;
}

/** The size as written, to its closing parenthesis. */
function failSize(cursor: Cursor, start: number): Type {
  let end = lastEnd(cursor);
  if (atSign(cursor, '(')) {
    while (peek(cursor).kind !== 'end' && !atSign(cursor, ')')) advance(cursor);
    advance(cursor);
    end = lastEnd(cursor);
  }
  const text = cursor.text.slice(start, end);
  fail(cursor, exprDiagnostic('type-size', cursor.path, { text }), { start, end });
  return types.unknown;
}
