import type { Dimension, Measure, ModelEntity, SemanticModel } from './manifest.js';
import {
  child,
  flag,
  needed,
  nodes,
  number,
  text,
  texts,
  type Node,
  wrongShape,
} from './read-value.js';

/** Reads a semantic model. */
export function readModel(of: Node): SemanticModel {
  const relation = child(of, 'node_relation');
  const defaults = child(of, 'defaults');
  const time = defaults === undefined ? undefined : text(defaults, 'agg_time_dimension');
  const primary = text(of, 'primary_entity');
  return {
    name: needed(of, 'name'),
    table: tableOf(of, relation),
    ...described(of),
    ...(time !== undefined && { time }),
    ...(primary !== undefined && { primary }),
    entities: nodes(of, 'entities').map(readEntity),
    dimensions: nodes(of, 'dimensions').map(readDimension),
    measures: nodes(of, 'measures').map(readMeasure),
    place: of.place,
  };
}

/** `node_relation`, or dbt's `model: ref('x')`. */
function tableOf(of: Node, relation: Node | undefined): readonly string[] {
  if (relation === undefined) {
    const name = /ref\(\s*['"]([^'"]+)['"]\s*\)/.exec(needed(of, 'model'))?.[1];
    if (name === undefined) of.found.push(wrongShape(of.place, "model: ref('table')"));
    return [name ?? ''];
  }
  return ['database', 'schema_name', 'alias'].flatMap((key) => text(relation, key) ?? []);
}

function readEntity(of: Node): ModelEntity {
  const name = needed(of, 'name');
  const kind = needed(of, 'type').toLowerCase();
  return {
    name,
    kind:
      kind === 'primary' || kind === 'unique' || kind === 'natural' || kind === 'foreign'
        ? kind
        : unknownKind(of),
    expr: text(of, 'expr') ?? name,
    place: of.place,
  };
}

function unknownKind(of: Node): 'foreign' {
  of.found.push(wrongShape(of.place, 'primary, unique, foreign or natural'));
  return 'foreign';
}

function readDimension(of: Node): Dimension {
  const name = needed(of, 'name');
  const params = child(of, 'type_params');
  const validity = params === undefined ? undefined : child(params, 'validity_params');
  const from = validity !== undefined && flag(validity, 'is_start');
  const to = validity !== undefined && flag(validity, 'is_end');
  return {
    name,
    kind: needed(of, 'type').toLowerCase() === 'time' ? 'time' : 'categorical',
    expr: text(of, 'expr') ?? name,
    grain:
      (params === undefined ? undefined : text(params, 'time_granularity'))?.toLowerCase() ?? 'day',
    partition: flag(of, 'is_partition'),
    ...((from || to) && { validity: from ? 'from' : 'to' }),
    ...described(of),
    place: of.place,
  };
}

function readMeasure(of: Node): Measure {
  const name = needed(of, 'name');
  const label = text(of, 'label');
  return {
    name,
    ...readAggregation(of, name),
    ...(label !== undefined && { label }),
    made: flag(of, 'create_metric'),
    place: of.place,
  };
}

/** What measures and metrics without a measure have in common: how rows become one number. */
function readAggregation(
  of: Node,
  name: string,
): Pick<Measure, 'agg' | 'expr' | 'time' | 'percentile' | 'nonAdditive'> {
  const time = text(of, 'agg_time_dimension');
  const params = child(of, 'agg_params');
  const over = child(of, 'non_additive_dimension');
  const p = params === undefined ? undefined : number(params, 'percentile');
  return {
    agg: needed(of, 'agg').toLowerCase(),
    expr: text(of, 'expr') ?? name,
    ...(time !== undefined && { time }),
    ...(params !== undefined &&
      p !== undefined && {
        percentile: {
          p,
          discrete: flag(params, 'use_discrete_percentile'),
          approximate: flag(params, 'use_approximate_percentile'),
        },
      }),
    ...(over !== undefined && {
      nonAdditive: {
        dimension: needed(over, 'name'),
        take: text(over, 'window_choice')?.toLowerCase() === 'max' ? 'last' : 'first',
        per: texts(over, 'window_groupings'),
      },
    }),
  };
}

function described(of: Node): { readonly label?: string; readonly description?: string } {
  const label = text(of, 'label');
  const description = text(of, 'description')?.trim();
  return {
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
  };
}
