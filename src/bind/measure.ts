import { at, type JsonPointer } from '../base/diagnostic.js';
import type { Measure } from '../dsl/document.js';
import { mapReferences } from '../expr/visit.js';
import type { BoundLeaf, BoundMeasure, LeafExpr } from './bound.js';
import { entityWords, metricWords } from './called.js';
import { bindDiagnostic } from './diagnostics.js';
import { checkFill } from './stage/fill.js';
import { bindLeaf } from './leaf.js';
import { bindMetric } from './metrics/all-metrics.js';
import type { Ask, LeafSpec, MetricScope } from './metrics/metric-scope.js';
import { namesAllowed, wholePlace } from './place.js';
import { belongingEntities, groupableMetrics } from './stage/groupable.js';
import { readShift } from './time/shift.js';
import type { MeasureFrame, StageFrame } from './stage/stage-frame.js';
import { readTime } from './time/time-range.js';
import { isHole, unknownExpr } from './unknown.js';
import { reportVia } from './paths/via.js';

/** A measure and the leaves it is computed from. */
export interface MeasureWithLeaves {
  readonly measure: BoundMeasure;
  readonly leaves: readonly BoundLeaf[];
}

/**
 * Binds a measure: an aggregate made here is one leaf, a metric comes down to as many as it is written
 * over. `taken` are names that no leaf may have.
 */
export function bindMeasure(
  stage: StageFrame,
  measure: Measure,
  path: JsonPointer,
  taken: ReadonlySet<string>,
): MeasureWithLeaves {
  const frame: MeasureFrame = {
    stage,
    measure,
    path,
    leaves: [],
    usedTimes: new Set(),
    usedVia: new Set(),
  };
  const { as } = measure;
  const expr = bindValue(frame) ?? unknownExpr;
  const fillPath = at(path, 'fill');
  const fix = [{ op: 'remove' as const, path: fillPath }];
  checkFill(stage.context, expr, measure.fill, { path: fillPath, details: { fix } });
  reportVia(frame);
  const names = leafNames(frame.leaves, expr, as, taken);
  const is: LeafExpr = mapReferences(expr, (to, node): LeafExpr => ({
    ...node,
    to: to.kind === 'leaf' ? { kind: 'leaf', leaf: names.get(to.leaf)! } : to,
  }));
  return {
    measure: {
      as,
      is,
      type: is.type,
      ...(measure.fill !== undefined && { fill: measure.fill }),
      ...(measure.metric !== undefined && { metric: measure.metric }),
      at: path,
    },
    leaves: frame.leaves.map((leaf) => ({ ...leaf, name: names.get(leaf.name)! })),
  };
}

function bindValue(frame: MeasureFrame): LeafExpr | undefined {
  const { measure, path, stage } = frame;
  const { context } = stage;
  const time = measure.time && readTime(context, measure.time, at(path, 'time'));
  const shift = bindShift(frame);
  const ask: Ask = {
    where: (measure.where ?? []).map((text, i) => ({
      kind: 'text',
      text,
      path: at(path, 'where', i),
    })),
    shifts: shift === undefined ? [] : [shift],
    ...(time !== undefined && { time }),
  };
  if (measure.metric === undefined) return bindAgg(frame, ask);
  if (isHole(measure.metric)) return undefined;
  const { metric: name } = measure;
  if (!context.ontology.metrics.has(name)) {
    reportMetric(frame, name);
    return undefined;
  }
  const scope: MetricScope = {
    context,
    at: path,
    open: [],
    leaf: (spec, inner, called) => bindLeaf(frame, spec, inner, called),
    metric: bindMetric,
  };
  const value = bindMetric(name, ask, scope);
  if (time !== undefined && frame.leaves.length > 0 && !frame.usedTimes.has(time)) {
    const params = { measure: measure.as, metric: name };
    context.report(bindDiagnostic('time-ignored', at(path, 'time'), params));
  }
  return value;
}

function bindShift(frame: MeasureFrame): ReturnType<typeof readShift> {
  const { measure, path, stage } = frame;
  if (measure.shift === undefined || isHole(measure.shift)) return undefined;
  return readShift(stage.context, measure.shift, wholePlace(at(path, 'shift'), measure.shift));
}

/** An aggregate made here, over the stage's rows or an entity's. */
function bindAgg(frame: MeasureFrame, ask: Ask): LeafExpr | undefined {
  const { measure, path, stage } = frame;
  const { agg } = measure;
  if (agg === undefined || isHole(agg) || isHole(measure.entity)) return undefined;
  const { entities } = stage.context.ontology;
  const { entity: named } = measure;
  const entity = named === undefined ? undefined : entities.get(named);
  if (named !== undefined && entity === undefined) {
    const names = belongingEntities(stage);
    const words = entityWords(stage.context.ontology);
    const details = namesAllowed(wholePlace(at(path, 'entity'), named), named, names, words);
    const found = bindDiagnostic('unknown-entity', at(path, 'entity'), { name: named }, details);
    stage.context.report(found);
    return undefined;
  }
  const value = (text: string, step: 'of' | 'with'): LeafSpec['of'] & {} => ({
    kind: 'text',
    text,
    path: at(path, step),
  });
  const { of, with: second, p } = measure;
  return bindLeaf(
    frame,
    {
      agg,
      ...(entity !== undefined && { entity }),
      ...(of !== undefined && { of: value(of, 'of') }),
      ...(second !== undefined && { with: value(second, 'with') }),
      ...(p !== undefined && { p }),
    },
    ask,
    agg,
  );
}

/** What would be right: metrics that this stage can ask for, those called so by label or synonym first. */
function reportMetric(frame: MeasureFrame, name: string): void {
  const { ontology } = frame.stage.context;
  const path = at(frame.path, 'metric');
  const groupable = groupableMetrics(frame.stage);
  const names = groupable.length > 0 ? groupable : [...ontology.metrics.keys()];
  const details = namesAllowed(wholePlace(path, name), name, names, metricWords(ontology));
  frame.stage.context.report(bindDiagnostic('unknown-metric', path, { name }, details));
}

/** A leaf that is the whole measure has its name; others are called after their metrics. */
function leafNames(
  leaves: readonly BoundLeaf[],
  expr: LeafExpr,
  as: string,
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Set(taken);
  for (const leaf of leaves) {
    const whole = expr.kind === 'reference' && leaves.length === 1;
    const called = leaf.name.split('\n')[1]!;
    const name = whole ? as : freeName(`${as}_${called}`, used);
    used.add(name);
    names.set(leaf.name, name);
  }
  return names;
}

function freeName(wanted: string, used: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; used.has(name); n++) name = `${wanted}_${n}`;
  return name;
}
