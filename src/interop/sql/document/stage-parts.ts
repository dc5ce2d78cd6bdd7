import type { Column, Key, Measure, Window } from '../../../dsl/document.js';
import { same } from '../relation.js';
import type { SqlItem } from '../tree.js';
import type { Rows } from './translate-joins.js';
import type { Scope, Translation } from './translation.js';

/** The parts of a stage while it is made: source expressions become keys, columns and measures, the rest computes over them. */
export interface StageParts {
  readonly translation: Translation;
  readonly rows: Rows;
  readonly scope: Scope;
  readonly items: readonly SqlItem[];
  /** What the result calls its items. */
  readonly called: readonly string[];
  /** What the SQL calls them, where a table or a list of names calls them otherwise. */
  readonly aliases: readonly string[];
  readonly isGrouped: boolean;
  readonly by: Key[];
  readonly columns: Column[];
  readonly measures: Measure[];
  readonly windows: Window[];
  readonly compute: Column[];
  /** The result column that holds a source expression, by its text. */
  readonly ofText: Map<string, string>;
  /** The result column that holds an aggregate or a window, by all that it says. */
  readonly ofCall: Map<string, string>;
  /** Items that are said already. */
  readonly said: Set<string>;
  /** Names that are taken, in lower case. */
  readonly taken: Set<string>;
}

/** Begins the stage of a SELECT over these rows. */
export function stageParts(
  translation: Translation,
  rows: Rows,
  scope: Scope,
  items: readonly SqlItem[],
  called: readonly string[],
  isGrouped: boolean,
): StageParts {
  return {
    translation,
    rows,
    scope,
    items,
    called,
    aliases: items.map(
      ({ as, value }, i) => as ?? (value.kind === 'column' ? value.name : called[i]!),
    ),
    isGrouped,
    by: [],
    columns: [],
    measures: [],
    windows: [],
    compute: [],
    ofText: new Map(),
    ofCall: new Map(),
    said: new Set(),
    taken: new Set(called.map((c) => c.toLowerCase())),
  };
}

/** All columns of the stage, in the order they leave it. */
export function namesOf({
  by,
  columns,
  measures,
  windows,
  compute,
}: StageParts): readonly string[] {
  return [...by, ...columns, ...measures, ...windows, ...compute].map((c) => c.as);
}

/** A name for a column that the SQL does not name; no other has it. */
export function hiddenName({ taken }: StageParts, wanted: string): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
  taken.add(name.toLowerCase());
  return name;
}

/** The result column of the item that the SQL calls so, where it is said already. */
export function saidAlias(
  { aliases, called, said }: StageParts,
  alias: string,
): string | undefined {
  const name = called[aliases.findIndex((a) => same(a, alias))];
  return name !== undefined && said.has(name) ? name : undefined;
}

/** Notes that a result column holds a source expression; the first that does is read again. */
export function saySource({ ofText, said }: StageParts, text: string, name: string): void {
  if (!ofText.has(text)) ofText.set(text, name);
  said.add(name);
}
