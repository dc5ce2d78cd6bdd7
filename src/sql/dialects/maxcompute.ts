import { unreachable } from '../../base/unreachable.js';
import { call as callOf, stringLiteral } from '../../expr/build.js';
import { textOf } from '../../expr/constants.js';
import type { Binary, Cast } from '../../expr/expr.js';
import { type Type, types } from '../../expr/type.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import type { AggregateParts, Dialect, Say, SeriesParts } from '../dialect.js';
import {
  generic,
  ignoringCase,
  oneLine,
  plain,
  plainLiteral,
  quoteWith,
  quotient,
  windowCall,
} from './generic.js';
import { join, line, parenthesized, sql, type Doc } from '../print/layout.js';
import { infix } from '../print/print-expression.js';
import { call, castTo } from './standard-functions.js';
import { atom, type Term } from '../print/term.js';
import { unsupported } from '../print/unsupported.js';
import { addTime, functions } from './maxcompute-functions.js';
import {
  bizdateMoment,
  coarse,
  convert,
  isBizdateText,
  parameter,
  text,
  title,
  typeName,
} from './maxcompute-text.js';

/**
 * MaxCompute SQL with the 2.0 data types (`odps.sql.type.system.odps2`, `odps.sql.decimal.odps2`).
 * Manual: https://www.alibabacloud.com/help/en/maxcompute/user-guide/. ORDER BY without LIMIT is an
 * error in the default settings of a project, so a question that has none gets the largest one: no
 * result of a question is that long, and no setting must be changed.
 */
export const maxcompute: Dialect = {
  ...generic,
  name: 'maxcompute',
  title: 'MaxCompute',
  support: 'parsed',
  // Unless odps.sql.allow.fullscan is set.
  refusesFullScans: true,

  quote: (name) => quoteWith('`', name, title),
  literal: (literal) => {
    const { type, value } = literal;
    // Without BD it is a double, and an exact comparison is exact no more.
    if (type.kind === 'decimal' && value !== null) return `${value}BD`;
    if (type.kind === 'timestamp' && value !== null) return castTo(text(value), 'DATETIME');
    return plainLiteral(literal, text);
  },
  comment: oneLine,
  param: parameter,
  type: typeName,
  cast: converted,
  convert,

  operators: {
    '/': (expr, say) => quotient(expr, say, 'DOUBLE'),
    '%': generic.operators['%']!,
    '||': (expr, say) => atom(call('CONCAT', [expr.left, expr.right].map(say.whole))),
    like,
    'not like': like,
    ilike: ignoringCase,
    'not ilike': ignoringCase,
  },
  addTime,
  daysBetween: (from, to, say) => call('DATEDIFF', [say.whole(to), say.whole(from), "'dd'"]),
  functions: { ...generic.functions, ...functions() },
  aggregates: {
    ...generic.aggregates,
    // Of decimals it is a decimal of few places.
    avg: (parts) => plain('AVG')(parts.type.kind === 'double' ? asDouble(parts) : parts),
    stddev: (parts) => plain('STDDEV_SAMP')(asDouble(parts)),
    variance: (parts) => plain('VAR_SAMP')(asDouble(parts)),
    median: (parts) => plain('MEDIAN')(asDouble(parts)),
    percentile: (parts) => {
      const { leaf } = parts;
      const p = String(leaf.p ?? 0.5);
      if (leaf.percentile === 'discrete') return call('PERCENTILE_DISC', [parts.of, p]);
      const name = leaf.percentile === 'approximate' ? 'PERCENTILE_APPROX' : 'PERCENTILE_CONT';
      return call(name, [asDouble(parts).of, p]);
    },
    corr: (parts) => call('CORR', [parts.of, parts.with].map(double)),
  },
  window: (parts) => {
    const exact =
      parts.leaf.fn === 'avg' && parts.type.kind === 'double' && parts.ofType.kind === 'decimal';
    return [
      windowCall(parts.leaf.fn, exact ? double(parts.of) : parts.of, parts.leaf.n),
      parts.over,
    ];
  },

  semiJoin: { semi: 'LEFT SEMI JOIN', anti: 'LEFT ANTI JOIN' },
  joinHint: (aliases) => sql`/*+ MAPJOIN(${join(aliases, ', ')}) */`,
  // Rows with a null key are dropped before a join, and other conditions than equalities need a hint.
  nullSafeJoin: false,
  series,
  ordersOutputOnly: true,
  orderLimit: 2_147_483_647,

  overwrite: 'insert-overwrite',
  constantPartition: isConstantPartition,
  partitioned: true,
  inlineComments: true,
  lifecycle: (days) => `LIFECYCLE ${days}`,
};

/** Whether it is printed as one constant, as a partition clause must have it. */
function isConstantPartition(value: SqlExpr): boolean {
  if (value.kind === 'reference') return value.to.kind === 'param' && value.type.kind === 'string';
  return value.kind === 'literal' || isBizdateText(value);
}

/** Conversions of booleans differ between editions of the data types, so they are said by CASE. */
function converted({ operand, type, try: lenient }: Cast<SqlLeaf>, say: Say): Doc {
  const from = operand.type;
  const value = say.whole(operand);
  if (from.kind === 'boolean' && type.kind !== 'boolean') {
    const [yes, no] = type.kind === 'string' ? ["'true'", "'false'"] : ['1', '0'];
    return sql`CASE WHEN ${value} THEN ${yes} WHEN NOT ${say.operand(operand)} THEN ${no} END`;
  }
  if (from.kind === 'string' && type.kind === 'boolean')
    return unsupported(title, 'a cast of texts to booleans');
  const moment = type.kind === 'timestamp' ? bizdateMoment(operand) : undefined;
  if (moment !== undefined) return moment;
  const plainCast = castTo(value, typeName(type));
  if (!lenient || from.kind === type.kind) return plainCast;
  if (from.kind === 'string') return leniently(operand, type, plainCast, say);
  return type.kind === 'double' ||
    type.kind === 'string' ||
    from.kind === 'date' ||
    type.kind === 'date'
    ? plainCast
    : unsupported(title, `try_cast from ${from.kind} to ${type.kind}`);
}

/** There is no TRY_CAST: only texts of the right form are converted. */
function leniently(operand: SqlExpr, type: Type, plainCast: Doc, say: Say): Doc {
  const matching = (pattern: string): Doc =>
    sql`CASE WHEN ${say.operand(operand)} RLIKE ${text(pattern)} THEN ${plainCast} END`;
  switch (type.kind) {
    case 'bigint':
      return matching('^[+-]?[0-9]{1,18}$');
    case 'double':
      return matching('^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$');
    case 'decimal':
      return matching(`^[+-]?[0-9]{1,${Math.max(type.precision - type.scale, 1)}}([.][0-9]*)?$`);
    case 'date':
      return sql`CAST(TO_DATE(${say.whole(operand)}, 'yyyy-mm-dd') AS DATE)`;
    case 'timestamp':
      return sql`TO_DATE(${say.whole(operand)}, 'yyyy-mm-dd hh:mi:ss')`;
    case 'boolean':
    case 'string':
    case 'interval':
    case 'json':
    case 'array':
    case 'unknown':
      return unsupported(title, `try_cast to ${type.kind}`);
    default:
      return unreachable(type);
  }
}

/** A backslash escapes in patterns: one that is meant is doubled. */
function like(expr: Binary<SqlLeaf>, say: Say): Term {
  const { right: pattern } = expr;
  const lowered = pattern.kind === 'call' && pattern.name === 'lower';
  const written = textOf(lowered ? pattern.args[0]! : pattern);
  if (written?.includes('\\') === false) return infix(expr, say);
  const right: SqlExpr =
    pattern.kind === 'literal' && pattern.value !== null
      ? stringLiteral(pattern.value.replaceAll('\\', '\\\\'))
      : callOf('replace', [pattern, stringLiteral('\\'), stringLiteral('\\\\')], types.string);
  return infix({ ...expr, right }, say);
}

function double(value: Doc): Doc {
  return castTo(value, 'DOUBLE');
}

function asDouble(aggregate: AggregateParts): AggregateParts {
  return aggregate.ofType.kind === 'double'
    ? aggregate
    : { ...aggregate, of: double(aggregate.of) };
}

/** Rows from an array of numbers: https://www.alibabacloud.com/help/en/maxcompute/user-guide/sequence-1 */
function series({ from, to, unit, column, over }: SeriesParts, say: Say): Doc {
  const [step, part] = coarse(unit);
  const [start, end] = [say.whole(from), say.whole(to)];
  const last = sql`GREATEST(${call('DATEDIFF', [end, start, part])}, 0)`;
  const numbers = call('SEQUENCE', ['CAST(0 AS BIGINT)', last, `CAST(${step} AS BIGINT)`]);
  return parenthesized(
    sql`SELECT ${call('DATEADD', [start, 'numbers.n', part])} AS ${column}`,
    line,
    sql`FROM ${over ?? '(SELECT 1 AS one) AS single'}`,
    line,
    sql`LATERAL VIEW EXPLODE(${numbers}) numbers AS n`,
    line,
    // An array of numbers goes down where its end is less.
    sql`WHERE ${start} <= ${end}`,
  );
}
