import type { BoundKey, BoundLeaf, BoundStage } from '../../bind/bound.js';
import { isNull } from '../../expr/build.js';
import { isUnit, windowKey } from './bucket.js';
import type { Branch } from '../branch.js';
import { copied, unchanged } from '../carried.js';
import type { Context } from '../context.js';
import { addPart } from '../merge.js';
import { aggregate, columnOf, equal, filter, join, project, same, semi, union } from '../nodes.js';
import type { Column, Made, Plan } from '../plan.js';
import { readStage } from '../relation.js';
import { spineOf, unitsOfKey, type Spine } from './spine.js';
import { allUnits } from './units.js';
import { readsOtherDays } from './window-bounds.js';

/**
 * Every bucket of the stage's range for each combination of the other keys (S11, `gaps: fill`); the
 * groups as they are where no key asks for it.
 */
export function fillGaps(context: Context, stage: BoundStage, groups: Branch): Branch {
  const index = stage.keys?.findIndex((k) => k.bucket?.gaps === 'fill') ?? -1;
  const key = stage.keys?.[index];
  if (key === undefined) return groups;
  const { population } = groups;
  const found = addPart(context, stage.name, { ...groups, name: 'found' }, stage.at);
  const part = { ...found, ...(population !== undefined && { population }) };
  const between = (): { readonly plan: Plan } =>
    bucketsOf(context, stage, key, groups, part, index);
  const buckets = between();
  const others = part.keys.filter((_, i) => i !== index);
  const spine = others.length === 0 ? buckets.plan : crossed(context, stage, part, others, buckets);
  // A range keeps only rows with a moment; without one, those that lack it keep their totals (law 7), and
  // so do days that a calendar lacks.
  const dated = stage.shown !== undefined && isUnit(key.bucket?.grain ?? '');
  const apart = stage.shown !== undefined && stage.leaves.some(isApart);
  const whole = dated && !apart;
  const beyond = apart ? between() : undefined;
  const all = whole ? spine : withOthers(context, stage, part, index, spine, beyond);
  const [bucket, ...combined] = all.columns;
  const shown = part.keys.map((_, i): Column =>
    i === index ? bucket! : combined[i < index ? i : i - 1]!,
  );
  const on = part.keys.map((k, i) => same(columnOf(shown[i]!), columnOf(k)));
  return {
    name: groups.name,
    plan: join('left', all, part.plan, on, true, 'S11: a bucket without rows is shown', stage.at),
    keys: shown,
    values: part.values,
  };
}

/** The buckets that are shown, their only column first: those that a part tells, else by those found. */
function bucketsOf(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  groups: Branch,
  part: Branch,
  index: number,
): { readonly plan: Plan } {
  const only = ({ plan, column }: Spine): { readonly plan: Plan } => ({
    plan: project(plan, copied(context, [column]), key.at),
  });
  if (groups.buckets !== undefined && key === windowKey(stage))
    return only(spineOf(context, stage, key, groups.buckets));
  if (part.plan.kind !== 'read') throw new Error('a part is read');
  const data = readStage(context, part.plan.stage, stage.at).plan;
  const found = columnOf(data.columns[index]!);
  if (isUnit(key.bucket?.grain ?? ''))
    return spineOf(context, stage, key, { plan: data, clock: found });
  // Of a calendar by the days of the units found.
  const { plan, unit } = allUnits(context, unitsOfKey(stage, key));
  const on = [equal(found, unit.value)];
  const dated = join('left', data, plan, on, true, 'S11: the days of a unit', key.at);
  return only(spineOf(context, stage, key, { plan: dated, clock: unit.first }));
}

/** Whether a leaf counts rows that the stage's time chose, in buckets of another clock, which may lie beyond it (S11). */
function isApart(leaf: BoundLeaf): boolean {
  return leaf.source.kind === 'rows' && leaf.otherClock === true && !readsOtherDays(leaf);
}

/**
 * Beside the buckets of a spine, the groups in none of those `shown`; where these are not said, the groups
 * of rows without a moment. The bucket is the first column.
 */
function withOthers(
  context: Context,
  stage: BoundStage,
  part: Branch,
  index: number,
  spine: Plan,
  shown?: { readonly plan: Plan },
): Plan {
  if (part.plan.kind !== 'read') throw new Error('a part is read');
  const again = readStage(context, part.plan.stage, stage.at).plan;
  const keys = part.keys.map((k) => {
    const position = part.plan.columns.findIndex((c) => c.id === k.id);
    return again.columns[position]!;
  });
  const bucket = keys[index]!;
  const inShown = shown && equal(columnOf(bucket), columnOf(shown.plan.columns[0]!));
  const others =
    shown === undefined || inShown === undefined
      ? filter(again, [isNull(columnOf(bucket))], stage.at)
      : semi(again, shown.plan, [inShown], true, stage.at);
  const order = [bucket, ...keys.filter((k) => k !== bucket)];
  const inputs = [
    project(spine, copied(context, spine.columns), stage.at),
    project(others, copied(context, order), stage.at),
  ];
  const columns = order.map((c) => context.column(c.name, c.type));
  const sources = inputs.map((input) => input.columns);
  return union(context.relation(), columns, inputs, sources, stage.at);
}

/** Each bucket with each combination of the other keys that has any row; the bucket is the first column. */
function crossed(
  context: Context,
  stage: BoundStage,
  part: Branch,
  others: readonly Column[],
  buckets: { readonly plan: Plan },
): Plan {
  if (part.plan.kind !== 'read') throw new Error('a part is read');
  // Of a population every group has every bucket, also those for which nothing is found (S4).
  const again = readStage(context, part.population ?? part.plan.stage, stage.at).plan;
  const keys = others.map((other): Made => {
    const column = again.columns.find((c) => c.name === other.name)!;
    return { column: context.column(column.name, column.type), is: columnOf(column) };
  });
  const combinations = aggregate(again, keys, [], undefined, stage.at);
  const both = join(
    'inner',
    buckets.plan,
    combinations,
    [],
    false,
    'S11: every bucket for each combination',
    stage.at,
  );
  return project(both, unchanged(both.columns), stage.at);
}
