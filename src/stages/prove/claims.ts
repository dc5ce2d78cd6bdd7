import { at } from '../../base/diagnostic.js';
import type { Attribute, Entity, Ontology } from '../../ontology/model.js';
import type { From } from '../../sql/ast.js';
import { physical, shownOf, snapshots, type Claim } from './claim.js';
import { relationshipClaims } from './relationship-claims.js';
import { columnOf, compare, either, groupsOf, isNoneOf, isNull, rowsOf, tableAs } from './rows.js';

/** Everything that the ontology claims of the rows of an entity, as far as columns of tables hold it. */
export function claimsOf(ontology: Ontology, entity: Entity): readonly Claim[] {
  return [
    ...keyClaims(entity),
    ...[...entity.attributes.values()].flatMap((a) => attributeClaims(entity, a)),
    ...[...entity.relationships.values()].flatMap((r) => relationshipClaims(ontology, entity, r)),
    ...validityClaims(entity),
  ];
}

function keyClaims(entity: Entity): readonly Claim[] {
  const key = physical(entity, entity.key);
  if (key === undefined || key.length === 0) return [];
  const values = key.map((a) => columnOf(a, 'own'));
  const from = physical(entity, entity.validity === undefined ? [] : [entity.validity.from]) ?? [];
  const apart = [...snapshots(entity, 'own'), ...from.map((a) => columnOf(a, 'own'))];
  const shared = {
    source: entity.source,
    path: '/key' as const,
    entity: entity.name,
    what: entity.key.join(', '),
    reads: [entity],
  };
  const given = values.map((value) => isNull(value, true));
  return [
    {
      ...shared,
      code: 'key-repeated',
      broken: groupsOf([...values, ...apart], tableAs(entity, 'own'), given, true),
      shown: shownOf(key),
    },
    {
      ...shared,
      code: 'key-null',
      broken: rowsOf(values, tableAs(entity, 'own'), [either(values.map((v) => isNull(v)))]),
      shown: 0,
    },
  ];
}

function attributeClaims(entity: Entity, attribute: Attribute): readonly Claim[] {
  if (attribute.column === undefined) return [];
  const value = columnOf(attribute, 'own');
  const shared = {
    source: attribute.source,
    entity: entity.name,
    what: attribute.name,
    reads: [entity],
  };
  const key = physical(entity, entity.key) ?? [];
  const keys = key.map((a) => columnOf(a, 'own'));
  const own = tableAs(entity, 'own');
  const needed: readonly Claim[] =
    attribute.required && !entity.key.includes(attribute.name)
      ? [
          {
            ...shared,
            code: 'null-in-required',
            path: at(attribute.source.path, 'required'),
            broken: rowsOf(keys.length > 0 ? keys : [value], own, [isNull(value)]),
            shown: shownOf(key),
          },
        ]
      : [];
  const listed: readonly Claim[] =
    attribute.values === undefined || attribute.values.size === 0
      ? []
      : [
          {
            ...shared,
            code: 'unlisted-value',
            path: at(attribute.source.path, 'values'),
            broken: groupsOf([value], own, [isNoneOf(value, attribute.values.keys())], false),
            shown: attribute.sensitive ? 0 : 1,
          },
        ];
  return [...needed, ...listed];
}

/** Versions of one key that begin while an earlier one is valid. */
function validityClaims(entity: Entity): readonly Claim[] {
  const { validity } = entity;
  const key = physical(entity, entity.key);
  const range = physical(entity, validity === undefined ? [] : [validity.from, validity.to]);
  const [from, to] = range ?? [];
  if (key === undefined || key.length === 0 || from === undefined || to === undefined) return [];
  const join: From = {
    kind: 'join',
    type: 'inner',
    left: tableAs(entity, 'own'),
    right: tableAs(entity, 'later'),
    on: [
      ...key.map((a) => compare('=', columnOf(a, 'own'), columnOf(a, 'later'))),
      compare('<', columnOf(from, 'own'), columnOf(from, 'later')),
    ],
    at: '',
  };
  const until = columnOf(to, 'own');
  const valid = either([isNull(until), compare('>', until, columnOf(from, 'later'))]);
  return [
    {
      code: 'versions-overlap',
      source: entity.source,
      path: '/validity',
      entity: entity.name,
      what: entity.key.join(', '),
      broken: rowsOf(
        key.map((a) => columnOf(a, 'later')),
        join,
        [valid],
      ),
      shown: shownOf(key),
      reads: [entity],
    },
  ];
}
