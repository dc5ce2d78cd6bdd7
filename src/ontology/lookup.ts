import { isPlainName } from '../base/text/name.js';
import { references } from '../expr/visit.js';
import type { Attribute, Entity, Metric, Ontology, Relationship } from './model.js';

/** Units of days that every ontology has; the grains of its calendars are units too. */
export const dayUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** All units that a range, a period or a shift may count in, in the order they are looked up. */
export function unitsOf(ontology: Ontology): readonly string[] {
  const grains = [...ontology.calendars.values()].flatMap((calendar) => [
    ...calendar.grains.keys(),
  ]);
  return [...dayUnits, ...grains];
}

/** What a dotted path means, or at which of its names it goes wrong. */
export type PathMeaning =
  | {
      readonly kind: 'attribute';
      readonly entity: Entity;
      readonly attribute: Attribute;
      /** The relationships on the way. */
      readonly over: readonly Relationship[];
    }
  | { readonly kind: 'entity'; readonly entity: Entity; readonly over: readonly Relationship[] }
  | { readonly kind: 'unknown'; readonly index: number; readonly in: Entity }
  | { readonly kind: 'value-has-no-path'; readonly index: number }
  | { readonly kind: 'multiplies'; readonly index: number; readonly relationship: Relationship };

/**
 * Walks a path from an entity as S3 reads it: its first name is an attribute or a relationship of the
 * entity, else another entity (whether and how that is reached is the binder's to prove); relationships
 * follow, many-to-one only; an attribute ends it.
 */
export function followPath(
  ontology: Ontology,
  start: Entity,
  names: readonly string[],
): PathMeaning {
  const [first = ''] = names;
  const known = start.attributes.has(first) || start.relationships.has(first);
  const other = known ? undefined : ontology.entities.get(first);
  let entity = other ?? start;
  const over: Relationship[] = [];
  for (let index = other === undefined ? 0 : 1; index < names.length; index++) {
    const name = names[index] ?? '';
    const last = index === names.length - 1;
    const attribute = entity.attributes.get(name);
    const relationship = entity.relationships.get(name);
    if (attribute !== undefined && (last || relationship === undefined))
      return last
        ? { kind: 'attribute', entity, attribute, over }
        : { kind: 'value-has-no-path', index };
    const next = relationship && ontology.entities.get(relationship.to);
    if (relationship === undefined || next === undefined)
      return { kind: 'unknown', index, in: entity };
    if (!isToOne(relationship)) return { kind: 'multiplies', index, relationship };
    over.push(relationship);
    entity = next;
  }
  return { kind: 'entity', entity, over };
}

/** Whether a row has at most one partner over a relationship. */
export function isToOne({ cardinality }: Relationship): boolean {
  return cardinality === 'many_to_one' || cardinality === 'one_to_one';
}

/** The entity whose rows a metric counts; a derived metric's is that of the metric it is made of. */
export function entityOf(ontology: Ontology, metric: Metric): Entity | undefined {
  const seen = new Set<string>();
  let current: Metric | undefined = metric;
  while (current?.type === 'derived' && !seen.has(current.name)) {
    seen.add(current.name);
    current = ontology.metrics.get(current.of);
  }
  return current?.type === 'aggregate' ? ontology.entities.get(current.entity) : undefined;
}

/** The metrics that a metric is made of directly, in written order: by name, whether or not they exist. */
export function partsOf(metric: Metric): readonly string[] {
  if (metric.type === 'derived') return [metric.of];
  if (metric.type !== 'composite') return [];
  const inputs = new Map(metric.inputs.map((input) => [input.as, input.metric]));
  const named = namesIn(metric).filter((name) => !inputs.has(name));
  return [...new Set([...inputs.values(), ...named])];
}

/** The plain names of a composite metric's arithmetic: inputs and metrics. */
function namesIn(metric: Extract<Metric, { readonly type: 'composite' }>): readonly string[] {
  const names = references(metric.is.expr).flatMap(({ to }) =>
    to.kind === 'path' && to.names.length === 1 ? [to.names[0] ?? ''] : [],
  );
  return [...new Set(names)];
}

/** The name of a unit in a shift (`-1 fiscal_month`, `start of month`), without its backticks. */
export function unitOfShift(shift: string): string {
  const unit = shift.split(/ +/).at(-1) ?? '';
  return isPlainName(unit) ? unit : unit.replace(/^`|`$/g, '').replaceAll('``', '`');
}
