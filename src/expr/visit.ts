import { unreachable } from '../base/unreachable.js';
import { branch } from './build.js';
import type { Expr, Reference } from './expr.js';

/**
 * The same expression over other leaves: `f` gives what stands in place of each reference, a
 * reference of its own or a whole expression. Everything else keeps its place, type and span.
 */
export function mapReferences<L, M>(
  expr: Expr<L>,
  f: (to: L, reference: Reference<L>) => Expr<M>,
): Expr<M> {
  if (expr.kind === 'reference') return f(expr.to, expr);
  return mapChildren(expr, (child) => mapReferences(child, f));
}

/** All references of an expression, in reading order. */
export function references<L>(expr: Expr<L>): readonly Reference<L>[] {
  const found: Reference<L>[] = [];
  walk(expr, (node) => {
    if (node.kind === 'reference') found.push(node);
  });
  return found;
}

/** Calls `visit` for the expression and everything below it: outer before inner, left before right. */
export function walk<L>(expr: Expr<L>, visit: (node: Expr<L>) => void): void {
  visit(expr);
  eachChild(expr, (child) => walk(child, visit));
}

/** Whether the expression or something below it is such a node. */
export function some<L>(expr: Expr<L>, is: (node: Expr<L>) => boolean): boolean {
  return is(expr) || children(expr).some((child) => some(child, is));
}

/** Whether the value is the same for every row: no reference, or only those that `fixed` allows (parameters, say). */
export function isConstant<L>(expr: Expr<L>, fixed: (to: L) => boolean = () => false): boolean {
  return references(expr).every(({ to }) => fixed(to));
}

/** The expressions directly below one, in reading order. */
export function children<L>(expr: Expr<L>): readonly Expr<L>[] {
  const found: Expr<L>[] = [];
  eachChild(expr, (child) => void found.push(child));
  return found;
}

/** Calls `visit` for the expressions directly below one, in reading order. */
function eachChild<L>(expr: Expr<L>, visit: (child: Expr<L>) => void): void {
  switch (expr.kind) {
    case 'literal':
    case 'reference':
      return;
    case 'unary':
    case 'is-null':
    case 'cast':
      visit(expr.operand);
      return;
    case 'binary':
      visit(expr.left);
      visit(expr.right);
      return;
    case 'between':
      visit(expr.operand);
      visit(expr.low);
      visit(expr.high);
      return;
    case 'in':
      visit(expr.operand);
      for (const item of expr.list) visit(item);
      return;
    case 'case':
      if (expr.operand !== undefined) visit(expr.operand);
      for (const { when, then } of expr.whens) {
        visit(when);
        visit(then);
      }
      if (expr.otherwise !== undefined) visit(expr.otherwise);
      return;
    case 'call':
      for (const argument of expr.args) visit(argument);
      return;
    default:
      unreachable(expr);
  }
}

/** The same node over other children: `f` is called once for each, in reading order. A leaf that names something has none: `mapReferences` is for those. */
export function mapChildren<L, M>(
  expr: Exclude<Expr<L>, Reference<L>>,
  f: (child: Expr<L>) => Expr<M>,
): Exclude<Expr<M>, Reference<M>> {
  switch (expr.kind) {
    case 'literal':
      return expr;
    case 'unary':
    case 'is-null':
    case 'cast':
      return { ...expr, operand: f(expr.operand) };
    case 'binary':
      return { ...expr, left: f(expr.left), right: f(expr.right) };
    case 'between':
      return { ...expr, operand: f(expr.operand), low: f(expr.low), high: f(expr.high) };
    case 'in':
      return { ...expr, operand: f(expr.operand), list: expr.list.map(f) };
    case 'case': {
      const { operand, otherwise, ...rest } = expr;
      return {
        ...rest,
        ...(operand !== undefined && { operand: f(operand) }),
        whens: expr.whens.map(({ when, then }) => branch(f(when), f(then))),
        ...(otherwise !== undefined && { otherwise: f(otherwise) }),
      };
    }
    case 'call':
      return { ...expr, args: expr.args.map(f) };
    default:
      return unreachable(expr);
  }
}

/** The same expression with another in the place of one of its nodes, which is found by identity. */
export function replaceNode<L>(expr: Expr<L>, node: Expr<L>, by: Expr<L>): Expr<L> {
  if (expr === node) return by;
  return expr.kind === 'reference'
    ? expr
    : mapChildren(expr, (child) => replaceNode(child, node, by));
}

/** The same expression without places: what it means, whichever text it came from. */
export function withoutSpans<L>(expr: Expr<L>): Expr<L> {
  const { span: _, ...bare } = expr;
  const node: Expr<L> = bare;
  return node.kind === 'reference' ? node : mapChildren(node, withoutSpans);
}
