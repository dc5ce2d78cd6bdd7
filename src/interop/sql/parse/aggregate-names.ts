/** Aggregates of the grammars, and those that they take for functions. */
export const aggregates = new Set([
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'stddev',
  'stddev_samp',
  'variance',
  'var_samp',
  'bool_or',
  'bool_and',
]);

/** Aggregates that the grammars take for functions, and no document has. */
export const textAggregates = new Set([
  'wm_concat',
  'group_concat',
  'listagg',
  'collect_list',
  'collect_set',
  'percentile',
  'percentile_approx',
  'approx_distinct',
  'approx_count_distinct',
]);
