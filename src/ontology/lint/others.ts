import { at, type Diagnostic } from '../../base/diagnostic.js';
import { splitDotted } from '../../base/text/name.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknown } from './lint.js';
import { timeAttribute } from './typed.js';
import { lintExpression } from './expression.js';
import { lintUnit } from './metric.js';
import { dayUnits } from '../lookup.js';
import type { Calendar, Entity, Ontology, Period, Policy, Term } from '../model.js';

/** The unit of a period. */
export function lintPeriod(ontology: Ontology, { unit, source }: Period): readonly Diagnostic[] {
  return lintUnit(ontology, unit, source, '/unit');
}

/** The entity, the day and the columns of a calendar; its grains have names of their own. */
export function lintCalendar(ontology: Ontology, calendar: Calendar): readonly Diagnostic[] {
  const { source, entity: name, day, grains } = calendar;
  const taken: readonly string[] = [
    ...dayUnits,
    ...[...ontology.calendars.values()]
      .filter((other) => other.name < calendar.name)
      .flatMap((other) => [...other.grains.keys()]),
  ];
  const named = [...grains.keys()]
    .filter((grain) => taken.includes(grain))
    .map((grain) => {
      const details = inSource(source, { key: true });
      return ontologyDiagnostic('unit-name', at('/grains', grain), { name: grain }, details);
    });
  const entity = ontology.entities.get(name);
  if (entity === undefined)
    return [
      ...named,
      unknown(source, '/entity', { kind: 'entity', name }, ontology.entities.keys()),
    ];
  const columns = [...grains].flatMap(([grain, { value, order }]) =>
    Object.entries({ value, order })
      .filter(([, attribute]) => !entity.attributes.has(attribute))
      .map(([key, attribute]) => {
        const what = { kind: 'attribute', name: attribute, of: entity.name };
        return unknown(source, at('/grains', grain, key), what, entity.attributes.keys());
      }),
  );
  return [...named, ...timeAttribute(entity, day, source, '/day'), ...columns];
}

/** What a term means exists: a metric, an entity, an attribute of any entity, alone or after its entity. */
export function lintTerm(ontology: Ontology, { source, means }: Term): readonly Diagnostic[] {
  const { metrics, entities } = ontology;
  const owned = [...entities.values()].flatMap((entity) =>
    [...entity.attributes.keys()].map((name) => [entity.name, name] as const),
  );
  const single = new Set([...metrics.keys(), ...entities.keys(), ...owned.map(([, name]) => name)]);
  const pairs = new Set(owned.map((pair) => pair.join('.')));
  return means.flatMap((text, i) => {
    const parts = splitDotted(text) ?? [];
    if (single.has(text) || pairs.has(parts.join('.'))) return [];
    const known = [...single, ...pairs];
    return [unknown(source, at('/means', i), { kind: 'metric', name: text }, known)];
  });
}

/** The entity and the attributes of a policy. */
export function lintPolicy(ontology: Ontology, policy: Policy): readonly Diagnostic[] {
  const { source, entity: name, filter, mask } = policy;
  const entity = ontology.entities.get(name);
  if (entity === undefined)
    return [unknown(source, '/entity', { kind: 'entity', name }, ontology.entities.keys())];
  const masked = mask.flatMap(({ attribute, with: value }, i) => {
    if (entity.attributes.has(attribute))
      return [
        ...lintMasked(ontology, policy, entity, attribute, i),
        ...lintExpression(ontology, entity, value),
      ];
    const what = { kind: 'attribute', name: attribute, of: entity.name };
    return [unknown(source, at('/mask', i, 'attribute'), what, entity.attributes.keys())];
  });
  return [...(filter === undefined ? [] : lintExpression(ontology, entity, filter)), ...masked];
}

/** Masked are columns that nothing is joined, versioned or counted by, each by one policy. */
function lintMasked(
  ontology: Ontology,
  policy: Policy,
  entity: Entity,
  attribute: string,
  index: number,
): readonly Diagnostic[] {
  const because = usedFor(ontology, entity, attribute) ?? maskedBefore(ontology, policy, index);
  if (because === undefined) return [];
  const path = at('/mask', index, 'attribute');
  return [
    ontologyDiagnostic('not-maskable', path, { attribute, because }, inSource(policy.source)),
  ];
}

function usedFor(
  { entities }: Ontology,
  { name, key, time, validity, attributes, relationships }: Entity,
  attribute: string,
): string | undefined {
  if (attributes.get(attribute)?.column === undefined) return 'computed';
  if (key.includes(attribute)) return 'key';
  if (time === attribute) return 'clock';
  if (validity?.from === attribute || validity?.to === attribute) return 'validity';
  const joined = [
    ...[...relationships.values()].flatMap((r) => r.on.map((on) => on.from)),
    ...[...entities.values()].flatMap((other) =>
      [...other.relationships.values()]
        .filter((r) => r.to === name)
        .flatMap((r) => r.on.map((on) => on.to)),
    ),
  ];
  return joined.includes(attribute) ? 'join' : undefined;
}

/** Whether an earlier mask, of this policy or of one before it by name, is of the same attribute. */
function maskedBefore(ontology: Ontology, policy: Policy, index: number): string | undefined {
  const { attribute } = policy.mask[index]!;
  const others = [...ontology.policies.values()]
    .filter((p) => p.entity === policy.entity && p.name < policy.name)
    .flatMap((p) => p.mask);
  const earlier = [...others, ...policy.mask.slice(0, index)];
  return earlier.some((m) => m.attribute === attribute) ? 'masked' : undefined;
}
