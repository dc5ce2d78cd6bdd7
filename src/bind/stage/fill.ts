import { at, type Details, type JsonPointer } from '../../base/diagnostic.js';
import { printType } from '../../expr/print-type.js';
import { isNumeric } from '../../expr/type.js';
import type { Source } from '../../ontology/model.js';
import type { LeafExpr } from '../bound.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';

/** Where a `fill` is written, and in whose file where that is not the document. */
export interface FillPlace {
  readonly path: JsonPointer;
  readonly details: Details;
}

/** The `fill` of a definition of the ontology, or of a part of it. */
export function fillPlace(
  { file, document }: Source,
  ...part: readonly (string | number)[]
): FillPlace {
  return { path: at('', ...part, 'fill'), details: { file, document } };
}

/** Reports a `fill`, which is a number, in place of what is none (S7). */
export function checkFill(
  context: Context,
  value: LeafExpr | undefined,
  fill: number | undefined,
  { path, details }: FillPlace,
): void {
  if (fill === undefined || value === undefined || isNumeric(value.type)) return;
  const type = printType(value.type);
  context.report(bindDiagnostic('fill-type', path, { type, fill }, details));
}
