import type { Checked, JsonPointer } from '../base/diagnostic.js';
import { rememberLast } from '../base/remember.js';
import {
  type Cursor,
  advance,
  atSign,
  atWord,
  cursorAt,
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
import type { BinaryOperator, ParsedExpr } from './expr.js';
import { readList, readOperand } from './parse-operand.js';
import { tokenize } from './tokens.js';
import { types } from './type.js';
import { children } from './visit.js';

/** How deep a tree may be: chains of operators count one level for each. */
const maxDepth = 500;

/**
 * Reads one expression (docs/semantics.md, "Expr"). Names stay names and types unknown until
 * `checkExpr`. The first error is reported, with its offset in `text`; `path` is where the text stands.
 */
export function parseExpr(text: string, path: JsonPointer): Checked<ParsedExpr> {
  const known = parsed.get(text);
  if (known !== undefined) return [known, []];
  const made = readExpr(text, path);
  if (made[0] !== undefined) parsed.set(text, made[0]);
  return made;
}

/** The parts of the compiler read the texts of one document by turns. */
const parsed = rememberLast<ParsedExpr>(256);

function readExpr(text: string, path: JsonPointer): Checked<ParsedExpr> {
  const [tokens, problems] = tokenize(text, path);
  if (tokens === undefined) return [undefined, problems];
  if (tokens.length === 1)
    return [undefined, [exprDiagnostic('empty', path, {}, { offset: 0, length: text.length })]];
  const cursor = cursorAt(text, path, tokens);
  const expr = readOr(cursor);
  if (peek(cursor).kind !== 'end') failRest(cursor);
  // Each level of a tree has a token of its own.
  if (cursor.error === undefined && tokens.length > maxDepth) checkDepth(cursor, expr);
  return cursor.error === undefined ? [expr, []] : [undefined, [cursor.error]];
}

/** Lowest to highest: or, and, not, comparisons (which do not chain), ||, + -, * / %, -x. */
function readOr(cursor: Cursor): ParsedExpr {
  return readLeft(cursor, readAnd, (c) => (atWord(c, 'or') ? 'or' : undefined));
}

function readAnd(cursor: Cursor): ParsedExpr {
  return readLeft(cursor, readNot, (c) => (atWord(c, 'and') ? 'and' : undefined));
}

function readNot(cursor: Cursor): ParsedExpr {
  const { start } = peek(cursor);
  if (!takeWord(cursor, 'not')) return readComparison(cursor);
  const operand = nested(cursor, readNot);
  return spanned(cursor, start, { kind: 'unary', operator: 'not', operand, type: types.unknown });
}

const comparisons: readonly BinaryOperator[] = ['=', '<>', '<', '<=', '>', '>='];
const comparisonWords = ['in', 'between', 'like', 'ilike'] as const;

/** Whether an operator on the level of comparisons comes next. */
function comparisonAt(cursor: Cursor): boolean {
  const ahead = atWord(cursor, 'not') ? 1 : 0;
  return (
    comparisons.some((s) => atSign(cursor, s)) ||
    atWord(cursor, 'is') ||
    comparisonWords.some((w) => atWord(cursor, w, ahead))
  );
}

function readComparison(cursor: Cursor): ParsedExpr {
  const { start } = peek(cursor);
  const operand = readConcatenation(cursor);
  const compared = readComparisonTail(cursor, operand);
  if (compared === undefined) return operand;
  const result = spanned(cursor, start, compared);
  if (comparisonAt(cursor)) {
    const next = peek(cursor);
    const operator = cursor.text.slice(next.start, next.end);
    fail(cursor, exprDiagnostic('comparison-chain', cursor.path, { operator }), next);
  }
  return result;
}

/** What follows an operand on the level of comparisons; undefined where nothing of it does. */
function readComparisonTail(cursor: Cursor, operand: ParsedExpr): ParsedExpr | undefined {
  const type = types.unknown;
  const sign = comparisons.find((s) => atSign(cursor, s));
  if (sign !== undefined) {
    advance(cursor);
    const right = readConcatenation(cursor);
    return { kind: 'binary', operator: sign, left: operand, right, type };
  }
  if (takeWord(cursor, 'is')) return readIs(cursor, operand);
  const not = atWord(cursor, 'not');
  const word = comparisonWords.find((w) => atWord(cursor, w, not ? 1 : 0));
  if (word === undefined) {
    if (takeWord(cursor, 'not')) failExpecting(cursor, 'in, between, like, ilike');
    return undefined;
  }
  if (not) advance(cursor);
  advance(cursor);
  if (word === 'in') {
    expectSign(cursor, '(');
    const list = nested(cursor, (c) => readList(c, readOr));
    expectSign(cursor, ')');
    return { kind: 'in', not, operand, list, type };
  }
  if (word === 'between') {
    const low = readConcatenation(cursor);
    expectWord(cursor, 'and');
    return { kind: 'between', not, operand, low, high: readConcatenation(cursor), type };
  }
  const operator = `${not ? 'not ' : ''}${word}` as const;
  return { kind: 'binary', operator, left: operand, right: readConcatenation(cursor), type };
}

/** After `is`. `is true` asks whether a value is true and not null: `is not distinct from true`. */
function readIs(cursor: Cursor, operand: ParsedExpr): ParsedExpr {
  const type = types.unknown;
  const not = takeWord(cursor, 'not');
  if (takeWord(cursor, 'null')) return { kind: 'is-null', not, operand, type };
  const operator = not ? 'is not distinct from' : 'is distinct from';
  if (takeWord(cursor, 'distinct')) {
    expectWord(cursor, 'from');
    return { kind: 'binary', operator, left: operand, right: readConcatenation(cursor), type };
  }
  if (atWord(cursor, 'true') || atWord(cursor, 'false')) {
    const opposite = not ? 'is distinct from' : 'is not distinct from';
    return {
      kind: 'binary',
      operator: opposite,
      left: operand,
      right: readOperand(cursor, readOr),
      type,
    };
  }
  failExpecting(cursor, not ? 'null' : 'null, not null, distinct from');
  return operand;
}

function readConcatenation(cursor: Cursor): ParsedExpr {
  return readLeft(cursor, readSum, (c) => (atSign(c, '||') ? '||' : undefined));
}

function readSum(cursor: Cursor): ParsedExpr {
  return readLeft(cursor, readProduct, (c) => (['+', '-'] as const).find((s) => atSign(c, s)));
}

function readProduct(cursor: Cursor): ParsedExpr {
  return readLeft(cursor, readSigned, (c) => (['*', '/', '%'] as const).find((s) => atSign(c, s)));
}

function readSigned(cursor: Cursor): ParsedExpr {
  const { start } = peek(cursor);
  if (!takeSign(cursor, '-')) return readOperand(cursor, readOr);
  const operand = nested(cursor, readSigned);
  return spanned(cursor, start, { kind: 'unary', operator: '-', operand, type: types.unknown });
}

/** Operands of one level, joined from the left. */
function readLeft(
  cursor: Cursor,
  readOne: (cursor: Cursor) => ParsedExpr,
  operatorAt: (cursor: Cursor) => BinaryOperator | undefined,
): ParsedExpr {
  const { start } = peek(cursor);
  let left = readOne(cursor);
  for (;;) {
    const operator = operatorAt(cursor);
    if (operator === undefined) return left;
    advance(cursor);
    const right = readOne(cursor);
    left = spanned(cursor, start, { kind: 'binary', operator, left, right, type: types.unknown });
  }
}

/** Chains are read without nesting, yet whoever walks the tree goes down them: they have their own limit. */
function checkDepth(cursor: Cursor, expr: ParsedExpr): void {
  let level: readonly ParsedExpr[] = [expr];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) {
      const { span = { start: 0, end: 0 } } = level[0]!;
      fail(cursor, exprDiagnostic('too-deep', cursor.path, { limit: maxDepth }), span);
      return;
    }
    level = level.flatMap((node) => children(node));
  }
}

/** After a whole expression: either something is missing between, or there is too much. */
function failRest(cursor: Cursor): void {
  const token = peek(cursor);
  if (atWord(cursor, 'over')) {
    fail(cursor, exprDiagnostic('window-in-expression', cursor.path, { name: 'over' }), token);
  } else failExpecting(cursor, 'operator');
}
