import type { Diagnostic, JsonPointer } from '../../base/diagnostic.js';
import { printType } from '../../expr/print-type.js';
import { isNumeric, isTemporal } from '../../expr/type.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknown } from './lint.js';
import type { Attribute, Entity, Source } from '../model.js';

/** An attribute that exists and is a date or a timestamp. */
export function timeAttribute(
  entity: Entity,
  name: string,
  source: Source,
  path: JsonPointer,
): readonly Diagnostic[] {
  return typedAttribute(entity, name, source, path, isTemporal, 'a date or a timestamp');
}

/** An attribute that exists and is a number. */
export function numberAttribute(
  entity: Entity,
  name: string,
  source: Source,
  path: JsonPointer,
): readonly Diagnostic[] {
  return typedAttribute(entity, name, source, path, isNumeric, 'a number');
}

function typedAttribute(
  entity: Entity,
  name: string,
  source: Source,
  path: JsonPointer,
  fits: (type: Attribute['type']) => boolean,
  expected: string,
): readonly Diagnostic[] {
  const attribute = entity.attributes.get(name);
  if (attribute === undefined) {
    const what = { kind: 'attribute', name, of: entity.name };
    return [unknown(source, path, what, entity.attributes.keys())];
  }
  if (fits(attribute.type)) return [];
  const params = { attribute: name, type: printType(attribute.type), expected };
  return [ontologyDiagnostic('wrong-type', path, params, inSource(source))];
}
