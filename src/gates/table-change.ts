import type { Language } from '../base/diagnostic.js';

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
