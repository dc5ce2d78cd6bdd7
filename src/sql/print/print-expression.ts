import { unreachable } from '../../base/unreachable.js';
import { branch, conjuncts, negate } from '../../expr/build.js';
import type { Binary, BinaryOperator, Case, Literal } from '../../expr/expr.js';
import { textOf } from '../../expr/constants.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import type { Dialect, Say } from '../dialect.js';
import { foldDays } from '../rewrites/fold-days.js';
import { commas, group, join, line, nest, parenthesized, type Doc } from './layout.js';
import { printAggregate } from './print-aggregate.js';
import { printWindow } from './print-window.js';
import { atom, levels, type Level, type Term } from './term.js';
import { unsupported } from './unsupported.js';

/** How a dialect says expressions. */
export function sayerOf(dialect: Dialect): Say {
  const say: Say = {
    dialect,
    whole: (expr) => print(expr, dialect, say).doc,
    operand: (expr, level = levels.atom) => {
      const term = print(expr, dialect, say);
      return term.level >= level ? term.doc : parenthesized(term.doc);
    },
  };
  return say;
}

function print(written: SqlExpr, dialect: Dialect, say: Say): Term {
  const expr = converted(foldDays(written), dialect);
  switch (expr.kind) {
    case 'literal':
      return literalTerm(expr, dialect);
    case 'reference':
      return atom(leaf(expr.to, expr.type, dialect, say));
    case 'unary':
      return expr.operator === 'not'
        ? negated(expr.operand, dialect, say)
        : { doc: ['-', say.operand(expr.operand)], level: levels.sign };
    case 'binary':
      return binary(expr, dialect, say);
    case 'between': {
      const [operand, low, high] = [expr.operand, expr.low, expr.high].map(comparand(say));
      const not = expr.not ? 'NOT ' : '';
      return {
        doc: group(operand!, ` ${not}BETWEEN `, low!, ' AND ', high!),
        level: levels.compare,
      };
    }
    case 'in': {
      const list = parenthesized(commas(expr.list.map(say.whole)));
      const not = expr.not ? 'NOT ' : '';
      return { doc: [comparand(say)(expr.operand), ` ${not}IN `, list], level: levels.compare };
    }
    case 'is-null': {
      const not = expr.not ? 'NOT ' : '';
      return { doc: [comparand(say)(expr.operand), ` IS ${not}NULL`], level: levels.compare };
    }
    case 'case':
      return atom(printCase(expr, say));
    case 'cast':
      return atom(dialect.cast(expr, say));
    case 'call': {
      const printer = dialect.functions[expr.name];
      return atom(
        printer === undefined
          ? unsupported(dialect, `the function ${expr.name}`)
          : printer(expr.args, say, expr),
      );
    }
    default:
      return unreachable(expr);
  }
}

/** `x IS NOT NULL` for `NOT (x IS NULL)`: equal for nulls too, and what people write. */
function negated(operand: SqlExpr, dialect: Dialect, say: Say): Term {
  switch (operand.kind) {
    case 'is-null':
    case 'in':
    case 'between':
      return print({ ...operand, not: !operand.not }, dialect, say);
    case 'literal':
    case 'reference':
    case 'unary':
    case 'binary':
    case 'case':
    case 'cast':
    case 'call':
      return { doc: ['NOT ', say.operand(operand)], level: levels.not };
    default:
      return unreachable(operand);
  }
}

/** The node with its parts as values of one type, where the dialect does not see to that by itself. */
function converted(expr: SqlExpr, dialect: Dialect): SqlExpr {
  switch (expr.kind) {
    case 'binary': {
      if (binding[expr.operator] !== levels.compare) return expr;
      const [left, right] = alike([expr.left, expr.right], dialect);
      return { ...expr, left: left!, right: right! };
    }
    case 'between': {
      const [operand, low, high] = alike([expr.operand, expr.low, expr.high], dialect);
      return { ...expr, operand: operand!, low: low!, high: high! };
    }
    case 'in': {
      const [operand, ...list] = alike([expr.operand, ...expr.list], dialect);
      return { ...expr, operand: operand!, list };
    }
    case 'case': {
      const { otherwise, type } = expr;
      return {
        ...expr,
        whens: expr.whens.map((w) => branch(w.when, dialect.convert(w.then, type))),
        ...(otherwise !== undefined && { otherwise: dialect.convert(otherwise, type) }),
      };
    }
    case 'literal':
    case 'reference':
    case 'unary':
    case 'is-null':
    case 'cast':
    case 'call':
      return expr;
    default:
      return unreachable(expr);
  }
}

/** A day beside moments is compared as its first moment. */
function alike(exprs: readonly SqlExpr[], dialect: Dialect): readonly SqlExpr[] {
  const moment = exprs.find((expr) => expr.type.kind === 'timestamp');
  return moment === undefined
    ? exprs
    : exprs.map((expr) => (expr.type.kind === 'date' ? dialect.convert(expr, moment.type) : expr));
}

/** A negative number is a sign and a number: `a - -1` must not become a comment. */
function literalTerm(expr: Literal, dialect: Dialect): Term {
  const negative = expr.value?.startsWith('-') === true && expr.type.kind !== 'string';
  return { doc: dialect.literal(expr), level: negative ? levels.sign : levels.atom };
}

function leaf(to: SqlLeaf, type: SqlExpr['type'], dialect: Dialect, say: Say): Doc {
  switch (to.kind) {
    case 'column':
      return to.relation === undefined
        ? dialect.quote(to.name)
        : [dialect.quote(to.relation), '.', dialect.quote(to.name)];
    case 'param':
      return dialect.param(to.name, type);
    case 'aggregate':
      return printAggregate(to, type, dialect, say);
    case 'window':
      return printWindow(to, type, dialect, say);
    default:
      return unreachable(to);
  }
}

const binding: Readonly<Record<BinaryOperator, Level>> = {
  or: levels.or,
  and: levels.and,
  '=': levels.compare,
  '<>': levels.compare,
  '<': levels.compare,
  '<=': levels.compare,
  '>': levels.compare,
  '>=': levels.compare,
  'is distinct from': levels.compare,
  'is not distinct from': levels.compare,
  like: levels.compare,
  'not like': levels.compare,
  ilike: levels.compare,
  'not ilike': levels.compare,
  '||': levels.add,
  '+': levels.add,
  '-': levels.add,
  '*': levels.multiply,
  '/': levels.multiply,
  '%': levels.multiply,
};

function binary(expr: Binary<SqlLeaf>, dialect: Dialect, say: Say): Term {
  if (expr.operator === '+' || expr.operator === '-') {
    const time = timeArithmetic(expr, dialect, say);
    if (time !== undefined) return time;
  }
  const own = dialect.operators[expr.operator];
  return own === undefined ? infix(expr, say) : own(expr, say);
}

/** `left operator right` as it is written; operands of one chain stand side by side, broken before operators. */
export function infix(expr: Binary<SqlLeaf>, say: Say): Term {
  const level = binding[expr.operator];
  const word = expr.operator.toUpperCase();
  if (expr.operator === 'and' || expr.operator === 'or') {
    const parts = expr.operator === 'and' ? conjuncts<SqlLeaf>(expr) : disjuncts(expr);
    const operands = parts.map((part) => say.operand(part, (level + 1) as Level));
    return { doc: group(join(operands, [line, `${word} `])), level };
  }
  if (level === levels.compare) {
    const [left, right] = [expr.left, expr.right].map(comparand(say));
    return { doc: group(left!, nest(line, `${word} `, right!)), level };
  }
  // The right operand of `a - (b - c)` keeps its parentheses; `||` is not mixed with others at all.
  const loose = expr.operator === '||' ? levels.atom : level;
  const left = expr.left.kind === 'binary' && expr.left.operator === expr.operator ? level : loose;
  return {
    doc: group(
      say.operand(expr.left, left),
      nest(line, `${word} `, say.operand(expr.right, Math.min(loose + 1, 8) as Level)),
    ),
    level,
  };
}

function disjuncts(expr: SqlExpr): readonly SqlExpr[] {
  return expr.kind === 'binary' && expr.operator === 'or'
    ? [...disjuncts(expr.left), ...disjuncts(expr.right)]
    : [expr];
}

/** Comparisons do not chain: an operand that compares stands in parentheses. */
export function comparand(say: Say): (expr: SqlExpr) => Doc {
  return (expr) => say.operand(expr, levels.add);
}

/** Days and moments plus and minus days and intervals, and days between days. */
function timeArithmetic(expr: Binary<SqlLeaf>, dialect: Dialect, say: Say): Term | undefined {
  const { left, right, operator, type } = expr;
  if (left.type.kind === 'date' && right.type.kind === 'date')
    return atom(dialect.daysBetween(right, left, say));
  const isTime = (e: SqlExpr): boolean => e.type.kind === 'date' || e.type.kind === 'timestamp';
  const [moment, amount] = isTime(left) ? [left, right] : [right, left];
  if (!isTime(moment)) return undefined;
  const signed = (count: SqlExpr): SqlExpr => (operator === '-' ? negate(count) : count);
  if (amount.kind === 'literal' && amount.interval !== undefined) {
    const { count, unit } = amount.interval;
    const total = operator === '-' ? -count : count;
    return dialect.addTime(moment, wholeNumber(total), unit, type, say);
  }
  if (amount.type.kind === 'interval')
    return atom(unsupported(dialect, 'an interval that is not a literal'));
  return dialect.addTime(moment, signed(amount), 'day', type, say);
}

/** A whole number as an expression, with its sign as an operator. */
export function wholeNumber(value: number): SqlExpr {
  const type = { kind: 'bigint' } as const;
  const digits: SqlExpr = { kind: 'literal', type, value: String(Math.abs(value)) };
  return value < 0 ? negate(digits) : digits;
}

function printCase(expr: Case<SqlLeaf>, say: Say): Doc {
  const operand = expr.operand === undefined ? [] : [' ', say.whole(expr.operand)];
  const whens = expr.whens.map(({ when, then: value }) => [
    line,
    group('WHEN ', nest(say.whole(when), line, 'THEN ', say.whole(value))),
  ]);
  const otherwise = expr.otherwise === undefined ? [] : [line, 'ELSE ', say.whole(expr.otherwise)];
  return group('CASE', operand, nest(whens, otherwise), line, 'END');
}

/** The literal text of an argument that must be one: the checker has seen to that. */
export function constantText(expr: SqlExpr | undefined): string {
  const text = expr === undefined ? undefined : textOf(expr);
  if (text === undefined) throw new Error('an argument that must be a literal text is not');
  return text;
}
