import { fixedOffset } from '../../base/time/time-zones.js';
import { binary, cast, integerLiteral } from '../../expr/build.js';
import { integerOf, textOf } from '../../expr/constants.js';
import type { TimeUnit } from '../../expr/expr.js';
import { isPartOfDay } from '../../expr/literals.js';
import { type Type, types } from '../../expr/type.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import type { FunctionPrinter, Say } from '../dialect.js';
import { sql, type Doc } from '../print/layout.js';
import { constantText, wholeNumber } from '../print/print-expression.js';
import {
  addend,
  call,
  castTo,
  counted,
  equation,
  named,
  powerBy,
  within,
} from './standard-functions.js';
import { atom, type Term } from '../print/term.js';
import { unsupported } from '../print/unsupported.js';
import {
  bizdateMoment,
  coarse,
  convert,
  isBizdateText,
  parts,
  text,
  title,
  typeName,
} from './maxcompute-text.js';

/** The functions that MaxCompute says in its own words. */
export function functions(): Readonly<Record<string, FunctionPrinter>> {
  const part =
    (name: string): FunctionPrinter =>
    ([x], say) =>
      call('DATEPART', [say.whole(x!), name]);
  const tail = (x: SqlExpr, n: Doc, say: Say): Doc =>
    sql`SUBSTR(${say.whole(x)}, GREATEST(LENGTH(${say.whole(x)}) - ${n}, 0) + 1)`;
  const moment = (x: SqlExpr | undefined): SqlExpr => convert(x!, types.timestamp);
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

    sqrt: ofDoubles(within('SQRT', '>= 0')),
    exp: ofDoubles(named('EXP')),
    ln: ofDoubles(within('LN', '> 0')),
    log10: ofDoubles(within('LOG10', '> 0')),
    power: ofDoubles(powerBy('POW')),

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
    contains: (args, say) => sql`(${call('INSTR', args.map(say.whole))} > 0)`,
    lpad: padded('LPAD'),
    rpad: padded('RPAD'),
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
      const day = bizdateMoment(x!) ?? say.whole(timed ? moment(x) : x!);
      return call('TO_CHAR', [day, words(format!)]);
    },
    // FROM_UTC_TIMESTAMP follows the time zone of the session, and has no null: only a difference that never changes is exact.
    in_time_zone: ([x, from, to], say) => {
      const there = fixedOffset(constantText(from));
      const here = fixedOffset(constantText(to));
      if (there === undefined || here === undefined)
        return unsupported(title, 'a time zone whose clocks are changed');
      const minutes = wholeNumber(here - there);
      return addTime(moment(x), minutes, 'minute', types.timestamp, say).doc;
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

/** Of decimals these functions give decimals. */
function ofDoubles(printer: FunctionPrinter): FunctionPrinter {
  return (args, say, expr) =>
    printer(
      args.map((arg) => (arg.type.kind === 'decimal' ? cast<SqlLeaf>(arg, types.double) : arg)),
      say,
      expr,
    );
}

/** The length is of type INT. */
function padded(name: string): FunctionPrinter {
  return ([x, n, fill], say) => {
    const length = n?.kind === 'literal' ? say.whole(n) : castTo(say.whole(n!), 'INT');
    return call(name, [say.whole(x!), length, say.whole(fill!)]);
  };
}

/** Boundaries between two moments: what is below the unit is cut off first. https://www.alibabacloud.com/help/en/maxcompute/user-guide/datediff */
function difference(unit: TimeUnit, from: SqlExpr, to: SqlExpr, say: Say): Doc {
  const [start, end] = [from, to].map((x) =>
    say.whole(isPartOfDay(unit) ? convert(x, types.timestamp) : x),
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

/** Weeks and quarters as days and months: all editions know those. */
export function addTime(
  moment: SqlExpr,
  count: SqlExpr,
  unit: TimeUnit,
  type: Type,
  say: Say,
): Term {
  const [factor, part] = coarse(unit);
  const known = integerOf(count);
  const delta =
    factor === 1
      ? count
      : known === undefined
        ? binary<SqlLeaf>('*', count, integerLiteral(factor), types.bigint)
        : wholeNumber(known * factor);
  return atom(call('DATEADD', [say.whole(convert(moment, type)), say.whole(delta), part]));
}
