import type { Diagnostic, JsonPointer } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import { printExpr } from '../../expr/print.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource } from './lint.js';
import type {
  Attribute,
  Described,
  Entity,
  Metric,
  MetricTime,
  Ontology,
  Relationship,
  Written,
} from '../model.js';

type Kind = 'metric' | 'entity' | 'attribute' | 'relationship';

/**
 * Definitions that say the same under two names, reported once each, at the later of the two by name:
 * metrics that count the same rows in the same way, entities of one table and key, attributes of one column
 * or expression, relationships over the same columns, which make each other ambiguous. Names that differ on
 * purpose say so by a condition, a unit, a clock or codes of their own; relationships by `same_as`.
 */
export function lintSame(ontology: Ontology): readonly Diagnostic[] {
  const { entities, metrics } = ontology;
  return [
    ...same('metric', '', metrics.values(), metricSays),
    ...same('entity', '', entities.values(), entitySays),
    ...[...entities.values()].flatMap(({ name, attributes, relationships }) => [
      ...same('attribute', `${name}.`, attributes.values(), attributeSays),
      ...same('relationship', `${name}.`, relationships.values(), relationshipSays),
    ]),
  ];
}

function same<T extends Described>(
  kind: Kind,
  owner: string,
  definitions: Iterable<T>,
  says: (definition: T) => readonly unknown[] | undefined,
): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return [...definitions].flatMap((definition) => {
    const said = says(definition);
    if (said === undefined) return [];
    const key = JSON.stringify(said);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, definition.name);
      return [];
    }
    const { source } = definition;
    const path: JsonPointer = source.path === '' ? `/${kind}` : source.path;
    const params = { kind, name: `${owner}${definition.name}`, other: `${owner}${other}` };
    return [ontologyDiagnostic('same-definition', path, params, inSource(source))];
  });
}

/** What decides a metric's numbers, whatever it is called. */
function metricSays(metric: Metric): readonly unknown[] {
  switch (metric.type) {
    case 'aggregate': {
      const { entity, agg, p, fill, snapshot, percentile, unit } = metric;
      const parts = [metric.of, metric.with, metric.time].map((w) => w && textOf(w));
      return [
        'aggregate',
        entity,
        agg,
        parts,
        p,
        percentile,
        conditions(metric.where),
        fill,
        snapshot,
        unit,
      ];
    }
    case 'derived': {
      const { of, shift, fill, carry, unit } = metric;
      const where = conditions(metric.where);
      return ['derived', of, where, timeSays(metric.time), shift, fill, carry, unit];
    }
    case 'composite': {
      const inputs = metric.inputs.map((i) => ({
        ...i,
        where: conditions(i.where),
        time: timeSays(i.time),
      }));
      return ['composite', textOf(metric.is), inputs, metric.unit];
    }
    case 'conversion': {
      const { per, give, within, match, count, unit } = metric;
      const steps = metric.steps.map(({ entity, where, clock }) => [
        entity,
        conditions(where),
        clock && textOf(clock),
      ]);
      return ['conversion', per, steps, give, within, metric.same, match, count, unit];
    }
    default:
      return unreachable(metric);
  }
}

function entitySays({ table, key, validity }: Entity): readonly unknown[] | undefined {
  // A view of ours may say anything of its table.
  return table.dsl === undefined ? [table.name, key, validity] : undefined;
}

function attributeSays({ column, is, type, values }: Attribute): readonly unknown[] {
  return [column, is && textOf(is), type, values && [...values]];
}

function relationshipSays(relationship: Relationship): readonly unknown[] | undefined {
  const { to, on, through, sameAs } = relationship;
  return sameAs.length > 0 ? undefined : [to, on, through];
}

function conditions(where: readonly Written[]): readonly string[] {
  return where.map(textOf).toSorted();
}

function timeSays(time: MetricTime | undefined): unknown {
  if (time === undefined) return undefined;
  const { from, to } = time;
  return { ...time, from: from && textOf(from), to: to && textOf(to) };
}

function textOf({ expr }: Written): string {
  return printExpr(expr);
}
