/**
 * MaxCompute's and Hive's functions as DuckDB macros, so that a SELECT of theirs is bound and runs on DuckDB: those that
 * DuckDB has not, or has with another meaning or another order of arguments. Each is called by its name behind a
 * prefix, so that nothing else that runs there means something else. After MaxCompute's manual
 * (https://www.alibabacloud.com/help/en/maxcompute/user-guide/).
 */
export const macroPrefix = 'mc_';

/** What DuckDB calls a function of Hive's family, in lower case; undefined where that is its own name. */
export function macroOf(fn: string, dialect: string): string | undefined {
  if (dialect === 'spark' && notOfSpark.has(fn)) return undefined;
  if (['postgresql', 'hologres'].includes(dialect) && !ofPostgres.has(fn)) return undefined;
  return otherNames.get(fn) ?? (macros.has(fn) ? `${macroPrefix}${fn}` : undefined);
}

/** Of all rows there, of a sample in DuckDB. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['stddev', 'stddev_pop'],
  ['variance', 'var_pop'],
]);

/** What PostgreSQL and Hologres have under the same name. */
const ofPostgres = new Set(['to_char', 'to_date']);

/** Spark takes a sample, and passes nulls over, as DuckDB does. */
const notOfSpark = new Set([...otherNames.keys(), 'greatest', 'least']);

/** The statements that make them. */
export function createMacros(): readonly string[] {
  return [...macros].map(
    ([name, forms]) =>
      `CREATE OR REPLACE MACRO ${macroPrefix}${name}${forms.map(([args, is]) => `(${args}) AS ${is}`).join(', ')}`,
  );
}

function upTo(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** So many parameters. */
function namesOf(count: number): readonly string[] {
  return upTo(1, count).map((i) => `x${i}`);
}

type Forms = readonly (readonly [parameters: string, is: string])[];

/** mm is the month, mi the minute, hh the hour of 24; DuckDB wants constant formats. */
const formats = [
  ['yyyymmdd', '%Y%m%d'],
  ['yyyymm', '%Y%m'],
  ['yyyy', '%Y'],
  ['mm', '%m'],
  ['dd', '%d'],
  ['hh', '%H'],
  ['yyyy-mm', '%Y-%m'],
  ['yyyy-mm-dd', '%Y-%m-%d'],
  ['yyyy/mm', '%Y/%m'],
  ['yyyy/mm/dd', '%Y/%m/%d'],
  ['yyyymmddhh', '%Y%m%d%H'],
  ['yyyymmddhhmiss', '%Y%m%d%H%M%S'],
  ['yyyy-mm-dd hh', '%Y-%m-%d %H'],
  ['yyyy-mm-dd hh:mi', '%Y-%m-%d %H:%M'],
  ['yyyy-mm-dd hh:mi:ss', '%Y-%m-%d %H:%M:%S'],
] as const;

/** In any case, and with PostgreSQL's hour of 24. */
const letters = `replace(lower(f), 'hh24', 'hh')`;

/** DATE_FORMAT has Java's letters. */
const javaFormats = formats.map(
  ([f, own]) =>
    [
      f.replace(/mi/g, '\0').replace(/mm/g, 'MM').replace(/hh/g, 'HH').replace(/\0/g, 'mm'),
      own,
    ] as const,
);

function inFormat(
  of: string,
  known: readonly (readonly [string, string])[],
  call: (own: string) => string,
): string {
  const branches = known.map(([f, own]) => `WHEN '${f}' THEN ${call(`'${own}'`)}`);
  return `CASE ${of} ${branches.join(' ')} ELSE error('format ' || ${of}) END`;
}

/** Each unit under all of its names. */
const units: readonly (readonly [names: string, unit: string])[] = [
  [`'ss', 'second'`, 'second'],
  [`'mi', 'minute'`, 'minute'],
  [`'hh', 'hour'`, 'hour'],
  [`'dd', 'day'`, 'day'],
  [`'week', 'w'`, 'week'],
  [`'mm', 'mon', 'month'`, 'month'],
  [`'q', 'quarter'`, 'quarter'],
  [`'yyyy', 'year'`, 'year'],
];

function inUnit(call: (unit: string) => string): string {
  const branches = units.map(([names, unit]) => `WHEN lower(u) IN (${names}) THEN ${call(unit)}`);
  return `CASE ${branches.join(' ')} ELSE error('unit ' || u) END`;
}

const macros: ReadonlyMap<string, Forms> = new Map<string, Forms>([
  ['nvl', [['x, y', 'coalesce(x, y)']]],
  ['nvl2', [['x, y, z', 'CASE WHEN x IS NOT NULL THEN y ELSE z END']]],
  ['if', [['c, x, y', 'CASE WHEN c THEN x ELSE y END']]],
  // Null where any is null; DuckDB's own leaves nulls out.
  [
    'concat',
    upTo(2, 16).map((n) => {
      const names = namesOf(n);
      const texts = names.map((name) => `CAST(${name} AS VARCHAR)`);
      return [names.join(', '), `(${texts.join(' || ')})`] as const;
    }),
  ],
  ...['substr', 'substring'].map(
    (name) =>
      [
        name,
        [
          ['x, a', 'substr(CAST(x AS VARCHAR), a)'],
          ['x, a, n', 'substr(CAST(x AS VARCHAR), a, n)'],
        ],
      ] as const,
  ),
  // Null of what is no JSON.
  ['get_json_object', [['x, p', 'CASE WHEN json_valid(x) THEN json_extract_string(x, p) END']]],
  // Null where any is null.
  ...['greatest', 'least'].map(
    (name) =>
      [
        name,
        upTo(2, 8).map((n) => {
          const names = namesOf(n);
          const known = names.map((one) => `${one} IS NOT NULL`).join(' AND ');
          return [
            names.join(', '),
            `CASE WHEN ${known} THEN ${name}(${names.join(', ')}) END`,
          ] as const;
        }),
      ] as const,
  ),
  // A null is found as a null.
  [
    'decode',
    upTo(3, 16).map((n) => {
      const [of = '', ...rest] = namesOf(n);
      const whens = upTo(1, Math.floor(rest.length / 2)).map(
        (k) => `WHEN ${of} IS NOT DISTINCT FROM ${rest[2 * k - 2]!} THEN ${rest[2 * k - 1]!}`,
      );
      const otherwise = rest.length % 2 === 1 ? ` ELSE ${rest.at(-1)!}` : '';
      return [[of, ...rest].join(', '), `CASE ${whens.join(' ')}${otherwise} END`] as const;
    }),
  ],
  // Every match, not the first one; the first group, not the whole match.
  ['regexp_replace', [['x, p, r', `regexp_replace(x, p, r, 'g')`]]],
  [
    'regexp_extract',
    [
      ['x, p', `nullif(regexp_extract(x, p, 1), '')`],
      ['x, p, g', `nullif(regexp_extract(x, p, g), '')`],
    ],
  ],
  ['anywhere', [['p', `'(?s).*(?:' || p || ').*'`]]],
  ['size', [['x', 'len(x)']]],
  ['split', [['x, s', 'string_split(x, s)']]],
  ['collect_list', [['x', 'list(x)']]],
  ['collect_set', [['x', 'list(DISTINCT x)']]],
  ['percentile', [['x, p', 'quantile_cont(x, p)']]],
  ['percentile_approx', [['x, p', 'approx_quantile(x, p)']]],
  ['tolower', [['x', 'lower(x)']]],
  ['toupper', [['x', 'upper(x)']]],
  ['instr', [['x, p', 'strpos(x, p)']]],
  // A text in the day's own form is a moment there.
  [
    'to_char',
    [
      ['x', 'CAST(x AS VARCHAR)'],
      ['x, f', inFormat(letters, formats, (own) => `strftime(CAST(x AS TIMESTAMP), ${own})`)],
    ],
  ],
  [
    'date_format',
    [['x, f', inFormat('f', javaFormats, (own) => `strftime(CAST(x AS TIMESTAMP), ${own})`)]],
  ],
  [
    'to_date',
    [
      ['x', 'TRY_CAST(x AS DATE)'],
      ['x, f', inFormat(letters, formats, (own) => `try_strptime(x, ${own})`)],
    ],
  ],
  ['dateadd', [['x, n, u', inUnit((unit) => `x + to_${unit}s(n)`)]]],
  ['date_add', [['x, n', 'CAST(x AS DATE) + CAST(n AS INTEGER)']]],
  ['date_sub', [['x, n', 'CAST(x AS DATE) - CAST(n AS INTEGER)']]],
  ['add_months', [['x, n', 'CAST(CAST(x AS DATE) + to_months(n) AS DATE)']]],
  [
    'datediff',
    [
      ['x, y', `date_diff('day', CAST(y AS DATE), CAST(x AS DATE))`],
      ['x, y, u', inUnit((unit) => `date_diff('${unit}', y, x)`)],
    ],
  ],
  ['datetrunc', [['x, u', inUnit((unit) => `date_trunc('${unit}', x)`)]]],
  ['datepart', [['x, u', inUnit((unit) => `${unit}(x)`)]]],
  // Monday is 0.
  ['weekday', [['x', 'isodow(x) - 1']]],
  ['lastday', [['x', 'CAST(last_day(x) AS TIMESTAMP)']]],
  // For binding: what reads the clock is never run.
  ['getdate', [['', 'CAST(now() AS TIMESTAMP)']]],
]);
