import { unreachable } from '../../base/unreachable.js';
import { mapSelect } from '../rewrites/map-query.js';
import type { From, Query, Select } from '../ast.js';
import type { Relations } from './relations.js';
import { uniqueNames } from '../unique-names.js';

/** The query with names instead of relation ids: unique in each SELECT whatever their case, in the order of its FROM. */
export function nameAliases(query: Query, relations: Relations): Query {
  if (query.kind === 'union')
    return { ...query, inputs: query.inputs.map((input) => nameAliases(input, relations)) };
  return nameSelect(query, relations);
}

function nameSelect(select: Select, relations: Relations): Select {
  if (select.from === undefined) return select;
  const ids = idsOf(select.from);
  const names = uniqueNames(ids.map((id) => relations.nameOf(id)));
  const byId = new Map(ids.map((id, i) => [id, names[i]!]));
  const from = nameFrom(select.from, byId, relations);
  return mapSelect({ ...select, from }, (leaf, type) => ({
    kind: 'reference',
    to:
      leaf.kind === 'column' && leaf.relation !== undefined
        ? { ...leaf, relation: byId.get(leaf.relation) ?? leaf.relation }
        : leaf,
    type,
  }));
}

function nameFrom(from: From, names: ReadonlyMap<string, string>, relations: Relations): From {
  switch (from.kind) {
    case 'join':
      return {
        ...from,
        left: nameFrom(from.left, names, relations),
        right: nameFrom(from.right, names, relations),
      };
    case 'subquery':
      return { ...from, query: nameAliases(from.query, relations), as: names.get(from.as)! };
    case 'table':
    case 'cte':
      return { ...from, as: names.get(from.as)! };
    case 'series':
      return {
        ...from,
        ...(from.over !== undefined && { over: nameAliases(from.over, relations) }),
        as: names.get(from.as)!,
      };
    default:
      return unreachable(from);
  }
}

function idsOf(from: From): readonly string[] {
  return from.kind === 'join' ? [...idsOf(from.left), ...idsOf(from.right)] : [from.as];
}
