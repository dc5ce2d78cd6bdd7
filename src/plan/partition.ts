import type { JsonPointer } from '../base/diagnostic.js';
import type { BoundLeaf, BoundRange, BoundStage, ConstantExpr } from '../bind/bound.js';
import type { Type } from '../expr/type.js';
import type { Entity, PartitionColumn } from '../ontology/model.js';
import type { Context } from './context.js';
import { dayText, earliest, latest, plusDays } from './time/days.js';
import { planDiagnostic } from './diagnostics.js';
import { columnOf, equal } from './nodes.js';
import type { Column, PlanExpr } from './plan.js';
import { isElsewhere } from './time/zones.js';
import { readsOtherDays } from './time/window-bounds.js';
import { spanOfWindows } from './time/window-span.js';

/** Which of an entity's partitions are read: those of one day, or those that ranges of its clock reach. */
export interface Reach {
  /** The day of a full snapshot; absent: the document's as-of day. */
  readonly day?: ConstantExpr;
  /** Ranges that any reader asks for; `undefined` in it means all time. */
  readonly ranges: readonly (BoundRange | undefined)[];
  /** Of a full snapshot each day of the ranges is read, for whoever reads it keeps the days apart. */
  readonly eachDay?: true;
  /** Versions of all times are read: a look-up chooses the one of its reader's moment (S19). */
  readonly everyVersion?: true;
}

/** Which partitions some leaves need: those of all their ranges or windows, or of their day; any, where a clock is not the entity's. */
export function reachOf(stage: BoundStage, leaves: readonly BoundLeaf[]): Reach {
  const day = leaves[0]?.day;
  const eachDay = leaves.length > 0 && leaves.every(keepsDaysApart);
  const ranges = leaves.map((l) => {
    if (l.otherClock === true) return undefined;
    return readsOtherDays(l) ? spanOfWindows(stage, l) : l.range;
  });
  return { ranges, ...(day !== undefined && { day }), ...(eachDay && { eachDay }) };
}

/**
 * The same for leaves beside the rows of `from`: where no time is asked for, versions on the way to them
 * are those of the day that the stage is read at (S19).
 */
export function reachBeside(stage: BoundStage, leaves: readonly BoundLeaf[]): Reach {
  const { from } = stage;
  const reach = reachOf(stage, leaves);
  const day = from?.kind === 'entity' ? from.day : undefined;
  if (day === undefined || reach.day !== undefined || reach.eachDay === true) return reach;
  return { ...reach, day };
}

/**
 * Whether a leaf over a full snapshot takes one day of each row (semi-additive). Any other would count
 * a row once for each day it was there, so it reads one snapshot, whatever range its clock has (S12).
 */
export function keepsDaysApart(leaf: BoundLeaf): boolean {
  return leaf.snapshot !== undefined;
}

/** A partition column to scan beside the attributes, and the condition on it. */
export interface PartitionCondition {
  readonly column: Column;
  readonly physical: string;
  readonly where: readonly PlanExpr[];
}

/**
 * The conditions on an entity's day partitions (S12): a full snapshot is read at one day; an increment
 * over the partitions of the ranges, widened by how late a row may arrive.
 */
export function partitionConditions(
  context: Context,
  entity: Entity,
  reach: Reach,
  at: JsonPointer,
): readonly PartitionCondition[] {
  const daily = entity.table.partition.filter((p) => p.grain !== 'hour');
  if (entity.table.mode === 'none' || daily.length === 0) return [];
  if (entity.table.mode === 'increment')
    return daysOfRanges(context, entity, daily, inZoneOfTable(context, entity, reach));
  return reach.eachDay === true && reach.day === undefined
    ? daysOfRanges(context, entity, daily, { reach, before: 0, after: 0 })
    : snapshotDay(context, entity, daily, reach, at);
}

function snapshotDay(
  context: Context,
  entity: Entity,
  partitions: readonly PartitionColumn[],
  reach: Reach,
  at: JsonPointer,
): readonly PartitionCondition[] {
  const day = reach.day ?? context.asOf;
  if (day === undefined) {
    context.report(planDiagnostic('no-day', at, { entity: entity.name }));
    return [];
  }
  return partitions.map((partition) => {
    const { column, value } = partitionValue(context, entity, partition);
    return {
      column,
      physical: partition.column,
      where: [equal(columnOf(column), value(day))],
    };
  });
}

/** Days to read of an increment beyond those of its ranges: later arrivals; days of one zone lie in two others of another. */
function inZoneOfTable(context: Context, entity: Entity, reach: Reach): Widened {
  const other = entity.time !== undefined && isElsewhere(context, entity, entity.time) ? 2 : 0;
  return { reach, before: other, after: entity.table.lateDays + other };
}

interface Widened {
  readonly reach: Reach;
  readonly before: number;
  readonly after: number;
}

function daysOfRanges(
  context: Context,
  entity: Entity,
  partitions: readonly PartitionColumn[],
  { reach, before, after }: Widened,
): readonly PartitionCondition[] {
  // A reader without a range, or open on one side, needs all partitions of that side.
  const from = reach.ranges.every((r) => r?.from !== undefined)
    ? earliest(reach.ranges.flatMap((r) => (r?.from === undefined ? [] : [r.from])))
    : undefined;
  const until = reach.ranges.every((r) => r?.until !== undefined)
    ? latest(reach.ranges.flatMap((r) => (r?.until === undefined ? [] : [r.until])))
    : undefined;
  return partitions.flatMap((partition) => {
    const { column, value } = partitionValue(context, entity, partition);
    const first = from && plusDays(from, -before);
    const last = until && plusDays(until, after - 1);
    const where = [
      ...(first === undefined ? [] : [compare('>=', columnOf(column), value(first))]),
      ...(last === undefined ? [] : [compare('<=', columnOf(column), value(last))]),
    ];
    return where.length === 0 ? [] : [{ column, physical: partition.column, where }];
  });
}

/** The partition's column, and a day as it is written there. */
function partitionValue(
  context: Context,
  entity: Entity,
  partition: PartitionColumn,
): { readonly column: Column; readonly value: (day: PlanExpr) => PlanExpr } {
  const attribute = [...entity.attributes.values()].find((a) => a.column === partition.column);
  const type: Type = attribute?.type ?? { kind: 'string' };
  const value = (day: PlanExpr): PlanExpr => {
    if (type.kind === 'date') return day;
    const text = dayText(day, partition.format);
    return type.kind === 'string' ? text : { kind: 'cast', try: false, operand: text, type };
  };
  return { column: context.column(partition.column, type), value };
}

function compare(operator: '>=' | '<=', left: PlanExpr, right: PlanExpr): PlanExpr {
  return { kind: 'binary', operator, left, right, type: { kind: 'boolean' } };
}
