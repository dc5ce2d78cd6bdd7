import type { JsonPointer } from '../../base/diagnostic.js';
import { call, stringLiteral } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import { zoneOf } from '../../ontology/zone-of.js';
import type { Attribute, Entity } from '../../ontology/model.js';
import { attributeKey, placeName } from '../column-keys.js';
import type { Context } from '../context.js';
import { planDiagnostic } from '../diagnostics.js';
import { columnOf, project } from '../nodes.js';
import type { Place } from '../place.js';
import type { Made, Plan, PlanExpr } from '../plan.js';

/** Whether an attribute's moments are those of another clock than the document's (S11). */
export function isElsewhere(context: Context, entity: Entity, name: string): boolean {
  const attribute = entity.attributes.get(name);
  return attribute !== undefined && zoneBeside(context, entity, attribute) !== undefined;
}

/**
 * Rows whose moments are as the clock of the document's zone showed them (S11): below everything that a
 * document says, and above policies, which see rows as they are (S17). `columns` says which value an
 * attribute has.
 */
export function inDocumentZone(
  context: Context,
  { entity, path }: Place,
  root: string,
  attributes: readonly Attribute[],
  plan: Plan,
  columns: Map<string, PlanExpr>,
  at: JsonPointer,
): Plan {
  const place = placeName(root, path);
  checkOneZone(context, entity, attributes, at);
  const moved = new Map<number, Made>();
  for (const attribute of attributes) {
    const zone = zoneBeside(context, entity, attribute);
    const read = columns.get(attributeKey(place, attribute.name));
    if (zone === undefined || read?.kind !== 'reference' || read.to.kind !== 'column') continue;
    const column = context.column(attribute.name, attribute.type);
    const zones = [zone.from, zone.to].map(stringLiteral);
    moved.set(read.to.column.id, {
      column,
      is: call('in_time_zone', [read, ...zones], types.timestamp),
    });
    columns.set(attributeKey(place, attribute.name), columnOf(column));
  }
  if (moved.size === 0) return plan;
  const made = plan.columns.map((c) => moved.get(c.id) ?? { column: c, is: columnOf(c) });
  return project(plan, made, at);
}

function zoneBeside(
  { zones }: Context,
  entity: Entity,
  attribute: Attribute,
): { readonly from: string; readonly to: string } | undefined {
  if (attribute.column === undefined || attribute.type.kind !== 'timestamp') return undefined;
  const to = zones?.document;
  const from = zoneOf(entity, attribute, zones?.project);
  return to === undefined || from === undefined || from === to ? undefined : { from, to };
}

/** Without a zone of the document moments stand as they are, which makes sense only for those of one zone. */
function checkOneZone(
  context: Context,
  entity: Entity,
  attributes: readonly Attribute[],
  at: JsonPointer,
): void {
  const { zones } = context;
  if (zones === undefined || zones.document !== undefined) return;
  for (const attribute of attributes) {
    if (attribute.column === undefined || attribute.type.kind !== 'timestamp') continue;
    const zone = zoneOf(entity, attribute, undefined);
    if (zone === undefined) continue;
    zones.seen.add(zone);
    if (zones.seen.size < 2) continue;
    const params = { entity: entity.name, zones: [...zones.seen] };
    context.report(planDiagnostic('which-timezone', at, params));
  }
}
