import { unreachable } from '../../base/unreachable.js';
import { call as callOf, stringLiteral } from '../../expr/build.js';
import { textOf } from '../../expr/constants.js';
import type { Binary, Literal } from '../../expr/expr.js';
import { type Type, types } from '../../expr/type.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import type { AggregateParts, Dialect, Say } from '../dialect.js';
import { group, join, line, nest, parenthesized, sql, type Doc } from '../print/layout.js';
import { infix } from '../print/print-expression.js';
import { isReservedWord } from './reserved-words.js';
import { call, castTo, standardFunctions } from './standard-functions.js';
import { atom, levels, type Term } from '../print/term.js';
import { unsafeText, unsupported } from '../print/unsupported.js';

/**
 * Standard SQL: what every dialect starts from. Its answers are the safe ones: what engines differ in
 * is unsupported until a dialect says how, and what is optional is not used.
 */
export const generic: Dialect = {
  name: 'generic',
  title: 'Standard SQL',
  support: 'printed',
  refusesFullScans: false,

  quote: (name) => quoteWith('"', name, generic),
  literal: (literal) => plainLiteral(literal, (text) => standardText(text, generic)),
  comment: oneLine,
  param: (name) => unsupported(generic, `the parameter $${name}`),
  type: (type) => standardType(type, generic),
  cast: ({ operand, type, try: lenient }, say) =>
    lenient ? unsupported(generic, 'try_cast') : castTo(say.whole(operand), say.dialect.type(type)),
  convert: (expr) => expr,

  operators: {
    '/': (expr, say) => quotient(expr, say, 'DOUBLE PRECISION'),
    '%': remainder,
    ilike: (expr, say) => ignoringCase(expr, say),
    'not ilike': (expr, say) => ignoringCase(expr, say),
  },
  addTime: (moment, count, unit, type, say) => {
    const whole = count.kind === 'unary' ? count.operand : count;
    if (whole.kind !== 'literal' || whole.value === null || type.kind === 'date')
      return atom(unsupported(say.dialect, 'this arithmetic with days'));
    const sign = count.kind === 'unary' ? '-' : '+';
    return {
      doc: sql`${say.operand(moment, levels.add)} ${sign} INTERVAL '${whole.value}' ${unit.toUpperCase()}`,
      level: levels.add,
    };
  },
  daysBetween: (_from, _to, say) => unsupported(say.dialect, 'days between days'),
  functions: standardFunctions,
  aggregates: {
    count: plain('COUNT'),
    count_distinct: ({ of, filter }) => ['COUNT', parenthesized('DISTINCT ', of), filter],
    sum: plain('SUM'),
    avg: plain('AVG'),
    min: plain('MIN'),
    max: plain('MAX'),
    median: (parts) => percentileOf('PERCENTILE_CONT', 0.5, parts),
    percentile: (parts) =>
      parts.leaf.percentile === 'approximate'
        ? unsupported(generic, 'an approximate percentile')
        : percentileOf(
            parts.leaf.percentile === 'discrete' ? 'PERCENTILE_DISC' : 'PERCENTILE_CONT',
            parts.leaf.p ?? 0.5,
            parts,
          ),
    stddev: plain('STDDEV_SAMP'),
    variance: plain('VAR_SAMP'),
    corr: (parts) => sql`CORR(${parts.of}, ${parts.with})${parts.filter}`,
    first: () => unsupported(generic, 'an ordered aggregate'),
    last: () => unsupported(generic, 'an ordered aggregate'),
    any: plain('BOOL_OR'),
    every: plain('BOOL_AND'),
    any_value: plain('ANY_VALUE'),
  },
  window: ({ leaf, of, over }) => [windowCall(leaf.fn, of, leaf.n), over],
  filter: 'case',
  orderedAggregates: false,

  semiJoin: undefined,
  joinHint: undefined,
  nullSafeJoin: true,
  series: (_series, say) => unsupported(say.dialect, 'a calendar'),
  ordersOutputOnly: false,
  orderLimit: undefined,

  overwrite: 'delete-insert',
  constantPartition: (value) => value.kind === 'literal',
  partitioned: false,
  inlineComments: false,
  lifecycle: undefined,
};

/** `NAME(argument)`. */
export function plain(name: string): (parts: AggregateParts) => Doc {
  return ({ of, filter }) => [call(name, [of]), filter];
}

/** Interpolation is of doubles: between two decimals some engines round to their places. */
function percentileOf(name: string, p: number, parts: AggregateParts): Doc {
  const { of, ofType, type, filter } = parts;
  const exact = type.kind === 'double' && ofType.kind !== 'double';
  const value = exact ? castTo(of, standardType(type, generic)) : of;
  return sql`${name}(${String(p)}) WITHIN GROUP (ORDER BY ${value})${filter}`;
}

/** A window function without its OVER. */
export function windowCall(fn: string, of: Doc, n: number | undefined): Doc {
  switch (fn) {
    case 'row_number':
    case 'rank':
    case 'dense_rank':
    case 'percent_rank':
      return `${fn.toUpperCase()}()`;
    case 'ntile':
      return `NTILE(${n ?? 1})`;
    case 'lag':
    case 'lead':
      return n === undefined || n === 1
        ? [`${fn.toUpperCase()}(`, of, ')']
        : [`${fn.toUpperCase()}(`, of, `, ${n})`];
    case 'first':
    case 'last':
      return [`${fn.toUpperCase()}_VALUE(`, of, ')'];
    default:
      return [`${fn.toUpperCase()}(`, of, ')'];
  }
}

/** A name as it is where it is plain and no word of SQL, else in quotes with inner quotes doubled. */
export function quoteWith(
  mark: '"' | '`',
  name: string,
  dialect: Pick<Dialect, 'title'>,
  plainName = /^[a-z_][a-z0-9_]*$/,
): Doc {
  if (plainName.test(name) && !isReservedWord(name)) return name;
  // A scheduler replaces what looks like its parameters before the engine sees the quotes.
  if (name === '' || /\p{Cc}|\$[{[]/u.test(name)) return unsafeText(dialect, 'name', name);
  return `${mark}${name.replaceAll(mark, mark + mark)}${mark}`;
}

/** A literal of any type in standard form; `text` says how texts are written. */
export function plainLiteral(literal: Literal, text: (value: string) => Doc): Doc {
  const { value, type } = literal;
  if (value === null) return 'NULL';
  switch (type.kind) {
    case 'boolean':
      return value.toUpperCase();
    case 'bigint':
    case 'decimal':
      return value;
    case 'double':
      // Without an exponent engines read a decimal.
      return /e/i.test(value) ? value : `${value}e0`;
    case 'date':
      return sql`DATE ${text(value)}`;
    case 'timestamp':
      return sql`TIMESTAMP ${text(value)}`;
    case 'string':
    case 'interval':
    case 'json':
    case 'array':
    case 'unknown':
      return text(value);
    default:
      return unreachable(type);
  }
}

/** `'text'` with quotes doubled; what a scheduler would replace is put together from two texts. */
function standardText(value: string, dialect: Pick<Dialect, 'title'>): Doc {
  if (/\p{Cc}/u.test(value)) return unsafeText(dialect, 'text', value);
  const parts = value.split(/(?<=\$)(?=[{[])/).map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : ['(', join(parts, ' || '), ')'];
}

/** One line that cannot end the comment, begin another, or hold a parameter or the end of a statement. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .replaceAll(/\$(?=[{[])/g, '$ ')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replaceAll(';', ',')
    .trim();
}

/** Names of types in standard SQL. */
export function standardType(type: Type, dialect: Pick<Dialect, 'title'>): Doc {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case 'double':
      return 'DOUBLE PRECISION';
    case 'string':
      return 'VARCHAR';
    case 'boolean':
    case 'bigint':
    case 'date':
    case 'timestamp':
      return type.kind.toUpperCase();
    case 'interval':
    case 'json':
    case 'array':
    case 'unknown':
      return unsupported(dialect, `a column of type ${type.kind}`);
    default:
      return unreachable(type);
  }
}

/** S15: never truncates, null on zero; a double through a cast of one side, a decimal rounded to its type. */
export function quotient(expr: Binary<SqlLeaf>, say: Say, double: string | undefined): Term {
  const divisor = nonZero(expr.right, say);
  if (expr.type.kind === 'decimal') {
    const value = group(say.operand(expr.left, levels.multiply), line, '/ ', divisor);
    return atom(castTo(value, say.dialect.type(expr.type)));
  }
  const cast = double !== undefined && expr.left.type.kind !== 'double';
  const dividend = cast
    ? sql`CAST(${say.whole(expr.left)} AS ${double})`
    : say.operand(expr.left, levels.multiply);
  return { doc: group(dividend, nest(line, '/ ', divisor)), level: levels.multiply };
}

/** S15: the remainder has the sign of the dividend and is null on zero. */
function remainder(expr: Binary<SqlLeaf>, say: Say): Term {
  const divisor = nonZero(expr.right, say);
  return {
    doc: sql`${say.operand(expr.left, levels.multiply)} % ${divisor}`,
    level: levels.multiply,
  };
}

function nonZero(divisor: SqlExpr, say: Say): Doc {
  const sure = divisor.kind === 'literal' && divisor.value !== null && Number(divisor.value) !== 0;
  return sure ? say.operand(divisor) : call('NULLIF', [say.whole(divisor), '0']);
}

/** LIKE over lower-case texts, for engines without ILIKE. */
export function ignoringCase(expr: Binary<SqlLeaf>, say: Say): Term {
  const lower = (e: SqlExpr): SqlExpr => {
    const text = textOf(e);
    // Of other letters engines may know more or less than we do.
    return text !== undefined && /^\p{ASCII}*$/u.test(text)
      ? stringLiteral(text.toLowerCase())
      : callOf('lower', [e], types.string);
  };
  const operator = expr.operator === 'ilike' ? 'like' : 'not like';
  const plainLike: Binary<SqlLeaf> = {
    ...expr,
    operator,
    left: lower(expr.left),
    right: lower(expr.right),
  };
  const own = say.dialect.operators[operator];
  return own === undefined ? infix(plainLike, say) : own(plainLike, say);
}
