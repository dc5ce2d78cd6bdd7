import { type Check, type Side, describe, placeOf, unknownOf } from './check-context.js';
import { commonType, decimalTypeOf } from './common-type.js';
import { exprDiagnostic } from './diagnostics.js';
import type { Expr } from './expr.js';
import { dateLiteralOf, timestampLiteralOf } from './literals.js';
import { printType } from './print-type.js';
import { type Type, isTemporal, types } from './type.js';

/**
 * A text literal where a date or timestamp stands beside it: read as one, so that `'2026-01-31'` is
 * compared as a day and never as text. Whether it has hours is up to the text. Anything else is returned as it is.
 */
export function asTime<L>(check: Check<L>, { node, expr }: Side<L>, expected: Type): Expr<L> {
  const wanted = expected.kind === 'date' || expected.kind === 'timestamp';
  if (!wanted || expr.kind !== 'literal' || expr.type.kind !== 'string' || expr.value === null)
    return expr;
  const time = dateLiteralOf(expr.value) ?? timestampLiteralOf(expr.value);
  if (time !== undefined) return { ...time, ...(expr.span && { span: expr.span }) };
  const params = { text: expr.value, type: expected.kind };
  check.found.push(exprDiagnostic('bad-literal', check.path, params, placeOf(node)));
  return unknownOf(node);
}

/** Several values of one column: each as it stands there, and the type they share. `construct` is what joins them. */
export function unify<L>(
  check: Check<L>,
  sides: readonly Side<L>[],
  construct: string,
): readonly [values: readonly Expr<L>[], common: Type] {
  const time = sides.find(({ expr }) => expr.type.kind !== 'unknown' && isTemporal(expr.type));
  const values = sides.map((side) =>
    time === undefined ? side.expr : asTime(check, side, time.expr.type),
  );
  const exact = values.some(({ type }) => type.kind === 'decimal');
  let common: Type = types.unknown;
  for (const [index, value] of values.entries()) {
    const type = exact && value.type.kind === 'bigint' ? decimalTypeOf(value) : value.type;
    const both = commonType(common, type);
    if (both === undefined) {
      const params = { construct, first: printType(common), found: describe(value) };
      check.found.push(
        exprDiagnostic('no-common-type', check.path, params, placeOf(sides[index]!.node)),
      );
      return [values, types.unknown];
    }
    common = both;
  }
  return [values, common];
}
