import { at, type Details, type JsonPointer } from '../../base/diagnostic.js';
import { isPartOfDay } from '../../expr/literals.js';
import { printType } from '../../expr/print-type.js';
import { printWith } from '../../expr/print.js';
import { isTemporal } from '../../expr/type.js';
import { indexOf } from '../../ontology/index-of.js';
import type { Entity, Metric } from '../../ontology/model.js';
import { zoneOf } from '../../ontology/zone-of.js';
import { references } from '../../expr/visit.js';
import type { BoundLeaf, BoundRange, BoundShift, ConstantExpr, SourceExpr } from '../bound.js';
import { dslDiagnostic } from '../../dsl/diagnostics.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindSource, bindWritten } from '../expression.js';
import type { Ask, LeafSpec } from '../metrics/metric-scope.js';
import { pathText } from '../paths/join-path.js';
import { isWithin } from './range-order.js';
import type { Source } from '../stage/source.js';
import type { MeasureFrame } from '../stage/stage-frame.js';
import { rangeOf, shifted, trailingOf, type ReadTime } from './time-range.js';
import type { Unit } from './time-unit.js';
import { unknownExpr } from '../unknown.js';

/**
 * The clock, range, window, shift and day of a leaf (S11, S12). Its time is the innermost that was
 * written; without `from` the stage's where it has none. Where the stage has a grain, a relative time is
 * the window that ends with each bucket, and a shift moves the bucket; else a shift moves the as-of day.
 */
export function leafTime(
  frame: MeasureFrame,
  spec: LeafSpec,
  ask: Ask,
  source: Source,
  own: Entity | undefined,
): Pick<BoundLeaf, 'clock' | 'otherClock' | 'range' | 'trailing' | 'shifts' | 'carry' | 'day'> {
  const { stage, measure, path } = frame;
  const { context, bucket } = stage;
  if (ask.time !== undefined) frame.usedTimes.add(ask.time);
  const time = ask.time ?? inherited(frame, own);
  const trailing = ask.time && bucket && trailingOf(context, ask.time);
  const shifts = ask.shifts;
  // A moved bucket is read whole: the stage's range says which buckets are shown, not what they read.
  const whole = bucket !== undefined && shifts.length > 0 && ask.time === undefined;
  const range =
    time === undefined || trailing !== undefined || whole
      ? undefined
      : rangeOf(context, time, shifts);
  const moves = bucket !== undefined && shifts.length > 0;
  if (bucket !== undefined && ask.time !== undefined && own !== undefined) checkShown(frame, range);
  const carry = bucket !== undefined && isCoarse(bucket) ? ask.carry : undefined;
  if (trailing !== undefined || moves || carry !== undefined) checkGrains(frame);
  const days = spec.snapshot !== undefined && (time !== undefined || bucket !== undefined);
  const day = own && dayOf(frame, own, shifts, days);
  if (shifts.length > 0 && bucket === undefined) {
    const moved = day !== undefined && own?.table.mode === 'full';
    if (time === undefined && !moved && stage.time === undefined)
      context.report(bindDiagnostic('nothing-to-shift', path, { measure: measure.as }));
    else if (own === undefined && stage.time !== undefined)
      context.report(bindDiagnostic('shift-cut-off', path, { measure: measure.as }));
  }
  const needed = range !== undefined || trailing !== undefined || bucket !== undefined;
  const clock = needed ? clockOf(frame, spec, source) : undefined;
  if (clock !== undefined) checkGrain(frame, clock);
  if (clock !== undefined) checkZone(context, source, clock, path);
  if (spec.snapshot === undefined && (clock !== undefined || stage.time !== undefined))
    checkDays(frame, source, clock);
  const chosen = own === undefined && stage.range !== undefined && bucket === undefined;
  if (chosen && shifts.length === 0) checkAgainstRows(frame, spec, source, { clock, range });
  else if (!needed && measure.clock !== undefined && time === undefined)
    context.report(bindDiagnostic('clock-ignored', at(path, 'clock'), { measure: measure.as }));
  return {
    ...(clock !== undefined && { clock }),
    ...(clock !== undefined && isOtherClock(frame, spec, source) && { otherClock: true as const }),
    ...(range !== undefined && { range }),
    ...(trailing !== undefined && { trailing }),
    ...(moves && { shifts }),
    ...(carry !== undefined && { carry }),
    ...(day !== undefined && { day }),
  };
}

/**
 * A full snapshot is read at one day (S12). Where its clock is the day of the snapshots, as semi-additive
 * metrics over that day tell, a range or bucket of it would show that one day only.
 */
function checkDays(frame: MeasureFrame, source: Source, clock: SourceExpr | undefined): void {
  const { root, context } = source;
  if (root.kind !== 'entity' || root.entity.table.mode !== 'full') return;
  const counted = clock ?? entityClock(source);
  const day =
    counted?.kind === 'reference' && counted.to.kind === 'attribute' ? counted.to : undefined;
  if (day === undefined || day.path.length > 0) return;
  const { ontology } = context;
  const counting = indexOf(ontology).counting.get(root.entity.name) ?? [];
  const allowed = counting.filter((name) => {
    const metric = ontology.metrics.get(name);
    return metric?.type === 'aggregate' && metric.snapshot?.over === day.attribute.name;
  });
  if (allowed.length === 0) return;
  const params = { measure: frame.measure.as, entity: root.entity.name, metrics: allowed };
  const fix = sameMetric(
    frame,
    allowed.flatMap((name) => ontology.metrics.get(name) ?? []),
  );
  context.report(bindDiagnostic('adds-days-up', frame.path, params, { allowed, ...fix }));
}

/** In place of an aggregate that is written out: the only semi-additive metric that takes the same of the same. */
function sameMetric(
  { measure, path }: MeasureFrame,
  metrics: readonly Metric[],
): Pick<Details, 'fix'> {
  const { agg, of, entity } = measure;
  const same = metrics.filter(
    (m) => m.type === 'aggregate' && m.agg === agg && m.of?.text.trim() === of?.trim(),
  );
  const [only, second] = same;
  if (only === undefined || second !== undefined || agg === undefined) return {};
  const gone = { agg, of, entity };
  return {
    fix: [
      { op: 'add', path: at(path, 'metric'), value: only.name },
      ...Object.entries(gone).flatMap(([key, value]) =>
        value === undefined ? [] : [{ op: 'remove' as const, path: at(path, key) }],
      ),
    ],
  };
}

/** The stage's time says which buckets are shown (S11): what a measure's own range has beyond them would be missing. */
function checkShown({ stage, measure, path }: MeasureFrame, range: BoundRange | undefined): void {
  if (range === undefined || stage.time === undefined) return;
  const shown = rangeOf(stage.context, stage.time, []);
  if (shown !== undefined && !isWithin(range, shown))
    stage.context.report(bindDiagnostic('time-cut-off', path, { measure: measure.as }));
}

/**
 * A measure over rows that the stage's time has chosen already (S11): its own range may lie inside, by
 * the same clock; what lies outside would be missing without a trace. Its other clock chooses nothing.
 */
function checkAgainstRows(
  frame: MeasureFrame,
  spec: LeafSpec,
  source: Source,
  {
    clock,
    range,
  }: { readonly clock: SourceExpr | undefined; readonly range: BoundRange | undefined },
): void {
  const { stage, measure, path } = frame;
  const { context } = stage;
  const rows = entityClock(source);
  const params = { measure: measure.as };
  if (range !== undefined) {
    const same = clock !== undefined && rows !== undefined && sameExpr(clock, rows);
    if (same && !isWithin(range, stage.range!))
      context.report(bindDiagnostic('time-cut-off', at(path, 'time'), params));
  } else if (measure.clock !== undefined) {
    context.report(bindDiagnostic('clock-ignored', at(path, 'clock'), params));
  } else if (spec.clock !== undefined && rows !== undefined) {
    const own = clockOf(frame, spec, source);
    if (own === undefined || sameExpr(own, rows)) return;
    const { time } = stage.rows?.root.kind === 'entity' ? stage.rows.root.entity : {};
    const more = { ...params, metric: measure.metric ?? '', clock: time ?? '' };
    context.report(bindDiagnostic('other-clock', path, more));
  }
}

function sameExpr(a: SourceExpr, b: SourceExpr): boolean {
  const text = (expr: SourceExpr): string =>
    printWith(expr, (to) =>
      to.kind === 'attribute' ? [pathText(to.path), to.attribute.name].join('.') : to.kind,
    );
  return text(a) === text(b);
}

/** The stage's time: without `from` that of every measure without its own; with it a foreign measure must say. */
function inherited(frame: MeasureFrame, own: Entity | undefined): ReadTime | undefined {
  const { stage, measure, path } = frame;
  if (stage.time === undefined || own === undefined) return undefined;
  if (stage.from === undefined) return stage.time;
  const from = stage.stage.from ?? '';
  const params = { measure: measure.as, entity: own.name, from };
  stage.context.report(dslDiagnostic('whose-time', path, params));
  return undefined;
}

/** The clock: the measure's, else the metric's, else the entity's (S11). */
function clockOf(frame: MeasureFrame, spec: LeafSpec, source: Source): SourceExpr | undefined {
  const { measure, stage, path } = frame;
  const { context } = stage;
  if (measure.clock !== undefined) {
    const place = at(path, 'clock');
    return mustBeMoment(context, bindSource(source, measure.clock, place), place, {});
  }
  if (spec.clock !== undefined) {
    const { file, document, path: place } = spec.clock.source;
    // The metric's own names know nothing of the stage's matches.
    const own = bindWritten({ ...source, matches: new Map() }, spec.clock);
    return mustBeMoment(context, own, place, { file, document });
  }
  const clock = entityClock(source);
  if (clock !== undefined) return clock;
  if (source.root.kind === 'columns' && source.root.columns.open) return undefined;
  const what =
    stage.bucket === undefined
      ? `the time of measure "${measure.as}"`
      : `the bucket of measure "${measure.as}"`;
  const of = source.root.kind === 'entity' ? source.root.entity.name : (stage.stage.from ?? '');
  context.report(bindDiagnostic('no-clock', path, { what, entity: of }));
  return undefined;
}

/** Whether a clock was written that is not just the name of the entity's own. */
function isOtherClock({ measure }: MeasureFrame, spec: LeafSpec, { root }: Source): boolean {
  const written = measure.clock ?? spec.clock?.text;
  return root.kind === 'entity' && written !== undefined && written.trim() !== root.entity.time;
}

/** The clock of the entity whose rows a source reads, if it has one. */
export function entityClock(source: Source): SourceExpr | undefined {
  const { root, context } = source;
  if (root.kind !== 'entity' || root.entity.time === undefined) return undefined;
  const attribute = root.entity.attributes.get(root.entity.time);
  return attribute && context.expand(root.entity, attribute);
}

/** A clock as it is, where it is a moment; else reported. */
export function mustBeMoment(
  context: Context,
  clock: SourceExpr,
  path: JsonPointer,
  details: Details,
): SourceExpr {
  if (isTemporal(clock.type)) return clock;
  const params = { type: printType(clock.type) };
  context.report(bindDiagnostic('clock-type', path, params, details));
  return unknownExpr;
}

function isCoarse(unit: Unit): boolean {
  return unit.name !== 'day' && !isPartOfDay(unit.name);
}

/**
 * A window or shift is of the finest bucket, which says what the others are: a day is of one week and of
 * one month, but no week is of one month.
 */
function checkGrains(frame: MeasureFrame): void {
  const { context, stage, path } = frame.stage;
  const grains = (stage.by ?? []).flatMap((k) => (k.grain === undefined ? [] : [k.grain]));
  if (grains.length < 2 || grains.some((g) => isPartOfDay(g) || g === 'day')) return;
  const chain = ['month', 'quarter', 'year'];
  if (grains.every((g) => chain.includes(g))) return;
  context.report(bindDiagnostic('grains-cross', at(path, 'by'), { grains }));
}

/** A clock of days is one of its own zone: in another its days are none (S11). */
export function checkZone(
  context: Context,
  { root }: Source,
  clock: SourceExpr,
  path: JsonPointer,
): void {
  const { timezone } = context;
  for (const { to } of timezone === undefined ? [] : references(clock)) {
    if (to.kind !== 'attribute' || to.attribute.type.kind !== 'date') continue;
    const entity = to.path.at(-1)?.to ?? (root.kind === 'entity' ? root.entity : undefined);
    const zone = entity && zoneOf(entity, to.attribute, context.ontology.timezone);
    if (entity === undefined || zone === undefined || zone === timezone) continue;
    const params = { attribute: `${entity.name}.${to.attribute.name}`, zone, timezone: timezone! };
    context.report(bindDiagnostic('day-of-other-zone', path, params));
  }
}

function checkGrain(frame: MeasureFrame, clock: SourceExpr): void {
  const { bucket, context, stage, path } = frame.stage;
  if (bucket === undefined || !isPartOfDay(bucket.name) || clock.type.kind !== 'date') return;
  const index = (stage.by ?? []).findIndex((k) => k.grain === bucket.name);
  const params = { grain: bucket.name, entity: frame.measure.as };
  context.report(bindDiagnostic('grain-too-fine', at(path, 'by', index, 'grain'), params));
}

/** The day that a full snapshot or validity range is read at (S12); `days`: a semi-additive measure keeps them apart. */
function dayOf(
  frame: MeasureFrame,
  entity: Entity,
  shifts: readonly BoundShift[],
  days: boolean,
): ConstantExpr | undefined {
  const { context, day } = frame.stage;
  const byDay = entity.table.mode === 'full' && !days;
  if (!byDay && entity.validity === undefined) return undefined;
  const base = day ?? context.asOf;
  return base && shifted(context, base, shifts, frame.path);
}
