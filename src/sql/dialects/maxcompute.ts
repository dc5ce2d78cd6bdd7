import { unreachable } from '../../base/unreachable.js';
import { binary, cast, call as callOf, integerLiteral, stringLiteral } from '../../expr/build.js';
import { integerOf, textOf } from '../../expr/constants.js';
import type { Binary, Cast, TimeUnit } from '../../expr/expr.js';
import { type Type, types } from '../../expr/type.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import type { AggregateParts, Dialect, FunctionPrinter, Say, SeriesParts } from '../dialect.js';
import {
  generic,
  ignoringCase,
  oneLine,
  plain,
  plainLiteral,
  quoteWith,
  quotient,
  standardType,
  windowCall,
} from '../generic.js';
import { sql, type Doc } from '../layout.js';
import { constantText, infix, wholeNumber } from '../print-expression.js';
import { addend, call, castTo, counted, equation, named } from '../standard-functions.js';
import { atom, type Term } from '../term.js';
import { unsafeText, unsupported } from '../unsupported.js';

const title = { title: 'MaxCompute' };

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
  convert: (expr, to) => {
    if (expr.type.kind !== 'date' || to.kind !== 'timestamp') return expr;
    return expr.kind === 'literal' && expr.value !== null
      ? { ...expr, type: to, value: `${expr.value} 00:00:00` }
      : cast<SqlLeaf>(expr, to);
  },

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
  joinHint: (aliases) =>
    sql`/*+ MAPJOIN(${aliases.flatMap((a, i) => (i === 0 ? [a] : [', ', a]))}) */`,
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

/** Backslash escapes; `;` too, as clients split statements at it; `{` and `[` after `$` as octal, so that nothing is replaced. */
function text(value: string): Doc {
  if (/[\0\u0080-\u009f]/.test(value)) return unsafeText(title, 'text', value);
  const escaped = value
    .replaceAll(/['\\;]/g, (c) => `\\${c}`)
    .replaceAll(/\p{Cc}|(?<=\$)[{[]/gu, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `'${escaped}'`;
}

/** Scheduling parameters are replaced in the text before the engine reads it; bizdate comes as yyyymmdd. */
function parameter(name: string, type: Type): Doc {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return unsafeText(title, 'name', name);
  const value = `'\${${name}}'`;
  if (name === 'bizdate' && type.kind === 'date')
    return sql`CAST(TO_DATE(${value}, 'yyyymmdd') AS DATE)`;
  return type.kind === 'string' ? value : castTo(value, typeName(type));
}

/**
 * A day worked out from bizdate, as the moment it begins: TO_DATE gives a DATETIME, so casting it to a
 * DATE and back would only be in the way.
 */
function bizdateMoment(expr: SqlExpr, say: Say): Doc | undefined {
  if (expr.kind === 'reference' && expr.to.kind === 'param' && expr.to.name === 'bizdate')
    return expr.type.kind === 'date' ? "TO_DATE('${bizdate}', 'yyyymmdd')" : undefined;
  if (expr.kind !== 'binary' || (expr.operator !== '+' && expr.operator !== '-')) return undefined;
  const day = bizdateMoment(expr.left, say);
  const count = integerOf(expr.right);
  if (day === undefined || count === undefined) return undefined;
  return call('DATEADD', [day, String(expr.operator === '-' ? -count : count), parts.day]);
}

/** Whether it is printed as one constant, as a partition clause must have it. */
function isConstantPartition(value: SqlExpr): boolean {
  if (value.kind === 'reference') return value.to.kind === 'param' && value.type.kind === 'string';
  return value.kind === 'literal' || isBizdateText(value);
}

function isBizdateText(value: SqlExpr): boolean {
  if (value.kind !== 'call' || value.name !== 'format_date') return false;
  const [day, format] = value.args;
  return (
    day?.kind === 'reference' &&
    day.to.kind === 'param' &&
    day.to.name === 'bizdate' &&
    day.type.kind === 'date' &&
    format !== undefined &&
    textOf(format) === 'yyyyMMdd'
  );
}

function typeName(type: Type): Doc {
  switch (type.kind) {
    case 'decimal':
      return type.precision <= 38 && type.scale <= 18
        ? standardType(type, title)
        : unsupported(
            title,
            `a decimal of ${type.precision} digits, ${type.scale} of them decimal places`,
          );
    case 'double':
      return 'DOUBLE';
    case 'string':
      return 'STRING';
    case 'timestamp':
      return 'DATETIME';
    case 'json':
      return 'JSON';
    case 'array':
      return ['ARRAY<', typeName(type.of), '>'];
    case 'boolean':
    case 'bigint':
    case 'date':
    case 'interval':
    case 'unknown':
      return standardType(type, title);
    default:
      return unreachable(type);
  }
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
  const moment = type.kind === 'timestamp' ? bizdateMoment(operand, say) : undefined;
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
  const pattern = textOf(expr.right);
  const right: SqlExpr =
    pattern === undefined
      ? callOf('replace', [expr.right, stringLiteral('\\'), stringLiteral('\\\\')], types.string)
      : stringLiteral(pattern.replaceAll('\\', '\\\\'));
  return infix({ ...expr, right }, say);
}

const parts: Readonly<Record<TimeUnit, string>> = {
  second: "'ss'",
  minute: "'mi'",
  hour: "'hh'",
  day: "'dd'",
  week: "'week'",
  month: "'mm'",
  quarter: "'quarter'",
  year: "'yyyy'",
};

/** Weeks and quarters as days and months: all editions know those. */
function addTime(moment: SqlExpr, count: SqlExpr, unit: TimeUnit, type: Type, say: Say): Term {
  const [factor, part] = coarse(unit);
  const known = integerOf(count);
  const delta =
    factor === 1
      ? count
      : known === undefined
        ? binary<SqlLeaf>('*', count, integerLiteral(factor), types.bigint)
        : wholeNumber(known * factor);
  return atom(
    call('DATEADD', [say.whole(maxcompute.convert(moment, type)), say.whole(delta), part]),
  );
}

/** So many of which smaller unit. */
function coarse(unit: TimeUnit): readonly [factor: number, part: string] {
  if (unit === 'week') return [7, parts.day];
  return unit === 'quarter' ? [3, parts.month] : [1, parts[unit]];
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
function series({ from, to, unit, column }: SeriesParts, say: Say): Doc {
  const [step, part] = coarse(unit);
  const [start, end] = [say.whole(from), say.whole(to)];
  const last = sql`GREATEST(DATEDIFF(${end}, ${start}, ${part}), 0)`;
  return sql`(SELECT DATEADD(${start}, numbers.n, ${part}) AS ${column} FROM (SELECT 1 AS one) AS single LATERAL VIEW EXPLODE(SEQUENCE(CAST(0 AS BIGINT), ${last}, CAST(${String(step)} AS BIGINT))) numbers AS n WHERE ${start} <= ${end})`;
}

function functions(): Readonly<Record<string, FunctionPrinter>> {
  const part =
    (name: string): FunctionPrinter =>
    ([x], say) =>
      call('DATEPART', [say.whole(x!), name]);
  const tail = (x: SqlExpr, n: Doc, say: Say): Doc =>
    sql`SUBSTR(${say.whole(x)}, GREATEST(LENGTH(${say.whole(x)}) - ${n}, 0) + 1)`;
  const moment = (x: SqlExpr | undefined): SqlExpr => maxcompute.convert(x!, types.timestamp);
  const truncated = (x: SqlExpr, unit: TimeUnit, type: Type, say: Say): Doc => {
    if (unit === 'day') return x.type.kind === 'date' ? say.whole(x) : castTo(say.whole(x), 'DATE');
    if (type.kind === 'timestamp') return call('DATETRUNC', [say.whole(moment(x)), parts[unit]]);
    const start = call('DATETRUNC', [say.whole(x), parts[unit]]);
    return x.type.kind === 'date' ? start : castTo(start, 'DATE');
  };
  return {
    round: ([x, digits], say, { type }) => {
      const rounded = call('ROUND', [x!, ...(digits === undefined ? [] : [digits])].map(say.whole));
      return type.kind === 'double' ? rounded : castTo(rounded, typeName(type));
    },

    substring: named('SUBSTR'),
    left: ([x, n], say) => call('SUBSTR', [say.whole(x!), '1', say.whole(n!)]),
    right: ([x, n], say) => tail(x!, addend(n!, say), say),
    concat: named('CONCAT'),
    split_part: (args, say) =>
      textOf(args[1]!) === undefined || integerOf(args[2]!) === undefined
        ? unsupported(title, 'split_part by anything but constants')
        : call('SPLIT_PART', args.map(say.whole)),
    starts_with: ([x, p], say) =>
      equation(sql`SUBSTR(${say.whole(x!)}, 1, LENGTH(${say.whole(p!)}))`, say.operand(p!)),
    ends_with: ([x, p], say) =>
      equation(tail(x!, sql`LENGTH(${say.whole(p!)})`, say), say.operand(p!)),
    contains: (args, say) =>
      sql`(INSTR(${args.map(say.whole).flatMap((a, i) => (i === 0 ? [a] : [', ', a]))}) > 0)`,
    lpad: named('LPAD'),
    rpad: named('RPAD'),
    repeat: named('REPEAT'),
    regexp_matches: ([x, pattern], say) => sql`(${say.operand(x!)} RLIKE ${say.whole(pattern!)})`,
    // Without a group it takes the first one.
    regexp_extract: ([x, pattern, group], say) =>
      sql`NULLIF(REGEXP_EXTRACT(${say.whole(x!)}, ${say.whole(pattern!)}, ${group === undefined ? '0' : say.whole(group)}), '')`,
    regexp_replace: named('REGEXP_REPLACE'),

    date: ([x], say) => truncated(x!, 'day', types.date, say),
    year: part("'yyyy'"),
    quarter: counted('QUARTER'),
    month: part("'mm'"),
    week: counted('WEEKOFYEAR'),
    iso_year: ([x], say) =>
      sql`DATEPART(DATEADD(DATETRUNC(${say.whole(x!)}, 'week'), 3, 'dd'), 'yyyy')`,
    day: part("'dd'"),
    day_of_week: ([x], say) => sql`(WEEKDAY(${say.whole(x!)}) + 1)`,
    day_of_year: counted('DAYOFYEAR'),
    hour: part("'hh'"),
    minute: part("'mi'"),
    second: part("'ss'"),
    date_trunc: ([unit, x], say, { type }) =>
      truncated(x!, constantText(unit) as TimeUnit, type, say),
    date_add: ([unit, n, x], say, { type }) =>
      addTime(x!, n!, constantText(unit) as TimeUnit, type, say).doc,
    date_diff: ([unit, from, to], say) =>
      difference(constantText(unit) as TimeUnit, from!, to!, say),
    days_between: ([from, to], say) => difference('day', from!, to!, say),
    seconds_between: ([from, to], say) => difference('second', from!, to!, say),
    last_day: ([x], say) => {
      const end = sql`DATEADD(DATETRUNC(DATEADD(${say.whole(x!)}, 1, 'mm'), 'mm'), -1, 'dd')`;
      return x!.type.kind === 'date' ? end : castTo(end, 'DATE');
    },
    make_date: ([year, month, day], say) => {
      const digits = (x: SqlExpr | undefined, n: number): Doc =>
        sql`LPAD(CAST(${say.whole(x!)} AS STRING), ${String(n)}, '0')`;
      const ymd = call('CONCAT', [digits(year, 4), digits(month, 2), digits(day, 2)]);
      return sql`CAST(TO_DATE(${ymd}, 'yyyymmdd') AS DATE)`;
    },
    to_date: ([value, format], say) =>
      sql`CAST(TO_DATE(${say.whole(value!)}, ${words(format!)}) AS DATE)`,
    to_timestamp: ([value, format], say) => call('TO_DATE', [say.whole(value!), words(format!)]),
    format_date: (args, say, expr) => {
      // The scheduler writes the day in this form by itself: the engine then prunes by a constant.
      if (isBizdateText(expr)) return "'${bizdate}'";
      const [x, format] = args;
      const timed = /[Hms]/.test(constantText(format));
      const day = bizdateMoment(x!, say) ?? say.whole(timed ? moment(x) : x!);
      return call('TO_CHAR', [day, words(format!)]);
    },
    epoch_seconds: ([x], say) =>
      sql`DATEDIFF(${say.whole(moment(x))}, CAST('1970-01-01 00:00:00' AS DATETIME), 'ss')`,

    json_string: named('GET_JSON_OBJECT'),
    json_number: (args, say) => {
      const value = call('GET_JSON_OBJECT', args.map(say.whole));
      const number = text('^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$');
      return sql`CASE WHEN ${value} RLIKE ${number} THEN CAST(${value} AS DOUBLE) END`;
    },
    array_length: counted('SIZE'),
    array_contains: named('ARRAY_CONTAINS'),
  };
}

/** Boundaries between two moments: what is below the unit is cut off first. https://www.alibabacloud.com/help/en/maxcompute/user-guide/datediff */
function difference(unit: TimeUnit, from: SqlExpr, to: SqlExpr, say: Say): Doc {
  const timed = ['second', 'minute', 'hour'].includes(unit);
  const [start, end] = [from, to].map((x) =>
    say.whole(timed ? maxcompute.convert(x, types.timestamp) : x),
  );
  if (unit !== 'quarter') return call('DATEDIFF', [end!, start!, parts[unit]]);
  const quarters = (x: Doc): Doc => sql`DATEPART(${x}, 'yyyy') * 4 + CAST(QUARTER(${x}) AS BIGINT)`;
  return sql`(${quarters(end!)} - (${quarters(start!)}))`;
}

/** yyyy-MM-dd HH:mm:ss in MaxCompute's words: mm is the month, mi the minute. */
function words(format: SqlExpr): Doc {
  const known: Readonly<Record<string, string>> = { MM: 'mm', HH: 'hh', mm: 'mi' };
  return text(constantText(format).replaceAll(/MM|HH|mm/g, (p) => known[p]!));
}
