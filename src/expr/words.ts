/** Words that shape expressions: as names they stand in backticks, except after a point. All other words are soft. */
const reserved: ReadonlySet<string> = new Set([
  'and',
  'between',
  'case',
  'else',
  'end',
  'false',
  'ilike',
  'in',
  'is',
  'like',
  'not',
  'null',
  'or',
  'then',
  'true',
  'when',
]);

/** Whether a word, in any case, is reserved. */
export function isReserved(word: string): boolean {
  return reserved.has(word.toLowerCase());
}

/** What engines call their aggregates: in an expression they are refused, whatever their arguments. */
export const aggregates: ReadonlySet<string> = new Set([
  'any',
  'any_value',
  'approx_count_distinct',
  'approx_distinct',
  'array_agg',
  'avg',
  'bool_and',
  'bool_or',
  'collect_list',
  'collect_set',
  'corr',
  'count',
  'count_distinct',
  'count_if',
  'every',
  'first',
  'group_concat',
  'last',
  'listagg',
  'max',
  'max_by',
  'mean',
  'median',
  'min',
  'min_by',
  'mode',
  'percentile',
  'percentile_cont',
  'percentile_disc',
  'quantile',
  'stddev',
  'stddev_pop',
  'stddev_samp',
  'string_agg',
  'sum',
  'sum_distinct',
  'var_pop',
  'var_samp',
  'variance',
  'wm_concat',
]);

/** What engines call their window functions. */
export const windows: ReadonlySet<string> = new Set([
  'cume_dist',
  'dense_rank',
  'first_value',
  'lag',
  'last_value',
  'lead',
  'nth_value',
  'ntile',
  'percent_rank',
  'rank',
  'row_number',
]);
