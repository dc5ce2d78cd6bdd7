import type { Diagnostic } from '../../base/diagnostic.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknownOf } from './lint.js';
import { lintExpression } from './expression.js';
import { lintRelationship } from './relationship.js';
import { lintSummary } from './summary.js';
import { timeAttribute } from './typed.js';
import type { Entity, Ontology } from '../model.js';

/** Keys, clocks, versions, snapshots, computed attributes and relationships of an entity. */
export function lintEntity(ontology: Ontology, entity: Entity): readonly Diagnostic[] {
  const { source, key, time, validity, attributes, table } = entity;
  const what = { kind: 'attribute', of: entity.name };
  return [
    ...unknownOf(source, '/key', what, key, attributes).map((d) => atWhole(d, key)),
    ...(time === undefined ? [] : timeAttribute(entity, time, source, '/time')),
    ...(validity === undefined
      ? []
      : [
          ...timeAttribute(entity, validity.from, source, '/validity/from'),
          ...timeAttribute(entity, validity.to, source, '/validity/to'),
        ]),
    ...(table.mode === 'full' && !table.partition.some((p) => p.grain === 'day')
      ? [
          ontologyDiagnostic(
            'no-day-partition',
            '/source',
            { entity: entity.name },
            inSource(source),
          ),
        ]
      : []),
    ...[...attributes.values()].flatMap(({ is }) =>
      is === undefined ? [] : lintExpression(ontology, entity, is),
    ),
    ...[...entity.relationships.values()].flatMap((r) => lintRelationship(ontology, entity, r)),
    ...lintSummary(ontology, entity),
  ];
}

/** A key of one name may be written without a list: what is said of its only item is said of the whole. */
function atWhole(diagnostic: Diagnostic, key: readonly string[]): Diagnostic {
  if (key.length !== 1) return diagnostic;
  const fix = diagnostic.fix?.map(({ op, value }) => ({
    op,
    path: '/key' as const,
    value: [value],
  }));
  return { ...diagnostic, path: '/key', ...(fix && { fix }) };
}
