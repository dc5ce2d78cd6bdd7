import type { Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { checkExpr } from '../expr/check.js';
import type { Expr, ParsedExpr } from '../expr/expr.js';
import { parseExpr } from '../expr/parse.js';
import { types, type Type } from '../expr/type.js';
import { mapReferences } from '../expr/visit.js';
import type { Written } from '../ontology/model.js';
import type { ConstantExpr, ResultExpr, SourceExpr } from './bound.js';
import { checkCodes } from './coded-values.js';
import type { Context } from './context.js';
import { foldDays } from './time/days.js';
import { resolvePath } from './paths/resolve-path.js';
import { resultScope } from './stage/scope-result.js';
import { sourceScope } from './stage/scope-source.js';
import { constantSource, type Columns, type Source } from './stage/source.js';
import { isHole, unknownExpr } from './unknown.js';

/**
 * Parses, binds and types one expression of the document in the source scope. What is wrong is reported;
 * then, and for a hole, the expression is of unknown type, so one mistake is reported once. `expected` is
 * the type that the place takes.
 */
export function bindSource(
  source: Source,
  text: string,
  path: JsonPointer,
  expected: Type = types.unknown,
): SourceExpr {
  return bindText(source.context, text, path, (parsed) =>
    checkSource(source, parsed, path, text, expected),
  );
}

/** An expression of the ontology in the source scope; what is found points into the ontology's file. */
export function bindWritten(
  source: Source,
  written: Written,
  expected: Type = types.unknown,
): SourceExpr {
  const { file, document, path } = written.source;
  const [expr, found] = checkSource(source, written.expr, path, undefined, expected);
  for (const { fix: _, ...d } of found) source.context.report({ ...d, file, document });
  return expr ?? unknownExpr;
}

/** An expression of the document in the result scope. */
export function bindResult(
  context: Context,
  columns: Columns,
  text: string,
  path: JsonPointer,
  expected: Type = types.unknown,
): ResultExpr {
  return bindText(context, text, path, (parsed) =>
    checkExpr(parsed, resultScope(context, columns, text), path, expected),
  );
}

/** A value that is known before any row is read; arithmetic of known days is worked out. */
export function bindConstant(
  context: Context,
  text: string,
  path: JsonPointer,
  expected: Type = types.unknown,
): ConstantExpr {
  return constantOf(bindSource(constantSource(context), text, path, expected));
}

/** The same, of the ontology. */
export function bindWrittenConstant(
  context: Context,
  written: Written,
  expected: Type = types.unknown,
): ConstantExpr {
  return constantOf(bindWritten(constantSource(context), written, expected));
}

/** A constant scope resolves nothing but parameters, so no other leaf can be left. */
function constantOf(expr: SourceExpr): ConstantExpr {
  return foldDays(
    mapReferences(expr, (to, node): ConstantExpr =>
      to.kind === 'param' ? { ...node, to } : unknownExpr,
    ),
  );
}

function bindText<L>(
  context: Context,
  text: string,
  path: JsonPointer,
  check: (parsed: ParsedExpr) => readonly [Expr<L> | undefined, readonly Diagnostic[]],
): Expr<L> {
  if (isHole(text)) return unknownExpr;
  const [parsed, syntax] = parseExpr(text, path);
  for (const d of syntax) context.report(d);
  if (parsed === undefined) return unknownExpr;
  const [expr, found] = check(parsed);
  for (const d of found) context.report(d);
  return expr ?? unknownExpr;
}

function checkSource(
  source: Source,
  parsed: ParsedExpr,
  path: JsonPointer,
  text: string | undefined,
  expected: Type,
): readonly [SourceExpr | undefined, readonly Diagnostic[]] {
  const attributeOf = (names: readonly string[]) =>
    resolvePath(source, names, { path, details: {} })[0]?.attribute;
  const codes = checkCodes(parsed, attributeOf, path, text);
  const [expr, found] = checkExpr(parsed, sourceScope(source, text), path, expected);
  return [expr, [...codes, ...found.filter((d) => !covers(d, codes))]];
}

/** A label in place of a code is often of another type too; that is one mistake, and has been said. */
function covers(found: Diagnostic, codes: readonly Diagnostic[]): boolean {
  if (found.code !== 'expr/not-comparable') return false;
  const start = found.offset ?? 0;
  const end = start + (found.length ?? 0);
  return codes.some((c) => (c.offset ?? 0) >= start && (c.offset ?? 0) + (c.length ?? 0) <= end);
}
