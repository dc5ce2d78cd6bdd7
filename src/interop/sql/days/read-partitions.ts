import type { Time } from '../../../dsl/document.js';
import type { Entity } from '../../../ontology/model.js';
import { contains, entityOfTable, nameIn, partitionIn } from '../relation.js';
import { dayMeant } from './run-day.js';
import { ownerOf, type Placed } from '../document/placed.js';
import type { Translation } from '../document/translation.js';
import type { SqlNode } from '../tree.js';

/** What conditions on partitions say: which days are read, and the conditions that say nothing of it. */
export interface ReadPartitions {
  readonly rest: readonly SqlNode[];
  /** The days of an increment, by its clock (S12). */
  readonly time?: Time;
  /** The day of a snapshot, where that is not the day of the run. */
  readonly at?: string;
}

/** Conditions on partitions say the day that a snapshot is read at, or the days of an increment. */
export function partitionsOf(
  translation: Translation,
  pool: readonly SqlNode[],
  placed: readonly Placed[],
): ReadPartitions {
  const rest: SqlNode[] = [];
  const ranges = new Map<Placed, { from?: string; to?: string }>();
  const days = new Set<string>();
  for (const node of pool) {
    const of = onPartition(node, placed);
    if (of === undefined || isBoth(node, placed)) {
      if (of === undefined) rest.push(node);
      continue;
    }
    const { owner, entity, partition } = of;
    // Where the partition is an attribute too, a condition on it says exactly what it says in SQL.
    const own = nameIn(owner.relation, partition.column) !== undefined;
    if (own && entity.table.mode !== 'full' && isConstant(node)) {
      rest.push(node);
      continue;
    }
    const newest = isNewest(node, entity, translation);
    const read = newest
      ? { from: translation.run, to: translation.run }
      : daysOf(node, partition.format, translation);
    if (newest) translation.byNewest(entity);
    const isDay = read?.from !== undefined && read.from === read.to;
    if (read === undefined || (entity.table.mode !== 'increment' && !isDay)) {
      const what = `a condition on the partition ${partition.column} that is not one day`;
      translation.refuse(what, of.name);
      continue;
    }
    if (entity.table.mode === 'increment') {
      translation.byClock(entity, partition.column);
      ranges.set(owner, { ...ranges.get(owner), ...read });
    } else days.add(read.from!);
  }
  const [at, second] = [...days].map((day) => translation.readAt(day));
  const times = new Set([...ranges.values()].map((r) => JSON.stringify(timeOf(r, translation))));
  if (second !== undefined || times.size > 1 || days.size > 1)
    translation.refuse('partitions of several days in one SELECT');
  const [time] = [...times].map((t) => JSON.parse(t) as Time);
  return { rest, ...(time !== undefined && { time }), ...(at !== undefined && { at }) };
}

/** `ds = MAX_PT('t')` of the snapshot itself. */
function isNewest(node: SqlNode, entity: Entity, { ontology }: Translation): boolean {
  if (node.kind !== 'binary' || node.op !== '=' || entity.table.mode !== 'full') return false;
  if (node.right.kind !== 'call' || node.right.name !== 'max_pt') return false;
  const [table] = node.right.args;
  return table?.kind === 'literal' && entityOfTable(ontology, table.text.split('.')) === entity;
}

function onPartition(node: SqlNode, placed: readonly Placed[]) {
  const column =
    node.kind === 'binary' ? node.left : node.kind === 'between' && !node.not ? node.of : undefined;
  if (column?.kind !== 'column') return undefined;
  const owner = ownerOf(column, placed);
  if (owner?.relation.kind !== 'entity') return undefined;
  const partition = partitionIn(owner.relation, column.name);
  const name = column.table === undefined ? [column.name] : [column.table, column.name];
  return partition && { owner, entity: owner.relation.entity, partition, name };
}

/** The partition of one table is that of another: each is read as its own condition says. */
function isBoth(node: SqlNode, placed: readonly Placed[]): boolean {
  if (node.kind !== 'binary' || node.right.kind !== 'column') return false;
  const other = ownerOf(node.right, placed);
  return other !== undefined && partitionIn(other.relation, node.right.name) !== undefined;
}

function isConstant(node: SqlNode): boolean {
  const values =
    node.kind === 'binary' ? [node.right] : node.kind === 'between' ? [node.low, node.high] : [];
  return values.every((v) => !contains(v, 'column') && !contains(v, 'query'));
}

function daysOf(
  node: SqlNode,
  format: string,
  { run }: Translation,
): { readonly from?: string; readonly to?: string } | undefined {
  const day = (value: SqlNode): string | undefined => dayMeant(value, format, run);
  if (node.kind === 'between') {
    const [from, to] = [day(node.low), day(node.high)];
    return from === undefined || to === undefined ? undefined : { from, to };
  }
  const value = node.kind === 'binary' ? day(node.right) : undefined;
  if (node.kind !== 'binary' || value === undefined) return undefined;
  if (node.op === '=') return { from: value, to: value };
  if (node.op === '>=') return { from: value };
  if (node.op === '<=') return { to: value };
  if (node.op === '>') return { from: `date_add('day', 1, ${value})` };
  return node.op === '<' ? { to: `date_add('day', -1, ${value})` } : undefined;
}

/** The day of the run alone is a period of one day. */
function timeOf(
  { from, to }: { readonly from?: string; readonly to?: string },
  { run, readAt }: Translation,
): Time {
  const isOne = from !== undefined && from === to;
  if (isOne && readAt(from) === undefined) return { last: 1, unit: 'day', mode: 'rolling' };
  for (const day of [from, to]) if (day?.includes(run) === true) readAt(day);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
