/**
 * MaxCompute's functions as DuckDB macros, so that a MaxCompute SELECT runs on DuckDB: those that DuckDB
 * has not, or has with another meaning or another order of arguments. Written from MaxCompute's manual
 * (https://www.alibabacloud.com/help/en/maxcompute/user-guide/), not from what the dialect prints.
 */
export const macros: readonly string[] = [
  `CREATE MACRO nvl(x, y) AS coalesce(x, y)`,
  // Null where any is null; DuckDB's own leaves nulls out.
  `CREATE MACRO concat(a) AS (a || ''), (a, b) AS (a || b), (a, b, c) AS (a || b || c), (a, b, c, d) AS (a || b || c || d)`,
  `CREATE MACRO get_json_object(x, p) AS json_extract_string(x, p)`,
  `CREATE MACRO matching_anywhere(p) AS '(?s).*(?:' || p || ').*'`,
  `CREATE MACRO size(x) AS len(x)`,
  `CREATE MACRO sequence(a, b, c) AS generate_series(a, b, c)`,
  `CREATE MACRO wm_concat(s, x) AS string_agg(x, s)`,
  `CREATE MACRO percentile_cont(x, p) AS quantile_cont(x, p)`,
  `CREATE MACRO percentile_disc(x, p) AS quantile_disc(x, p)`,
  `CREATE MACRO percentile_approx(x, p) AS approx_quantile(x, p)`,

  // Formats: mm is the month, mi the minute, hh the hour of 24. DuckDB wants constant ones.
  `CREATE MACRO to_char(x, f) AS CASE f ${format('strftime(x, $)')} END`,
  `CREATE MACRO to_date(x) AS TRY_CAST(x AS DATE), (x, f) AS CASE f ${format('try_strptime(x, $)')} END`,

  `CREATE MACRO dateadd(x, n, u) AS CASE u
    WHEN 'ss' THEN x + to_seconds(n) WHEN 'mi' THEN x + to_minutes(n) WHEN 'hh' THEN x + to_hours(n)
    WHEN 'dd' THEN x + to_days(n) WHEN 'mm' THEN x + to_months(n) WHEN 'yyyy' THEN x + to_years(n)
    ELSE error('DATEADD by ' || u) END`,
  `CREATE MACRO datediff(x, y) AS date_diff('day', y, x), (x, y, u) AS CASE u
    WHEN 'ss' THEN date_diff('second', y, x) WHEN 'mi' THEN date_diff('minute', y, x)
    WHEN 'hh' THEN date_diff('hour', y, x) WHEN 'dd' THEN date_diff('day', y, x)
    WHEN 'week' THEN date_diff('week', y, x) WHEN 'mm' THEN date_diff('month', y, x)
    WHEN 'yyyy' THEN date_diff('year', y, x) ELSE error('DATEDIFF in ' || u) END`,
  `CREATE MACRO datetrunc(x, u) AS CASE u
    WHEN 'ss' THEN date_trunc('second', x) WHEN 'mi' THEN date_trunc('minute', x)
    WHEN 'hh' THEN date_trunc('hour', x) WHEN 'dd' THEN date_trunc('day', x)
    WHEN 'week' THEN date_trunc('week', x) WHEN 'mm' THEN date_trunc('month', x)
    WHEN 'quarter' THEN date_trunc('quarter', x) WHEN 'yyyy' THEN date_trunc('year', x)
    ELSE error('DATETRUNC to ' || u) END`,
  `CREATE MACRO datepart(x, u) AS CASE u
    WHEN 'ss' THEN second(x) WHEN 'mi' THEN minute(x) WHEN 'hh' THEN hour(x)
    WHEN 'dd' THEN day(x) WHEN 'mm' THEN month(x) WHEN 'yyyy' THEN year(x)
    ELSE error('DATEPART ' || u) END`,
  // Monday is 0.
  `CREATE MACRO weekday(x) AS isodow(x) - 1`,
];

/** One branch per format that is known. */
function format(call: string): string {
  const known = [
    ['yyyymmdd', '%Y%m%d'],
    ['yyyymm', '%Y%m'],
    ['yyyy', '%Y'],
    ['yyyy-mm', '%Y-%m'],
    ['yyyy-mm-dd', '%Y-%m-%d'],
    ['yyyy/mm', '%Y/%m'],
    ['yyyy/mm/dd', '%Y/%m/%d'],
    ['yyyy-mm-dd hh:mi:ss', '%Y-%m-%d %H:%M:%S'],
  ] as const;
  const branches = known.map(([f, own]) => `WHEN '${f}' THEN ${call.replace('$', `'${own}'`)}`);
  return `${branches.join(' ')} ELSE error('format ' || f)`;
}
