/**
 * Words that stand in quotes as names: everything that DuckDB reserves (`duckdb_keywords()`; a test
 * compares), and what MaxCompute, Hive and Spark reserve beyond (help: maxcompute/reserved-words). One
 * list for all dialects: a name looks the same in each, and needless quotes do no harm.
 */
const words = `
  add all alter analyse analyze and anti any array as asc asof asymmetric at authorization
  begin between bigint binary bit boolean both by
  case cast char character check coalesce collate collation column columns comment commit concurrently
  constraint create cross cube current current_date current_time current_timestamp current_user
  database date datetime day dec decimal default deferrable delete desc describe distinct distribute div
  do double drop
  else end escape except exchange exists explain extended external extract
  false fetch filter float following for foreign freeze from full function
  generated glob grant group grouping grouping_id
  having hour
  if ilike in index initially inner inout insert int integer intersect interval into is isnull
  join
  lambda lateral leading left lifecycle like limit local
  map mapjoin merge minus minute month
  national natural nchar none not notnull null nullif numeric
  of offset on only or order out outer over overlaps overlay overwrite
  partition percent pivot pivot_longer pivot_wider placing position positional preceding precision primary
  procedure
  qualify
  range read real recursive references regexp rename replace returning revoke right rlike rollback rollup row
  rows
  schema second select semi session_user set setof show similar smallint some sort start string struct
  substring summarize symmetric
  table tablesample tables then time timestamp tinyint to top touch trailing treat trigger trim true
  truncate try_cast
  unbounded union unique unpack unpivot update use user using
  values varchar variadic verbose view
  when where window with
  xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
  xmltable
  year
`;

const reserved: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

/** Whether a name, in any case, must be quoted because it is a word of SQL. */
export function isReservedWord(name: string): boolean {
  return reserved.has(name.toLowerCase());
}
