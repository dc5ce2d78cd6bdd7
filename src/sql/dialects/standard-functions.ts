import { integerOf } from '../../expr/constants.js';
import type { SqlExpr } from '../ast.js';
import type { FunctionPrinter, Say } from '../dialect.js';
import { commas, group, join, line, nest, parenthesized, sql, type Doc } from '../print/layout.js';
import { comparand } from '../print/print-expression.js';
import { levels } from '../print/term.js';

/** `NAME(argument, …)`. */
export function named(name: string): (args: readonly SqlExpr[], say: Say) => Doc {
  return (args, say) => call(name, args.map(say.whole));
}

/** `NAME(…)` of printed arguments. */
export function call(name: string, args: readonly Doc[]): Doc {
  return [name, parenthesized(commas(args))];
}

/** `CAST(value AS type)`. */
export function castTo(value: Doc, type: Doc): Doc {
  return ['CAST', parenthesized(value, ' AS ', type)];
}

/** `CAST(NAME(…) AS BIGINT)`: engines count in types of their own. */
export function counted(name: string): (args: readonly SqlExpr[], say: Say) => Doc {
  return (args, say) => castTo(call(name, args.map(say.whole)), 'BIGINT');
}

/** The greatest or least of a row, null if any is: engines pass over nulls, or do not. */
function extreme(name: string): FunctionPrinter {
  return (args, say, { type }) => {
    const values = args.map((arg) => say.dialect.convert(arg, type));
    const nullable = values.filter((v) => v.kind !== 'literal' || v.value === null);
    const value = call(name, values.map(say.whole));
    if (nullable.length === 0) return value;
    const present = nullable.map((v) => sql`${comparand(say)(v)} IS NOT NULL`);
    return group('CASE WHEN ', nest(join(present, [line, 'AND '])), line, 'THEN ', value, ' END');
  };
}

/** A function of a number in its domain only: elsewhere the argument, and so the result, is null. */
export function within(name: string, condition: string): FunctionPrinter {
  return ([x], say) =>
    isAbove(x!, condition)
      ? call(name, [say.whole(x!)])
      : sql`${name}(CASE WHEN ${comparand(say)(x!)} ${condition} THEN ${say.whole(x!)} END)`;
}

/** A power where it is defined, else null: of zero, and of negative numbers, not every power is. */
export function powerBy(name: string): FunctionPrinter {
  return ([x, y], say) => {
    const value = call(name, [say.whole(x!), say.whole(y!)]);
    // A whole power that is not negative is defined for every base.
    if ((integerOf(y!) ?? -1) >= 0) return value;
    const [base, exponent] = [comparand(say)(x!), comparand(say)(y!)];
    return group(
      sql`CASE WHEN ${base} > 0 OR (${base} = 0 AND ${exponent} >= 0)`,
      sql` OR (${base} < 0 AND ${exponent} = FLOOR(${say.whole(y!)}))`,
      nest(line, 'THEN ', value),
      ' END',
    );
  };
}

/** A positive literal needs no guard. */
function isAbove(x: SqlExpr, condition: string): boolean {
  return condition.endsWith(' 0') && (integerOf(x) ?? 0) > 0;
}

/** The functions that are the same words on nearly every engine; what differs is the dialects' business. */
export const standardFunctions: Readonly<Record<string, FunctionPrinter>> = {
  coalesce: (args, say, { type }) =>
    call(
      'COALESCE',
      args.map((arg) => say.whole(say.dialect.convert(arg, type))),
    ),
  nullif: ([x, y], say) => call('NULLIF', [say.whole(x!), say.whole(y!)]),
  if: ([condition, then, otherwise], say, { type }) => {
    const value = (arg: SqlExpr | undefined): Doc => say.whole(say.dialect.convert(arg!, type));
    return group(
      'CASE WHEN ',
      say.whole(condition!),
      nest(line, 'THEN ', value(then), line, 'ELSE ', value(otherwise)),
      ' END',
    );
  },
  greatest: extreme('GREATEST'),
  least: extreme('LEAST'),

  abs: named('ABS'),
  sign: counted('SIGN'),
  floor: counted('FLOOR'),
  ceil: counted('CEIL'),
  sqrt: within('SQRT', '>= 0'),
  exp: named('EXP'),
  ln: within('LN', '> 0'),
  log10: within('LOG10', '> 0'),
  power: powerBy('POWER'),

  lower: named('LOWER'),
  upper: named('UPPER'),
  trim: named('TRIM'),
  ltrim: named('LTRIM'),
  rtrim: named('RTRIM'),
  length: named('LENGTH'),
  replace: named('REPLACE'),
  concat: (args, say) =>
    sql`(${join(
      args.map((arg) => say.operand(arg)),
      ' || ',
    )})`,
  position: named('INSTR'),
  reverse: named('REVERSE'),
  md5: named('MD5'),
};

/** Both sides of `=`, in parentheses: a condition made from a function. */
export function equation(left: Doc, right: Doc): Doc {
  return sql`(${left} = ${right})`;
}

/** An operand of arithmetic. */
export function addend(expr: SqlExpr, say: Say): Doc {
  return say.operand(expr, levels.multiply);
}
