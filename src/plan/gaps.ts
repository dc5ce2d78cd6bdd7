import type { BoundStage } from '../bind/bound.js';
import { keyedUnit } from './bucket.js';
import type { Branch } from './branch.js';
import type { Context } from './context.js';
import { addPart } from './merge.js';
import { aggregate, columnOf, join, project, same } from './nodes.js';
import type { Column, Made, Plan } from './plan.js';
import { readStage } from './relation.js';
import { spineOf } from './spine.js';

/**
 * Every bucket of the stage's range for each combination of the other keys (S11, `gaps: fill`); the
 * groups as they are where no key asks for it.
 */
export function fillGaps(context: Context, stage: BoundStage, groups: Branch): Branch {
  const index = stage.keys?.findIndex((k) => k.bucket?.gaps === 'fill') ?? -1;
  const key = stage.keys?.[index];
  if (key === undefined) return groups;
  const unit = keyedUnit(context, key);
  if (unit === undefined) return groups;
  const part = addPart(context, stage.name, { ...groups, name: 'found' }, stage.at);
  if (part.plan.kind !== 'read') throw new Error('a part is read');
  const data = readStage(context, part.plan.stage, stage.at).plan;
  const buckets = spineOf(context, stage, key, unit, {
    plan: data,
    clock: columnOf(data.columns[index]!),
  });
  const others = part.keys.filter((_, i) => i !== index);
  const all = others.length === 0 ? buckets.plan : crossed(context, stage, part, others, buckets);
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

/** Each bucket with each combination of the other keys that has any row; the bucket is the first column. */
function crossed(
  context: Context,
  stage: BoundStage,
  part: Branch,
  others: readonly Column[],
  buckets: { readonly plan: Plan },
): Plan {
  if (part.plan.kind !== 'read') throw new Error('a part is read');
  const again = readStage(context, part.plan.stage, stage.at).plan;
  const positions = others.map((o) => part.plan.columns.findIndex((c) => c.id === o.id));
  const keys = positions.map((p): Made => {
    const column = again.columns[p]!;
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
  return project(
    both,
    both.columns.map((column) => ({ column, is: columnOf(column) })),
    stage.at,
  );
}
