import { hasKeyTail, isPeople, stemOf } from '../words/column-kinds.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { keyRank, ownKey } from '../keys/single-key.js';
import { abbreviates, endsWith, sameWords, singular, singularWords } from '../words/words.js';

/** A table with the column that identifies its rows. */
export interface Target {
  readonly table: TableFacts;
  readonly key: ColumnFacts;
}

/** A table that a column may point to. */
export interface Candidate extends Target {
  /** How much the names say: 90 the same key, 80 a role of it, 50 a role of people. */
  readonly score: number;
}

/**
 * What a column may point to, by names and types alone, best first: columns called like the other's key,
 * like the other entity (also shortened, also in a role), or like what people do (`created_by`). Another
 * schema only counts where the own one has no table for it and the whole name of the key is the same.
 */
export function candidatesFor(
  column: ColumnFacts,
  table: TableFacts,
  targets: readonly Target[],
  all: readonly TableFacts[],
): readonly Candidate[] {
  const here = targets.filter((t) => t.table.table.schema === table.table.schema);
  const score = (target: Target): Candidate => ({
    ...target,
    score: scoreOf(column, table, target, all),
  });
  const found = here.map(score).filter((c) => c.score > 0);
  const elsewhere = targets
    .filter((t) => !here.includes(t) && t.key.words.join('').length >= 6)
    .map(score)
    .filter((c) => c.score >= 90);
  const hasTable = found.some((c) => !c.table.table.view);
  return (hasTable ? found : [...found, ...elsewhere]).toSorted((a, b) => b.score - a.score);
}

function scoreOf(
  column: ColumnFacts,
  table: TableFacts,
  target: Target,
  all: readonly TableFacts[],
): number {
  const { key } = target;
  if (column === key || column.column.type.kind !== key.column.type.kind) return 0;
  const self = target.table === table;
  const entity = target.table.words;
  const words = column.words;
  if (self) return selfScore(words, entity);
  const keyed = hasKeyTail(words);
  const stem = singularWords(stemOf(words));
  if (sameWords(words, key.words) && !isGeneric(key.words))
    return keyRank(key, target.table, all) >= ownKey ? 90 : 60;
  if (keyed && sameWords([...table.words, ...stem], entity)) return 95;
  if (keyed && stem.length > 0) {
    if (sameWords(stem, entity)) return 92;
    if (endsWith(stem, entity) || isChineseRole(stem, entity)) return 80;
    if (key.words.length > 1 && endsWith(words, key.words)) return 85;
    if (endsWith(entity, stem)) return 70;
    const last = entity.at(-1)!;
    if (stem.length === 1 && abbreviates(stem[0]!, last)) return 65;
    // owner_rep_id of a sales_rep: what both are in the end, in another role.
    if (isPeopleRole(words) && stem.at(-1) === last) return 55;
    if (stem.every((word, i) => word === entity[i])) return vague;
  }
  // A list keyed by names, which rows of the other write out: product_name of a sale, name of a price.
  if (sameWords(key.words, ['name']) && words.length > 1 && words.at(-1) === 'name') return byName;
  if (!keyed) {
    const bare = singularWords(words);
    if (sameWords(bare, entity) || sameWords([...table.words, ...bare], entity)) return 60;
    if (bare.length > 1 && endsWith(entity, bare)) return 60;
    if (isChineseRole(bare, entity)) return 55;
  }
  return isPeopleRole(words) && isStaff(entity) ? 50 : 0;
}

/** 注册门店 of 门店: a role before the thing, in one run of characters. */
function isChineseRole(words: readonly string[], entity: readonly string[]): boolean {
  const [word, ...more] = words;
  const [thing, ...others] = entity;
  return (
    word !== undefined &&
    thing !== undefined &&
    more.length + others.length === 0 &&
    /^\p{Script=Han}{2,}$/u.test(thing) &&
    word.length >= thing.length + 2 &&
    /^\p{Script=Han}+$/u.test(word) &&
    word.endsWith(thing)
  );
}

/** The names only begin alike (`inventory_id`, inventory_transactions): worth a word, never taken. */
export const vague = 40;

/** Names that are written out: not every one of them need be in the list. */
export const byName = 45;

/** A row of the same table: the row above it. */
function selfScore(words: readonly string[], entity: readonly string[]): number {
  const keyed = hasKeyTail(words);
  const stem = singularWords(stemOf(words));
  if (!stem.some((word) => aboveWords.has(word)) && !words.some((word) => aboveWords.has(word)))
    return isPeopleRole(words) && isStaff(entity) ? 50 : 0;
  const rest = stem.filter((word) => !aboveWords.has(word));
  if (rest.length === 0 || endsWith(entity, rest)) return keyed ? 85 : 60;
  return isPeople(entity) && words.includes('reports') ? 60 : 0;
}

/** `id`, `code`: says nothing about whose key it is. */
function isGeneric(words: readonly string[]): boolean {
  return words.length === 1 && hasKeyTail(words);
}

/** `created_by`, `support_rep_id`, `manager_id`, `reports_to`. */
function isPeopleRole(words: readonly string[]): boolean {
  if (words.at(-1) === 'by' || sameWords(words, ['reports', 'to'])) return true;
  const last = stemOf(words).at(-1);
  return last !== undefined && roleWords.has(singular(last));
}

function isStaff(entity: readonly string[]): boolean {
  return staffWords.has(entity.at(-1)!);
}

const aboveWords = new Set([
  'parent',
  'previous',
  'prev',
  'original',
  'root',
  'super',
  'superior',
  'reports',
  'reply',
  'referrer',
  'ancestor',
  '上级',
  '父',
  '父级',
]);
const roleWords = new Set([
  'rep',
  'representative',
  'manager',
  'supervisor',
  'boss',
  'agent',
  'owner',
  'creator',
  'editor',
  'approver',
  'assignee',
  'operator',
  'handler',
  'salesperson',
  'seller',
  'recruiter',
  'leader',
  'mentor',
]);
const staffWords = new Set([
  'employee',
  'emp',
  'staff',
  'user',
  'person',
  'worker',
  'personnel',
  'salesperson',
]);
