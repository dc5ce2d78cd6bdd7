import type { CountedValue, Survey } from '../../engine/survey.js';
import {
  hasKeyTail,
  isFreeText,
  isKinds,
  looksCoded,
  looksPrivate,
} from '../words/column-kinds.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import type { FoundValue } from '../found.js';
import type { Link } from '../relationships/relationships.js';
import { commentCodes } from './comment-codes.js';

/** More different numbers are no codes by their name alone. */
export const mostCodes = 20;
/** More different values are no code list. */
const mostValues = 50;

/** The coded values of a column. */
export interface CodedColumn {
  readonly values: readonly FoundValue[];
  /** A comment says what they stand for. */
  readonly explained: boolean;
  /** What the column is called, where the comment says that too. */
  readonly label?: string;
}

/** The coded values of a table's columns, by the name of the column: one query reads them all; none where `read` is absent. */
export async function codesOf(
  table: TableFacts,
  links: readonly Link[],
  read: Survey['values'] | undefined,
): Promise<ReadonlyMap<string, CodedColumn>> {
  const linked = new Set(
    links.filter((l) => l.from === table).flatMap((l) => l.on.map((p) => p.from)),
  );
  const columns = table.columns.filter(
    (c) => !linked.has(c) && (mayBeExplained(c) || mayBeCoded(c, table)),
  );
  const values = await read?.(
    table.table,
    columns.map((c) => c.column.name),
    mostValues,
  );
  return new Map(
    columns.flatMap((column) => {
      const { name } = column.column;
      const codes = codesIn(column, table, values?.get(name) ?? [], values !== undefined);
      return codes === undefined ? [] : [[name, codes] as const];
    }),
  );
}

function codesIn(
  column: ColumnFacts,
  table: TableFacts,
  values: readonly CountedValue[],
  isRead: boolean,
): CodedColumn | undefined {
  const kept = values.filter(({ value }) => value.trim() !== '');
  const explained = mayBeExplained(column)
    ? explainedCodes(column, isRead ? kept : undefined)
    : undefined;
  if (explained !== undefined) return explained;
  const isCodes = mayBeCoded(column, table) && areCodes(kept, table, column);
  return isCodes ? { values: kept, explained: false } : undefined;
}

/** Whether a comment may say what the values stand for. */
function mayBeExplained({ column, profile }: ColumnFacts): boolean {
  const isCoded = column.type.kind === 'bigint' || column.type.kind === 'string';
  return isCoded && column.comment !== undefined && profile.distinct <= mostValues;
}

/** The codes that the comment explains, where they are those of the rows; then those that it leaves out. */
function explainedCodes(
  { column }: ColumnFacts,
  values: readonly CountedValue[] | undefined,
): CodedColumn | undefined {
  const rows = new Map(values?.map((v) => [v.value, v.rows]));
  const said = commentCodes(
    column.comment ?? '',
    (word) => rows.has(word) || /^[A-Z][A-Z0-9]{0,2}$/.test(word),
  );
  if (said === undefined) return undefined;
  const isNumber = column.type.kind === 'bigint';
  const codes = [...said.codes].map(([code, label]) => ({
    value: isNumber ? String(Number(code)) : code,
    label,
  }));
  const known = new Set(codes.map((c) => c.value));
  if (isNumber && known.has('NaN')) return undefined;
  const others = (values ?? []).filter((v) => !known.has(v.value));
  const isAgreed =
    values === undefined ? areInRow(codes.map((c) => c.value)) : 2 * others.length <= values.length;
  if (!isAgreed || others.some((v) => unsayable.test(v.value))) return undefined;
  return {
    values: [...codes.map((c) => ({ ...c, rows: rows.get(c.value) ?? 0 })), ...others],
    explained: true,
    ...(said.label !== undefined && { label: said.label }),
  };
}

/** What a list of codes cannot hold on its line. */
const unsayable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Letters, or numbers that follow each other: 7 and 1 of 近7天1次 are no codes. */
function areInRow(codes: readonly string[]): boolean {
  const numbers = codes.map(Number).toSorted((a, b) => a - b);
  return codes.every((c) => /\D/.test(c)) || numbers.every((n, i) => n === numbers[0]! + i);
}

/**
 * Whether the values of a column may be read as a list of codes, by everything but the values: few, short,
 * and nothing that tells who somebody is. What tells rows apart is an id, whatever it is called.
 */
function mayBeCoded(column: ColumnFacts, table: TableFacts): boolean {
  const { words, profile } = column;
  const { kind } = column.column.type;
  if (profile.distinct === 0 || profile.distinct > mostValues) return false;
  if (looksPrivate(words, table.words) || isFreeText(words) || words.includes('ids')) return false;
  const tellsApart =
    (profile.distinct === profile.filled && profile.filled > 1) ||
    (profile.filled >= 10 && profile.distinct >= 0.8 * profile.filled);
  if (kind === 'bigint')
    return !tellsApart && profile.distinct <= (looksCoded(words) ? mostCodes : 2);
  if (kind !== 'string' || (profile.longest ?? 0) > 40) return false;
  const isId = hasKeyTail(words) && words.at(-1) !== 'code';
  return !isId && (!tellsApart || (listsKinds(column, table) && table.rows <= mostValues));
}

/**
 * `party_role_code`, `code` or `role` in a table of roles, `city_name`: the kinds or places that it lists. The names of
 * any other few things, such as stores, are no codes: new ones come.
 */
function listsKinds({ words }: ColumnFacts, table: TableFacts): boolean {
  const isOwn = words.length === 1;
  if (
    !['code', 'name', '名称'].includes(words.at(-1)!) &&
    !(isOwn && words[0] === table.words.at(-1))
  )
    return false;
  const of = isOwn ? table.words : words.slice(0, -1);
  return isKinds(of) || of.some((word) => places.has(word) || looksCoded([word]));
}

/** Whether the values are codes by what they are. */
function areCodes(kept: readonly CountedValue[], table: TableFacts, column: ColumnFacts): boolean {
  if (kept.length === 0) return false;
  if (kept.some(({ rows }) => rows < 0.001 * table.rows)) return false;
  if (kept.some(({ value }) => isPrivate(value) || unsayable.test(value))) return false;
  if (column.column.type.kind === 'bigint')
    return looksCoded(column.words) || areYesAndNo(kept, column);
  const share = (is: (value: string) => boolean): number =>
    kept.filter(({ value }) => is(value)).length / kept.length;
  // Sentences, numbers of documents, and names of people where names are expected.
  if (share((v) => /[.!?。！？]$/.test(v)) > 0.5 || share((v) => /\d{6,}/.test(v)) > 0.5)
    return false;
  const isOfPlace = column.words.some((word) => places.has(word));
  const isName = column.words.at(-1) === 'name' && !isOfPlace;
  if (isName && share((v) => personName.test(v)) > 0.5) return false;
  // Numbers and days written as texts are measured, not coded.
  const measured = share((v) => /^[-+]?\d[\d.,:/ -]*$/.test(v));
  return measured <= 0.5 || kept.length <= 12;
}

/** 0 and 1 alone say no and yes, but of what is counted. */
function areYesAndNo(values: readonly CountedValue[], { words }: ColumnFacts): boolean {
  const isCounted = words.some((word) => countWords.has(word) || word.endsWith('s'));
  return (
    !isCounted &&
    values
      .map(({ value }) => value)
      .toSorted()
      .join() === '0,1'
  );
}

const countWords = new Set('num number count cnt qty quantity total amount no n'.split(' '));

/** Given name and family name, also with a middle initial or a hyphen. */
const personName =
  /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\.)? \p{Lu}\p{L}+(?:-\p{Lu}\p{Ll}+)?$/u;

function isPrivate(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '').length;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return true;
  if (
    /^\+?[\d\s().-]+$/.test(value) &&
    digits >= 7 &&
    !/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(value)
  )
    return true;
  if (/^https?:\/\//i.test(value)) return true;
  return /^\d+\s+\p{L}.*\b(?:st|street|ave|avenue|rd|road|blvd|lane|ln|drive|dr)\b/iu.test(value);
}

/** What has names like people's (San Francisco) that are nobody's. */
const places = new Set([
  'city',
  'town',
  'county',
  'district',
  'region',
  'state',
  'province',
  'country',
  'nation',
  'area',
  'neighborhood',
  'neighbourhood',
  'station',
  'airport',
  'continent',
  'territory',
  'brand',
  'category',
]);
