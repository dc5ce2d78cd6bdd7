import type { JsonPointer } from '../../base/diagnostic.js';
import { mapReferences } from '../../expr/visit.js';
import { attributeKey, placeName } from '../column-keys.js';
import { unchanged } from '../carried.js';
import type { Context } from '../context.js';
import { columnOf, project } from '../nodes.js';
import type { Place } from '../place.js';
import type { Made, Plan, PlanExpr } from '../plan.js';

/**
 * The rows of one place with the computed attributes that joins are on as columns, so that these are
 * joined on like any other. `columns` says which value an attribute has.
 */
export function withLinks(
  context: Context,
  { path, attributes }: Place,
  root: string,
  plan: Plan,
  columns: Map<string, PlanExpr>,
  at: JsonPointer,
): Plan {
  const place = placeName(root, path);
  const made = [...attributes.values()].flatMap((attribute): Made[] => {
    const of = context.links.get(attribute);
    if (of === undefined) return [];
    const is = mapReferences(of, (to, node): PlanExpr => {
      if (to.kind === 'param') return { ...node, to };
      const read =
        to.kind === 'attribute' ? columns.get(attributeKey(place, to.attribute.name)) : undefined;
      if (read === undefined) throw new Error(`no column for a join on "${attribute.name}"`);
      return read;
    });
    const column = context.column(attribute.name, attribute.type);
    columns.set(attributeKey(place, attribute.name), columnOf(column));
    return [{ column, is }];
  });
  if (made.length === 0) return plan;
  const own = unchanged(plan.columns);
  return project(plan, [...own, ...made], at);
}
