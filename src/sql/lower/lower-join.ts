import type { Join, Plan, PlanExpr, Semi } from '../../plan/plan.js';
import type { Condition, From } from '../ast.js';
import { isPlain, wrap, type Block } from './block.js';
import { columnsIn, isColumn, lowerExpr } from './lower-expr.js';
import type { Lowering } from './lowering.js';

/**
 * A left-deep join tree. Conditions on the right side of an inner join go to WHERE; on that of a left
 * join they stay in a subquery: in WHERE they would drop the rows without a partner.
 */
export function lowerJoin(plan: Join, needed: ReadonlySet<number>, lowering: Lowering): Block {
  const [left, wanted] = sides(plan, needed, lowering);
  const kept = plan.type === 'left';
  const right = rightSide(wanted, lowering, kept);
  const both: Block = {
    ...left,
    cells: new Map([...left.cells, ...right.cells]),
    where: [...left.where, ...right.where],
    order: [],
  };
  const type = plan.type === 'inner' && plan.on.length === 0 ? 'cross' : plan.type;
  return {
    ...both,
    cells: new Map([...both.cells].filter(([id]) => needed.has(id))),
    from: joined(type, left, right, plan, conditions(plan, both)),
  };
}

/** SEMI and ANTI joins: rows with and without a partner, nulls matching nothing (S6). */
export function lowerSemi(plan: Semi, needed: ReadonlySet<number>, lowering: Lowering): Block {
  const [left, wanted] = sides(plan, needed, lowering);
  const right = rightSide(wanted, lowering, true);
  const both: Block = { ...left, cells: new Map([...left.cells, ...right.cells]) };
  const type = plan.anti ? 'anti' : 'semi';
  return {
    ...left,
    cells: new Map([...left.cells].filter(([id]) => needed.has(id))),
    from: joined(type, left, right, plan, conditions(plan, both)),
  };
}

/** Both inputs with what they are read for; the left one ready to be joined to. */
function sides(
  plan: { readonly left: Plan; readonly right: Plan; readonly on: readonly PlanExpr[] },
  needed: ReadonlySet<number>,
  lowering: Lowering,
): readonly [left: Block, right: Block] {
  const reads = [...needed, ...columnsIn(plan.on)];
  const of = (side: Plan): ReadonlySet<number> => {
    const own = new Set(side.columns.map((column) => column.id));
    return new Set(reads.filter((id) => own.has(id)));
  };
  const left = lowering.block(plan.left, of(plan.left));
  const right = lowering.block(plan.right, of(plan.right));
  return [isPlain(left) ? left : wrap(lowering.relations, left), right];
}

/** The right input as one relation; `whole` where its conditions and expressions must not leave it. */
function rightSide(right: Block, lowering: Lowering, whole: boolean): Block {
  const one = isPlain(right) && right.from.kind !== 'join';
  const bare =
    right.where.length === 0 && [...right.cells.values()].every((cell) => isColumn(cell.is));
  return one && (bare || !whole) ? right : wrap(lowering.relations, right);
}

function conditions(
  plan: { readonly on: readonly PlanExpr[]; readonly at: Condition['at'] & string },
  both: Block,
): readonly Condition[] {
  return plan.on.map((on): Condition => ({ ...lowerExpr(on, both), at: plan.at }));
}

function joined(
  type: Extract<From, { kind: 'join' }>['type'],
  left: Block,
  right: Block,
  plan: Join | Semi,
  on: readonly Condition[],
): From {
  return { kind: 'join', type, left: left.from, right: right.from, on, at: plan.at };
}
