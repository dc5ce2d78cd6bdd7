/**
 * MaxCompute's functions as DuckDB macros, so that a MaxCompute SELECT runs on DuckDB: only those that
 * DuckDB has not, or has with another meaning. Formats are those of MaxCompute: mm is the month, mi the
 * minute, hh the hour of 24. https://help.aliyun.com/zh/maxcompute/user-guide/overview-of-built-in-functions
 */
export const macros: readonly string[] = [
  `CREATE MACRO nvl(x, y) AS coalesce(x, y)`,
  `CREATE MACRO mc_format(f) AS replace(replace(replace(replace(replace(replace(
     f, 'yyyy', '%Y'), 'mi', '%M'), 'mm', '%m'), 'dd', '%d'), 'hh', '%H'), 'ss', '%S')`,
  `CREATE MACRO to_char(x, f) AS strftime(x, mc_format(f))`,
  `CREATE MACRO to_date
     (x) AS TRY_CAST(x AS DATE),
     (x, f) AS try_strptime(x, mc_format(f))`,
  `CREATE MACRO dateadd(x, n, u) AS CASE u
     WHEN 'ss' THEN x + to_seconds(n) WHEN 'mi' THEN x + to_minutes(n) WHEN 'hh' THEN x + to_hours(n)
     WHEN 'dd' THEN x + to_days(n) WHEN 'mm' THEN x + to_months(n) WHEN 'yyyy' THEN x + to_years(n) END`,
  `CREATE MACRO datetrunc(x, u) AS date_trunc(CASE u WHEN 'ss' THEN 'second' WHEN 'mi' THEN 'minute' WHEN 'hh' THEN 'hour'
     WHEN 'dd' THEN 'day' WHEN 'mm' THEN 'month' WHEN 'q' THEN 'quarter' WHEN 'yyyy' THEN 'year' ELSE u END, x)`,
  `CREATE MACRO datediff(x, y, u) AS date_diff(CASE u WHEN 'ss' THEN 'second' WHEN 'mi' THEN 'minute' WHEN 'hh' THEN 'hour'
     WHEN 'dd' THEN 'day' WHEN 'mm' THEN 'month' WHEN 'yyyy' THEN 'year' ELSE u END, y, x)`,
  `CREATE MACRO get_json_object(x, p) AS json_extract_string(x, p)`,
  `CREATE MACRO wm_concat(s, x) AS string_agg(x, s)`,
];
