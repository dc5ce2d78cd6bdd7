import { unreachable } from '../../base/unreachable.js';
import { cast } from '../../expr/build.js';
import { integerOf, textOf } from '../../expr/constants.js';
import type { TimeUnit } from '../../expr/expr.js';
import type { Type } from '../../expr/type.js';
import type { SqlExpr, SqlLeaf } from '../ast.js';
import { standardType } from './generic.js';
import { sql, type Doc } from '../print/layout.js';
import { call, castTo } from './standard-functions.js';
import { unsafeText, unsupported } from '../print/unsupported.js';

/** What diagnostics call the dialect. */
export const title = { title: 'MaxCompute' };

/** Backslash escapes; `;` too, as clients split statements at it; `{` and `[` after `$` as octal, so that nothing is replaced. */
export function text(value: string): Doc {
  if (/[\0\u0080-\u009f]/.test(value)) return unsafeText(title, 'text', value);
  const escaped = value
    .replaceAll(/['\\;]/g, (c) => `\\${c}`)
    .replaceAll(/\p{Cc}|(?<=\$)[{[]/gu, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `'${escaped}'`;
}

/** Scheduling parameters are replaced in the text before the engine reads it; bizdate comes as yyyymmdd. */
export function parameter(name: string, type: Type): Doc {
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
export function bizdateMoment(expr: SqlExpr): Doc | undefined {
  if (expr.kind === 'reference' && expr.to.kind === 'param' && expr.to.name === 'bizdate')
    return expr.type.kind === 'date' ? "TO_DATE('${bizdate}', 'yyyymmdd')" : undefined;
  if (expr.kind !== 'binary' || (expr.operator !== '+' && expr.operator !== '-')) return undefined;
  const day = bizdateMoment(expr.left);
  const count = integerOf(expr.right);
  if (day === undefined || count === undefined) return undefined;
  return call('DATEADD', [day, String(expr.operator === '-' ? -count : count), parts.day]);
}

/** Whether it is bizdate in the form in which the scheduler writes it. */
export function isBizdateText(value: SqlExpr): boolean {
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

/** Names of types; a decimal has at most 38 digits, 18 of them decimal places. */
export function typeName(type: Type): Doc {
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

/** A day as a moment where a moment is meant: the engine compares values of one type. */
export function convert(expr: SqlExpr, to: Type): SqlExpr {
  if (expr.type.kind !== 'date' || to.kind !== 'timestamp') return expr;
  return expr.kind === 'literal' && expr.value !== null
    ? { ...expr, type: to, value: `${expr.value} 00:00:00` }
    : cast<SqlLeaf>(expr, to);
}

/** Units of DATEADD, DATEDIFF and DATETRUNC. */
export const parts: Readonly<Record<TimeUnit, string>> = {
  second: "'ss'",
  minute: "'mi'",
  hour: "'hh'",
  day: "'dd'",
  week: "'week'",
  month: "'mm'",
  quarter: "'quarter'",
  year: "'yyyy'",
};

/** So many of which smaller unit. */
export function coarse(unit: TimeUnit): readonly [factor: number, part: string] {
  if (unit === 'week') return [7, parts.day];
  return unit === 'quarter' ? [3, parts.month] : [1, parts[unit]];
}
