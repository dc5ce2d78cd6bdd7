import type { Survey } from '../../engine/survey.js';
import { hasKeyTail, numbersLines } from '../words/column-kinds.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import type { Link } from '../relationships/relationships.js';
import { typedText } from '../values/typed-text.js';
import { isOfAnother, keyRank, ownKey, singleKey, type FoundKey } from './single-key.js';

/** The declared key of a table, else a unique constraint over columns that are never null, else an inferred column. */
export async function keyOf(
  table: TableFacts,
  all: readonly TableFacts[],
  survey: Survey,
): Promise<FoundKey | undefined> {
  const declared = table.table.uniques.find(({ primary, columns }) => {
    const complete = columns.every((n) => columnOf(table, n)?.column.required === true);
    return primary || complete;
  });
  if (declared !== undefined) {
    const columns = declared.columns.flatMap((n) => columnOf(table, n) ?? []);
    const text = declared.primary ? 'declared primary key' : 'declared unique and not null';
    return { columns, text, own: columns.length > 1 || !isOfAnother(columns[0]!, table, all) };
  }
  return table.partition?.mode === 'full' ? snapshotKey(table, all, survey) : singleKey(table, all);
}

/** In a table of daily snapshots a key repeats once a day. */
async function snapshotKey(
  table: TableFacts,
  all: readonly TableFacts[],
  survey: Survey,
): Promise<FoundKey | undefined> {
  const day = table.partition!.column;
  const named = table.columns
    .map((column) => ({ column, rank: keyRank(column, table, all) }))
    .filter(({ column, rank }) => rank >= ownKey && column.complete && isExact(column))
    .toSorted((a, b) => b.rank - a.rank);
  for (const { column } of named) {
    const distinct = await survey.countDistinct(table.table, [column.column.name, day]);
    if (distinct === table.rows)
      return {
        columns: [column],
        text: `inferred: ${distinct} distinct with ${day} of ${table.rows} rows, named like a key`,
        own: true,
      };
  }
  return undefined;
}

/**
 * A key of two or three columns, only where chance cannot explain that no combination repeats: at least
 * five repetitions would be expected of unrelated columns. A table of nothing but references needs less.
 * Two pairs that are as good give none.
 */
export async function compositeKey(
  table: TableFacts,
  links: readonly Link[],
  survey: Survey,
): Promise<FoundKey | undefined> {
  const day = table.partition?.mode === 'full' ? table.partition.column : undefined;
  const parts = table.columns
    .filter(
      (c) =>
        c.complete && c.profile.distinct > 1 && isPart(c, table, links) && c.column.name !== day,
    )
    .slice(0, 8);
  for (const size of [2, 3]) {
    const strong = combinations(parts, size)
      .filter((c) => expectedRepeats(table.rows, c) >= 5)
      .map((columns) => ({ columns, rank: rankOf(columns, table, links) }))
      .filter(({ rank }) => rank > 0);
    for (const rank of [...new Set(strong.map((s) => s.rank))].toSorted((a, b) => b - a)) {
      const keys: FoundKey[] = [];
      for (const { columns } of strong.filter((s) => s.rank === rank)) {
        const key = await tested(table, columns, day, survey);
        if (key !== undefined) keys.push(key);
      }
      if (keys.length > 1) return undefined;
      if (keys.length === 1) return keys[0];
    }
  }
  const pure = table.columns.every((c) => isExact(c) && c.complete && isPart(c, table, links));
  const dates = table.columns.filter((c) => isDay(c, table)).length;
  const few = table.columns.length > 1 && table.columns.length <= 4;
  return pure && few && dates === 0 ? tested(table, table.columns, day, survey) : undefined;
}

/** Exact values: whole numbers, texts, days. */
function isExact({ column }: ColumnFacts): boolean {
  return ['bigint', 'string', 'date'].includes(column.type.kind);
}

function isReference(column: ColumnFacts, links: readonly Link[]): boolean {
  return links.some((l) => l.on.length === 1 && l.on[0]!.from === column);
}

/** A day, or what is read as one. */
function isDay(column: ColumnFacts, table: TableFacts): boolean {
  if (column.column.type.kind === 'date') return true;
  const read = typedText(column, table);
  return read !== undefined && 'type' in read && read.type.kind === 'date';
}

function isPart(column: ColumnFacts, table: TableFacts, links: readonly Link[]): boolean {
  if (!isExact(column)) return false;
  return (
    isReference(column, links) ||
    isDay(column, table) ||
    hasKeyTail(column.words) ||
    (numbersLines(column.words) && column.column.type.kind === 'bigint')
  );
}

/** Something that is pointed to and a number within it, several things, or things by day; dates alone are nothing. */
function rankOf(
  columns: readonly ColumnFacts[],
  table: TableFacts,
  links: readonly Link[],
): number {
  const dates = columns.filter((c) => isDay(c, table)).length;
  const lines = columns.filter((c) => numbersLines(c.words) && !isReference(c, links)).length;
  const references = columns.filter((c) => isReference(c, links)).length;
  if (dates > 1 || lines > 1 || dates + lines === columns.length) return 0;
  if (lines === 1) return 4;
  if (dates === 1) return references === columns.length - 1 ? 2 : 1;
  return references === columns.length ? 3 : 1;
}

/** How many pairs of rows would agree if the columns had nothing to do with each other. */
function expectedRepeats(rows: number, columns: readonly ColumnFacts[]): number {
  const possible = columns.reduce((product, c) => product * c.profile.distinct, 1);
  return (rows * (rows - 1)) / 2 / possible;
}

async function tested(
  table: TableFacts,
  columns: readonly ColumnFacts[],
  day: string | undefined,
  survey: Survey,
): Promise<FoundKey | undefined> {
  const names = columns.map((c) => c.column.name);
  const distinct = await survey.countDistinct(
    table.table,
    day === undefined ? names : [...names, day],
  );
  if (distinct !== table.rows) return undefined;
  const text = `inferred: ${distinct} distinct combinations of ${table.rows} rows`;
  return { columns, text, own: true };
}

function columnOf(table: TableFacts, name: string): ColumnFacts | undefined {
  return table.columns.find((c) => c.column.name === name);
}

function combinations<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) =>
    combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]),
  );
}
