import { unreachable } from '../../base/unreachable.js';
import { reference } from '../../expr/build.js';
import type { Filter, Plan, Project, Sorted, Windowed } from '../../plan/plan.js';
import type { Condition, Query, SqlLeaf } from '../ast.js';
import {
  blockOf,
  cellOf,
  hasAggregate,
  hasWindows,
  isPlain,
  sameExpr,
  selectOf,
  wrap,
  withoutOrder,
  wrapOrdered,
  type Block,
  type Cell,
} from './block.js';
import { lowerAggregate } from './lower-aggregate.js';
import {
  columnsIn,
  isCheap,
  isColumn,
  isFixed,
  lowerBound,
  lowerExpr,
  lowerOrder,
} from './lower-expr.js';
import { lowerJoin, lowerSemi } from './lower-join.js';
import type { Lowering, Output } from './lowering.js';
import type { Relations } from './relations.js';

/** The ways to lower a document: `cte` says what its earlier stages are called. */
export function newLowering(relations: Relations, cte: Lowering['cte']): Lowering {
  const lowering: Lowering = {
    relations,
    cte,
    block: (plan, needed) => lowerPlan(plan, needed, lowering),
  };
  return lowering;
}

/** The query that gives these columns of a plan, in this order. */
export function lowerQuery(plan: Plan, outputs: readonly Output[], lowering: Lowering): Query {
  if (plan.kind === 'union') {
    const places = outputs.map(({ column, as }) => ({
      as,
      place: plan.columns.findIndex((c) => c.id === column.id),
    }));
    const inputs = plan.inputs.map((input, i) =>
      lowerQuery(
        input,
        places.map(({ as, place }) => ({ as, column: plan.sources[i]![place]! })),
        lowering,
      ),
    );
    return { kind: 'union', inputs: inputs.map(withoutOrder), at: plan.at };
  }
  const renamed = renaming(plan, outputs);
  if (renamed?.plan.kind === 'union') return lowerQuery(renamed.plan, renamed.outputs, lowering);
  return selectOf(lowering.block(plan, idsOf(outputs)), outputs);
}

/** What is below columns that only get other names: a union needs no SELECT around it for that. */
function renaming(
  plan: Plan,
  outputs: readonly Output[],
): { readonly plan: Plan; readonly outputs: readonly Output[] } | undefined {
  if (plan.kind !== 'project') return { plan, outputs };
  const columns = outputs.map(({ column, as }) => {
    const { is } = plan.made.find((made) => made.column.id === column.id)!;
    return is.kind === 'reference' && is.to.kind === 'column'
      ? { column: is.to.column, as }
      : undefined;
  });
  return columns.every((column) => column !== undefined)
    ? renaming(plan.input, columns)
    : undefined;
}

/** The block that computes a plan, with at least the columns that are needed of it. */
function lowerPlan(plan: Plan, needed: ReadonlySet<number>, lowering: Lowering): Block {
  switch (plan.kind) {
    case 'scan': {
      const as = lowering.relations.add(plan.name);
      const cells = relationCells(plan, needed, as, plan.physical);
      return blockOf({ kind: 'table', name: plan.table, as }, cells, plan.name, plan.at);
    }
    case 'read': {
      const { name, column } = lowering.cte(plan.stage);
      const as = lowering.relations.add(name);
      const cells = relationCells(plan, needed, as, plan.names.map(column));
      return blockOf({ kind: 'cte', name, as }, cells, name, plan.at);
    }
    case 'series': {
      const [made] = plan.columns;
      const as = lowering.relations.add(`${plan.unit}s`);
      const { unit } = plan;
      const [from, to] = [lowerBound(plan.from), lowerBound(plan.to)];
      const column = made!.name;
      const over = plan.over && lowerQuery(plan.over, outputsOf(plan.over), lowering);
      return blockOf(
        {
          kind: 'series',
          from,
          to,
          unit,
          type: made!.type,
          column,
          ...(over !== undefined && { over }),
          as,
        },
        relationCells(plan, needed, as, [column]),
        `${unit}s`,
        plan.at,
      );
    }
    case 'union': {
      const used = plan.columns.filter((c) => needed.has(c.id));
      const columns = used.length > 0 ? used : plan.columns.slice(0, 1);
      const outputs = columns.map((column) => ({ column, as: column.name }));
      const as = lowering.relations.add('stacked');
      const query = lowerQuery(plan, outputs, lowering);
      const names = columns.map((c) => c.name);
      const cells = relationCells({ columns, at: plan.at }, needed, as, names);
      return blockOf({ kind: 'subquery', query, as }, cells, 'stacked', plan.at);
    }
    case 'filter':
      return lowerFilter(plan, needed, lowering);
    case 'project':
      return lowerProject(plan, needed, lowering);
    case 'join':
      return lowerJoin(plan, needed, lowering);
    case 'semi':
      return lowerSemi(plan, needed, lowering);
    case 'aggregate':
      return lowerAggregate(plan, needed, lowering);
    case 'windowed':
      return lowerWindowed(plan, needed, lowering);
    case 'sorted':
      return lowerSorted(plan, needed, lowering);
    default:
      return unreachable(plan);
  }
}

function outputsOf(plan: Plan): readonly Output[] {
  return plan.columns.map((column) => ({ column, as: column.name }));
}

/** The needed columns of a relation, under their names there. */
function relationCells(
  { columns, at }: Pick<Plan, 'columns' | 'at'>,
  needed: ReadonlySet<number>,
  relation: string,
  names: readonly string[],
): readonly Cell[] {
  return columns.flatMap((column, i) =>
    needed.has(column.id)
      ? [
          {
            column,
            is: reference<SqlLeaf>({ kind: 'column', relation, name: names[i]! }, column.type),
            at,
          },
        ]
      : [],
  );
}

/** WHERE while rows are single, HAVING over groups; rows that windows or a limit have seen are filtered outside. */
function lowerFilter(plan: Filter, needed: ReadonlySet<number>, lowering: Lowering): Block {
  const input = lowering.block(plan.input, union(needed, columnsIn(plan.where)));
  const having =
    (input.group?.length ?? 0) > 0 &&
    input.limit === undefined &&
    !hasWindows(input) &&
    !takesKeysApart(input, columnsIn(plan.where));
  const block = isPlain(input) || having ? input : wrapOrdered(lowering.relations, input);
  const conditions = plan.where.map((e): Condition => ({ ...lowerExpr(e, block), at: plan.at }));
  const kept = { ...block, cells: only(block.cells, needed) };
  return block.group === undefined
    ? { ...kept, where: [...block.where, ...conditions] }
    : { ...kept, having: [...block.having, ...conditions] };
}

/** Expressions go into the SELECT list; where that would write something costly twice, the input becomes a subquery. */
function lowerProject(plan: Project, needed: ReadonlySet<number>, lowering: Lowering): Block {
  const made = plan.made.filter((m) => needed.has(m.column.id));
  const reads = columnsIn(made.map((m) => m.is));
  const input = lowering.block(plan.input, new Set(reads));
  const inside = columnsIn(made.map((m) => m.is).filter((is) => is.kind !== 'reference'));
  const cellsOver = (block: Block): readonly Cell[] =>
    made.map(({ column, is }) => {
      const passed = is.kind === 'reference' && is.to.kind === 'column';
      return {
        column,
        is: lowerExpr(is, block),
        at: passed ? cellOf(block, is.to.column).at : plan.at,
      };
    });
  // Without keys and without an aggregate among the columns it would not be grouped at all.
  const loses =
    input.group?.length === 0 && !cellsOver(input).some((cell) => hasAggregate(cell.is));
  const block =
    loses || repeats(input, reads, inside) ? wrapOrdered(lowering.relations, input) : input;
  const cells = cellsOver(block);
  return { ...block, cells: new Map(cells.map((cell) => [cell.column.id, cell])) };
}

/**
 * Whether reading these columns so often would repeat something costly, or take a grouping expression
 * apart. `inside` are the reads within larger expressions.
 */
function repeats(block: Block, reads: readonly number[], inside: readonly number[]): boolean {
  const times = new Map<number, number>();
  for (const id of reads) times.set(id, (times.get(id) ?? 0) + 1);
  return (
    [...block.cells.values()].some(
      ({ column, is }) => (times.get(column.id) ?? 0) > 1 && !isCheap(is),
    ) || takesKeysApart(block, inside)
  );
}

/** Whether these columns, read within larger expressions, are grouping expressions: engines recognise them only whole. */
function takesKeysApart(block: Block, inside: readonly number[]): boolean {
  return [...block.cells.values()].some(
    ({ column, is }) =>
      inside.includes(column.id) &&
      !isColumn(is) &&
      block.group?.some((key) => sameExpr(key, is)) === true,
  );
}

/** Windows join the SELECT of single rows; over groups, other windows or a limit they need one of their own. */
function lowerWindowed(plan: Windowed, needed: ReadonlySet<number>, lowering: Lowering): Block {
  const windows = plan.windows.filter((w) => needed.has(w.column.id));
  const reads = windows.flatMap((w) =>
    columnsIn([w.of, ...w.per, ...w.order.map((order) => order.by)]),
  );
  const own = new Set(windows.map((w) => w.column.id));
  const passed = [...needed].filter((id) => !own.has(id));
  const input = lowering.block(plan.input, new Set([...passed, ...reads]));
  const fits = isPlain(input) && !repeats(input, [...passed, ...reads], []);
  const block = fits || windows.length === 0 ? input : wrapOrdered(lowering.relations, input);
  const cells = windows.map(({ column, fn, of, n, per, order, last, at }): Cell => ({
    column,
    at,
    is: reference<SqlLeaf>(
      {
        kind: 'window',
        fn,
        ...(of !== undefined && { of: lowerExpr(of, block) }),
        ...(n !== undefined && { n }),
        per: per.map((e) => lowerExpr(e, block)),
        order: order.map((o) => lowerOrder(o, block)),
        ...(last !== undefined && { last }),
      },
      column.type,
    ),
  }));
  return {
    ...block,
    cells: new Map([
      ...only(block.cells, needed),
      ...cells.map((cell) => [cell.column.id, cell] as const),
    ]),
    name: windows.length === 0 ? block.name : 'windowed',
  };
}

/** ORDER BY and LIMIT; what is the same for all rows orders nothing, and a bare number would be read as a position. */
function lowerSorted(plan: Sorted, needed: ReadonlySet<number>, lowering: Lowering): Block {
  const limit = plan.rows === undefined ? {} : { limit: plan.rows, name: 'limited' };
  const reads = columnsIn(plan.order.map((order) => order.by));
  const input = lowering.block(plan.input, union(needed, reads));
  const larger = plan.order.map((order) => order.by).filter((by) => by.kind !== 'reference');
  // A bare aggregate is one row, and a column that only an order reads must not be what makes it one.
  const one = input.group?.length === 0;
  const fits = input.limit === undefined && !one && !takesKeysApart(input, columnsIn(larger));
  const block = fits ? input : wrap(lowering.relations, input);
  return {
    ...block,
    cells: only(block.cells, needed),
    order: plan.order.map((o) => lowerOrder(o, block)).filter((o) => !isFixed(o.by)),
    ...limit,
  };
}

/** The cells of these columns; what only a condition or an order reads need not leave a subquery. */
function only(cells: Block['cells'], needed: ReadonlySet<number>): Block['cells'] {
  return new Map([...cells].filter(([id]) => needed.has(id)));
}

function idsOf(outputs: readonly Output[]): ReadonlySet<number> {
  return new Set(outputs.map((output) => output.column.id));
}

function union(ids: ReadonlySet<number>, more: readonly number[]): ReadonlySet<number> {
  return new Set([...ids, ...more]);
}
