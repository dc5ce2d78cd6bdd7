import type { Details, Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { nullLiteral } from './build.js';
import type { Expr, ParsedExpr } from './expr.js';
import { printExpr } from './print.js';
import { printType } from './print-type.js';
import type { Scope } from './scope.js';
import { replaceNode } from './visit.js';

/** One check of one expression: where names are looked up, and what was found so far. */
export interface Check<L> {
  readonly root: ParsedExpr;
  readonly scope: Scope<L>;
  readonly path: JsonPointer;
  readonly found: Diagnostic[];
}

/** Where a node stands in its text, as diagnostics say it. */
export function placeOf(node: Pick<Expr<unknown>, 'span'>): Details {
  return node.span === undefined
    ? {}
    : { offset: node.span.start, length: node.span.end - node.span.start };
}

/** What is left of an expression after an error in it: fits everywhere, so that one mistake is one message. */
export function unknownOf<L>(node: ParsedExpr): Expr<L> {
  return { ...nullLiteral(), ...(node.span && { span: node.span }) };
}

/** The repair that puts another expression in the place of a part of the text. */
export function fixWith(
  check: Check<unknown>,
  node: ParsedExpr,
  replacement: ParsedExpr,
): Pick<Details, 'fix'> {
  const value = printExpr(replaceNode(check.root, node, replacement));
  return { fix: [{ op: 'replace', path: check.path, value }] };
}

/** How a value is called in messages: its type, and for short literals the value. */
export function describe(expr: Expr<unknown>): string {
  if (expr.kind === 'literal' && expr.value === null) return 'null';
  const type = printType(expr.type);
  if (expr.kind !== 'literal' || expr.value === null || expr.value.length > 20) return type;
  return `${type} ${expr.type.kind === 'string' ? `'${expr.value}'` : expr.value}`;
}

/** A value as written and as checked. */
export interface Side<L> {
  readonly node: ParsedExpr;
  readonly expr: Expr<L>;
}
