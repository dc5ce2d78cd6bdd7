import { unreachable } from '../base/unreachable.js';
import type { Measure, Stage } from '../dsl/document.js';
import type { ParsedExpr } from '../expr/expr.js';
import type { AggregateMetric, ConversionMetric, Metric, MetricInput } from '../ontology/model.js';
import { creditsOf, whoOf } from './conversions.js';
import { parsed, spanOf, type Span } from './stage-time.js';
import { identity, type Row, type Value } from './value.js';
import type { EntityRow, World } from './world.js';

/** A condition or value: as written, in the document (matches and `row.` can be named) or not; or worked out of a row. */
export type Part =
  { readonly expr: ParsedExpr; readonly own: boolean } | { readonly of: (row: EntityRow) => Value };

/** One aggregate over the rows of one source. */
export interface Leaf {
  readonly kind: 'leaf';
  /** Absent: the rows of the stage's own source. */
  readonly entity?: string;
  readonly agg: string;
  readonly of?: Part;
  readonly with?: Part;
  readonly p?: number;
  readonly percentile?: AggregateMetric['percentile'];
  readonly where: readonly Part[];
  readonly clock?: Part;
  readonly time?: Span;
  readonly shifts: readonly string[];
  readonly snapshot?: AggregateMetric['snapshot'];
  /** How the values of days are shown at a coarser grain. */
  readonly carry?: 'first' | 'last' | 'avg';
  readonly via: readonly (readonly string[])[];
  readonly on?: Measure['on'];
}

/** A measure as arithmetic over aggregates. */
export type Node =
  | Leaf
  | { readonly kind: 'filled'; readonly node: Node; readonly fill: number }
  | {
      readonly kind: 'composite';
      readonly is: ParsedExpr;
      readonly inputs: ReadonlyMap<string, Node>;
    };

type Context = Pick<Leaf, 'where' | 'clock' | 'time' | 'shifts' | 'carry' | 'via' | 'on'>;

/** What a measure of a stage says, down to aggregates. */
export function treeOf(world: World, stage: Stage, measure: Measure): Node {
  const context: Context = {
    where: (measure.where ?? []).map(own),
    shifts: measure.shift === undefined ? [] : [measure.shift],
    via: (measure.via ?? []).map((path) => path.split('.')),
    ...(measure.clock !== undefined && { clock: own(measure.clock) }),
    ...(measure.time !== undefined && { time: spanOf(world, measure.time) }),
    ...(measure.on !== undefined && { on: measure.on }),
  };
  const node =
    measure.metric === undefined
      ? localLeaf(stage, measure, context)
      : metricNode(world, metricNamed(world, measure.metric), context);
  return filled(node, measure.fill);
}

function own(text: string): Part {
  return { expr: parsed(text), own: true };
}

function filled(node: Node, fill: number | undefined): Node {
  return fill === undefined ? node : { kind: 'filled', node, fill };
}

function localLeaf(stage: Stage, measure: Measure, context: Context): Leaf {
  const same = measure.entity === undefined || (measure.entity === stage.from && noVia(context));
  return {
    kind: 'leaf',
    agg: measure.agg!,
    ...context,
    ...(!same && { entity: measure.entity }),
    ...(measure.of !== undefined && { of: own(measure.of) }),
    ...(measure.with !== undefined && { with: own(measure.with) }),
    ...(measure.p !== undefined && { p: measure.p }),
  };
}

function noVia({ via, on }: Context): boolean {
  return via.length === 0 && on === undefined;
}

function metricNamed(world: World, name: string): Metric {
  const found = world.ontology.metrics.get(name);
  if (found === undefined) throw new Error(`no metric ${name}`);
  return found;
}

function metricNode(world: World, metric: Metric, context: Context): Node {
  switch (metric.type) {
    case 'aggregate':
      return filled(aggregateLeaf(metric, context), metric.fill);
    case 'derived': {
      const carry = context.carry ?? metric.carry;
      const asked = { ...context, ...(carry !== undefined && { carry }) };
      return inputNode(world, metric.of, metric, asked);
    }
    case 'composite': {
      const named = new Map(metric.inputs.map((input) => [input.as, input]));
      const names = [...namesIn(metric.is.expr)];
      const inputs = names.map((name): [string, Node] => {
        const input = named.get(name);
        return input === undefined
          ? [name, metricNode(world, metricNamed(world, name), context)]
          : [name, inputNode(world, input.metric, input, context)];
      });
      return { kind: 'composite', is: metric.is.expr, inputs: new Map(inputs) };
    }
    case 'conversion':
      return conversionNode(world, metric, context);
    default:
      return unreachable(metric);
  }
}

/** S18: aggregates over the events of the first step, of which each has its conversions. */
function conversionNode(world: World, metric: ConversionMetric, context: Context): Node {
  const [first] = metric.steps;
  const { clock } = first!;
  const actors = metric.count === 'actors';
  let credits: ReadonlyMap<Row, number> | undefined;
  const converted = ({ raw }: EntityRow): number => {
    credits ??= creditsOf(world, metric);
    return credits.get(raw) ?? 0;
  };
  const who = (row: EntityRow): Value => {
    const values = whoOf(world, row, metric.per);
    return values.includes(null) ? null : values.map(identity).join();
  };
  const leaf = (agg: string, of?: Part, ...more: readonly Part[]): Leaf => ({
    kind: 'leaf',
    agg,
    ...context,
    entity: first!.entity,
    where: [...context.where, ...first!.where.map(({ expr }) => ({ expr, own: false })), ...more],
    ...(context.clock === undefined &&
      clock !== undefined && { clock: { expr: clock.expr, own: false } }),
    ...(of !== undefined && { of }),
  });
  const base = actors ? leaf('count_distinct', { of: who }) : leaf('count');
  const some: Part = { of: (row) => converted(row) > 0 };
  const done: Node = actors
    ? leaf('count_distinct', { of: who }, some)
    : { kind: 'filled', node: leaf('sum', { of: (row) => BigInt(converted(row)) }), fill: 0 };
  if (metric.give === 'base') return base;
  if (metric.give === 'converted') return done;
  const inputs = new Map<string, Node>([
    ['done', done],
    ['base', base],
  ]);
  return { kind: 'composite', is: parsed('done / base'), inputs };
}

function inputNode(
  world: World,
  name: string,
  { where, time, shift, fill }: Pick<MetricInput, 'where' | 'time' | 'shift' | 'fill'>,
  context: Context,
): Node {
  const span = context.time ?? (time === undefined ? undefined : spanOf(world, time));
  const node = metricNode(world, metricNamed(world, name), {
    ...context,
    where: [...context.where, ...where.map(({ expr }) => ({ expr, own: false }))],
    shifts: shift === undefined ? context.shifts : [...context.shifts, shift],
    ...(span !== undefined && { time: span }),
  });
  return filled(node, fill);
}

function aggregateLeaf(metric: AggregateMetric, context: Context): Leaf {
  const part = ({ expr }: { readonly expr: ParsedExpr }): Part => ({ expr, own: false });
  const clock = context.clock ?? (metric.time === undefined ? undefined : part(metric.time));
  return {
    kind: 'leaf',
    agg: metric.agg,
    ...context,
    entity: metric.entity,
    where: [...context.where, ...metric.where.map(part)],
    ...(clock !== undefined && { clock }),
    ...(metric.of !== undefined && { of: part(metric.of) }),
    ...(metric.with !== undefined && { with: part(metric.with) }),
    ...(metric.p !== undefined && { p: metric.p }),
    ...(metric.percentile !== undefined && { percentile: metric.percentile }),
    ...(metric.snapshot !== undefined && { snapshot: metric.snapshot }),
  };
}

/** Names of metrics or inputs in the arithmetic of a composite. */
function namesIn(expr: ParsedExpr): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(expr, (key, value: unknown) => {
    if (key === 'to') found.add((value as { readonly names: readonly string[] }).names[0]!);
    return value;
  });
  return found;
}

/** Whether a leaf aggregates the very rows of the stage's source. */
export function isOwn(stage: Stage, leaf: Leaf): boolean {
  if (leaf.entity === undefined) return true;
  return leaf.entity === stage.from && leaf.on === undefined && leaf.via.length === 0;
}

/** All aggregates of a measure. */
export function leavesOf(node: Node): readonly Leaf[] {
  if (node.kind === 'leaf') return [node];
  if (node.kind === 'filled') return leavesOf(node.node);
  return [...node.inputs.values()].flatMap(leavesOf);
}
