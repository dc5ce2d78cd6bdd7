import type { Mark } from './mark.js';
import type { MarkForm } from './marks-zh.js';
import { COUNT_EN, countOf } from './numerals.js';

/** At least, at the most: bounds, no superlatives. */
const NO_BOUND = '(?<!(?<![a-z])at\\s+(?:the\\s+)?)';
const HIGH = '(?:highest|best|largest|biggest|greatest|most|top)';
const LOW = '(?:lowest|worst|smallest|least|fewest|bottom)';

/** The grammar words of English requirements; the longest match wins. */
export const MARKS_EN: readonly MarkForm[] = [
  is('each|per|every|for each|for every|of each|in each|within each', { kind: 'each' }),
  is('by|grouped by|group by|broken down by|split by|breakdown by', { kind: 'by' }),
  is('level|grain|granularity', { kind: 'dimension' }),
  ...(['day', 'week', 'month', 'quarter', 'year', 'hour'] as const).map((unit) =>
    is(
      `(?:by|per|each|every|for each|for every|of each) ${unit}|${adverb(unit)}|${unit} by ${unit}`,
      {
        kind: 'grain',
        unit,
      },
    ),
  ),
  is('trends?|over time', { kind: 'trend' }),
  is(
    'more than|greater than|larger than|higher than|above|exceed(?:s|ed|ing)?|over(?= [$¥€]?\\d)',
    {
      kind: 'compare',
      op: '>',
      after: false,
    },
  ),
  is(
    'at (?:the )?least|no less than|not less than|no fewer than|greater than or equal to|a minimum of',
    {
      kind: 'compare',
      op: '>=',
      after: false,
    },
  ),
  is('less than|fewer than|lower than|smaller than|below|under', {
    kind: 'compare',
    op: '<',
    after: false,
  }),
  is(
    'at (?:the )?most|no more than|not more than|up to(?= [$¥€]?\\d)|less than or equal to|a maximum of',
    {
      kind: 'compare',
      op: '<=',
      after: false,
    },
  ),
  is('equal(?:s| to)?|exactly', { kind: 'compare', op: '=', after: false }),
  is('or more|and above|or above|or higher', { kind: 'compare', op: '>=', after: true }),
  is('or less|or fewer|and below|or below|or lower', { kind: 'compare', op: '<=', after: true }),
  is('between', { kind: 'between' }),
  is('to|through', { kind: 'range' }),
  is(
    'not|non|excluding|exclude|excludes|except|except for|other than|that are not|who are not|which are not|that is not',
    {
      kind: 'not',
    },
  ),
  is('never|without any|without|with no|that have no|who have no|have no|has no|had no|with zero', {
    kind: 'without',
  }),
  {
    pattern: en(`${NO_BOUND}(?:the )?${HIGH} (?<n>${COUNT_EN})(?!\\s*%)`),
    mark: ({ n }) => top(n!, false),
  },
  { pattern: en(`(?:the )?(?<n>${COUNT_EN}) ${HIGH}`), mark: ({ n }) => top(n!, false) },
  { pattern: en('top-?(?<n>\\d{1,4})(?!\\s*%)'), mark: ({ n }) => top(n!, false) },
  {
    pattern: en(`${NO_BOUND}(?:the )?${LOW} (?<n>${COUNT_EN})(?!\\s*%)`),
    mark: ({ n }) => top(n!, true),
  },
  { pattern: en(`(?:the )?(?<n>${COUNT_EN}) ${LOW}`), mark: ({ n }) => top(n!, true) },
  is(`${NO_BOUND}(?:the )?(?:highest|largest|biggest|greatest|most|best)`, {
    kind: 'top',
    ascending: false,
  }),
  is(`${NO_BOUND}(?:the )?(?:lowest|smallest|least|fewest|worst)`, {
    kind: 'top',
    ascending: true,
  }),
  is('divided by', { kind: 'divide' }),
  is('rank|ranks|ranking|ranked', { kind: 'rank' }),
  is('(?:sorted|ordered|sort|order|ranked|rank) by', { kind: 'sort' }),
  is(
    '(?:sorted |ordered )?(?:in )?(?:descending|desc)(?: order)?|from high(?:est)? to low(?:est)?|(?:highest|largest|biggest|greatest|most) first',
    { kind: 'sort', ascending: false },
  ),
  is(
    '(?:sorted |ordered )?(?:in )?(?:ascending|asc)(?: order)?|from low(?:est)? to high(?:est)?|(?:lowest|smallest|fewest|least) first',
    { kind: 'sort', ascending: true },
  ),
  is('share|shares|percentage|percent|proportion', { kind: 'share' }),
  is(
    'how many|(?:the )?(?:total )?(?:number|count) of(?: distinct| unique| different)?|count(?: the)?',
    { kind: 'count' },
  ),
  is('counts?', { kind: 'counted' }),
  is('(?:the )?(?:daily average|average daily|mean daily)(?: of)?|per day on average', {
    kind: 'per-day',
  }),
  is('(?:the )?(?:average|mean|avg)(?: of)?', { kind: 'agg', agg: 'avg' }),
  is('(?:the )?median(?: of)?', { kind: 'agg', agg: 'median' }),
  is('(?:the )?(?:maximum|max)(?: of)?', { kind: 'agg', agg: 'max' }),
  is('(?:the )?(?:minimum|min)(?: of)?', { kind: 'agg', agg: 'min' }),
  is('(?:the )?(?:total|sum)(?: of)?', { kind: 'agg', agg: 'sum' }),
  is('(?:distinct|unique)', { kind: 'agg', agg: 'count_distinct' }),
  is('names?', { kind: 'naming', part: 'name' }),
  is('ids?', { kind: 'naming', part: 'key' }),
  is('which|who|whose', { kind: 'which' }),
  is('list|list all|list of|enumerate', { kind: 'list' }),
  is(
    'all(?: the| of the)?|(?:including|even|also) (?:those|\\p{L}+) (?:without|with none|with no|with zero)(?: any)?(?: data| rows| records)?|(?:\\p{L}+ )?(?:without|with no) (?:any )?data(?: too| as well| included)?',
    {
      kind: 'all',
    },
  ),
  is('(?:summary|aggregate|wide|dws) tables?|dws', { kind: 'table', layer: 'dws' }),
  is('(?:detail|fact|dwd) tables?|dwd', { kind: 'table', layer: 'dwd' }),
  is('(?:dimension|dim) tables?|dim', { kind: 'table', layer: 'dim' }),
  is('(?:application|report|reporting|ads) tables?|data mart|ads|dashboard', {
    kind: 'table',
    layer: 'ads',
  }),
  is('tables?', { kind: 'table' }),
  is('scheduled|refreshed(?: daily| every day)?|(?:build|create|make) a daily', {
    kind: 'schedule',
  }),
  {
    pattern: en(
      '(?:lifecycle|retention|(?:keep(?: it)?|kept|retain(?:ed)?)(?: for)?)(?: of)? (?<n>\\d{1,5}) days?',
    ),
    mark: ({ n }) => ({ kind: 'lifecycle', days: Number(n) }),
  },
  is('all[ -]time|lifetime|to date|so far|ever|cumulative|since the beginning', {
    kind: 'all-time',
  }),
  is('respectively|separately|compare|comparison of', { kind: 'separately' }),
  is('versus|vs', { kind: 'and' }),
  is('and|as well as|plus|along with|together with|&', { kind: 'and' }),
  is('or', { kind: 'or' }),
  is('of', { kind: 'of' }),
  is('in|from|with|for|where|that|among|at|located in|based in|placed by|made by', {
    kind: 'preposition',
  }),
  is('is|are|was|were', { kind: 'is' }),
  is(
    "a|an|the|this|these|those|on|during|over|within|as|also|both|please|show|show me|give|give me|get|find|tell|tell me|display|return|report|calculate|compute|see|look at|i|we|us|me|you|our|my|your|want|need|would|like|know|can|could|should|will|what|what is|what are|what was|what were|what's|how much|how|when|there|it|its|their|them|they|his|her|he|she|do|does|did|has|have|had|having|hold|holds|held|make|makes|made|take|took|taken|see|saw|be|been|being|build|create|design|develop|produce|generate|prepare|data|information|value|values|result|results|then|so|out|up|only|just|overall|together|using|use|based on|terms|each of",
    { kind: 'stop' },
  ),
];

function adverb(unit: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'hour'): string {
  const adverbs = {
    day: 'daily',
    week: 'weekly',
    month: 'monthly',
    quarter: 'quarterly',
    year: 'yearly|annually|annual',
    hour: 'hourly',
  };
  return adverbs[unit];
}

function is(source: string, mark: Mark): MarkForm {
  return { pattern: en(`(?:${source})`), mark: () => mark };
}

function en(source: string): RegExp {
  return new RegExp(`(?<![a-z\\d])(?:${source.replaceAll(' ', '\\s+')})(?![a-z\\d])`, 'y');
}

function top(count: string, ascending: boolean): Mark | undefined {
  const rows = countOf(count);
  return rows === undefined || rows < 1 ? undefined : { kind: 'top', rows, ascending };
}
