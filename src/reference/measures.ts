import { unreachable } from '../base/unreachable.js';
import type { Stage } from '../dsl/document.js';
import { aggregate, type Item } from './aggregates.js';
import { cellsOf, daysShown } from './cells.js';
import { arithmetic, evaluate } from './expression.js';
import { daysOfCell, rowsInCell } from './cell-rows.js';
import { leafRows, partValue, type Cell, type LeafRow, type StageFrame } from './leaf-rows.js';
import { leavesOf, treeOf, type Leaf, type Node, type Part } from './measure-tree.js';
import { decimalOf, isNumber, kindOf, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import type { SourceRow, World } from './world.js';

/** A result row to be, with the values of its measures. */
export interface Measured {
  readonly cell: Cell;
  readonly values: Readonly<Record<string, Value>>;
}

/** The result rows of a stage's source scope: populations, keys and measures (S4, S7). */
export function measured(
  world: World,
  stage: Stage,
  source: readonly SourceRow[],
): readonly Measured[] {
  const bare: StageFrame = { world, stage, source };
  const trees = (stage.measures ?? []).map(
    (measure) => [measure.as, treeOf(world, stage, measure)] as const,
  );
  const rows = new Map<Leaf, readonly LeafRow[]>();
  for (const leaf of trees.flatMap(([, node]) => leavesOf(node)))
    rows.set(leaf, leafRows(bare, leaf));
  const frame: StageFrame = { ...bare, days: daysShown(bare, [...rows]) };
  const cells = cellsOf(frame, [...rows]);
  const found: Found = { cells, rows, decimals: new Map() };
  return cells.map((cell) => ({
    cell,
    values: Object.fromEntries(
      trees.map(([as, node]) => [as, valueOf(frame, node, cell, found)] as const),
    ),
  }));
}

/** The cells of a stage with the rows of its leaves, and which filled values are decimals, as far as it is known yet. */
interface Found {
  readonly cells: readonly Cell[];
  readonly rows: ReadonlyMap<Leaf, readonly LeafRow[]>;
  readonly decimals: Map<Node, boolean>;
}

function valueOf(frame: StageFrame, node: Node, cell: Cell, found: Found): Value {
  switch (node.kind) {
    case 'filled':
      return valueOf(frame, node.node, cell, found) ?? fillOf(frame, node, found);
    case 'composite':
      return evaluate(node.is, (name) => {
        if (name.kind !== 'path') throw new Error('arithmetic over metrics has names only');
        return valueOf(frame, node.inputs.get(name.names[0]!)!, cell, found);
      });
    case 'leaf':
      return leafValue(frame, node, cell, found.rows.get(node)!);
    default:
      return unreachable(node);
  }
}

function leafValue(frame: StageFrame, leaf: Leaf, cell: Cell, rows: readonly LeafRow[]): Value {
  const days = daysOfCell(frame, leaf, cell);
  if (days === undefined) return bucketValue(frame, leaf, cell, rows);
  const values = days
    .filter((day) => rowsInCell(day.frame, day.leaf, rows, day.cell).length > 0)
    .map((day) => bucketValue(day.frame, day.leaf, day.cell, rows))
    .filter((value) => value !== null);
  // Of no day there is what there is of nothing (S7).
  if (values.length === 0) return aggregate(leaf.agg, []);
  if (leaf.carry === 'avg')
    return aggregate(
      'avg',
      values.map((of): Item => ({ of })),
    );
  return (leaf.carry === 'first' ? values[0] : values.at(-1)) ?? null;
}

function bucketValue(frame: StageFrame, leaf: Leaf, cell: Cell, rows: readonly LeafRow[]): Value {
  const [of] = cell.rows;
  const cellRow = of && { of, world: frame.world };
  const value = (part: Part, { world, row }: LeafRow): Value =>
    partValue(world, part, row, leaf, cellRow);
  const items = rowsInCell(frame, leaf, rows, cell).map((row): Item => ({
    ...(leaf.of !== undefined && { of: shared(leaf, row, value(leaf.of, row)) }),
    ...(leaf.with !== undefined && { with: value(leaf.with, row) }),
  }));
  if (leaf.percentile === 'approximate') throw new Unsupported('an approximate percentile');
  return aggregate(leaf.agg, items, leaf.p, leaf.percentile === 'discrete');
}

/** S4: of a row with weights a sum counts the part that belongs to the group. */
function shared(leaf: Leaf, { share }: LeafRow, value: Value): Value {
  if (leaf.agg !== 'sum' || share === undefined || !isNumber(value) || !isNumber(share))
    return value;
  return arithmetic('*', value, share, false);
}

/** What stands for nothing is a value of the measure's own type: 0 of decimals is a decimal. */
function fillOf(
  frame: StageFrame,
  { node, fill }: Extract<Node, { kind: 'filled' }>,
  found: Found,
): Value {
  if (!Number.isInteger(fill)) return decimalOf(String(fill));
  const isDecimal =
    found.decimals.get(node) ??
    found.cells.some((cell) => kindOf(valueOf(frame, node, cell, found)) === 'decimal');
  found.decimals.set(node, isDecimal);
  return isDecimal ? { kind: 'decimal', units: BigInt(fill), scale: 0 } : BigInt(fill);
}
