import type { Type } from '../expr/type.js';
import { qualified, quote } from './duckdb-text.js';
import type { CatalogColumn, CatalogTable, Engine, RunOptions, Value } from './engine.js';
import {
  textForms,
  type ColumnProfile,
  type ColumnsOf,
  type CountedValue,
  type ParsedTexts,
  type Survey,
  type TextForm,
} from './survey.js';
import { engineTrouble } from './troubles.js';

/** Asks DuckDB; `options` hold for each question. A table that cannot be read is the trouble `engine/unreadable`. */
export function surveyDuckdb(engine: Engine, options: RunOptions = {}): Survey {
  const ask = async (table: CatalogTable, sql: string): Promise<readonly (readonly Value[])[]> => {
    const attempt = await engine.query(sql, options);
    if ('value' in attempt) return attempt.value.rows;
    throw engineTrouble('unreadable', {
      table: `${table.schema}.${table.name}`,
      detail: attempt.error.message,
    });
  };
  return {
    profile: async (table) => {
      const count = async <T>(counts: readonly Counts<T>[]): Promise<T[]> => {
        const sql = `SELECT ${counts.flatMap((c) => c.sql).join(',\n  ')} FROM ${nameOf(table)}`;
        const values = (await ask(table, sql))[0]!.map(Number);
        return counts.map((c) => c.read(values.splice(0, c.sql.length)));
      };
      const [rows] = await count([{ sql: ['count(*)'], read: ([n]) => n! }]);
      const basics: Basic[] = [];
      for (const part of chunks(table.columns, 32))
        basics.push(...(await count(part.map(basicOf))));
      const numeric = basics.filter((b) => b.numeric);
      const parsed = new Map<string, ParsedTexts>();
      for (const part of chunks(numeric, 8)) {
        const found = await count(part.map((b) => parsedOf(quote(b.profile.name))));
        for (const [i, b] of part.entries()) parsed.set(b.profile.name, found[i]!);
      }
      return {
        rows: rows!,
        columns: basics.map(({ profile }) => {
          const texts = parsed.get(profile.name);
          return texts === undefined ? profile : { ...profile, parsed: texts };
        }),
      };
    },
    countDistinct: async (table, columns) => {
      const names = columns.map(quote);
      const sql = `SELECT count(*) FROM (SELECT DISTINCT ${names.join(', ')} FROM ${nameOf(table)}
        WHERE ${names.map((n) => `${n} IS NOT NULL`).join(' AND ')})`;
      return Number((await ask(table, sql))[0]![0]);
    },
    inclusion: async (from, to) => {
      const [[rows, orphans]] = (await ask(from.table, inclusionSql(from, to))) as [
        [number, number],
      ];
      return { rows, orphans };
    },
    values: async (table, columns, atMost) => {
      if (columns.length === 0) return new Map();
      const found = await ask(table, valuesSql(table, columns, atMost));
      const of = new Map<string, CountedValue[]>(columns.map((c) => [c, []]));
      for (const [index, value, rows] of found)
        of.get(columns[Number(index)]!)!.push({
          value: typeof value === 'string' ? value : '',
          rows: Number(rows),
        });
      return new Map([...of].filter(([, values]) => values.length <= atMost));
    },
  };
}

/** Counts that one query gives, and how they are read back. */
interface Counts<T> {
  readonly sql: readonly string[];
  readonly read: (values: readonly number[]) => T;
}

interface Basic {
  readonly profile: ColumnProfile;
  /** Texts that may be numbers or days, whole numbers that may be days: only these are worth trying to read so. */
  readonly numeric: boolean;
}

function basicOf(column: CatalogColumn): Counts<Basic> {
  const name = quote(column.name);
  const counts = [`count(${name})`, distinctOf(column.type, name)];
  const base = (v: readonly number[]): ColumnProfile => ({
    name: column.name,
    filled: v[0]!,
    distinct: v[1]!,
  });
  const signs = [`count(*) FILTER (${name} BETWEEN 0 AND 1)`, `count(*) FILTER (${name} < 0)`];
  const { kind } = column.type;
  if (kind === 'bigint')
    return {
      sql: [
        ...counts,
        ...signs,
        `coalesce(max(${name})::HUGEINT - min(${name})::HUGEINT + 1 = count(${name}), false)::INTEGER`,
        `count(*) FILTER (${name} BETWEEN 19000101 AND 21001231)`,
      ],
      read: (v) => ({
        profile: { ...base(v), share: v[2]!, negative: v[3]!, dense: v[4] === 1 && v[0] === v[1] },
        numeric: v[0]! > 0 && v[5] === v[0],
      }),
    };
  if (kind === 'decimal' || kind === 'double')
    return {
      sql: [...counts, ...signs],
      read: (v) => ({ profile: { ...base(v), share: v[2]!, negative: v[3]! }, numeric: false }),
    };
  if (kind !== 'string')
    return { sql: counts, read: (v) => ({ profile: base(v), numeric: false }) };
  const text = `trim(${name}::VARCHAR)`;
  return {
    sql: [
      ...counts,
      `count(*) FILTER (${blankSql(text)})`,
      `coalesce(max(length(${name}::VARCHAR)), 0)`,
      // Longer texts are no numbers and no days.
      `count(*) FILTER (length(${text}) <= 40 AND (left(ltrim(${text}, '+-.$€£¥₹ '), 1) BETWEEN '0' AND '9' OR regexp_matches(${text}, '^${monthName}')))`,
    ],
    read: (v) => ({
      profile: { ...base(v), blank: v[2]!, longest: v[3]! },
      numeric: v[4]! > 0 && v[4]! >= 0.9 * (v[0]! - v[2]!),
    }),
  };
}

/** Nested and unknown types are no keys and no codes: counting their values would only cost. */
function distinctOf(type: Type, name: string): string {
  const counted = ['boolean', 'bigint', 'decimal', 'string', 'date', 'timestamp'];
  return counted.includes(type.kind) ? `count(DISTINCT ${name})` : '0';
}

function parsedOf(name: string): Counts<ParsedTexts> {
  const text = `trim(${name}::VARCHAR)`;
  const count = (condition: string): string =>
    `count(*) FILTER (length(${text}) <= 40 AND ${condition})`;
  const longest = (pattern: string): string =>
    `coalesce(max(CASE WHEN length(${text}) <= 40 THEN length(regexp_extract(${text}, '${pattern}', 1)) END), 0)`;
  return {
    sql: [
      count(
        `regexp_matches(${text}, '[ T]\\d{1,2}:\\d{2}|^\\d{14}$') AND NOT regexp_full_match(${text}, '.*[ T]0?0:00(:00(\\.0+)?)?|\\d{8}000000')`,
      ),
      longest('^[-+]?(\\d+)'),
      longest('^[-+]?\\d+\\.(\\d+)$'),
      `coalesce(min(length(${text})) FILTER (NOT ${blankSql(text)}), 0)`,
      `coalesce(max(length(${text})) FILTER (NOT ${blankSql(text)}), 0)`,
      `count(*) FILTER (${name}::VARCHAR <> ${text} AND NOT ${blankSql(text)})`,
      `count(DISTINCT lower(regexp_extract(${text}, '${measured}', 3))) FILTER (${formSql('measured', text)})`,
      `count(DISTINCT nullif(regexp_extract(${text}, '[$€£¥₹]'), '')) FILTER (${formSql('money', text)})`,
      ...textForms.map((form) => count(formSql(form, text))),
    ],
    read: ([timed, whole, scale, shortest, most, spaced, units, currencies, ...counted]) => ({
      timed: timed!,
      whole: whole!,
      scale: scale!,
      shortest: shortest!,
      longest: most!,
      spaced: spaced!,
      units: units!,
      currencies: currencies!,
      forms: Object.fromEntries(textForms.map((form, i) => [form, counted[i]!])) as Record<
        TextForm,
        number
      >,
    }),
  };
}

/** Texts by which people say that there is no value. */
function blankSql(text: string): string {
  return `lower(${text}) IN ('', 'null', 'n/a', 'na', 'nan', 'none', '-', '\\n')`;
}

/** A month by its name, short or whole. */
const monthName =
  '(?i:jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)';

/** 90 min, 105,160 km: a number and its unit; k, M and the like are no units, they make the number another. */
const measured =
  '[-+]?(0|[1-9]\\d{0,14})(?:,\\d{3})*(\\.\\d{1,10})?\\s?(\\p{Han}{1,4}|[A-Za-z°²³/.]{2,12})';

/** Whether a text has a form. A number with a leading zero is a code and no number; so is one that fills no 18 digits. */
function formSql(form: TextForm, text: string): string {
  if (form === 'integer') return `regexp_full_match(${text}, '[-+]?(0|[1-9]\\d{0,17})')`;
  if (form === 'decimal')
    return `regexp_full_match(${text}, '[-+]?(0|[1-9]\\d{0,17})(\\.\\d{1,10})?')`;
  if (form === 'double')
    return `regexp_full_match(${text}, '[-+]?(0|[1-9]\\d*)?(\\.\\d+)?([eE][-+]?\\d{1,3})?') AND try_cast(${text} AS DOUBLE) IS NOT NULL`;
  // $1,200.50: a sign of money before it, commas between thousands.
  if (form === 'money')
    return `regexp_full_match(${text}, '[-+]?[$€£¥₹]?\\s?(0|[1-9]\\d{0,14})(,\\d{3})*(\\.\\d{1,10})?')`;
  if (form === 'percent')
    return `regexp_full_match(${text}, '[-+]?(0|[1-9]\\d{0,14})(\\.\\d{1,10})?\\s?%')`;
  if (form === 'measured') return `regexp_full_match(${text}, '${measured}')`;
  if (form.includes('MMM')) return namedMonthSql(form, text);
  const shape = form
    .replaceAll("'", '')
    .replaceAll('.', '\\.')
    .replace('yyyy', '\\d{4}')
    .replace('MM', /yyyyMM/.test(form) ? '\\d{2}' : '\\d{1,2}')
    .replace('dd', /MMdd/.test(form) ? '\\d{2}' : '\\d{1,2}')
    .replace('HH', /ddHH/.test(form) ? '\\d{2}' : '\\d{1,2}')
    .replace('mm', '\\d{2}')
    .replace('ss', form.startsWith('yyyy-MM-dd') ? '\\d{2}(\\.\\d{1,6})?' : '\\d{2}');
  const format = form
    .replaceAll("'", '')
    .replace('yyyy', '%Y')
    .replace('MM', '%m')
    .replace('dd', '%d')
    .replace('HH', '%H')
    .replace('mm', '%M')
    .replace('ss', '%S');
  const whole = form.endsWith('ss') ? `regexp_replace(${text}, '\\.\\d+$', '')` : text;
  // Years far away mean that digits were taken for a day that are none.
  return `regexp_full_match(${text}, '${shape}') AND year(try_strptime(${whole}, '${format}')) BETWEEN 1900 AND 2199`;
}

/** A day whose month is a name; the sign between may be a space or a line. */
function namedMonthSql(form: TextForm, text: string): string {
  const isFirst = form.startsWith('MMM');
  const shape = isFirst
    ? `${monthName}[.]? \\d{1,2},? \\d{4}`
    : `\\d{1,2}[ -]${monthName}[.]?[ -]\\d{4}`;
  const short = `regexp_replace(${text}, '([A-Za-z]{3})[A-Za-z]*', '\\1')`;
  const plain = `regexp_replace(${short}, '[., -]+', ' ', 'g')`;
  const format = isFirst ? '%b %d %Y' : '%d %b %Y';
  return `regexp_full_match(${text}, '${shape}') AND year(try_strptime(${plain}, '${format}')) BETWEEN 1900 AND 2199`;
}

function inclusionSql(from: ColumnsOf, to: ColumnsOf): string {
  const values = from.columns.map((c, i) => `${quote(c)} AS c${i}`);
  const filled = from.columns.map((c) => `${quote(c)} IS NOT NULL`).join(' AND ');
  const keys = to.columns.map((c, i) => `${quote(c)} AS k${i}`);
  const on = from.columns.map((_, i) => `f.c${i} = t.k${i}`).join(' AND ');
  return `WITH f AS (SELECT ${values.join(', ')}, count(*) AS n FROM ${nameOf(from.table)} WHERE ${filled} GROUP BY ALL),
      t AS (SELECT DISTINCT ${keys.join(', ')} FROM ${nameOf(to.table)})
    SELECT coalesce(sum(n), 0)::BIGINT, coalesce(sum(n) FILTER (t.k0 IS NULL), 0)::BIGINT FROM f LEFT JOIN t ON ${on}`;
}

function valuesSql(table: CatalogTable, columns: readonly string[], atMost: number): string {
  const parts = columns.map(
    (c, i) => `(SELECT ${i} AS i, ${quote(c)}::VARCHAR AS v, count(*) AS n FROM ${nameOf(table)}
      WHERE ${quote(c)} IS NOT NULL GROUP BY ALL ORDER BY n DESC, v LIMIT ${atMost + 1})`,
  );
  return `SELECT i, v, n FROM (${parts.join('\nUNION ALL ')}) ORDER BY i, v`;
}

function nameOf(table: CatalogTable): string {
  return qualified(table.catalog, table.schema, table.name);
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
