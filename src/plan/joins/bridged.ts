import type { BoundLeaf, BoundStage, SourceExpr, SourceLeaf, Step } from '../../bind/bound.js';
import {
  binary,
  caseWhen,
  branch as when,
  integerLiteral,
  isNull,
  reference,
} from '../../expr/build.js';
import { mapReferences, references } from '../../expr/visit.js';
import { types } from '../../expr/type.js';
import { aggregatesOf } from '../aggregates.js';
import type { Branch, LeafGroup } from '../branch.js';
import { bridgesOf, isBridged } from './bridges.js';
import { copied } from '../carried.js';
import type { Context } from '../context.js';
import { fingerprint, leafText } from '../fingerprint.js';
import { intervalBranch, type Bounds } from '../time/intervals.js';
import { bucketsAmong, keyedRows } from '../keys.js';
import { aggregate, columnOf, filter } from '../nodes.js';
import { atEdge } from '../time/snapshot.js';
import type { AggregateColumn, Made, Plan, PlanExpr } from '../plan.js';
import { readsOtherDays } from '../time/window-bounds.js';

/** Rows with what is joined to them, and how to say expressions over them. */
interface Joined {
  readonly plan: Plan;
  readonly say: (expr: SourceExpr) => PlanExpr;
}

/** What tells leaves over bridges apart: the conditions that choose among partners decide which rows count. */
export function bridgedText(leaf: BoundLeaf): string {
  return JSON.stringify(leaf.where.filter(isBridged).map((w) => fingerprint(w)));
}

/**
 * Leaves by attributes of the other side of a many-to-many relationship (law 1): the rows with their
 * partners are reduced to one for each group, so a row counts once in each group it has a partner in.
 * Where the bridge has a weight, a sum counts of a row the weights of its partners in the group; a row
 * without partners counts whole, in the group without a value.
 */
export function bridgedBranch(
  context: Context,
  stage: BoundStage,
  group: LeafGroup,
  rows: Joined,
  bounds: Bounds,
): Branch {
  const [first] = group.leaves;
  const { entity } = group;
  const [path] = first === undefined ? [] : bridgesOf(first).values();
  if (first === undefined || path === undefined) throw new Error('no way to a bridge');
  const choosing = [...first.stageWhere, ...first.where.filter(isBridged)];
  const chosen = filter(
    rows.plan,
    choosing.map((w) => rows.say(w)),
    stage.at,
  );
  const moved = readsOtherDays(first);
  // Windows have buckets of their own: rows stand once in each group of the other keys.
  const own = (stage.keys ?? []).map((key, i) => ({ key, is: first.keys[i] }));
  const asked = moved ? own.filter(({ key }) => key.bucket === undefined) : own;
  const keyed = keyedRows(
    context,
    { ...stage, keys: asked.map(({ key }) => key) },
    { plan: chosen, say: rows.say },
    asked.map(({ is }) => is),
    first.clock,
  );
  const share = shareOf(context, path, rows, first);
  const leaves = group.leaves.map((leaf) => weighted(leaf, share !== undefined));
  const key = entity.key.map((name): SourceExpr => {
    const attribute = entity.attributes.get(name)!;
    return {
      kind: 'reference',
      to: { kind: 'attribute', path: [], attribute },
      type: attribute.type,
    };
  });
  const kept = distinct([...key, ...leaves.flatMap(valuesOf)]).map(({ expr, text }) => ({
    text,
    made: { column: context.column('value', expr.type), is: rows.say(expr) } satisfies Made,
  }));
  const once = aggregate(
    keyed.plan,
    [...keyed.keys, ...kept.map((k) => k.made)],
    share === undefined ? [] : [share],
    undefined,
    stage.at,
  );
  const columns = new Map([
    ...kept.map((k) => [k.text, k.made.column] as const),
    ...(share === undefined ? [] : [[leafText(shareLeaf), share.column] as const]),
    ...asked.map(({ key: { as } }, i) => [keyText(as), keyed.keys[i]!.column] as const),
  ]);
  const say = (expr: SourceExpr): PlanExpr =>
    mapReferences(expr, (leaf, node): PlanExpr => {
      const column = columns.get(leafText(leaf));
      if (column !== undefined) return columnOf(column);
      if (leaf.kind === 'param') return { ...node, to: leaf };
      throw new Error(`no column for ${leafText(leaf)}`);
    });
  if (moved) {
    const keys = own.map(({ key: { as, type, bucket } }) =>
      bucket === undefined ? reference(keyLeaf(as), type) : undefined,
    );
    const windows = { name: entity.name, plan: once, say, keys };
    return intervalBranch(context, stage, windows, leaves, bounds);
  }
  const made = aggregatesOf(context, leaves, say, true);
  const counted = filter(once, [...made.common, ...made.any], stage.at);
  const keys = copied(
    context,
    keyed.keys.map((k) => k.column),
  );
  const edge = atEdge(context, counted, first, say, bucketsAmong(stage, keys));
  return {
    name: entity.name,
    // Rows are repeated between groups, and in each stand once.
    plan: aggregate(edge, keys, made.aggregates, undefined, stage.at),
    keys: keys.map((k) => k.column),
    values: made.values,
  };
}

/** A leaf over the rows that stand once in a group: partners are chosen already, and a sum counts shares. */
function weighted(leaf: BoundLeaf, shared: boolean): BoundLeaf {
  const where = leaf.where.filter((w) => !isBridged(w));
  if (!shared || leaf.agg !== 'sum' || leaf.of === undefined) return { ...leaf, where };
  const share = reference<SourceLeaf>(shareLeaf, types.double);
  return { ...leaf, where, of: binary('*', leaf.of, share, types.double) };
}

/** No column of a stage is called so: names hold no space. */
const shareLeaf: SourceLeaf = { kind: 'column', column: 'share of a partner' };

function keyLeaf(as: string): SourceLeaf {
  return { kind: 'column', column: `key ${as}` };
}

function keyText(as: string): string {
  return leafText(keyLeaf(as));
}

/** The sum of the weights of a row's partners in a group; 1 where it has none. */
function shareOf(
  context: Context,
  path: readonly Step[],
  rows: Joined,
  { at }: BoundLeaf,
): AggregateColumn | undefined {
  const { many, to, relationship } = path.at(-1)!;
  if (many?.weight === undefined) return undefined;
  const value = (name: string): PlanExpr => {
    const attribute = to.attributes.get(name)!;
    return rows.say({
      kind: 'reference',
      to: { kind: 'attribute', path, attribute },
      type: attribute.type,
    });
  };
  const alone = isNull(value(relationship.on[0]!.to));
  const of = caseWhen([when(alone, integerLiteral(1))], value(many.weight.name));
  return {
    column: context.column('share', types.double),
    agg: 'sum',
    of: { ...of, type: types.double },
    where: [],
    at,
  };
}

/** The references that a leaf's aggregate needs of a row. */
function valuesOf(leaf: BoundLeaf): readonly SourceExpr[] {
  const { snapshot } = leaf;
  const edge = snapshot === undefined ? [] : [snapshot.over, ...snapshot.per];
  return [leaf.of, leaf.with, leaf.clock, ...leaf.where, ...edge].flatMap((expr) =>
    expr === undefined
      ? []
      : references(expr).filter(
          ({ to }) => to.kind !== 'param' && leafText(to) !== leafText(shareLeaf),
        ),
  );
}

function distinct(
  exprs: readonly SourceExpr[],
): readonly { readonly expr: SourceExpr; readonly text: string }[] {
  const all = exprs.flatMap((expr) =>
    expr.kind === 'reference'
      ? [[leafText(expr.to), { expr, text: leafText(expr.to) }] as const]
      : [],
  );
  return [...new Map(all).values()];
}
