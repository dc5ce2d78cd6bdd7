import { COUNT_EN, countOf } from '../../lexing/numerals.js';
import type { Plain, Role } from '../token.js';

/** A pattern at a place of a folded text, and the role it plays. */
export interface RoleForm {
  readonly pattern: RegExp;
  readonly role: (groups: Readonly<Record<string, string | undefined>>) => Role | undefined;
}

const HIGH = 'best|highest|largest|biggest|greatest|most|maximum';
const LOW = 'worst|lowest|smallest|least|fewest|minimum';
const BEST = 'top|best|most|highest|largest|biggest|greatest';
const LAST = 'bottom|worst|lowest|smallest|least|fewest';

const adverbOf = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'yearly|annually|annual',
  hour: 'hourly',
} as const;

/** The words that questions in English are put together with; the longest match wins. */
export const ROLES_EN: readonly RoleForm[] = [
  plain(
    'lead',
    "what's|who's|where's|what is|what are|what was|what were|what's|who are|who is|which are|what|return|give me|give|show me|show|rank(?= (?:the|all|our)\\b)|list|find out|find|display|provide|tell me|get me|get|count(?= (?:the|how|all|of)\\b)|identify|calculate|compute|determine|report|retrieve|fetch|select|how does|how do|how did|can you|could you|(?:i|we) (?:want|need|would like)(?: to (?:see|know|have))?|(?:i'd|we'd) like(?: to (?:see|know|have))?|please provide|please|in which|at which|for which|list of|a list of|the list of|list out|lists",
  ),
  plain(
    'count',
    'how many|(?:the )?(?:total |overall )?(?:numbers?|count|quantity)(?: of)|(?:the )?count(?=[?.]|$)|(?:the )?number of times|how many times',
  ),
  role('(?:the )?(?:average|mean|avg)(?: of)?|on average', { kind: 'agg', agg: 'avg' }),
  role('(?:the )?(?:total|sum of|sum|combined|overall total)(?: of)?', {
    kind: 'agg',
    agg: 'sum',
  }),
  role('(?:the )?median(?: of)?', { kind: 'agg', agg: 'median' }),
  role('(?:the )?(?:max|maximum)(?: of)?', { kind: 'agg', agg: 'max' }),
  role(
    '(?:the )?(?:earliest|first|oldest)(?= (?!names?\\b|to\\b|first\\b)[^.?;]{0,40}(?:date|time|day|year)\\b)',
    {
      kind: 'agg',
      agg: 'min',
      temporal: true,
    },
  ),
  role(
    '(?:the )?(?:latest|last|most recent|newest)(?= (?!names?\\b|to\\b|first\\b)[^.?;]{0,40}(?:date|time|day|year)\\b)',
    {
      kind: 'agg',
      agg: 'max',
      temporal: true,
    },
  ),
  role('(?:the )?(?:min|minimum)(?: of)?', { kind: 'agg', agg: 'min' }),
  top(`(?:the )?(?:${BEST}) (?<n>${COUNT_EN})|(?:the )?(?<n2>${COUNT_EN}) (?:${BEST})`, false),
  top(`(?:the )?(?:${LAST}) (?<n>${COUNT_EN})|(?:the )?(?<n2>${COUNT_EN}) (?:${LAST})`, true),
  role(`(?:the )?(?:${HIGH})(?: overall)?`, { kind: 'super', ascending: false }),
  role(`(?:the )?(?:${LOW})(?: overall)?`, { kind: 'super', ascending: true }),
  role(
    'more than|greater than|larger than|higher than|above|exceed(?:s|ed|ing)?|over(?= [$€]?\\d)|>',
    {
      kind: 'compare',
      op: '>',
    },
  ),
  role(
    'at (?:the )?least|no less than|not less than|no fewer than|greater than or equal to|a minimum of|>=',
    {
      kind: 'compare',
      op: '>=',
    },
  ),
  role('less than|fewer than|lower than|smaller than|below|under|<', { kind: 'compare', op: '<' }),
  role('at (?:the )?most|no more than|not more than|up to|less than or equal to|a maximum of|<=', {
    kind: 'compare',
    op: '<=',
  }),
  role('equal to|equals|exactly|=', { kind: 'compare', op: '=' }),
  role('or more|or above|or higher|or greater|and above', { kind: 'after', op: '>=' }),
  role('or less|or fewer|or below|or lower', { kind: 'after', op: '<=' }),
  role('or later|or after|and later|and after|onwards?|and onwards?|or newer|or thereafter', {
    kind: 'onward',
    side: 'from',
  }),
  role('or earlier|or before|and earlier|and before|or older', { kind: 'onward', side: 'to' }),
  plain('between', 'between'),
  plain(
    'each',
    'each|every|for each|for every|of each|in each|at each|on each|by each|from each|within each|per|grouped by|group by|grouped per|broken down by|for each of the|for each unique|by individual|for different|across(?: the)?(?: different| all| various)?',
  ),
  ...(['day', 'week', 'month', 'quarter', 'year', 'hour'] as const).flatMap((grain) => [
    role(`(?:by|per|each|every|for each|in each|for every|across|over the) ${grain}s?`, {
      kind: 'grain',
      grain,
    }),
    role(adverbOf[grain], { kind: 'grain', grain }),
  ]),
  plain('based', 'in terms of|based on|according to|ranked by|as measured by|in order of'),
  plain('by', 'by'),
  plain('of', 'of'),
  plain('with', 'with|having|had by'),
  plain('have', 'have|has|had'),
  plain(
    'without',
    'without|with no|without any|who have no|that have no|which have no|have no|has no|had no',
  ),
  plain(
    'prep',
    'in|from|for|at|on|within|into|across|among|through|during|under|because of|due to|located in|based in|inside|via|as|where',
  ),
  plain('rel', 'that|who|which|they'),
  plain('whose', 'whose'),
  plain(
    'not',
    "not|never|do not|does not|did not|don't|doesn't|didn't|have not|has not|had not|haven't|hasn't|have never|has never|had never|are not|is not|were not|was not|aren't|isn't|weren't",
  ),
  plain('be', 'do|does|did|is|are|was|were|be|been|being|have been|has been|had been'),
  plain(
    'verb',
    'own|owns|owned|make|makes|made|write|writes|wrote|written|publish|published|publishing|present|presented|receive|receives|received|post|posts|posted|place|places|placed|locate|located|situated|belong|belongs|belonging|associate|associated|work|works|worked|working|contain|contains|contained|containing|include|includes|included|including|offer|offers|offered|occur|occurs|occurred|occurring|happen|happened|take place|took place|give|gives|gave|given|leave|left|come|comes|came|relate|related|link|linked|record|recorded|register|registered|submit|submitted|assign|assigned|appear|appears|appeared|participate|participated|attend|attended|affiliated|provide|provides|provided|providing|serve|serves|served|serving|use|uses|used|using|sell|sells|sold|selling|buy|buys|bought|buying|produce|produced|perform|performed|conduct|conducted|handle|handled|hold|holds|held|generate|generated|part|add|added|live|lives|lived|living|teach|teaches|taught|teaching|supports|supported|supporting|visited|hosted|hosting|managed|managing|led|operate|operates|operated|operating|treated|studied|played|directed|covered|employed|supplied|built|travelled|traveled|purchased|earned|found|listed|available|cited|created by|exist|exists|existed|seen|sent|carried out|made up|pay|pays|paid|file|files|filed|spend|spends|spent|issue|issues|issued',
  ),
  // Employees earn more than, support more than: behind a plural noun.
  plain(
    'verb',
    '(?<=s )(?:earn|support|manage|teach|host|visit|lead|run|study|treat|cover|employ|supply)',
  ),
  plain('differ', 'differ|differs|vary|varies|change|changes|compare|compares|broken down'),
  plain(
    'and',
    'and|as well as|along with|together with|plus|and also|&|including(?= (?:the|their|its|his)\\b)',
  ),
  plain('or', 'or'),
  plain('both', 'both'),
  plain(
    'order',
    '(?:sorted|ordered|sort|order|sorting|ordering)(?: by)?|sort(?: the)?(?: results?)? by|order(?: the)?(?: results?)? by|arranged by|ranked',
  ),
  plain('alphabetical', 'alphabetically|in alphabetical order|alphabetical order'),
  role(
    '(?:in )?(?:descending|desc)(?: order)?(?: of)?|from (?:the )?high(?:est)? to (?:the )?low(?:est)?|from most to least|(?:with )?(?:the )?highest(?: .{0,25})? first',
    {
      kind: 'direction',
      ascending: false,
    },
  ),
  role(
    '(?:in )?(?:ascending|asc)(?: order)?(?: of)?|from (?:the )?low(?:est)? to (?:the )?high(?:est)?|from least to most|(?:with )?(?:the )?lowest first',
    {
      kind: 'direction',
      ascending: true,
    },
  ),
  plain(
    'distinct',
    'distinct|unique|different|distinct list of|the distinct list of|unique list of',
  ),
  plain('all', 'all|all of the|all the'),
  plain('any', 'any|a single'),
  plain(
    'except',
    'excluding|except(?: for)?|excepting|not counting|leaving out|other than|exclude|ignoring|ignore',
  ),
  plain('name', 'names?|titles?'),
  plain('id', 'ids?|identifiers?'),
  plain('to', 'to|out of'),
  plain('ratio', '(?:the )?(?:percent )?ratio(?: of)?'),
  plain('percent', '(?:what |the )?(?:percentage|percent)(?: of)?'),
  plain('fraction', '(?:what |the )?(?:proportion|fraction|share)(?: of)?'),
  plain(
    'starts',
    'starts? with(?: the letter| the)?|begins? with(?: the letter| the)?|starting with|beginning with',
  ),
  plain('ends', 'ends? (?:with|in)(?: the letter| the)?|ending (?:with|in)(?: the letter| the)?'),
  plain('contains', 'contains?(?= ["\'])|containing(?= ["\'])|includes?(?= ["\'])'),
  plain(
    'stop',
    'the|a|an|there|their|its|his|her|them|it|he/she|also|only|just|respectively|corresponding|following|in the database|in the dataset|in our database|in the system|in the catalogue|in the catalog|on record|on file|at the moment|so far|yet|already|ever|still|in total|of the week|that year|that month|as well|listed|he|she|overall|me|us|our|record of|records of|records|record|combinations? of|types? of things|well|given|then|is there|are there|was there|were there|currently|named|called|known as|results?|values? of|data|please|total of',
  ),
  // How tables are to be joined is not what is asked.
  role(',? (?:by doing|based on) (?:a )?(?:left |inner )?join(?:ing)? [^.?]*?tables?', {
    kind: 'stop',
  }),
  plain('stop', 'inclusive(?: of (?:the )?start and end dates| of both dates)?'),
  // The last 7 days, inclusive of today: they end with it anyway.
  plain(
    'stop',
    "(?:, )?\\(?(?:inclusive of|including|up to and including) today(?:'s date)?\\)?|(?:, )?\\(?both inclusive\\)?",
  ),
  role(
    '(?:, )?\\(?(?:excluding|exclusive of|not including|not counting) (?:the )?(?:current|this|ongoing) (?<unit>day|week|month|quarter|year)\\)?',
    ({ unit }) => ({ kind: 'whole', unit: unit! }),
  ),
  plain('inclusive', '(?:, )?inclusive of (?:\\d+|one|a) (?:days?|weeks?|months?|years?) ago'),
  role('on or after|starting (?:on|from)|from', { kind: 'bound', side: 'from', whole: true }),
  role('after', { kind: 'bound', side: 'from', whole: false }),
  role('on or before|up to and including', { kind: 'bound', side: 'to', whole: true }),
  role('weekends?(?: days?)?', { kind: 'weekday', days: [6, 7] }),
  role('(?:weekdays?|working days?|work days?)', {
    kind: 'weekday',
    days: [1, 2, 3, 4, 5],
  }),
  ...[
    'mondays?',
    'tuesdays?',
    'wednesdays?',
    'thursdays?',
    'fridays?',
    'saturdays?',
    'sundays?',
  ].map((name, i) => role(name, { kind: 'weekday', days: [i + 1] })),
  role(
    '(?:by|per|each|every|for each|for every|on each|in each|across|of each) (?:day of (?:the )?week|weekday|day of week)',
    { kind: 'grain', grain: 'weekday' },
  ),
  plain('comma', ',|:|\\(|\\)|-'),
  plain('end', '\\.(?=\\s|$)|\\?|;|!|\\n'),
];

function role(source: string, is: Role | RoleForm['role']): RoleForm {
  return { pattern: en(longestFirst(source)), role: typeof is === 'function' ? is : () => is };
}

function plain(kind: Plain, source: string): RoleForm {
  return role(source, { kind } as Role);
}

/** The first alternative that fits is taken, so the longest stands first; only where none holds a group. */
function longestFirst(source: string): string {
  if (source.includes('(')) return source;
  return source
    .split('|')
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}

function top(source: string, ascending: boolean): RoleForm {
  return {
    pattern: en(source),
    role: ({ n, n2 }) => {
      const rows = countOf(n ?? n2 ?? '');
      return rows === undefined || rows < 1 ? undefined : { kind: 'top', rows, ascending };
    },
  };
}

function en(source: string): RegExp {
  // Signs stand against words.
  return new RegExp(
    `(?:(?<![a-z\\d])|(?=[^a-z\\d]))(?:${source.replaceAll(' ', '\\s+')})(?:(?![a-z\\d_])|(?<=[^a-z\\d]))`,
    'y',
  );
}
