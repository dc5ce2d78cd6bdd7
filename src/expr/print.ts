import { isPlainName, quoteName } from '../base/text/name.js';
import { unreachable } from '../base/unreachable.js';
import type { BinaryOperator, Expr, Literal, Name, ParsedExpr } from './expr.js';
import { printType } from './print-type.js';

/**
 * The canonical text of an expression (S16): keywords and functions in lower case, one space, and
 * only the parentheses and backticks without which another tree would be read.
 */
export function printExpr(expr: ParsedExpr): string {
  return printWith(expr, printName);
}

/** The same, of an expression over other leaves; `printLeaf` says how one is written. */
export function printWith<L>(expr: Expr<L>, printLeaf: (to: L) => string): string {
  return print(expr, 0, printLeaf);
}

/** What a leaf of a parsed expression is called. */
export function printName(name: Name): string {
  switch (name.kind) {
    case 'path':
      // `row.x` is another kind of name, so an object called row needs its backticks.
      return name.names.length > 1 && name.names[0]!.toLowerCase() === 'row'
        ? `\`${name.names[0]!}\`.${name.names.slice(1).map(printMember).join('.')}`
        : [quoteName(name.names[0]!), ...name.names.slice(1).map(printMember)].join('.');
    case 'param':
      return `$${name.name}`;
    case 'row':
      return ['row', ...name.names.map(printMember)].join('.');
    case 'found':
      return `found(${printMember(name.match)})`;
    default:
      return unreachable(name);
  }
}

/** How tightly an operator binds; the levels of `parse.ts`. */
const levels = { or: 1, and: 2, not: 3, comparison: 4, '||': 5, sum: 6, product: 7, sign: 8 };
const atom = 9;

function levelOf(operator: BinaryOperator): number {
  switch (operator) {
    case 'or':
      return levels.or;
    case 'and':
      return levels.and;
    case '||':
      return levels['||'];
    case '+':
    case '-':
      return levels.sum;
    case '*':
    case '/':
    case '%':
      return levels.product;
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'is distinct from':
    case 'is not distinct from':
    case 'like':
    case 'not like':
    case 'ilike':
    case 'not ilike':
      return levels.comparison;
    default:
      return unreachable(operator);
  }
}

/** The text of a tree where at least `level` is needed; a looser one gets parentheses. */
function print<L>(expr: Expr<L>, level: number, printLeaf: (to: L) => string): string {
  const sub = (child: Expr<L>, needed: number): string => print(child, needed, printLeaf);
  const [text, own] = printNode(expr, sub, printLeaf);
  return own < level ? `(${text})` : text;
}

function printNode<L>(
  expr: Expr<L>,
  sub: (child: Expr<L>, level: number) => string,
  printLeaf: (to: L) => string,
): readonly [text: string, level: number] {
  const operand = levels.comparison + 1;
  switch (expr.kind) {
    case 'literal': {
      const text = printLiteral(expr);
      return [text, text.startsWith('-') ? levels.sign : atom];
    }
    case 'reference':
      return [printLeaf(expr.to), atom];
    case 'unary':
      if (expr.operator === 'not') return [`not ${sub(expr.operand, levels.not)}`, levels.not];
      // Two signs side by side would read as a comment in SQL, and are refused by the parser.
      return [
        `-${sub(expr.operand, startsWithSign(expr.operand) ? atom : levels.sign)}`,
        levels.sign,
      ];
    case 'binary': {
      const own = levelOf(expr.operator);
      const [left, right] =
        own === levels.comparison ? [operand, operand] : ([own, own + 1] as const);
      return [`${sub(expr.left, left)} ${expr.operator} ${sub(expr.right, right)}`, own];
    }
    case 'between': {
      const [low, high] = [sub(expr.low, operand), sub(expr.high, operand)];
      const between = `${expr.not ? 'not ' : ''}between ${low} and ${high}`;
      return [`${sub(expr.operand, operand)} ${between}`, levels.comparison];
    }
    case 'in': {
      const list = expr.list.map((item) => sub(item, 0)).join(', ');
      return [
        `${sub(expr.operand, operand)} ${expr.not ? 'not ' : ''}in (${list})`,
        levels.comparison,
      ];
    }
    case 'is-null':
      return [`${sub(expr.operand, operand)} is ${expr.not ? 'not ' : ''}null`, levels.comparison];
    case 'case': {
      const parts = [
        'case',
        ...(expr.operand === undefined ? [] : [sub(expr.operand, 0)]),
        ...expr.whens.map(({ when, then }) => `when ${sub(when, 0)} then ${sub(then, 0)}`),
        ...(expr.otherwise === undefined ? [] : [`else ${sub(expr.otherwise, 0)}`]),
        'end',
      ];
      return [parts.join(' '), atom];
    }
    case 'cast':
      return [
        `${expr.try ? 'try_cast' : 'cast'}(${sub(expr.operand, 0)} as ${printType(expr.type)})`,
        atom,
      ];
    case 'call':
      return [`${expr.name}(${expr.args.map((arg) => sub(arg, 0)).join(', ')})`, atom];
    default:
      return unreachable(expr);
  }
}

function startsWithSign<L>(expr: Expr<L>): boolean {
  return (
    (expr.kind === 'unary' && expr.operator === '-') ||
    (expr.kind === 'literal' && printLiteral(expr).startsWith('-'))
  );
}

function printLiteral({ type, value }: Literal): string {
  if (value === null) return 'null';
  const quoted = `'${value.replaceAll("'", "''")}'`;
  switch (type.kind) {
    case 'date':
    case 'timestamp':
    case 'interval':
      return `${type.kind} ${quoted}`;
    case 'boolean':
    case 'bigint':
    case 'decimal':
    case 'double':
      return value;
    case 'string':
    case 'json':
    case 'array':
    case 'unknown':
      return quoted;
    default:
      return unreachable(type);
  }
}

/** After a point, and in `found(…)`, every plain word is a name. */
function printMember(name: string): string {
  return isPlainName(name) ? name : quoteName(name);
}
