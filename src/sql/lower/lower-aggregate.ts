import { reference } from '../../expr/build.js';
import type { Aggregate } from '../../plan/plan.js';
import type { SqlLeaf } from '../ast.js';
import { cellOf, isPlain, wrap, type Block, type Cell } from './block.js';
import { columnsIn, isFixed, lowerExpr } from './lower-expr.js';
import type { Lowering } from './lowering.js';

/**
 * GROUP BY over single rows. A key that is the same for all rows is first made a column: engines read
 * a bare number as a position, and a group of nothing must stay no row.
 */
export function lowerAggregate(
  plan: Aggregate,
  needed: ReadonlySet<number>,
  lowering: Lowering,
): Block {
  const wanted = plan.aggregates.filter((a) => needed.has(a.column.id));
  // Without keys, an aggregate is what makes it one row.
  const aggregates =
    wanted.length === 0 && plan.keys.length === 0 ? plan.aggregates.slice(0, 1) : wanted;
  const reads = columnsIn([
    ...plan.keys.map((key) => key.is),
    ...aggregates.flatMap((a) => [a.of, a.with, ...(a.ties ?? []), ...a.where]),
  ]);
  const input = lowering.block(plan.input, new Set(reads));
  const plain = isPlain(input) ? input : wrap(lowering.relations, input);
  const block = withColumns(plan, plain, lowering);
  const keys = plan.keys.map((key) => ({
    column: key.column,
    is: fixedKey(plan, plain, key.column.id)
      ? cellOf(block, key.column).is
      : lowerExpr(key.is, block),
    at: plan.at,
  }));
  const made = aggregates.map((a): Cell => ({
    column: a.column,
    at: a.at,
    is: reference<SqlLeaf>(
      {
        kind: 'aggregate',
        agg: a.agg,
        ...(a.of !== undefined && { of: lowerExpr(a.of, block) }),
        ...(a.with !== undefined && { with: lowerExpr(a.with, block) }),
        ties: (a.ties ?? []).map((tie) => lowerExpr(tie, block)),
        ...(a.p !== undefined && { p: a.p }),
        ...(a.percentile !== undefined && { percentile: a.percentile }),
        where: a.where.map((condition) => lowerExpr(condition, block)),
      },
      a.column.type,
    ),
  }));
  return {
    ...block,
    cells: new Map([...keys, ...made].map((cell) => [cell.column.id, cell])),
    group: keys.map((key) => key.is),
    order: [],
    name: 'grouped',
    at: plan.at,
  };
}

function fixedKey(plan: Aggregate, block: Block, id: number): boolean {
  const key = plan.keys.find((k) => k.column.id === id)!;
  return isFixed(lowerExpr(key.is, block));
}

/** The block with each fixed key as a column of a subquery. */
function withColumns(plan: Aggregate, block: Block, lowering: Lowering): Block {
  const fixed = plan.keys.filter((key) => fixedKey(plan, block, key.column.id));
  if (fixed.length === 0) return block;
  const cells = fixed.map((key): Cell => ({
    column: key.column,
    is: lowerExpr(key.is, block),
    at: plan.at,
  }));
  return wrap(lowering.relations, {
    ...block,
    cells: new Map([...block.cells, ...cells.map((cell) => [cell.column.id, cell] as const)]),
  });
}
