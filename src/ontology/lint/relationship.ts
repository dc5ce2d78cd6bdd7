import { at, type Diagnostic } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { printType } from '../../expr/print-type.js';
import { isNumeric, type Type } from '../../expr/type.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknown } from './lint.js';
import { numberAttribute } from './typed.js';
import { lintPath } from './expression.js';
import { followPath, isToOne } from '../lookup.js';
import type { Entity, Ontology, Relationship } from '../model.js';

/** The other side, the join columns, the bridge and the equal paths of a relationship. */
export function lintRelationship(
  ontology: Ontology,
  entity: Entity,
  relationship: Relationship,
): readonly Diagnostic[] {
  const { source, to, through } = relationship;
  const other = ontology.entities.get(to);
  if (other === undefined) {
    const names = ontology.entities.keys();
    return [unknown(source, at(source.path, 'to'), { kind: 'entity', name: to }, names)];
  }
  const sides: Sides = { ontology, entity, relationship, other };
  return [
    ...lintOn(sides),
    ...(through === undefined ? [] : lintBridge(sides, through)),
    ...lintSameAs(sides),
  ];
}

interface Sides {
  readonly ontology: Ontology;
  readonly entity: Entity;
  readonly relationship: Relationship;
  readonly other: Entity;
}

function lintOn({ entity, relationship, other }: Sides): readonly Diagnostic[] {
  const { source, on, cardinality } = relationship;
  const found = on.flatMap(({ from, to }) => {
    const path = at(source.path, 'on', from);
    const here = entity.attributes.get(from);
    const there = other.attributes.get(to);
    const kind = 'attribute';
    if (here === undefined)
      return [
        unknown(source, path, { kind, name: from, of: entity.name }, entity.attributes.keys(), {
          key: true,
        }),
      ];
    if (there === undefined)
      return [unknown(source, path, { kind, name: to, of: other.name }, other.attributes.keys())];
    if (comparable(here.type, there.type)) return [];
    const params = {
      left: `${entity.name}.${from}`,
      leftType: printType(here.type),
      right: `${other.name}.${to}`,
      rightType: printType(there.type),
    };
    return [ontologyDiagnostic('join-types', path, params, inSource(source))];
  });
  if (found.length > 0 || cardinality === 'many_to_many') return found;
  if (isToOne(relationship))
    return coversKey(
      relationship,
      other,
      on.map(({ to }) => to),
    );
  return coversKey(
    relationship,
    entity,
    on.map(({ from }) => from),
  );
}

/** Versions of a row (SCD2) share its key: their days are no part of a join, which asks for one day. */
function coversKey(
  { source }: Relationship,
  one: Entity,
  columns: readonly string[],
): readonly Diagnostic[] {
  const path = at(source.path, 'on');
  const details = inSource(source);
  const { from, to } = one.validity ?? {};
  const key = one.key.filter((name) => name !== from && name !== to);
  // Said once, where the key is missing, whoever looks the entity up.
  if (key.length === 0)
    return [ontologyDiagnostic('no-key', '/entity', { entity: one.name }, inSource(one.source))];
  // A key that is none of its attributes is found where it stands.
  if (key.some((name) => !one.attributes.has(name))) return [];
  const missing = key.filter((name) => !columns.includes(name));
  if (missing.length === 0) return [];
  return [ontologyDiagnostic('key-not-covered', path, { entity: one.name, missing }, details)];
}

function comparable(a: Type, b: Type): boolean {
  return a.kind === b.kind || (isNumeric(a) && isNumeric(b));
}

function lintBridge(
  { ontology, entity, relationship, other }: Sides,
  through: string,
): readonly Diagnostic[] {
  const { source, weight } = relationship;
  const path = at(source.path, 'through');
  const bridge = ontology.entities.get(through);
  if (bridge === undefined)
    return [unknown(source, path, { kind: 'entity', name: through }, ontology.entities.keys())];
  const self = entity.name === other.name;
  const sides = self ? [other] : [entity, other];
  const missing = sides.flatMap((side) => {
    const roles = [...bridge.relationships.values()].filter(
      (r) => r.to === side.name && isToOne(r),
    );
    // A bridge of an entity with itself has one role for each side.
    if (roles.length === (self ? 2 : 1)) return [];
    const found = roles.map((r) => quoteName(r.name));
    const params = { bridge: bridge.name, entity: side.name, found };
    return [ontologyDiagnostic('bridge-side', path, params, inSource(source))];
  });
  const shares =
    weight === undefined || missing.length > 0
      ? []
      : numberAttribute(bridge, weight, source, at(source.path, 'weight'));
  return [...missing, ...shares];
}

function lintSameAs({ ontology, entity, relationship, other }: Sides): readonly Diagnostic[] {
  const { source, sameAs } = relationship;
  return sameAs.flatMap((names, i) => {
    const path = at(source.path, 'same_as', i);
    const meaning = followPath(ontology, entity, names);
    if (meaning.kind !== 'entity' && meaning.kind !== 'attribute')
      return lintPath(ontology, entity, names, source, path);
    const ends = meaning.kind === 'entity' && meaning.entity.name === other.name;
    if (ends && meaning.over.length === names.length) return [];
    const end = meaning.kind === 'entity' ? meaning.entity.name : names.join('.');
    const params = { path: names.map(quoteName).join('.'), end, to: other.name };
    return [ontologyDiagnostic('same-as-elsewhere', path, params, inSource(source))];
  });
}
