import type { JsonPointer } from '../base/diagnostic.js';
import type { BoundPolicy, SourceExpr } from '../bind/bound.js';
import { reference } from '../expr/build.js';
import type { Attribute, Entity } from '../ontology/model.js';
import type { Context } from './context.js';
import { filter, project } from './nodes.js';
import type { Made, Plan, PlanExpr, Project } from './plan.js';

/** The policy that changes what is seen of an entity when these attributes are read; only their masks are in it. */
export function policyOver(
  context: Context,
  entity: Entity,
  attributes: readonly Attribute[],
): BoundPolicy | undefined {
  const policy = context.policies.get(entity.name);
  const names = new Set(attributes.map((a) => a.name));
  const masks = new Map([...(policy?.masks ?? [])].filter(([name]) => names.has(name)));
  const filters = policy?.filters ?? [];
  return filters.length + masks.size === 0 ? undefined : { entity, filters, masks };
}

/**
 * Whether a policy may hide the partner that every row has: then a look-up must keep rows without one. A
 * view lacks what the policies below it hide, whoever reads it.
 */
export function hidesRows(context: Context, entity: Entity): boolean {
  if ((context.policies.get(entity.name)?.filters.length ?? 0) > 0) return true;
  const view = context.views.get(entity.name);
  if (view === undefined) return false;
  const { policies } = view.document;
  return view.reads.some((name) => (policies.get(name)?.filters.length ?? 0) > 0);
}

/** The context of a policy itself: it sees all rows as they are, those of other entities too. */
export function withoutPolicies(context: Context): Context {
  return { ...context, policies: new Map(), zones: undefined };
}

/**
 * What a policy shows of rows (S17): those where its filters are true, with masks in the place of
 * columns. Exactly `attributes` leave it, so nothing above can name what stood behind.
 */
export function seenThrough(
  context: Context,
  policy: BoundPolicy,
  attributes: readonly Attribute[],
  rows: { readonly plan: Plan; readonly say: (expr: SourceExpr) => PlanExpr },
  at: JsonPointer,
): Project {
  const shown = filter(
    rows.plan,
    policy.filters.map((f) => rows.say(f)),
    at,
  );
  const made = attributes.map((attribute): Made => {
    const { name, type } = attribute;
    const raw: SourceExpr = reference({ kind: 'attribute', path: [], attribute }, type);
    return { column: context.column(name, type), is: rows.say(policy.masks.get(name) ?? raw) };
  });
  return project(shown, made, at);
}
