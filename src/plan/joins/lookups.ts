import type { BoundStage, SourceExpr, Step } from '../../bind/bound.js';
import type { Attribute } from '../../ontology/model.js';
import { aggregatesOf } from '../aggregates.js';
import { groupLeaves, needsOf, type LeafGroup } from '../branch.js';
import { copied } from '../carried.js';
import type { Context } from '../context.js';
import { fingerprint, leafText } from '../fingerprint.js';
import { reachBeside } from '../partition.js';
import { aggregate, columnOf, equal, filter, join, same } from '../nodes.js';
import type { Column, Made, Plan, PlanExpr } from '../plan.js';
import { rowLeaves, sourceRows, type SourceRows } from '../source.js';
import { rowsOf, type Rows } from '../rows.js';
import { atEdge } from '../time/snapshot.js';

/** The rows of a stage without `by`, with the value of each leaf beside them. */
export interface RowsWithLeaves {
  readonly source: SourceRows;
  readonly plan: Plan;
  readonly values: ReadonlyMap<string, Column>;
}

/**
 * Rows of `from`, each with its aggregates of other entities (S4, S7): every group is aggregated at
 * the key that ties it to a row, then looked up, so rows never multiply (law 1).
 */
export function rowsWithLeaves(context: Context, stage: BoundStage): RowsWithLeaves {
  const groups = groupLeaves(context, stage, stage.leaves);
  const source = sourceRows(context, stage, keysOfTies(groups));
  const values = new Map<string, Column>();
  let { plan } = source;
  for (const group of groups) {
    const looked = lookUp(context, stage, source, group);
    plan = join('left', plan, looked.plan, looked.on, true, 'S4: rows without a partner', stage.at);
    for (const [leaf, column] of looked.values) values.set(leaf, column);
  }
  return { source, plan, values };
}

interface LookUp {
  readonly plan: Plan;
  readonly on: readonly PlanExpr[];
  readonly values: ReadonlyMap<string, Column>;
}

/** The attributes of the stage's own entity that paths of measures end at. */
function keysOfTies(
  groups: readonly LeafGroup[],
): readonly { readonly path: readonly Step[]; readonly attribute: Attribute }[] {
  return groups.flatMap((group) => {
    const tie = group.leaves[0]!.belongs;
    if (tie?.kind !== 'path') return [];
    const last = tie.path.at(-1)!;
    return last.relationship.on.map(({ to }) => ({
      path: [],
      attribute: last.to.attributes.get(to)!,
    }));
  });
}

function lookUp(context: Context, stage: BoundStage, source: SourceRows, group: LeafGroup): LookUp {
  const tie = group.leaves[0]!.belongs;
  if (tie === undefined) throw new Error('a measure over another entity belongs to the row');
  const links = tie.kind === 'path' ? pathLinks(group, tie.path) : tie.on;
  const ofRow = distinctExprs(
    group.leaves.flatMap((l) => [l.of, l.with, ...l.where].flatMap(rowLeaves)),
  );
  const rows = rowsOf(context, {
    from: { kind: 'entity', entity: group.entity },
    matches: [],
    expressions: [...group.leaves.flatMap(needsOf), ...links.map((l) => l.key)],
    reach: reachBeside(stage, group.leaves),
    ...(group.leaves[0]!.clock !== undefined && { clock: group.leaves[0]!.clock }),
    at: stage.at,
  });
  return ofRow.length === 0
    ? byLinks(context, stage, source, group, rows, links)
    : byRow(context, stage, source, group, rows, links, ofRow);
}

interface Link {
  /** The value at the measure's entity. */
  readonly key: SourceExpr;
  /** The value of the row. */
  readonly is: SourceExpr;
}

function pathLinks(group: LeafGroup, path: readonly Step[]): readonly Link[] {
  const last = path.at(-1)!;
  const before = path.slice(0, -1);
  const owner = before.at(-1)?.to ?? group.entity;
  const attribute = (of: readonly Step[], found: Attribute): SourceExpr => ({
    kind: 'reference',
    to: { kind: 'attribute', path: of, attribute: found },
    type: found.type,
  });
  return last.relationship.on.map(({ from, to }) => ({
    key: attribute(before, owner.attributes.get(from)!),
    is: attribute([], last.to.attributes.get(to)!),
  }));
}

/** Aggregated once per combination of the linking values. */
function byLinks(
  context: Context,
  stage: BoundStage,
  source: SourceRows,
  group: LeafGroup,
  rows: Rows,
  links: readonly Link[],
): LookUp {
  const made = aggregatesOf(context, group.leaves, rows.say, true);
  const keys = links.map(({ key }, i): Made => ({
    column: context.column(`link_${i + 1}`, key.type),
    is: rows.say(key),
  }));
  const counted = filter(rows.plan, [...made.common, ...made.any], stage.at);
  const kept = atEdge(context, counted, group.leaves[0]!, rows.say, []);
  return {
    plan: aggregate(kept, keys, made.aggregates, rows.relation, stage.at),
    on: links.map(({ is }, i) => equal(source.say(is), columnOf(keys[i]!.column))),
    values: made.values,
  };
}

/**
 * Aggregated once per combination of everything the conditions read of the row: equal rows have
 * equal measures, so no key of the rows is needed. Nulls among those values must find themselves again.
 */
function byRow(
  context: Context,
  stage: BoundStage,
  source: SourceRows,
  group: LeafGroup,
  rows: Rows,
  links: readonly Link[],
  ofRow: readonly SourceExpr[],
): LookUp {
  const again = sourceRows(context, stage, []);
  const values = [...links.map((l) => l.is), ...ofRow];
  const asked = values.map((is, i): Made => ({
    column: context.column(`row_${i + 1}`, is.type),
    is: again.say(is),
  }));
  const distinct = aggregate(again.plan, asked, [], undefined, stage.at);
  const valueOf = new Map(
    values.flatMap((v, i) =>
      v.kind === 'reference' ? [[leafText(v.to), asked[i]!.column] as const] : [],
    ),
  );
  const say = (expr: SourceExpr): PlanExpr =>
    rows.say(expr, (leaf) => {
      const column = valueOf.get(leafText(leaf));
      if (column === undefined) throw new Error('a value of the row was not collected');
      return columnOf(column);
    });
  const made = aggregatesOf(context, group.leaves, say, true);
  const on = links.map(({ key }, i) => equal(rows.say(key), columnOf(asked[i]!.column)));
  // Each pair of a row and one of its partners is counted, grouped by the row: nothing is counted twice.
  const pairs = join(
    'inner',
    distinct,
    rows.plan,
    on,
    false,
    'S7: rows that belong to it',
    stage.at,
  );
  const keys = copied(
    context,
    asked.map((k) => k.column),
  );
  const counted = filter(pairs, [...made.common, ...made.any], stage.at);
  return {
    plan: aggregate(
      atEdge(
        context,
        counted,
        group.leaves[0]!,
        say,
        asked.map(({ column }) => columnOf(column)),
      ),
      keys,
      made.aggregates,
      undefined,
      stage.at,
    ),
    on: values.map((is, i) => same(source.say(is), columnOf(keys[i]!.column))),
    values: made.values,
  };
}

function distinctExprs(exprs: readonly SourceExpr[]): readonly SourceExpr[] {
  return [...new Map(exprs.map((e) => [fingerprint(e), e])).values()];
}
