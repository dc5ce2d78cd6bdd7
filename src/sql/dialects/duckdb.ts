import { textOf } from '../../expr/constants.js';
import { decimalTypeOf } from '../../expr/common-type.js';
import type { Binary, TimeUnit } from '../../expr/expr.js';
import type { Type } from '../../expr/type.js';
import { some } from '../../expr/visit.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import type { AggregateParts, Dialect, FunctionPrinter, Say } from '../dialect.js';
import {
  generic,
  oneLine,
  plain,
  plainLiteral,
  quoteWith,
  quotient,
  standardType,
  windowCall,
} from './generic.js';
import { group, line, parenthesized, sql, type Doc } from '../print/layout.js';
import { constantText, infix } from '../print/print-expression.js';
import { call, castTo, named } from './standard-functions.js';
import { atom, levels, type Term } from '../print/term.js';
import { unsafeText } from '../print/unsupported.js';

const title = { title: 'DuckDB' };

/** DuckDB 1.5, the embedded engine: everything here runs in tests. Manual: https://duckdb.org/docs/stable/sql */
export const duckdb: Dialect = {
  ...generic,
  name: 'duckdb',
  title: 'DuckDB',
  support: 'executed',

  quote,
  literal: (literal) => plainLiteral(literal, text),
  comment: oneLine,
  param: (name, type) =>
    /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(name)
      ? sql`CAST($${name} AS ${typeName(type)})`
      : unsafeText(title, 'name', name),
  type: typeName,
  cast: ({ operand, type, try: lenient }, say) => {
    // A day as a moment is its first one: one cast of the parameter says both.
    if (operand.kind === 'reference' && operand.to.kind === 'param' && type.kind === 'timestamp')
      return duckdb.param(operand.to.name, type);
    return [
      lenient ? 'TRY_CAST' : 'CAST',
      parenthesized(say.whole(operand), ' AS ', typeName(type)),
    ];
  },

  operators: {
    // `/` of integers is a floating division here, of decimals too.
    '/': (expr, say) => quotient(expr, say, undefined),
    '%': generic.operators['%']!,
    '*': product,
  },
  addTime,
  daysBetween: (from, to, say) => call('DATE_DIFF', ["'day'", say.whole(from), say.whole(to)]),
  functions: { ...generic.functions, ...functions() },
  aggregates: {
    ...generic.aggregates,
    sum: (parts) => summed(parts, [`SUM(`, parts.of, ')', parts.filter]),
    avg: (parts) => averaged(parts, plain('AVG')(parts)),
    median: (parts) => percentile('QUANTILE_CONT', 0.5, parts),
    percentile: (parts) =>
      percentile(percentiles[parts.leaf.percentile ?? 'continuous'], parts.leaf.p ?? 0.5, parts),
    // Of a series that does not vary it is NaN, where others give null.
    corr: ({ of, with: other, filter }) =>
      sql`NULLIF(CORR(${of}, ${other})${filter}, CAST('NaN' AS DOUBLE))`,
    first: ({ of, order, filter }) => sql`FIRST(${of} ORDER BY ${order})${filter}`,
    last: ({ of, order, filter }) => sql`LAST(${of} ORDER BY ${order})${filter}`,
  },
  window: (parts) => {
    const value = [windowCall(parts.leaf.fn, parts.of, parts.leaf.n), parts.over];
    if (parts.leaf.fn === 'sum') return summed(parts, value);
    return parts.leaf.fn === 'avg' ? averaged(parts, value) : value;
  },
  filter: 'clause',
  orderedAggregates: true,
  semiJoin: { semi: 'SEMI JOIN', anti: 'ANTI JOIN' },
  series: ({ from, to, unit, type, column, over }, say) => {
    const steps = call('GENERATE_SERIES', [
      say.whole(from),
      say.whole(to),
      `INTERVAL 1 ${unit.toUpperCase()}`,
    ]);
    const days = castTo(call('UNNEST', [steps]), typeName(type));
    const rows = over === undefined ? [] : [line, 'FROM ', over];
    return parenthesized('SELECT ', days, ' AS ', column, rows);
  },
};

/** Names keep their case unquoted; quoted ones may hold anything but NUL, and nothing that a scheduler would replace. */
function quote(name: string): Doc {
  if (name === '' || /\0|\$[{[]/.test(name)) return unsafeText(title, 'name', name);
  const hidden = name.replaceAll(/\p{Cc}/gu, '_');
  return hidden === name
    ? quoteWith('"', name, title, /^[A-Za-z_][A-Za-z0-9_]*$/)
    : `"${name.replaceAll('"', '""')}"`;
}

/** Control characters of ASCII, and `{` or `[` after `$`, are escapes of an E'…' text; the only one without an escape is NUL. */
function text(value: string): Doc {
  if (value.includes('\0')) return unsafeText(title, 'text', value);
  const quoted = value.replaceAll("'", "''");
  const special = /(?![\u0080-\u009f])\p{Cc}|(?<=\$)[{[]/gu;
  if (value.search(special) < 0) return `'${quoted}'`;
  const escaped = quoted
    .replaceAll('\\', '\\\\')
    .replaceAll(special, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `E'${escaped}'`;
}

function typeName(type: Type): Doc {
  if (type.kind === 'double') return 'DOUBLE';
  if (type.kind === 'json') return 'JSON';
  return type.kind === 'array' ? [typeName(type.of), '[]'] : standardType(type, title);
}

/**
 * Integers may be of 32 bits in the table: a product of two such must not overflow. A product of decimals
 * of up to 18 digits keeps to 18: where it could not even hold its greater factor, one side is widened.
 * It also has more decimal places than the tree's type may have.
 */
function product(expr: Binary<SqlLeaf>, say: Say): Term {
  const { left, right, type } = expr;
  const timesRight = (widened: Doc): Term => ({
    doc: group(widened, ' * ', say.operand(right, levels.sign)),
    level: levels.multiply,
  });
  if (type.kind === 'bigint' && !isWide(left) && !isWide(right))
    return timesRight(castTo(say.whole(left), 'BIGINT'));
  if (type.kind !== 'decimal') return infix(expr, say);
  const [a, b] = [decimalTypeOf(left), decimalTypeOf(right)];
  const scale = a.scale + b.scale;
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  const narrow = a.precision <= 18 && b.precision <= 18 && 18 - scale < whole;
  const made =
    narrow && !isSum(left) && !isSum(right)
      ? timesRight(castTo(say.whole(left), `DECIMAL(${type.precision}, ${a.scale})`))
      : infix(expr, say);
  return scale === type.scale ? made : atom(castTo(made.doc, typeName(type)));
}

/** Whether it has 38 digits whatever its type in the tree says. */
function isSum(expr: SqlExpr): boolean {
  return some(
    expr,
    (e) => e.kind === 'reference' && e.to.kind === 'aggregate' && e.to.agg === 'sum',
  );
}

/** Whether it is of 64 bits whatever the table holds. */
function isWide(expr: SqlExpr): boolean {
  if (expr.kind === 'reference') return expr.to.kind === 'aggregate' || expr.to.kind === 'window';
  if (expr.kind === 'binary')
    return expr.operator === '*' || isWide(expr.left) || isWide(expr.right);
  return expr.kind === 'cast' || (expr.kind === 'call' && expr.name !== 'coalesce');
}

/** DATE plus an INTERVAL is a TIMESTAMP here, DATE plus an integer a DATE. */
function addTime(moment: SqlExpr, count: SqlExpr, unit: TimeUnit, type: Type, say: Say): Term {
  const negative = count.kind === 'unary';
  const amount = negative ? count.operand : count;
  const sign = negative ? '-' : '+';
  const base = say.operand(moment, levels.add);
  if (unit === 'day' && moment.type.kind === 'date' && type.kind === 'date') {
    const days =
      amount.kind === 'literal' ? say.whole(amount) : castTo(say.whole(amount), 'INTEGER');
    return { doc: sql`${base} ${sign} ${days}`, level: levels.add };
  }
  const many = amount.kind === 'literal' ? say.whole(amount) : sql`(${say.whole(amount)})`;
  const sum = sql`${base} ${sign} INTERVAL ${many} ${unit.toUpperCase()}`;
  return type.kind === 'date' ? atom(castTo(sum, 'DATE')) : { doc: sum, level: levels.add };
}

/** Sums of integers are HUGEINT, of decimals of 38 digits. */
function summed({ type, ofType }: Pick<AggregateParts, 'type' | 'ofType'>, value: Doc): Doc {
  const kept =
    type.kind === 'decimal' && ofType.kind === 'decimal'
      ? type.scale === ofType.scale
      : type.kind === 'double' && ofType.kind === 'double';
  return kept || type.kind === 'unknown' ? value : castTo(value, typeName(type));
}

/** Means are doubles. */
function averaged({ type }: Pick<AggregateParts, 'type'>, value: Doc): Doc {
  return type.kind === 'decimal' ? castTo(value, typeName(type)) : value;
}

const percentiles = {
  continuous: 'QUANTILE_CONT',
  discrete: 'QUANTILE_DISC',
  approximate: 'APPROX_QUANTILE',
} as const;

/** Between two decimals it would be rounded to their places: interpolation is of doubles. */
function percentile(name: string, p: number, { of, ofType, type, filter }: AggregateParts): Doc {
  const value = type.kind === 'double' && ofType.kind !== 'double' ? castTo(of, 'DOUBLE') : of;
  return sql`${name}(${value}, ${String(p)})${filter}`;
}

function functions(): Readonly<Record<string, FunctionPrinter>> {
  const integer = (arg: SqlExpr | undefined, say: Say): Doc =>
    arg?.kind === 'literal' ? say.whole(arg) : castTo(say.whole(arg!), 'INTEGER');
  const padded =
    (name: string): FunctionPrinter =>
    ([x, n, fill], say) =>
      call(name, [say.whole(x!), integer(n, say), say.whole(fill!)]);
  const ofWeek = (x: SqlExpr | undefined, say: Say): Doc =>
    call('DATE_TRUNC', ["'week'", say.whole(x!)]);
  return {
    round: ([x, digits], say, { type }) => {
      if (digits === undefined) return sql`CAST(ROUND(${say.whole(x!)}) AS BIGINT)`;
      const rounded = call('ROUND', [say.whole(x!), say.whole(digits)]);
      return type.kind === 'decimal' ? castTo(rounded, typeName(type)) : rounded;
    },

    substring: named('SUBSTRING'),
    left: named('LEFT'),
    right: named('RIGHT'),
    split_part: named('SPLIT_PART'),
    starts_with: named('STARTS_WITH'),
    ends_with: named('ENDS_WITH'),
    contains: named('CONTAINS'),
    lpad: padded('LPAD'),
    rpad: padded('RPAD'),
    repeat: named('REPEAT'),
    regexp_matches: named('REGEXP_MATCHES'),
    regexp_extract: (args, say) => sql`NULLIF(${named('REGEXP_EXTRACT')(args, say)}, '')`,
    regexp_replace: (args, say) => call('REGEXP_REPLACE', [...args.map(say.whole), "'g'"]),

    date: ([x], say) => castTo(say.whole(x!), 'DATE'),
    year: named('YEAR'),
    quarter: named('QUARTER'),
    month: named('MONTH'),
    week: named('WEEK'),
    iso_year: named('ISOYEAR'),
    day: named('DAY'),
    day_of_week: named('ISODOW'),
    day_of_year: named('DAYOFYEAR'),
    hour: named('HOUR'),
    minute: named('MINUTE'),
    second: named('SECOND'),
    date_trunc: ([unit, x], say, { type }) => {
      if (textOf(unit!) === 'day') return castTo(say.whole(x!), 'DATE');
      const start = call('DATE_TRUNC', [say.whole(unit!), say.whole(x!)]);
      return type.kind === 'date' ? castTo(start, 'DATE') : start;
    },
    date_add: ([unit, n, x], say, { type }) =>
      sql`(${addTime(x!, n!, constantText(unit) as TimeUnit, type, say).doc})`,
    // DATE_DIFF counts boundaries, but whole weeks.
    date_diff: ([unit, from, to], say) =>
      constantText(unit) === 'week'
        ? sql`(DATE_DIFF('day', ${ofWeek(from, say)}, ${ofWeek(to, say)}) // 7)`
        : call('DATE_DIFF', [unit!, from!, to!].map(say.whole)),
    days_between: ([from, to], say) =>
      call('DATE_DIFF', ["'day'", say.whole(from!), say.whole(to!)]),
    seconds_between: ([from, to], say) =>
      call('DATE_DIFF', ["'second'", say.whole(from!), say.whole(to!)]),
    last_day: named('LAST_DAY'),
    make_date: (args, say) => sql`TRY(${call('MAKE_DATE', args.map(say.whole))})`,
    to_date: ([value, format], say) => castTo(parsed(value!, format!, say), 'DATE'),
    to_timestamp: ([value, format], say) => parsed(value!, format!, say),
    format_date: ([x, format], say) => call('STRFTIME', [say.whole(x!), text(directives(format!))]),
    in_time_zone: ([x, from, to], say) => {
      const moment = x!.type.kind === 'date' ? castTo(say.whole(x!), 'TIMESTAMP') : say.operand(x!);
      return sql`((${moment} AT TIME ZONE ${say.whole(from!)}) AT TIME ZONE ${say.whole(to!)})`;
    },
    epoch_seconds: ([x], say) =>
      call('DATE_DIFF', ["'second'", "TIMESTAMP '1970-01-01 00:00:00'", say.whole(x!)]),

    json_string: ([x, path], say) => jsonText(x!, path!, say),
    json_number: ([x, path], say) => {
      const value = jsonText(x!, path!, say);
      const number = "'^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$'";
      return sql`CAST(CASE WHEN ${call('REGEXP_MATCHES', [value, number])} THEN ${value} END AS DOUBLE)`;
    },
    array_length: named('LEN'),
    array_contains: named('LIST_CONTAINS'),
  };
}

/** A text of another length has digits missing, which STRPTIME would forgive. */
function parsed(value: SqlExpr, format: SqlExpr, say: Say): Doc {
  const length = String(constantText(format).length);
  const moment = call('TRY_STRPTIME', [say.whole(value), text(directives(format))]);
  return sql`CASE WHEN LENGTH(${say.whole(value)}) = ${length} THEN ${moment} END`;
}

/** yyyy-MM-dd HH:mm:ss in the words of strftime. */
function directives(format: SqlExpr): string {
  const words: Readonly<Record<string, string>> = {
    yyyy: '%Y',
    MM: '%m',
    dd: '%d',
    HH: '%H',
    mm: '%M',
    ss: '%S',
  };
  return constantText(format).replaceAll(/yyyy|MM|dd|HH|mm|ss/g, (part) => words[part]!);
}

/** A text that is no JSON has nothing at any path; DuckDB would stop at it. */
function jsonText(x: SqlExpr, path: SqlExpr, say: Say): Doc {
  const value = call('JSON_EXTRACT_STRING', [say.whole(x), say.whole(path)]);
  return x.type.kind === 'json'
    ? value
    : sql`CASE WHEN JSON_VALID(${say.whole(x)}) THEN ${value} END`;
}
