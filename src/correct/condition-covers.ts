import { parseExpr } from '../expr/parse.js';
import type { ParsedExpr } from '../expr/expr.js';
import { references, walk } from '../expr/visit.js';
import { printExpr } from '../expr/print.js';

/** A condition as it is compared: its canonical text where it can be read. */
export function conditionText(text: string): string {
  const [expr] = parseExpr(text, '');
  return expr === undefined ? text.trim() : printExpr(expr);
}

/**
 * Whether a repaired condition still tests all that the original did: as many tests, each of a column,
 * with every number and day of the original. Names and coded values may differ: they were what was wrong.
 * A hole covers everything, since a person answers it.
 */
export function covers(before: string, after: string): boolean {
  if (after === '?') return true;
  const [now] = parseExpr(after, '');
  if (now === undefined) return false;
  const tests = testsOf(now);
  if (tests.some((test) => references(test).length === 0)) return false;
  const [was] = parseExpr(before, '');
  const wanted = was === undefined ? 1 : testsOf(was).length;
  if (tests.length < wanted) return false;
  const numbers = new Set(fixedIn(after));
  return fixedIn(before).every((number) => numbers.has(number));
}

/** The parts that `and`, `or` and `not` combine. */
function testsOf(expr: ParsedExpr): readonly ParsedExpr[] {
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or'))
    return [...testsOf(expr.left), ...testsOf(expr.right)];
  if (expr.kind === 'unary' && expr.operator === 'not') return testsOf(expr.operand);
  return [expr];
}

/** Numbers and days outside of names; of a text that cannot be read, all its numbers. */
function fixedIn(text: string): readonly string[] {
  const [expr] = parseExpr(text, '');
  if (expr === undefined) return text.match(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g) ?? [];
  const found: string[] = [];
  walk(expr, (node) => {
    if (node.kind !== 'literal' || node.value === null) return;
    if (node.type.kind !== 'string' && node.type.kind !== 'boolean') found.push(node.value);
  });
  return found;
}
