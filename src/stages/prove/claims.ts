import { at, type JsonPointer } from '../../base/diagnostic.js';
import type { Attribute, Entity, Ontology, Relationship, Source } from '../../ontology/model.js';
import type { From, Select, SqlExpr } from '../../sql/ast.js';
import type { proofDefinitions } from './diagnostics.js';
import { columnOf, compare, either, groupsOf, isNoneOf, isNull, rowsOf, tableAs } from './rows.js';

/** Something the ontology says of rows: where it says it, and the query of the rows that deny it. */
export interface Claim {
  readonly code: keyof typeof proofDefinitions;
  readonly source: Source;
  readonly path: JsonPointer;
  readonly entity: string;
  readonly what: string;
  readonly broken: Select;
  /** How many of the first columns may be shown as examples; 0 where any of them is sensitive. */
  readonly shown: number;
  /** Tables that are read. */
  readonly reads: readonly Entity[];
}

/** Everything that the ontology claims of the rows of an entity, as far as columns of tables hold it. */
export function claimsOf(ontology: Ontology, entity: Entity): readonly Claim[] {
  return [
    ...keyClaims(entity),
    ...[...entity.attributes.values()].flatMap((a) => attributeClaims(entity, a)),
    ...[...entity.relationships.values()].flatMap((r) => relationshipClaims(ontology, entity, r)),
    ...validityClaims(entity),
  ];
}

/** The physical attributes of those names; undefined where one is computed. */
function physical(entity: Entity, names: readonly string[]): readonly Attribute[] | undefined {
  const found = names.map((name) => entity.attributes.get(name));
  return found.every((a) => a?.column !== undefined) ? (found as readonly Attribute[]) : undefined;
}

function shownOf(attributes: readonly Attribute[]): number {
  return attributes.some((a) => a.sensitive) ? 0 : attributes.length;
}

/** Partitions that each hold all rows: a key is one of a day. */
function snapshots(entity: Entity, relation: string): readonly SqlExpr[] {
  if (entity.table.mode !== 'full') return [];
  return entity.table.partition.map(({ column: name }) => ({
    kind: 'reference',
    to: { kind: 'column', relation, name },
    type: { kind: 'string' },
  }));
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

function relationshipClaims(
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

/** Rows that two paths lead to different rows from; where a path ends early they are not compared. */
function sameAsClaim(
  ontology: Ontology,
  entity: Entity,
  relationship: Relationship,
  path: readonly string[],
  here: readonly Attribute[],
): Omit<Claim, 'path' | 'what'> | undefined {
  let last = entity;
  let from: From = tableAs(entity, 'own');
  const reads = [entity];
  for (const [i, name] of path.entries()) {
    const step = last.relationships.get(name);
    const next = ontology.entities.get(step?.to ?? '');
    const left =
      step &&
      physical(
        last,
        step.on.map((o) => o.from),
      );
    const right =
      step &&
      next &&
      physical(
        next,
        step.on.map((o) => o.to),
      );
    if (step === undefined || next === undefined || !left?.length || !right?.length)
      return undefined;
    const relation = i === 0 ? 'own' : `step${i}`;
    if (i === path.length - 1) {
      const ends = relationship.on.map((o) => step.on.findIndex((s) => s.to === o.to));
      if (next.name !== relationship.to || ends.includes(-1)) return undefined;
      const pairs = here.map(
        (a, j) => [columnOf(a, 'own'), columnOf(left[ends[j]!]!, relation)] as const,
      );
      const key = physical(entity, entity.key) ?? [];
      const shown = key.length > 0 ? key : here;
      return {
        code: 'same-as-differs',
        source: relationship.source,
        entity: entity.name,
        broken: rowsOf(
          shown.map((a) => columnOf(a, 'own')),
          from,
          [either(pairs.map(([a, b]) => compare('<>', a, b)))],
        ),
        shown: shownOf(shown),
        reads,
      };
    }
    const as = `step${i + 1}`;
    from = {
      kind: 'join',
      type: 'inner',
      left: from,
      right: tableAs(next, as),
      on: left.map((a, j) => compare('=', columnOf(a, relation), columnOf(right[j]!, as))),
      at: '',
    };
    reads.push(next);
    last = next;
  }
  return undefined;
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

function sameNames(columns: readonly Attribute[], names: readonly string[]): boolean {
  return columns.length === names.length && columns.every((c) => names.includes(c.name));
}
