import { cast, reference } from '../expr/build.js';
import { commonType, fits } from '../expr/common-type.js';
import { printType } from '../expr/print-type.js';
import { sameType, type Type } from '../expr/type.js';
import { withoutSpans } from '../expr/visit.js';
import type { Attribute, Entity, Written } from '../ontology/model.js';
import type { SourceExpr } from './bound.js';
import type { Context } from './context.js';
import { bindDiagnostic } from './diagnostics.js';
import { bindWritten } from './expression.js';
import { entitySource } from './stage/source.js';
import { unknownExpr } from './unknown.js';

/**
 * Attributes over physical columns, each worked out once for a document: a computed one is its
 * expression, in which other computed ones are expanded too, of the type it declares. Whoever reads it
 * along a path moves its leaves there.
 */
export function newExpansion(context: () => Context): Context['expand'] {
  const done = new Map<Attribute, SourceExpr>();
  const open: Attribute[] = [];
  return (entity, attribute) => {
    if (attribute.is === undefined)
      return reference({ kind: 'attribute', path: [], attribute }, attribute.type);
    const known = done.get(attribute);
    if (known !== undefined) return known;
    // Circles are found where the ontology is read (`lint/cycles.ts`).
    if (open.includes(attribute))
      throw new Error(`the attribute ${attribute.name} waits for itself`);
    open.push(attribute);
    const expr = ofDeclaredType(context(), entity, attribute, attribute.is);
    open.pop();
    done.set(attribute, expr);
    return expr;
  };
}

/** What is written in place of an attribute's column, as the type that the attribute declares. */
export function ofDeclaredType(
  context: Context,
  entity: Entity,
  attribute: Attribute,
  written: Written,
): SourceExpr {
  // Spans belong to the ontology's text, not to the one that names the attribute.
  const expr = withoutSpans(bindWritten(entitySource(context, entity), written));
  const converted = convert(expr, attribute.type);
  if (converted !== undefined) return converted;
  const { file, document, path } = written.source;
  const params = {
    attribute: `${entity.name}.${attribute.name}`,
    declared: printType(attribute.type),
    found: printType(expr.type),
  };
  context.report(bindDiagnostic('attribute-type', path, params, { file, document }));
  return { ...unknownExpr, type: attribute.type };
}

/** The expression as the declared type; undefined where that would change values. */
function convert(expr: SourceExpr, declared: Type): SourceExpr | undefined {
  const { type } = expr;
  if (sameType(type, declared)) return expr;
  if (type.kind === 'unknown') return { ...unknownExpr, type: declared };
  if (!fits(type, declared)) return undefined;
  if (type.kind === 'decimal' && declared.kind === 'decimal') {
    if (type.scale > declared.scale) return undefined;
    // Digits in front of the point are a bound that the ontology promises, not a conversion.
    return type.scale === declared.scale ? expr : cast(expr, declared);
  }
  return commonType(type, declared) === undefined ? undefined : cast(expr, declared);
}
