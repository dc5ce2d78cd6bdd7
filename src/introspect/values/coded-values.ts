import type { CountedValue, Survey } from '../../engine/survey.js';
import { hasKeyTail, isFreeText, isKinds, isPeople, looksPrivate } from '../words/column-kinds.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import type { Link } from '../relationships/relationships.js';

/** More different values are no code list. */
const mostValues = 50;

/** The coded values of a table's columns, by the name of the column: one query reads them all. */
export async function codesOf(
  table: TableFacts,
  links: readonly Link[],
  survey: Survey,
): Promise<ReadonlyMap<string, readonly CountedValue[]>> {
  const linked = new Set(
    links.filter((l) => l.from === table).flatMap((l) => l.on.map((p) => p.from)),
  );
  const columns = table.columns.filter((c) => mayBeCoded(c, table, linked.has(c)));
  const values = await survey.values(
    table.table,
    columns.map((c) => c.column.name),
    mostValues,
  );
  return new Map(
    columns.flatMap((column) => {
      const { name } = column.column;
      const codes = codedValues(values.get(name) ?? [], table, column);
      return codes === undefined ? [] : [[name, codes] as const];
    }),
  );
}

/**
 * Whether the values of a column may be read as a list of codes, by everything but the values: few, short,
 * and nothing that tells who somebody is. What tells rows apart is an id, whatever it is called.
 */
function mayBeCoded(column: ColumnFacts, table: TableFacts, isLinked: boolean): boolean {
  const { words, profile } = column;
  const { kind } = column.column.type;
  if (isLinked || profile.distinct === 0 || profile.distinct > mostValues) return false;
  if (looksPrivate(words, table.words) || isFreeText(words) || words.includes('ids')) return false;
  const tellsApart =
    (profile.distinct === profile.filled && profile.filled > 1) ||
    (profile.filled >= 10 && profile.distinct >= 0.8 * profile.filled);
  if (kind === 'bigint')
    return !tellsApart && profile.distinct <= (isSaidCoded(column) ? 20 : 2);
  if (kind !== 'string' || (profile.longest ?? 0) > 40) return false;
  const texts = table.columns.filter(
    (c) => c.column.type.kind === 'string' && !hasKeyTail(c.words),
  );
  const isLabel = !isPeople(table.words) && (words.at(-1) === 'name' || texts.length === 1);
  const isId = hasKeyTail(words) && words.at(-1) !== 'code';
  const isList = (isLabel || isKind(column, table)) && table.rows <= mostValues;
  return !isId && (!tellsApart || isList);
}

/** `party_role_code`, or `code` in a table of roles: the kinds that it lists. */
function isKind({ words }: ColumnFacts, table: TableFacts): boolean {
  const of = words.length > 1 ? words.slice(0, -1) : table.words;
  return words.at(-1) === 'code' && (isKinds(of) || of.some((word) => codeWords.has(word)));
}

/** Whether the name of a column of whole numbers says that they are codes. */
function isSaidCoded({ words }: ColumnFacts): boolean {
  return words.some((word) => codeWords.has(word));
}

/** 0 and 1 alone say no and yes, but of what is counted. */
function isYesOrNo(values: readonly CountedValue[], { words }: ColumnFacts): boolean {
  const isCounted = words.some((word) => countWords.has(word) || word.endsWith('s'));
  return !isCounted && values.map(({ value }) => value).toSorted().join() === '0,1';
}

/** The codes among the values; undefined where the values themselves are none after all. */
function codedValues(
  values: readonly CountedValue[],
  table: TableFacts,
  column: ColumnFacts,
): readonly CountedValue[] | undefined {
  const kept = values.filter(({ value }) => value.trim() !== '');
  if (kept.length === 0) return undefined;
  if (kept.some(({ rows }) => rows < 0.001 * table.rows)) return undefined;
  if (kept.some(({ value }) => isPrivate(value) || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)))
    return undefined;
  if (column.column.type.kind === 'bigint')
    return isSaidCoded(column) || isYesOrNo(kept, column) ? kept : undefined;
  const share = (is: (value: string) => boolean): number =>
    kept.filter(({ value }) => is(value)).length / kept.length;
  // Sentences, numbers of documents, and names of people where names are expected.
  if (share((v) => /[.!?。！？]$/.test(v)) > 0.5 || share((v) => /\d{6,}/.test(v)) > 0.5)
    return undefined;
  const isOfPlace = column.words.some((word) => places.has(word));
  const isName = column.words.at(-1) === 'name' && !isOfPlace;
  if (isName && share((v) => personName.test(v)) > 0.5) return undefined;
  // Numbers and days written as texts are measured, not coded.
  const measured = share((v) => /^[-+]?\d[\d.,:/ -]*$/.test(v));
  return measured > 0.5 && kept.length > 12 ? undefined : kept;
}

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

const countWords = new Set('num number count cnt qty quantity total amount no n'.split(' '));

const codeWords = new Set([
  'status',
  'state',
  'type',
  'flag',
  'code',
  'category',
  'class',
  'kind',
  'gender',
  'sex',
  'mode',
  'is',
  'has',
  'active',
  'enabled',
  'deleted',
  'discontinued',
  'tier',
  'channel',
  'source',
  'priority',
  '状态',
  '类型',
  '级别',
  '渠道',
  '性别',
  '是否',
]);
