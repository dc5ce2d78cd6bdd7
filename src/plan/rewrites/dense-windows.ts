import { binary, branch, caseWhen, call, integerLiteral, stringLiteral } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import { aggregate, columnOf, equal, filter, join, project, series, windowed } from '../nodes.js';
import type {
  Aggregate,
  AggregateColumn,
  Column,
  Made,
  Plan,
  PlanExpr,
  PlannedDocument,
  Series,
  WindowColumn,
} from '../plan.js';
import { bucketLater, frameOf, type BucketFrame } from './bucket-frames.js';
import { windowedGroups, type BucketWindows } from './bucket-windows.js';
import { columnsIn, readsOnly, replaceColumns } from './columns-read.js';
import { freshIn, type Fresh } from './fresh.js';
import { isMadeOfParts } from './made-of-parts.js';
import { mapPlan, mapStages } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Where every bucket is a row, a window over buckets is a window over rows: rows are added up once for each
 * bucket, every bucket from the first that is read stands in a row of its own, and a frame of rows adds
 * up what is in a window. No range is joined. It holds for counts, sums, least and greatest, which are
 * made of those of parts, and for groups that a bucket alone says: others have no row for each bucket.
 */
export const denseWindows: Rewrite = {
  name: 'dense-windows',
  rewrite: (document: PlannedDocument) => {
    const fresh = freshIn(document);
    return mapStages(document, (plan) => mapPlan(plan, (node) => overBuckets(node, fresh)));
  },
};

function overBuckets(plan: Plan, fresh: Fresh): Plan {
  const found = windowedGroups(plan);
  const frame = found && frameOf(found.windows);
  if (found === undefined || frame === undefined || frame.from === frame.last) return plan;
  const { groups, windows } = found;
  const byBucket = groups.keys.every((k) => readsOnly(k.is, [windows.bucket.id]));
  if (!byBucket || !groups.aggregates.every(isMadeOfParts)) return plan;
  const spine = spineOf(windows, frame, fresh);
  if (spine === undefined) return plan;

  const { at } = groups;
  const own = addedUp(groups, spine.bucketOfRow, windows.rows, fresh);
  const dense = join(
    'left',
    spine.buckets,
    own.plan,
    [equal(columnOf(own.bucket), columnOf(spine.bucket))],
    true,
    'S11: every bucket has a row, also one without rows',
    at,
  );
  const totals = windowsOver(groups, own, spine, frame, fresh);
  const framed = windowed(dense, [...totals.values, totals.found], at);
  // A bucket whose window has no rows is no group, and what is only read is not shown.
  const some = binary('>', columnOf(totals.found.column), integerLiteral(0));
  const shown = filter(framed, [...spine.shown, some], at);
  const bucket = bucketLater(columnOf(spine.bucket), -frame.last, windows.buckets.unit);
  const keys = groups.keys.map((k): Made => ({
    column: k.column,
    is: replaceColumns(k.is, () => bucket),
  }));
  const values = groups.aggregates.map(({ column }, i): Made => ({
    column,
    is: columnOf(totals.values[i]!.column),
  }));
  return project(shown, [...keys, ...values], at);
}

/** A row for every bucket that is read, which of them are shown, and the one that a row of the data is added to. */
interface DenseSpine {
  readonly buckets: Series;
  readonly bucket: Column;
  readonly shown: readonly PlanExpr[];
  readonly bucketOfRow: PlanExpr;
}

/** Nothing where the first bucket is only known from rows: nobody knows there what lies before it. */
function spineOf(windows: BucketWindows, frame: BucketFrame, fresh: Fresh): DenseSpine | undefined {
  const { unit, from, to, over, id, at } = windows.buckets;
  if (columnsIn([from]).length > 0) return undefined;
  const { type, name } = windows.bucket;
  const begins =
    unit === 'day' && from.type.kind === 'date'
      ? from
      : call('date_trunc', [stringLiteral(unit), from], type);
  const bucket = fresh.column(name, type);
  const shownFrom = bucketLater(begins, frame.last, unit);
  const last = bucketLater(to, frame.last, unit);
  const dense = (first: PlanExpr): Series => series(id, bucket, first, last, unit, over, at);
  if (frame.from === undefined) {
    // What is before the first bucket is in every window, so it is added to the first.
    const before = binary('<', frame.of, shownFrom);
    const bucketOfRow = caseWhen([branch(before, shownFrom)], frame.of);
    return { buckets: dense(shownFrom), bucket, shown: [], bucketOfRow };
  }
  const first =
    typeof frame.from === 'string'
      ? call('date_trunc', [stringLiteral(frame.from), begins], type)
      : bucketLater(begins, frame.from, unit);
  const shown = binary('>=', columnOf(bucket), shownFrom);
  return { buckets: dense(first), bucket, shown: [shown], bucketOfRow: frame.of };
}

/** Rows added up, one row for each bucket that has some. */
interface AddedUp {
  readonly plan: Aggregate;
  readonly bucket: Column;
  /** Of each aggregate of the groups. */
  readonly parts: readonly Column[];
}

function addedUp(groups: Aggregate, bucketOfRow: PlanExpr, rows: Plan, fresh: Fresh): AddedUp {
  const bucket = fresh.column('row_bucket', bucketOfRow.type);
  const parts = groups.aggregates.map((a): AggregateColumn => ({
    ...a,
    column: fresh.column(a.column.name, a.column.type),
  }));
  const keys = [{ column: bucket, is: bucketOfRow }];
  return {
    plan: aggregate(rows, keys, parts, undefined, groups.at),
    bucket,
    parts: parts.map((p) => p.column),
  };
}

function windowsOver(
  groups: Aggregate,
  own: AddedUp,
  spine: DenseSpine,
  frame: BucketFrame,
  fresh: Fresh,
): { readonly values: readonly WindowColumn[]; readonly found: WindowColumn } {
  const bucket = columnOf(spine.bucket);
  const { from, last } = frame;
  const per =
    typeof from === 'string'
      ? [call('date_trunc', [stringLiteral(from), bucket], bucket.type)]
      : [];
  const over = {
    per,
    order: [{ by: bucket, descending: false, nullsFirst: false }],
    ...(typeof from === 'number' && { last: last - from + 1 }),
  };
  const values = groups.aggregates.map(({ agg, column, at }, i): WindowColumn => ({
    ...over,
    column: fresh.column(column.name, column.type),
    fn: agg === 'min' || agg === 'max' ? agg : 'sum',
    of: columnOf(own.parts[i]!),
    at,
  }));
  const column = fresh.column('buckets_with_rows', types.bigint);
  const found = { ...over, column, fn: 'count', of: columnOf(own.bucket), at: groups.at } as const;
  return { values, found };
}
