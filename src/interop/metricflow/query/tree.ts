import type { Diagnostic } from '../../../base/diagnostic.js';
import { unreachable } from '../../../base/unreachable.js';
import type { Filter, ManifestMetric, MeasureInput, MetricInput, Span } from '../manifest.js';
import { grains } from '../manifest.js';
import { measured, type Library, type Measured } from '../library.js';
import { interopDiagnostic } from '../../diagnostics.js';

/** One aggregate of a query: a measure under conditions, at moments that are moved. */
export interface Leaf {
  readonly of: Measured;
  /** Conditions of the measure as its metric reads it, which MetricFlow applies before a time spine is joined. */
  readonly before: readonly Filter[];
  /** Conditions of the metric and of those that read it. */
  readonly filters: readonly Filter[];
  readonly spine: boolean;
  readonly fill?: number;
  /** Outermost first. */
  readonly offsets: readonly Offset[];
  readonly cumulative?: Extract<ManifestMetric, { type: 'cumulative' }>;
  /** The metric itself is the value: `of` is what its base counts. */
  readonly conversion?: Extract<ManifestMetric, { type: 'conversion' }>;
}

/** How far back a value is read: so many units, or at the start of one. `nested`: it stands inside another or around arithmetic. */
export type Offset =
  | { readonly kind: 'window'; readonly span: Span; readonly nested: boolean }
  | { readonly kind: 'grain'; readonly grain: string; readonly nested: boolean };

/** A metric as arithmetic over leaves. */
export type Tree =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | {
      readonly kind: 'arithmetic';
      readonly expr: string;
      readonly inputs: ReadonlyMap<string, Tree>;
      readonly place: ManifestMetric['place'];
    };

/** What a metric is asked under by the metrics that read it. */
interface Asked {
  readonly filters: readonly Filter[];
  readonly offsets: readonly Offset[];
}

/** A metric down to its measures; undefined (and reported) where a name leads nowhere or the kind cannot be said yet. */
export function treeOf(
  library: Library,
  name: string,
  found: Diagnostic[],
  asked: Asked = { filters: [], offsets: [] },
): Tree | undefined {
  const metric = library.manifest.metrics.find((m) => m.name === name);
  if (metric === undefined) {
    found.push(interopDiagnostic('unknown-name', '', { kind: 'metric', name }));
    return undefined;
  }
  const filters = [...asked.filters, ...metric.filters];
  const leafOf = (input: MeasureInput, more: Partial<Leaf> = {}): Tree | undefined => {
    const of = measured(library, input.measure);
    if (of === undefined) {
      found.push(interopDiagnostic('unknown-name', '', { kind: 'measure', name: input.measure }));
      return undefined;
    }
    const { spine, fill } = input;
    const leaf: Leaf = {
      of,
      before: input.filters,
      filters,
      spine,
      offsets: asked.offsets,
      ...(fill !== undefined && { fill }),
      ...more,
    };
    return { kind: 'leaf', leaf };
  };
  const arithmetic = (expr: string, inputs: readonly MetricInput[]): Tree | undefined => {
    const trees = inputs.map((input) => {
      const before = asked.offsets.length > 0;
      const offsets = [
        ...asked.offsets,
        ...offsetOf(input, before || isArithmetic(library, input.metric)),
      ];
      const under = { filters: [...filters, ...input.filters], offsets };
      return [input.as, treeOf(library, input.metric, found, under)] as const;
    });
    const made = trees.flatMap(([as, tree]) => (tree === undefined ? [] : [[as, tree] as const]));
    if (made.length < trees.length) return undefined;
    return { kind: 'arithmetic', expr, inputs: new Map(made), place: metric.place };
  };
  switch (metric.type) {
    case 'simple':
      return leafOf(metric.input);
    case 'cumulative':
      return leafOf(metric.input, { cumulative: metric });
    case 'derived':
      return arithmetic(metric.expr, metric.inputs);
    case 'ratio':
      return arithmetic('over_ / under_', [
        { ...metric.over, as: 'over_' },
        { ...metric.under, as: 'under_' },
      ]);
    case 'conversion':
      return leafOf(metric.base, { conversion: metric });
    default:
      return unreachable(metric);
  }
}

/** The leaves of a tree, in the order they are written. */
export function leavesOf(tree: Tree): readonly Leaf[] {
  return tree.kind === 'leaf' ? [tree.leaf] : [...tree.inputs.values()].flatMap(leavesOf);
}

/** The grain that a metric's time has where a query does not say one: its own, else that of its clocks, at least a day. */
export function grainOf(library: Library, name: string): string {
  const metric = library.manifest.metrics.find((m) => m.name === name);
  if (metric === undefined) return 'day';
  if (metric.grain !== undefined) return metric.grain;
  switch (metric.type) {
    case 'simple':
    case 'cumulative':
      return coarsest([clockGrain(library, metric.input.measure), 'day']);
    case 'conversion':
      return coarsest(
        [metric.base.measure, metric.converted.measure].map((m) => clockGrain(library, m)),
      );
    case 'ratio':
      return coarsest([metric.over, metric.under].map((m) => grainOf(library, m.metric)));
    case 'derived':
      return coarsest(metric.inputs.map((m) => grainOf(library, m.metric)));
    default:
      return unreachable(metric);
  }
}

/** The coarsest of some grains. */
export function coarsest(all: readonly string[]): string {
  return all.reduce((a, b) => (grains.indexOf(a) >= grains.indexOf(b) ? a : b), 'nanosecond');
}

/** How fine the clock of a measure is. */
export function clockGrain(library: Library, name: string): string {
  const of = measured(library, name);
  const clock = of === undefined ? undefined : clockOf(of);
  return of?.model.model.dimensions.find((d) => d.name === clock)?.grain ?? 'day';
}

/** The time dimension that a measure is counted by. */
export function clockOf({ measure, model }: Measured): string | undefined {
  return measure.time ?? model.model.time;
}

function isArithmetic({ manifest }: Library, name: string): boolean {
  const type = manifest.metrics.find((m) => m.name === name)?.type;
  return type === 'derived' || type === 'ratio';
}

function offsetOf({ offset, toGrain }: MetricInput, nested: boolean): readonly Offset[] {
  if (offset !== undefined) return [{ kind: 'window', span: offset, nested }];
  return toGrain === undefined ? [] : [{ kind: 'grain', grain: toGrain, nested }];
}
