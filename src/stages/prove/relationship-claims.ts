import { at } from '../../base/diagnostic.js';
import type { Attribute, Entity, Ontology, Relationship } from '../../ontology/model.js';
import type { From } from '../../sql/ast.js';
import { physical, shownOf, snapshots, type Claim } from './claim.js';
import { columnOf, compare, groupsOf, isNull, rowsOf, tableAs } from './rows.js';
import { sameAsClaim } from './same-as-claim.js';

/** What a relationship claims: at most one partner, a partner where one must be, and paths that lead to the same. */
export function relationshipClaims(
  ontology: Ontology,
  entity: Entity,
  relationship: Relationship,
): readonly Claim[] {
  const other = ontology.entities.get(relationship.to);
  const here = physical(
    entity,
    relationship.on.map((o) => o.from),
  );
  const there =
    other &&
    physical(
      other,
      relationship.on.map((o) => o.to),
    );
  if (other === undefined || here === undefined || there === undefined || here.length === 0)
    return [];
  const { source, name, cardinality } = relationship;
  const shared = { source, entity: other.name, reads: [entity, other] };
  const single = cardinality === 'many_to_one' || cardinality === 'one_to_one';
  const claims: Claim[] = [];
  const toOne = (one: Entity, columns: readonly Attribute[]): void => {
    if (sameNames(columns, one.key) || one.validity !== undefined) return;
    const values = columns.map((a) => columnOf(a, 'own'));
    const given = values.map((v) => isNull(v, true));
    const keys = [...values, ...snapshots(one, 'own')];
    claims.push({
      ...shared,
      code: 'not-to-one',
      path: at(source.path, 'cardinality'),
      entity: one.name,
      what: columns.map((a) => a.name).join(', '),
      broken: groupsOf(keys, tableAs(one, 'own'), given, true),
      shown: shownOf(columns),
      reads: [one],
    });
  };
  if (single) toOne(other, there);
  if (cardinality === 'one_to_one' || cardinality === 'one_to_many') toOne(entity, here);
  if (single) claims.push(partnerClaim(entity, other, relationship, here, there));
  if (single)
    for (const [i, path] of relationship.sameAs.entries()) {
      const same = sameAsClaim(ontology, entity, relationship, path, here);
      if (same !== undefined)
        claims.push({
          ...same,
          path: at(source.path, 'same_as', i),
          what: `${name}, ${path.join('.')}`,
        });
    }
  return claims;
}

/** Rows without a partner: of a required relationship all of them, else those that name one. */
function partnerClaim(
  entity: Entity,
  other: Entity,
  { source, name, required }: Relationship,
  here: readonly Attribute[],
  there: readonly Attribute[],
): Claim {
  const own = here.map((a) => columnOf(a, 'own'));
  const from: From = {
    kind: 'join',
    type: 'anti',
    left: tableAs(entity, 'own'),
    right: tableAs(other, 'other'),
    on: own.map((value, i) => compare('=', value, columnOf(there[i]!, 'other'))),
    at: '',
  };
  const key = physical(entity, entity.key) ?? [];
  const shown = key.length > 0 ? key : here;
  return {
    code: required ? 'no-partner' : 'dangling-reference',
    source,
    path: required ? at(source.path, 'required') : source.path,
    entity: other.name,
    what: name,
    broken: rowsOf(
      shown.map((a) => columnOf(a, 'own')),
      from,
      required ? [] : own.map((value) => isNull(value, true)),
    ),
    shown: shownOf(shown),
    reads: [entity, other],
  };
}

function sameNames(columns: readonly Attribute[], names: readonly string[]): boolean {
  return columns.length === names.length && columns.every((c) => names.includes(c.name));
}
