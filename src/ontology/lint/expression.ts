import type { Details, Diagnostic, JsonPointer } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { unreachable } from '../../base/unreachable.js';
import type { Span } from '../../expr/expr.js';
import { references } from '../../expr/visit.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknown } from './lint.js';
import { followPath, type PathMeaning } from '../lookup.js';
import type { Entity, Ontology, Source, Written } from '../model.js';

/**
 * Every path of an expression leads from an entity over many-to-one relationships to an attribute. What
 * the values are, and whether another entity is reached at all, is the binder's to check.
 */
export function lintExpression(
  ontology: Ontology,
  entity: Entity,
  { expr, source }: Written,
): readonly Diagnostic[] {
  return references(expr).flatMap(({ to, span }) => {
    if (to.kind !== 'path') return [];
    const meaning = followPath(ontology, entity, to.names);
    return explain(ontology, meaning, { entity, names: to.names, source, path: source.path, span });
  });
}

/** As `lintExpression`, for a path that stands alone; it may also name a row. */
export function lintPath(
  ontology: Ontology,
  entity: Entity,
  names: readonly string[],
  source: Source,
  path: JsonPointer,
): readonly Diagnostic[] {
  const meaning = followPath(ontology, entity, names);
  if (meaning.kind === 'entity') return [];
  return explain(ontology, meaning, { entity, names, source, path, span: undefined });
}

interface WrittenPath {
  readonly entity: Entity;
  readonly names: readonly string[];
  readonly source: Source;
  readonly path: JsonPointer;
  readonly span: Span | undefined;
}

function explain(
  ontology: Ontology,
  meaning: PathMeaning,
  { entity, names, source, path, span }: WrittenPath,
): readonly Diagnostic[] {
  const place: Details =
    span === undefined ? {} : { offset: span.start, length: span.end - span.start };
  const details = inSource(source, place);
  switch (meaning.kind) {
    case 'attribute':
      return [];
    case 'entity': {
      const params = { path: names.map(quoteName).join('.'), entity: meaning.entity.name };
      return [ontologyDiagnostic('not-a-value', path, params, details)];
    }
    case 'unknown': {
      const { attributes, relationships } = meaning.in;
      const own = [...attributes.keys(), ...relationships.keys()];
      const all = meaning.index === 0 ? [...own, ...ontology.entities.keys()] : own;
      const name = names[meaning.index] ?? '';
      const what = { kind: 'attribute', name, of: meaning.in.name };
      const single = names.length === 1 && span === undefined;
      return [unknown(source, path, what, all, single ? {} : { offset: 0, ...place })];
    }
    case 'value-has-no-path': {
      const [attribute = '', name = ''] = names.slice(meaning.index, meaning.index + 2);
      return [ontologyDiagnostic('value-has-no-path', path, { attribute, name }, details)];
    }
    case 'multiplies': {
      const { name, cardinality } = meaning.relationship;
      const relationship = `${entity.name}.${name}`;
      return [ontologyDiagnostic('path-multiplies', path, { relationship, cardinality }, details)];
    }
    default:
      return unreachable(meaning);
  }
}
