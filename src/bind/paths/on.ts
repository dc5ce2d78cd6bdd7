import { at, type JsonPointer } from '../../base/diagnostic.js';
import type { On } from '../../dsl/document.js';
import { commonType } from '../../expr/common-type.js';
import { printType } from '../../expr/print-type.js';
import { types } from '../../expr/type.js';
import type { SourceExpr } from '../bound.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindSource } from '../expression.js';
import type { Source } from '../stage/source.js';
import { isHole, unknownExpr } from '../unknown.js';

/**
 * One pair of equal values: a column of the other side and its value here. `keyOf` gives the column's
 * value and reports a name that does not exist. Values that are never equal are reported.
 */
export function bindOn(
  rows: Source,
  on: On,
  path: JsonPointer,
  keyOf: (name: string, path: JsonPointer) => SourceExpr | undefined,
): { readonly key: SourceExpr; readonly is: SourceExpr } {
  const key = (isHole(on.key) ? undefined : keyOf(on.key, at(path, 'key'))) ?? unknownExpr;
  // A day in quotes is a day beside a day; anything else keeps its own type and is compared below.
  const expected = key.type.kind === 'date' && /^\s*'/.test(on.is) ? types.date : types.unknown;
  const is = bindSource(rows, on.is, at(path, 'is'), expected);
  const comparable = commonType(key.type, is.type) !== undefined;
  const moments = key.type.kind !== is.type.kind && isMoment(key) && isMoment(is);
  if (!comparable || moments) {
    const params = { left: printType(key.type), right: printType(is.type) };
    rows.context.report(bindDiagnostic('on-types', at(path, 'is'), params));
  }
  return { key, is };
}

/** A date never equals a moment but at midnight: that pairing is a mistake. */
function isMoment(expr: SourceExpr): boolean {
  return expr.type.kind === 'date' || expr.type.kind === 'timestamp';
}
