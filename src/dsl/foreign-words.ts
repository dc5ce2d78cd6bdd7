import { steps, type JsonPointer } from '../base/diagnostic.js';

/** The word of the grammar that another one stands for, at a place; undefined where it may mean several. */
export function wordCalled(word: string, path: JsonPointer): string | undefined {
  const place = steps(path).at(-1) ?? '';
  return words[place]?.[folded(word)];
}

/** Without case, brackets, and what stands between words. */
function folded(word: string): string {
  return word.toLowerCase().replace(/[\s_()*-]+/g, '');
}

type Dictionary = Readonly<Record<string, string>>;

const aggregates: Dictionary = {
  total: 'sum',
  summation: 'sum',
  求和: 'sum',
  合计: 'sum',
  总和: 'sum',
  average: 'avg',
  mean: 'avg',
  平均: 'avg',
  平均值: 'avg',
  均值: 'avg',
  maximum: 'max',
  最大: 'max',
  最大值: 'max',
  minimum: 'min',
  最小: 'min',
  最小值: 'min',
  count: 'count',
  countall: 'count',
  计数: 'count',
  行数: 'count',
  countrows: 'count',
  distinctcount: 'count_distinct',
  countdistinct: 'count_distinct',
  countd: 'count_distinct',
  nunique: 'count_distinct',
  uniquecount: 'count_distinct',
  countunique: 'count_distinct',
  distinct: 'count_distinct',
  去重计数: 'count_distinct',
  中位数: 'median',
  stdev: 'stddev',
  stddevsamp: 'stddev',
  标准差: 'stddev',
  varsamp: 'variance',
  方差: 'variance',
  correlation: 'corr',
  boolor: 'any',
  booland: 'every',
};

/** Common words of other languages, by the key they stand at. */
const words: Readonly<Record<string, Dictionary>> = {
  agg: aggregates,
  fn: {
    ...Object.fromEntries(
      Object.entries(aggregates).filter(([, to]) => /^(?:sum|avg|min|max|count)$/.test(to)),
    ),
    rownum: 'row_number',
    排名: 'rank',
    previous: 'lag',
    prev: 'lag',
    next: 'lead',
    firstvalue: 'first',
    lastvalue: 'last',
    占比: 'share',
    percentoftotal: 'share',
    ratiotoreport: 'share',
  },
  dir: {
    descending: 'desc',
    ascending: 'asc',
    降序: 'desc',
    升序: 'asc',
    倒序: 'desc',
    正序: 'asc',
  },
  only: {
    inner: 'matched',
    exists: 'matched',
    semi: 'matched',
    anti: 'unmatched',
    notexists: 'unmatched',
    notmatched: 'unmatched',
    missing: 'unmatched',
    匹配: 'matched',
    未匹配: 'unmatched',
  },
  nulls: { nullsfirst: 'first', nullslast: 'last' },
  mode: {
    trailing: 'rolling',
    whole: 'complete',
    full: 'complete',
    todate: 'to_date',
    滚动: 'rolling',
  },
  gaps: { zero: 'fill', none: 'leave', skip: 'leave' },
  write: {
    insertoverwrite: 'overwrite',
    replace: 'overwrite',
    覆盖: 'overwrite',
    insert: 'append',
    insertinto: 'append',
    追加: 'append',
    merge: 'upsert',
  },
  type: {
    int: 'bigint',
    integer: 'bigint',
    long: 'bigint',
    number: 'double',
    float: 'double',
    varchar: 'string',
    text: 'string',
    bool: 'boolean',
    datetime: 'timestamp',
  },
};
