import type { Diagnostic } from '../base/diagnostic.js';
import { nullLiteral } from '../expr/build.js';
import { sameType, types } from '../expr/type.js';
import { withoutSpans } from '../expr/visit.js';
import type { Attribute, Entity, Ontology, Policy } from '../ontology/model.js';
import { newExpansion, ofDeclaredType } from './attribute-expansion.js';
import type { BoundPolicy, SourceExpr } from './bound.js';
import { newFindings, type Context } from './context.js';
import { bindWritten } from './expression.js';
import { entitySource } from './stage/source.js';

/** The policies that hold for some roles, by entity. */
export type PoliciesInForce = ReadonlyMap<string, BoundPolicy>;

/**
 * The row filters and masks of an ontology for somebody with these roles: a policy holds unless it
 * excepts one of them. They are bound by themselves, so no parameter or name of a document can bend
 * them, and once for an ontology, which never changes.
 */
export function policiesInForce(
  ontology: Ontology,
  roles: readonly string[],
  report: (diagnostic: Diagnostic) => void,
): PoliciesInForce {
  const known = bound.get(ontology) ?? new Map<string, Found>();
  bound.set(ontology, known);
  const id = JSON.stringify(roles.toSorted());
  const found = known.get(id) ?? bindPolicies(ontology, roles);
  known.set(id, found);
  for (const diagnostic of found.found) report(diagnostic);
  return found.policies;
}

interface Found {
  readonly policies: PoliciesInForce;
  readonly found: readonly Diagnostic[];
}

const bound = new WeakMap<Ontology, Map<string, Found>>();

function bindPolicies(ontology: Ontology, roles: readonly string[]): Found {
  const findings = newFindings();
  const context = policyContext(ontology, findings.report);
  const policies = new Map<string, BoundPolicy>();
  for (const policy of ontology.policies.values()) {
    const entity = ontology.entities.get(policy.entity);
    if (entity === undefined || policy.exceptRoles.some((r) => roles.includes(r))) continue;
    const { filters, masks } = bindPolicy(context, entity, policy);
    const before = policies.get(entity.name);
    policies.set(entity.name, {
      entity,
      filters: [...(before?.filters ?? []), ...filters],
      masks: new Map([...(before?.masks ?? []), ...masks]),
    });
  }
  return { policies, found: findings.all() };
}

/** One policy over the columns of its entity and of what that reaches, as they are: no policy sees another. */
export function bindPolicy(context: Context, entity: Entity, policy: Policy): BoundPolicy {
  const source = entitySource(context, entity);
  const filters =
    policy.filter === undefined
      ? []
      : [withoutSpans(bindWritten(source, policy.filter, types.boolean))];
  const masks = policy.mask.flatMap(({ attribute: name, with: written }) => {
    const attribute = entity.attributes.get(name);
    if (attribute === undefined) return [];
    const value = ofDeclaredType(context, entity, attribute, written);
    return namesOfColumn(entity, attribute).map(
      (other) => [other.name, maskOf(other, attribute, value)] as const,
    );
  });
  return { entity, filters, masks: new Map(masks) };
}

/** Every attribute that shows a masked column: under a second name it is as hidden. */
function namesOfColumn(entity: Entity, attribute: Attribute): readonly Attribute[] {
  return [...entity.attributes.values()].filter(
    (a) => a === attribute || (a.column !== undefined && a.column === attribute.column),
  );
}

function maskOf(shown: Attribute, masked: Attribute, value: SourceExpr): SourceExpr {
  return sameType(shown.type, masked.type) ? value : nullLiteral(shown.type);
}

/** Definitions of the ontology alone: no parameter, no day, no document. */
export function policyContext(ontology: Ontology, report: Context['report']): Context {
  const context: Context = {
    ontology,
    asOf: undefined,
    params: new Map(),
    model: false,
    dayFormat: 'yyyyMMdd',
    use: () => undefined,
    report,
    expand: newExpansion(() => context),
  };
  return context;
}
