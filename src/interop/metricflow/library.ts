import { unreachable } from '../../base/unreachable.js';
import type { ImportedModel } from './entities.js';
import type { Manifest, Measure, SemanticModel } from './manifest.js';

/** What metrics are imported with. */
export interface Library {
  readonly manifest: Manifest;
  readonly models: ReadonlyMap<string, ImportedModel>;
  /** Names of custom grains. */
  readonly custom: ReadonlySet<string>;
  /** Tables whose data repeat what their manifest calls a key; empty where nobody looked. */
  readonly repeated: ReadonlySet<string>;
  /** First and last day of each time spine in the data, by its name; empty where nobody looked. */
  readonly spans: ReadonlyMap<string, readonly [first: string, last: string]>;
}

/** A measure and the table it counts rows of. */
export interface Measured {
  readonly measure: Measure;
  readonly model: ImportedModel;
}

/** The measure of a name. */
export function measured({ models }: Library, name: string): Measured | undefined {
  for (const model of models.values()) {
    const measure = model.model.measures.find((m) => m.name === name);
    if (measure !== undefined) return { measure, model };
  }
  return undefined;
}

/** The name of the aggregate metric that a measure becomes: its own, unless a metric of that name means more. */
export function metricOfMeasure({ manifest }: Library, measure: string): string {
  const named = manifest.metrics.find(({ name }) => name === measure);
  const same =
    named === undefined ||
    (named.type === 'simple' &&
      named.input.measure === measure &&
      named.filters.length === 0 &&
      named.input.filters.length === 0 &&
      named.input.fill === undefined);
  return same ? measure : `${measure}_measure`;
}

/** The tables that a metric reads in the end. */
export function modelsOf(library: Library, name: string): readonly SemanticModel[] {
  const metric = library.manifest.metrics.find((m) => m.name === name);
  const models = (measure: string): readonly SemanticModel[] => {
    const of = measured(library, measure);
    return of === undefined ? [] : [of.model.model];
  };
  switch (metric?.type) {
    case undefined:
      return [];
    case 'simple':
    case 'cumulative':
      return models(metric.input.measure);
    case 'ratio':
      return unique([metric.over, metric.under].flatMap((m) => modelsOf(library, m.metric)));
    case 'derived':
      return unique(metric.inputs.flatMap((m) => modelsOf(library, m.metric)));
    case 'conversion':
      return unique([...models(metric.base.measure), ...models(metric.converted.measure)]);
    default:
      return unreachable(metric);
  }
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}
