import { looksMeasured } from '../words/additive.js';
import { hasKeyTail, looksPrivate, stemOf } from '../words/column-kinds.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { abbreviates, endsWith, sameWords, singularWords } from '../words/words.js';

/** The columns that identify a row, and what that rests on. */
export interface FoundKey {
  readonly columns: readonly ColumnFacts[];
  readonly text: string;
  /** Named like this entity, or declared; else it may as well be the key of another, in its rows. */
  readonly own: boolean;
}

/** Below so many rows, that values differ says nothing by itself. */
const few = 100;
/** From so many rows on it says enough without a name. */
const many = 1000;

/**
 * The key of one column: declared, else the best named among the columns whose values all differ. A
 * floating number, an amount, a moment never is one; in a table of few rows only what is named as this
 * entity's own key; without such a name only a running number that stands first, or a short text, of many rows.
 */
export function singleKey(table: TableFacts, all: readonly TableFacts[]): FoundKey | undefined {
  const ranked = table.columns
    .map((column) => ({ column, rank: rankOf(column, table, all) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  const best = ranked[0];
  if (best === undefined) return sharedName(table, all);
  const { column, rank } = best;
  const counts = `${column.profile.distinct} distinct of ${table.rows} rows`;
  const name = rank < 30 ? 'no column is named like a key' : 'named like a key';
  return { columns: [column], text: `inferred: ${counts}, ${name}`, own: rank >= ownKey };
}

/** The column that is named as this entity's own key and tells nearly all rows apart, as it says in words. */
export function nearlyKey(table: TableFacts, all: readonly TableFacts[]): string | undefined {
  const column = table.columns.find(
    (c) =>
      mayIdentify(c) && keyRank(c, table, all) >= ownKey && c.profile.distinct >= 0.9 * table.rows,
  );
  if (column === undefined) return undefined;
  const { filled, distinct } = column.profile;
  return `${column.attribute} is named like one, but ${table.rows} rows have ${filled} values of it, ${distinct} distinct`;
}

/** A list of names that other tables write out: `city_name` of a table of cities and their regions. */
function sharedName(table: TableFacts, all: readonly TableFacts[]): FoundKey | undefined {
  const named = table.columns.filter(
    (c) =>
      c.column.type.kind === 'string' &&
      c.unique &&
      c.words.length > 1 &&
      ['name', '名称'].includes(c.words.at(-1)!) &&
      !looksPrivate(c.words, table.words) &&
      isUsedElsewhere(c, table, all),
  );
  const [column, ...more] = named;
  if (column === undefined || more.length > 0) return undefined;
  const text = `inferred: ${column.profile.distinct} distinct of ${table.rows} rows, other tables write it out`;
  return { columns: [column], text, own: true };
}

/** How much a column's name says that it is this entity's own key; 0: nothing, below `ownKey` it may be another's. */
export function keyRank(
  column: ColumnFacts,
  table: TableFacts,
  all: readonly TableFacts[],
): number {
  const { words } = column;
  const stem = singularWords(stemOf(words));
  if (isInitialId(words)) return isInitialOf(words[0]!, table, all) ? 68 : 50;
  if (!hasKeyTail(words)) return isBareName(words, table) ? 60 : isPublicNumber(words) ? 50 : 0;
  if (stem.length === 0) return words[0] === 'id' ? 78 : 74;
  if (sameWords(stem, table.words)) return 80;
  if (belongsToAnother(stem, table, all)) return 50;
  if (endsWith(table.words, stem)) return 76;
  const last = table.words.at(-1)!;
  return stem.length === 1 && abbreviates(stem[0]!, last) ? 70 : 50;
}

/** Numbers that the world gives to things: a list of them has each once. */
function isPublicNumber(words: readonly string[]): boolean {
  return ['isbn', 'issn', 'sku', 'ean', 'upc', 'gtin', 'vin', 'imei', 'iata', 'icao'].includes(
    words.at(-1)!,
  );
}

/** A key called like that of another entity: each row is a part of one of its rows (`order_id` of returned orders). */
export function isOfAnother(
  { words }: ColumnFacts,
  table: TableFacts,
  all: readonly TableFacts[],
): boolean {
  const stem = singularWords(stemOf(words));
  return hasKeyTail(words) && !sameWords(stem, table.words) && belongsToAnother(stem, table, all);
}

/** From this rank on a name says: the key of just this entity. */
export const ownKey = 60;

function rankOf(column: ColumnFacts, table: TableFacts, all: readonly TableFacts[]): number {
  if (!mayIdentify(column) || !column.unique) return 0;
  const rank = keyRank(column, table, all);
  if (rank >= ownKey) return rank + (isUsedElsewhere(column, table, all) ? 5 : 0);
  if (rank > 0) {
    const keys = table.columns.filter((c) => hasKeyTail(c.words) || isInitialId(c.words));
    return table.rows >= few || keys.length === 1 ? rank : 0;
  }
  if (table.rows < many || looksPrivate(column.words, table.words)) return 0;
  const { kind } = column.column.type;
  // A reading of a meter runs on too: a number that says nothing of rows is theirs only where it stands first.
  const isFirst = table.columns[0] === column;
  if (kind === 'bigint') return isFirst && column.profile.dense === true ? 20 : 0;
  return kind === 'string' && (column.profile.longest ?? 0) <= 64 ? 10 : 0;
}

/** What the values are, whatever the name: whole numbers and texts that are no amounts. */
function mayIdentify(column: ColumnFacts): boolean {
  const { kind } = column.column.type;
  return (kind === 'bigint' || kind === 'string') && !looksMeasured(column.words);
}

/** One word of one or two letters and id: `bid`, `rid`. */
export function isInitialId(words: readonly string[]): boolean {
  return words.length === 1 && /^[a-z]{1,2}id$/.test(words[0]!);
}

/** `rid` of review; in `domain_author`, `aid` is that of an author, where there are authors. */
function isInitialOf(word: string, table: TableFacts, all: readonly TableFacts[]): boolean {
  const last = table.words.at(-1)!;
  const initials = table.words.map((w) => w[0]!).join('');
  if (table.words.length > 1 && word === `${initials}id`) return true;
  return word === `${last[0]!}id` && !belongsToAnother([last], table, all);
}

/** A column called just like its entity: `store` of stores. */
function isBareName(words: readonly string[], table: TableFacts): boolean {
  return endsWith(table.words, singularWords(words)) && !looksPrivate(words, table.words);
}

/** `order_id` in customer_orders is that of an order, where there are orders. */
function belongsToAnother(
  stem: readonly string[],
  table: TableFacts,
  all: readonly TableFacts[],
): boolean {
  return all.some(
    (t) => t !== table && t.table.schema === table.table.schema && sameWords(t.words, stem),
  );
}

/** Others point by this name: of `bid` and `business_id`, the latter is what they use. */
function isUsedElsewhere(
  column: ColumnFacts,
  table: TableFacts,
  all: readonly TableFacts[],
): boolean {
  return (
    column.words.length > 1 &&
    all.some(
      (t) =>
        t !== table &&
        t.table.schema === table.table.schema &&
        t.columns.some((c) => sameWords(c.words, column.words)),
    )
  );
}
