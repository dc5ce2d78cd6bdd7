import type { Language } from '../base/diagnostic.js';
import { printType } from '../expr/print-type.js';
import type { TableDefinition } from '../sql/ast.js';
import type { DeliveredColumn, DeliveredTable } from './decision.js';
import type { RowsMeaning } from './rows-meaning.js';

/** What a difference does to the rows that are there: nothing; perhaps something; certainly. */
const changeClasses = ['safe', 'review', 'destructive'] as const;

/** One of the classes. */
export type ChangeClass = (typeof changeClasses)[number];

/** One difference between the delivered table and the wanted one. */
export interface TableChange {
  readonly table: string;
  readonly class: ChangeClass;
  readonly kind:
    | 'new-table'
    | 'drop-table'
    | 'add-column'
    | 'drop-column'
    | 'widen-type'
    | 'change-type'
    | 'reorder-columns'
    | 'change-partition'
    | 'change-key'
    | 'longer-lifecycle'
    | 'shorter-lifecycle'
    | 'other-rows'
    | 'other-values'
    | 'other-definition';
  readonly column?: string;
  /** Of `other-definition`: its kind and name. */
  readonly definition?: string;
  readonly from?: string;
  readonly to?: string;
}

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
  const change = (
    kind: TableChange['kind'],
    its: ChangeClass,
    more: Partial<TableChange> = {},
  ): TableChange => ({ table, kind, class: its, ...more });
  if (delivered === undefined) return wanted === undefined ? [] : [change('new-table', 'safe')];
  if (wanted === undefined) return [change('drop-table', 'destructive')];
  const before = new Map(delivered.columns.map((c) => [c.name, c.type]));
  const after = new Map(wanted.columns.map((c) => [c.name, c.type]));
  const columns = [
    ...[...before.keys()]
      .filter((c) => !after.has(c))
      .map((column) => change('drop-column', 'destructive', { column })),
    ...[...after].flatMap(([column, to]) => {
      const from = before.get(column);
      if (from === undefined) return [change('add-column', 'safe', { column, to })];
      if (from === to) return [];
      return widens(from, to)
        ? [change('widen-type', 'safe', { column, from, to })]
        : [change('change-type', 'destructive', { column, from, to })];
    }),
  ];
  const shared = (list: readonly DeliveredColumn[], other: ReadonlyMap<string, string>): string =>
    list
      .map((c) => c.name)
      .filter((c) => other.has(c))
      .join(', ');
  const order = [shared(delivered.columns, after), shared(wanted.columns, before)] as const;
  return [
    ...columns,
    ...(order[0] === order[1]
      ? []
      : [change('reorder-columns', 'review', { from: order[0], to: order[1] })]),
    ...different('change-partition', 'destructive', delivered.partition, wanted.partition),
    ...different('change-key', 'review', delivered.key, wanted.key),
    ...lifecycle(delivered.lifecycle, wanted.lifecycle),
    ...meaning(delivered.meaning, wanted.meaning),
  ];

  function different(
    kind: TableChange['kind'],
    its: ChangeClass,
    from: readonly (string | DeliveredColumn)[],
    to: readonly (string | DeliveredColumn)[],
  ): readonly TableChange[] {
    const texts = [from, to].map((list) =>
      list.map((c) => (typeof c === 'string' ? c : `${c.name} ${c.type}`)).join(', '),
    );
    return texts[0] === texts[1] ? [] : [change(kind, its, { from: texts[0]!, to: texts[1]! })];
  }

  /** What is in the table already keeps its old meaning beside the new: a person says whether it may. */
  function meaning(
    from: RowsMeaning | undefined,
    to: RowsMeaning | undefined,
  ): readonly TableChange[] {
    if (from === undefined || to === undefined) return [];
    const names = new Set([...Object.keys(from.definitions), ...Object.keys(to.definitions)]);
    const differs = (a: string | undefined, b: string | undefined, both: boolean): boolean =>
      a !== b && (!both || (a !== undefined && b !== undefined));
    return [
      ...(from.rows === to.rows
        ? []
        : [change('other-rows', 'review', { from: from.rows, to: to.rows })]),
      ...Object.entries(to.columns).flatMap(([column, hash]) => {
        const old = from.columns[column];
        return old === undefined || old === hash
          ? []
          : [change('other-values', 'review', { column, from: old, to: hash })];
      }),
      ...[...names].toSorted().flatMap((definition) => {
        const [old, hash] = [from.definitions[definition], to.definitions[definition]];
        return differs(old, hash, !unnamed.test(definition))
          ? [
              change('other-definition', 'review', {
                definition,
                from: old ?? '-',
                to: hash ?? '-',
              }),
            ]
          : [];
      }),
    ];
  }

  function lifecycle(from: number | undefined, to: number | undefined): readonly TableChange[] {
    if (from === to) return [];
    const words = { from: days(from), to: days(to) };
    return (to ?? Infinity) > (from ?? Infinity)
      ? [change('longer-lifecycle', 'safe', words)]
      : [change('shorter-lifecycle', 'review', words)];
  }
}

/** Definitions that work on documents that do not name them: one more or less is another meaning. */
const unnamed = /^(?:policy |timezone$)/;

function days(lifecycle: number | undefined): string {
  return lifecycle === undefined ? '∞' : String(lifecycle);
}

/** A change in words for people; hashes of meanings say nothing to them. */
export function changeText(
  { class: its, kind, table, column, definition, ...change }: TableChange,
  language: Language,
): string {
  const { from, to } = kind.startsWith('other-') ? {} : change;
  const said =
    language === 'zh' ? [classWords[its], kindWords[kind]] : [its, kind.replaceAll('-', ' ')];
  const words = [...said, table, column, definition, from, to === undefined ? to : `→ ${to}`];
  return words.filter((w) => w !== undefined).join(' ');
}

const classWords: Readonly<Record<ChangeClass, string>> = {
  safe: '安全',
  review: '需评审',
  destructive: '破坏性',
};

const kindWords: Readonly<Record<TableChange['kind'], string>> = {
  'new-table': '新表',
  'drop-table': '删表',
  'add-column': '加列',
  'drop-column': '删列',
  'widen-type': '放宽类型',
  'change-type': '改类型',
  'reorder-columns': '列的顺序',
  'change-partition': '改分区',
  'change-key': '改主键',
  'longer-lifecycle': '延长生命周期',
  'shorter-lifecycle': '缩短生命周期',
  'other-rows': '行的范围',
  'other-values': '列的取值',
  'other-definition': '所读定义',
};

/** The gravest class among changes. */
export function classOf(changes: readonly TableChange[]): ChangeClass {
  return changes.reduce<ChangeClass>(
    (worst, { class: its }) =>
      changeClasses.indexOf(its) > changeClasses.indexOf(worst) ? its : worst,
    'safe',
  );
}

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
