import { call, conjuncts, stringLiteral } from '../../expr/build.js';
import type { Aggregate, Column, Plan, PlanExpr, Series } from '../plan.js';
import { columnIn, columnsIn, readsOnly, replaceColumns } from './columns-read.js';

/** Buckets of known first and last days, each joined with the rows of a window that it says. */
export interface BucketWindows {
  readonly buckets: Series;
  readonly bucket: Column;
  readonly rows: Plan;
  /** Bounds of the rows' clock, said over the bucket. */
  readonly bounds: readonly Bound[];
}

/** `clock >= of` or `clock < of`. */
export interface Bound {
  readonly operator: '>=' | '<';
  readonly clock: PlanExpr;
  readonly of: PlanExpr;
}

/** Reads the join that gives each bucket the rows of its window (S11); nothing for any other plan. */
export function bucketWindowsOf(plan: Plan): BucketWindows | undefined {
  if (plan.kind !== 'join' || plan.type !== 'inner' || plan.single) return undefined;
  const { left, right, on } = plan;
  if (left.kind !== 'series') return undefined;
  const [bucket] = left.columns;
  const parts = on.flatMap(conjuncts);
  const bounds = parts.flatMap((part) => boundOf(part, right, bucket!.id));
  return bucket === undefined || bounds.length !== parts.length
    ? undefined
    : { buckets: left, bucket, rows: right, bounds };
}

function boundOf(part: PlanExpr, rows: Plan, bucket: number): readonly Bound[] {
  if (part.kind !== 'binary' || (part.operator !== '>=' && part.operator !== '<')) return [];
  const { operator, left: clock, right: of } = part;
  const own = rows.columns.map((c) => c.id);
  const reads = columnsIn([clock]).length > 0 && readsOnly(clock, own);
  return reads && readsOnly(of, [bucket]) && grows(of) ? [{ operator, clock, of }] : [];
}

/** Whether a later bucket never gives an earlier moment: moved by units, begun with a unit, or taken as a moment. */
function grows(expr: PlanExpr): boolean {
  switch (expr.kind) {
    case 'reference':
    case 'literal':
      return true;
    case 'cast':
      return (
        !expr.try &&
        (expr.type.kind === 'timestamp' || expr.type.kind === 'date') &&
        grows(expr.operand)
      );
    case 'binary':
      return (
        (expr.operator === '+' || expr.operator === '-') &&
        columnsIn([expr.right]).length === 0 &&
        grows(expr.left)
      );
    case 'call':
      return (
        (expr.name === 'date_add' || expr.name === 'date_trunc') &&
        columnsIn(expr.args.slice(0, -1)).length === 0 &&
        grows(expr.args.at(-1)!)
      );
    case 'unary':
    case 'between':
    case 'in':
    case 'is-null':
    case 'case':
      return false;
    default:
      return false;
  }
}

/** The bound for the bucket that begins the buckets, or for the last; nothing where they are read from rows. */
export function boundAt(
  { buckets, bucket }: BucketWindows,
  end: 'from' | 'to',
  { of }: Bound,
): PlanExpr | undefined {
  const day = buckets[end];
  if (buckets.over !== undefined || columnsIn([day]).length > 0) return undefined;
  const start =
    buckets.unit === 'day' && day.type.kind === 'date'
      ? day
      : call('date_trunc', [stringLiteral(buckets.unit), day], bucket.type);
  return replaceColumns(of, ({ id }) => (id === bucket.id ? start : undefined));
}

/** Whether an aggregate is over windows of buckets, and has the bucket among its keys. */
export function windowedGroups(
  plan: Plan,
): { readonly groups: Aggregate; readonly windows: BucketWindows } | undefined {
  if (plan.kind !== 'aggregate') return undefined;
  const windows = bucketWindowsOf(plan.input);
  if (windows === undefined) return undefined;
  const keyed = plan.keys.some((k) => columnIn(k.is)?.id === windows.bucket.id);
  return keyed ? { groups: plan, windows } : undefined;
}
