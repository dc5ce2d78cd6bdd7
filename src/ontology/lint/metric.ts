import { at, type Details, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { splitDotted } from '../../base/text/name.js';
import { unreachable } from '../../base/unreachable.js';
import { references } from '../../expr/visit.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknown } from './lint.js';
import { timeAttribute } from './typed.js';
import { lintExpression, lintPath } from './expression.js';
import { entityOf, unitOfShift, unitsOf } from '../lookup.js';
import type {
  AggregateMetric,
  CompositeMetric,
  ConversionMetric,
  Entity,
  Metric,
  MetricTime,
  Ontology,
  Source,
  Written,
} from '../model.js';

/** The entities, metrics, attributes, periods and units that a metric names. */
export function lintMetric(ontology: Ontology, metric: Metric): readonly Diagnostic[] {
  switch (metric.type) {
    case 'aggregate':
      return lintAggregate(ontology, metric);
    case 'derived':
      return [
        ...metricNamed(ontology, metric.source, metric.of, '/of'),
        ...lintWhere(ontology, entityOf(ontology, metric), metric.where),
        ...lintShifted(ontology, metric, metric.source, ''),
      ];
    case 'composite':
      return lintComposite(ontology, metric);
    case 'conversion':
      return lintConversion(ontology, metric);
    default:
      return unreachable(metric);
  }
}

/** The unit of a range, a period or a shift is one that is known. */
export function lintUnit(
  ontology: Ontology,
  unit: string | undefined,
  source: Source,
  path: JsonPointer,
  more: Details = {},
): readonly Diagnostic[] {
  const units = unitsOf(ontology);
  if (unit === undefined || units.includes(unit)) return [];
  return [unknown(source, path, { kind: 'unit', name: unit }, units, more)];
}

function lintAggregate(ontology: Ontology, metric: AggregateMetric): readonly Diagnostic[] {
  const { source, entity: name, of, where, time, snapshot } = metric;
  const entity = ontology.entities.get(name);
  if (entity === undefined)
    return [unknown(source, '/entity', { kind: 'entity', name }, ontology.entities.keys())];
  const expressions = [of, metric.with, ...where, time].filter((w) => w !== undefined);
  const taken =
    snapshot === undefined
      ? []
      : [
          ...timeAttribute(entity, snapshot.over, source, '/snapshot/over'),
          ...snapshot.per.flatMap((text, i) =>
            lintPath(ontology, entity, splitDotted(text) ?? [text], source, at('/snapshot/per', i)),
          ),
        ];
  return [...lintWhere(ontology, entity, expressions), ...taken];
}

function lintComposite(ontology: Ontology, metric: CompositeMetric): readonly Diagnostic[] {
  const { source, is, inputs } = metric;
  const names = new Set(inputs.map((input) => input.as));
  const twice = inputs.flatMap(({ as }, i) => {
    if (inputs.findIndex((other) => other.as === as) === i) return [];
    const { file, document } = source;
    const params = { kind: 'input', name: as, first: file, number: document + 1 };
    return [
      ontologyDiagnostic('duplicate-definition', at('/inputs', i, 'as'), params, inSource(source)),
    ];
  });
  const unknowns = references(is.expr).flatMap(({ to, span }) => {
    if (to.kind !== 'path') return [];
    const name = to.names.join('.');
    if (to.names.length === 1 && (names.has(name) || ontology.metrics.has(name))) return [];
    const known = [...names, ...ontology.metrics.keys()];
    const place = { offset: span?.start ?? 0, ...(span && { length: span.end - span.start }) };
    return [unknown(source, '/is', { kind: 'metric', name }, known, place)];
  });
  const parts = inputs.flatMap((input, i) => {
    const path = at('/inputs', i);
    const of = ontology.metrics.get(input.metric);
    return [
      ...metricNamed(ontology, source, input.metric, at(path, 'metric')),
      ...lintWhere(ontology, of && entityOf(ontology, of), input.where),
      ...lintShifted(ontology, input, source, path),
    ];
  });
  return [...twice, ...unknowns, ...parts];
}

function lintConversion(ontology: Ontology, metric: ConversionMetric): readonly Diagnostic[] {
  const { source, per, steps, same } = metric;
  const shared = [
    { text: per, path: '/per' as JsonPointer },
    ...same.map((text, i) => ({ text, path: at('/same', i) })),
  ];
  const entities = steps.map((step) => ontology.entities.get(step.entity));
  const missing = steps.flatMap(({ entity: name }, i) =>
    entities[i] === undefined
      ? [
          unknown(
            source,
            at('/steps', i, 'entity'),
            { kind: 'entity', name },
            ontology.entities.keys(),
          ),
        ]
      : [],
  );
  const found = steps.flatMap(({ where, clock }, i) =>
    lintWhere(ontology, entities[i], clock === undefined ? where : [...where, clock]),
  );
  // Who it is, and what must agree, is read in each step; the first that lacks it is enough to say so.
  const lacking = shared.flatMap(({ text, path }) => {
    const names = splitDotted(text) ?? [text];
    const problems = entities.map((entity) =>
      entity === undefined ? [] : lintPath(ontology, entity, names, source, path),
    );
    return problems.find((list) => list.length > 0) ?? [];
  });
  return [...missing, ...lacking, ...found];
}

/** Conditions of metrics without an entity of their own (ratios, conversions) are left to the binder. */
function lintWhere(
  ontology: Ontology,
  entity: Entity | undefined,
  where: readonly Written[],
): readonly Diagnostic[] {
  if (entity === undefined) return [];
  return where.flatMap((condition) => lintExpression(ontology, entity, condition));
}

function lintShifted(
  ontology: Ontology,
  { time, shift }: { readonly time?: MetricTime; readonly shift?: string },
  source: Source,
  path: JsonPointer,
): readonly Diagnostic[] {
  const period = time?.period;
  return [
    ...(period === undefined || ontology.periods.has(period)
      ? []
      : [
          unknown(
            source,
            at(path, 'time', 'period'),
            { kind: 'period', name: period },
            ontology.periods.keys(),
          ),
        ]),
    ...lintUnit(ontology, time?.unit, source, at(path, 'time', 'unit')),
    ...(shift === undefined
      ? []
      : lintUnit(ontology, unitOfShift(shift), source, at(path, 'shift'), { offset: 0 })),
  ];
}

function metricNamed(
  ontology: Ontology,
  source: Source,
  name: string,
  path: JsonPointer,
): readonly Diagnostic[] {
  if (ontology.metrics.has(name)) return [];
  return [unknown(source, path, { kind: 'metric', name }, ontology.metrics.keys())];
}
