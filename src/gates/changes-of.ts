import { printType } from '../expr/print-type.js';
import type { TableDefinition } from '../sql/ast.js';
import type { DeliveredColumn, DeliveredTable } from './decision.js';
import type { RowsMeaning } from './rows-meaning.js';
import type { ChangeClass, TableChange } from './table-change.js';

/** The parts of a wanted table that delivery fixes; comments may change freely. */
export function deliveredForm(table: TableDefinition): DeliveredTable {
  const columns = (list: TableDefinition['columns']): readonly DeliveredColumn[] =>
    list.map(({ name, type }) => ({ name, type: printType(type) }));
  return {
    columns: columns(table.columns),
    partition: columns(table.partition),
    key: table.key,
    ...(table.lifecycle !== undefined && { lifecycle: table.lifecycle }),
  };
}

/**
 * The differences between a table as it was last delivered and as it is wanted, each classed. A column
 * that was renamed is one dropped and one added: nothing in either definition says otherwise. `wanted`
 * undefined: the table goes.
 */
export function changesOf(
  table: string,
  delivered: DeliveredTable | undefined,
  wanted: DeliveredTable | undefined,
): readonly TableChange[] {
  return differences(delivered, wanted).map((found) => ({ table, ...found }));
}

/** A change of whichever table. */
type Difference = Omit<TableChange, 'table'>;

function differences(
  delivered: DeliveredTable | undefined,
  wanted: DeliveredTable | undefined,
): readonly Difference[] {
  if (delivered === undefined) return wanted === undefined ? [] : [difference('new-table', 'safe')];
  if (wanted === undefined) return [difference('drop-table', 'destructive')];
  return [
    ...ofColumns(delivered.columns, wanted.columns),
    ...ofOrder(delivered.columns, wanted.columns),
    ...ofList('change-partition', 'destructive', delivered.partition, wanted.partition),
    ...ofList('change-key', 'review', delivered.key, wanted.key),
    ...ofLifecycle(delivered.lifecycle, wanted.lifecycle),
    ...ofMeaning(delivered.meaning, wanted.meaning),
  ];
}

function difference(
  kind: TableChange['kind'],
  its: ChangeClass,
  more: Partial<Difference> = {},
): Difference {
  return { kind, class: its, ...more };
}

function ofColumns(
  delivered: readonly DeliveredColumn[],
  wanted: readonly DeliveredColumn[],
): readonly Difference[] {
  const before = typesOf(delivered);
  const after = typesOf(wanted);
  return [
    ...[...before.keys()]
      .filter((column) => !after.has(column))
      .map((column) => difference('drop-column', 'destructive', { column })),
    ...[...after].flatMap(([column, to]) => {
      const from = before.get(column);
      if (from === undefined) return [difference('add-column', 'safe', { column, to })];
      if (from === to) return [];
      return widens(from, to)
        ? [difference('widen-type', 'safe', { column, from, to })]
        : [difference('change-type', 'destructive', { column, from, to })];
    }),
  ];
}

/** Whether the columns that both have still stand in one order. */
function ofOrder(
  delivered: readonly DeliveredColumn[],
  wanted: readonly DeliveredColumn[],
): readonly Difference[] {
  const shared = (list: readonly DeliveredColumn[], other: ReadonlyMap<string, string>): string =>
    list.flatMap(({ name }) => (other.has(name) ? [name] : [])).join(', ');
  const from = shared(delivered, typesOf(wanted));
  const to = shared(wanted, typesOf(delivered));
  return from === to ? [] : [difference('reorder-columns', 'review', { from, to })];
}

function typesOf(columns: readonly DeliveredColumn[]): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, type }) => [name, type]));
}

function ofList(
  kind: TableChange['kind'],
  its: ChangeClass,
  delivered: readonly (string | DeliveredColumn)[],
  wanted: readonly (string | DeliveredColumn)[],
): readonly Difference[] {
  const text = (list: readonly (string | DeliveredColumn)[]): string =>
    list.map((c) => (typeof c === 'string' ? c : `${c.name} ${c.type}`)).join(', ');
  const [from, to] = [text(delivered), text(wanted)];
  return from === to ? [] : [difference(kind, its, { from, to })];
}

function ofLifecycle(from: number | undefined, to: number | undefined): readonly Difference[] {
  if (from === to) return [];
  const words = { from: days(from), to: days(to) };
  return (to ?? Infinity) > (from ?? Infinity)
    ? [difference('longer-lifecycle', 'safe', words)]
    : [difference('shorter-lifecycle', 'review', words)];
}

function days(lifecycle: number | undefined): string {
  return lifecycle === undefined ? '∞' : String(lifecycle);
}

/** What is in the table already keeps its old meaning beside the new: a person says whether it may. */
function ofMeaning(
  delivered: RowsMeaning | undefined,
  wanted: RowsMeaning | undefined,
): readonly Difference[] {
  if (delivered === undefined || wanted === undefined) return [];
  const rows =
    delivered.rows === wanted.rows
      ? []
      : [difference('other-rows', 'review', { from: delivered.rows, to: wanted.rows })];
  const values = Object.entries(wanted.columns).flatMap(([column, to]) => {
    const from = delivered.columns[column];
    return from === undefined || from === to
      ? []
      : [difference('other-values', 'review', { column, from, to })];
  });
  return [...rows, ...values, ...ofDefinitions(delivered.definitions, wanted.definitions)];
}

function ofDefinitions(
  delivered: RowsMeaning['definitions'],
  wanted: RowsMeaning['definitions'],
): readonly Difference[] {
  const names = new Set([...Object.keys(delivered), ...Object.keys(wanted)]);
  return [...names].toSorted().flatMap((definition) => {
    const [from, to] = [delivered[definition], wanted[definition]];
    const isNamed = !unnamed.test(definition);
    if (from === to || (isNamed && (from === undefined || to === undefined))) return [];
    const hashes = { from: from ?? '-', to: to ?? '-' };
    return [difference('other-definition', 'review', { definition, ...hashes })];
  });
}

/** Definitions that work on documents that do not name them: one more or less is another meaning. */
const unnamed = /^(?:policy |timezone$)/;

/**
 * Whether every value of one type is a value of the other, unchanged: a longer decimal of the same scale
 * with as many digits before the point, a wider integer, an integer as a decimal that holds it.
 */
function widens(from: string, to: string): boolean {
  const [a, b] = [decimal(from), decimal(to)];
  if (a !== undefined && b !== undefined)
    return b.scale >= a.scale && b.precision - b.scale >= a.precision - a.scale;
  const order = ['tinyint', 'smallint', 'int', 'integer', 'bigint'];
  return order.includes(from) && order.indexOf(to) > order.indexOf(from);
}

function decimal(type: string): { readonly precision: number; readonly scale: number } | undefined {
  const found = /^decimal\((\d+),\s*(\d+)\)$/.exec(type);
  return found === null ? undefined : { precision: Number(found[1]), scale: Number(found[2]) };
}
