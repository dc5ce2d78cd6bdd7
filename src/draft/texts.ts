import type { Language } from '../base/diagnostic.js';
import type { Day } from '../base/time/calendar-days.js';
import { isChinese } from './lexing/fold.js';

/** What the drafter says to people, in the language of the requirement. */
export interface Texts {
  readonly unknownWords: (words: string) => string;
  readonly moreWords: (count: number) => string;
  readonly openMark: (word: string) => string;
  readonly knownWords: (words: string) => string;
  /** `names`: what they can be, as paths. */
  readonly namedWords: (words: string, names: readonly string[]) => string;
  readonly noMeasure: () => string;
  readonly whichMetric: (about: string) => string;
  readonly whichAverage: (about: string) => string;
  readonly whichAttribute: (about: string) => string;
  readonly whichColumns: (about: string) => string;
  readonly whichOrder: (about: string) => string;
  readonly whichTime: (about: string) => string;
  readonly whosePeriod: (about: string) => string;
  readonly whoseTime: (about: string) => string;
  readonly fixedInModel: (about: string) => string;
  readonly grainInModel: (about: string) => string;
  readonly noClock: (about: string, entity: string) => string;
  readonly ownTime: (about: string, metric: string) => string;
  readonly timesAndGrain: (about: string) => string;
  readonly changeOfWhat: (about: string) => string;
  readonly changeOfBuckets: (about: string) => string;
  readonly changeOverlaps: (about: string) => string;
  readonly partialBucket: (day: string, grain: string) => string;
  readonly partialLast: (day: string, grain: string) => string;
  readonly shareOfWhat: (about: string) => string;
  readonly shareOfPartOrGroup: (about: string) => string;
  readonly averagePer: (about: string) => string;
  readonly perDayOf: (about: string) => string;
  readonly rowOrGroup: (about: string, entity: string) => string;
  readonly otherUnit: (about: string, unit: string) => string;
  readonly related: (counted: string, other: string) => string;
  readonly noGroup: (about: string) => string;
  readonly unreachableKey: (about: string, metric: string) => string;
  readonly unreachableCondition: (about: string, metric: string) => string;
  readonly unreachableColumn: (about: string, entity: string) => string;
  readonly restrictedGrain: (about: string) => string;
  readonly populationOf: (about: string) => string;

  readonly overRows: (what: string, entity: string) => string;
  readonly qualified: (about: string, metric: string) => string;
  readonly literally: (value: string) => string;
  readonly named: (attribute: string, value: string) => string;
  readonly negated: (about: string) => string;
  readonly either: (about: string) => string;
  readonly ofEachRow: (entity: string) => string;
  readonly onlyFor: (condition: string, measures: string) => string;
  readonly bizdate: () => string;
  readonly days: (from: Day | undefined, to: Day | undefined) => string;
  readonly allTime: () => string;
  readonly daily: () => string;
  readonly byDay: () => string;
  readonly grouped: (about: string) => string;
  readonly oneRowPer: (entity: string) => string;
  readonly notGrouped: (about: string) => string;
  readonly sumOf: (attribute: string, metric: string) => string;
  readonly counted: (entity: string, clock: string) => string;
  readonly lastUnits: (count: number, unit: string) => string;
  /** `shift`: `-1 month`; `days`: those that it comes to, where a question says its day. */
  readonly shifted: (
    shift: string,
    days?: { readonly from: string; readonly to: string },
  ) => string;
  /** `within`: the buckets that have a total each; empty where there is one. */
  readonly shareOfAll: (measure: string, within: string) => string;
  readonly shareOfTotal: (part: string, whole: string) => string;
  readonly perDay: (days: number) => string;
  readonly topPer: (keys: string) => string;
  readonly topOfWhich: (about: string, grain: string) => string;
  readonly ties: () => string;
  readonly cut: () => string;
  readonly kept: (test: string) => string;
  readonly tested: (test: string) => string;
  readonly presentOnly: (keys: string) => string;
  readonly everyOne: (entity: string) => string;
  readonly restricted: (about: string) => string;
  readonly sameTime: (time: string) => string;
  readonly table: (table: string) => string;
  /** A number of those rows alone that some words choose. */
  readonly only: (measure: string, conditions: readonly string[]) => string;
  readonly comparedValue: (measure: string, change: string) => string;
  readonly changeOf: (measure: string, change: string) => string;
  readonly shareOf: (measure: string) => string;
  readonly perDayColumn: (measure: string) => string;
  readonly rankOf: (measure: string) => string;
  readonly comment: (keys: string, measures: readonly string[], periods: string) => string;
  readonly lifecycle: (days: number) => string;
}

/**
 * The language a requirement is answered in: that of its running text, not of the values and names in it.
 * English words of grammar around a Chinese name are English; Chinese characters with none, or with Chinese
 * words of grammar beside them, are Chinese.
 */
export function languageOf(requirement: string): Language {
  const unquoted = requirement.replaceAll(
    /"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|「[^」]*」|`[^`]*`/g,
    ' ',
  );
  const running = /\p{L}/u.test(unquoted) ? unquoted : requirement;
  if (!isChinese(running)) return 'en';
  const english = running.match(englishGrammar)?.length ?? 0;
  const chinese = running.match(chineseGrammar)?.length ?? 0;
  return english > 2 * chinese ? 'en' : 'zh';
}

const englishGrammar =
  /\b(?:a|an|and|are|as|at|by|did|do|does|each|every|for|from|had|has|have|how|in|is|last|list|many|much|number|of|on|or|per|show|than|that|the|their|to|total|was|were|what|when|where|which|who|whose|with)\b/gi;

/** Words that stand between others; those that names of things and places are full of are left out. */
const chineseGrammar = /[的按各每近前后其及且与或是]|以及|多少|哪|没有|统计|列出|求|占|不含|排除/g;

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return language === 'zh' ? zh : en;
}

const zh: Texts = {
  unknownWords: (words) => `“${words}”在本体中没有对应的定义，指什么？`,
  moreWords: (count) => `另有 ${count} 处文字没有对应的定义，需要逐一说明或删去。`,
  openMark: (word) => `“${word}”作用于什么？`,
  knownWords: (words) => `“${words}”在这里起什么作用（分组、筛选，还是无关）？`,
  namedWords: (words, names) =>
    `“${words}”（${names.join('、')}）在这里起什么作用（统计、分组、筛选，还是无关）？`,
  noMeasure: () => '需求中没有可识别的指标、实体或属性，要统计或列出什么？',
  whichMetric: (about) => `“${about}”指哪个指标？`,
  whichAverage: (about) => `“${about}”的平均值按什么求平均？`,
  whichAttribute: (about) => `“${about}”指哪一个？`,
  whichColumns: (about) => `要列出“${about}”的哪些字段？`,
  whichOrder: (about) => `“${about}”按哪个指标排序？`,
  whichTime: (about) => `“${about}”统计哪段时间？`,
  whosePeriod: (about) => `“${about}”的统计周期是什么？`,
  whoseTime: (about) => `“${about}”属于哪个指标？`,
  fixedInModel: (about) =>
    `“${about}”是固定日期，周期调度的表需要相对业务日期的统计周期，用哪一个？`,
  grainInModel: (about) => `周期调度的表中“${about}”是指按此周期产出，还是每行一个时间段？`,
  noClock: (about, entity) => `“${entity}”没有时间口径，“${about}”按哪个时间统计？`,
  ownTime: (about, metric) => `指标“${metric}”自带统计周期，“${about}”是否另有所指？`,
  timesAndGrain: (about) => `“${about}”：既分时间段又有多个统计周期，每个时间段应统计多长？`,
  changeOfBuckets: (about) => `“${about}”：按此时间段分组时没有整段对应的时间，与哪一段比较？`,
  changeOverlaps: (about) => `“${about}”：对比的时间与统计时间重叠或长度不同，与哪段时间比较？`,
  partialBucket: (day, grain) => `时间从 ${day} 起，首个 ${grain} 不完整`,
  partialLast: (day, grain) => `时间到 ${day} 为止，末个 ${grain} 不完整，却与完整的比较`,
  changeOfWhat: (about) => `“${about}”：没有统计时间，与哪段时间比较？`,
  shareOfWhat: (about) => `“${about}”是占什么的比例？`,
  shareOfPartOrGroup: (about) =>
    `“${about}”：是各组占全部组的比例，还是各组内符合条件的部分占该组的比例？`,
  perDayOf: (about) => `“${about}”：去重数、比率等不能用总数除以天数，或天数不固定，应怎样计算？`,
  averagePer: (about) => `“${about}”：先按组汇总再求平均，还是直接对每行求平均？`,
  otherUnit: (about, unit) => `“${about}”与指标的单位“${unit}”不同，应换算成多少？`,
  rowOrGroup: (about, entity) => `“${about}”：是对每条${entity}的值，还是对汇总后的值？`,
  related: (counted, other) => `“${counted}”与“${other}”是什么关系（筛选条件，还是两个指标）？`,
  noGroup: (about) => `“${about}”：按什么分组后比较？`,
  unreachableKey: (about, metric) =>
    `“${metric}”不能按“${about}”拆分：没有多对一的关系路径。应怎样关联？`,
  unreachableCondition: (about, metric) =>
    `“${metric}”不能用“${about}”筛选：没有多对一的关系路径。应怎样关联？`,
  unreachableColumn: (about, entity) =>
    `“${entity}”取不到“${about}”：没有多对一的关系路径。应怎样关联？`,
  restrictedGrain: (about) =>
    `“${about}”：先筛选再按时间段统计，指标的时间口径与明细不同，按哪个时间分段？`,
  populationOf: (about) => `“${about}”：要完整列出哪个实体？`,

  overRows: (what, entity) => `按${entity}的每一行计算${what}`,
  qualified: (about, metric) => `“${about}”取“${metric}”`,
  named: (attribute, value) => `“${attribute}”等于“${value}”`,
  literally: (value) => `按字面取值“${value}”`,
  negated: (about) => `“${about}”：取值为空的行不排除`,
  either: (about) => `“${about}”：符合其中任一即可`,
  ofEachRow: (entity) => `条件作用于每条${entity}，不是汇总后的值`,
  onlyFor: (condition, measures) => `“${condition}”只限定：${measures}`,
  bizdate: () => '以业务日期（$bizdate）为准',
  days: (from, to) =>
    from === undefined
      ? `截至 ${to ?? ''}，含当天`
      : to === undefined
        ? `从 ${from} 起，含当天`
        : from === to
          ? `${from} 当天`
          : `${from} 至 ${to}，含首尾两天`,
  allTime: () => '未限定时间：统计全部历史数据',
  daily: () => '每天产出一个分区，统计业务日期当天',
  byDay: () => '按天看趋势',
  oneRowPer: (entity) => `每行一条“${entity}”`,
  grouped: (about) => `按“${about}”分组`,
  notGrouped: (about) => `“${about}”只作定语，不按其分组`,
  sumOf: (attribute, metric) => `“${attribute}”取指标“${metric}”`,
  counted: (entity, clock) => `${entity}按“${clock}”计入时间范围`,
  lastUnits: (count, unit) => `近${count}${unitsInChinese[unit] ?? unit}`,
  shifted: (shift, days) =>
    days === undefined
      ? `与 ${lengthOf(shift, (count, unit) => `${count} ${unitsInChinese[unit] ?? unit}`)}前的同一段时间比较`
      : `与 ${days.from} 至 ${days.to} 比较，含首尾两天`,
  shareOfAll: (measure, within) =>
    within === ''
      ? `各行的“${measure}”占所有行合计的比例`
      : `各行的“${measure}”占同一“${within}”各行合计的比例`,
  shareOfTotal: (part, whole) => `“${part}”的部分占全部“${whole}”的比例`,
  perDay: (days) => `总数除以 ${days} 天，没有数据的日子也算`,
  topPer: (keys) => `在每个“${keys}”内取前几名`,
  topOfWhich: (about, grain) =>
    `“${about}”：在每个“${grain}”内各取，还是先在整个时间内取，再看它们每个“${grain}”的数？`,
  ties: () => '并列的都保留',
  cut: () => '末位并列的不全保留，按键的顺序取舍',
  kept: (test) => `只保留满足 ${test} 的组`,
  tested: (test) => `只统计满足 ${test} 的行`,
  presentOnly: (keys) => `只列出有数据的“${keys}”`,
  everyOne: (entity) => `列出全部“${entity}”，没有数据的也列出`,
  restricted: (about) => `先取“${about}”，再统计其余指标`,
  only: (measure, conditions) => `${measure}(${conditions.join('、')})`,
  comparedValue: (measure, change) => `${measure}(${change}的对比期)`,
  changeOf: (measure, change) => `${measure}${change}`,
  shareOf: (measure) => `${measure}占比`,
  perDayColumn: (measure) => `${measure}日均`,
  rankOf: (measure) => `${measure}排名`,
  comment: (keys, measures, periods) => `${keys}${periods}${some(measures, '、', '等')}汇总`,
  sameTime: (time) => `也按“${time}”统计`,
  table: (table) => `表名按分层、数据域、粒度和周期命名为 ${table}`,
  lifecycle: (days) => `未指定生命周期，取 ${days} 天`,
};

const en: Texts = {
  unknownWords: (words) => `"${words}" has no definition in the ontology: what does it mean?`,
  moreWords: (count) =>
    `${count} more places have no definition in the ontology; each has to be explained or left out.`,
  openMark: (word) => `what does "${word}" apply to?`,
  knownWords: (words) => `what does "${words}" do here: group, limit, or nothing?`,
  namedWords: (words, names) =>
    `what does "${words}" (${names.join(', ')}) do here: count, group, limit, or nothing?`,
  noMeasure: () =>
    'nothing in the requirement is a known metric, entity or attribute: what is to be computed or listed?',
  whichMetric: (about) => `which metric does "${about}" mean?`,
  whichAverage: (about) => `the average of "${about}": per what?`,
  whichAttribute: (about) => `which one does "${about}" mean?`,
  whichColumns: (about) => `which values of "${about}" are to be listed?`,
  whichOrder: (about) => `by which number does "${about}" order?`,
  whichTime: (about) => `for which time is "${about}" computed?`,
  whosePeriod: (about) => `which period does "${about}" cover?`,
  whoseTime: (about) => `which number does "${about}" belong to?`,
  fixedInModel: (about) =>
    `"${about}" is fixed days; a scheduled table needs a period that counts from its business date: which one?`,
  grainInModel: (about) =>
    `does "${about}" say how often the scheduled table is written, or is there one row per such period?`,
  noClock: (about, entity) => `"${entity}" has no clock: by which time is "${about}" meant?`,
  ownTime: (about, metric) =>
    `the metric "${metric}" has its own period: what does "${about}" change?`,
  timesAndGrain: (about) =>
    `"${about}": there are both buckets of time and several periods: how long is each bucket's range?`,
  changeOfBuckets: (about) =>
    `"${about}": no whole bucket of this size lies so far back: which one is it compared with?`,
  changeOverlaps: (about) =>
    `"${about}": the time compared with overlaps the time itself, or is not as long: which one is it?`,
  partialBucket: (day, grain) => `the time begins on ${day}, so the first ${grain} is not whole`,
  partialLast: (day, grain) =>
    `the time ends on ${day}, so the last ${grain} is not whole, and is compared with a whole one`,
  changeOfWhat: (about) => `"${about}": no time was said, so which times are compared?`,
  shareOfWhat: (about) => `what is "${about}" a share of?`,
  shareOfPartOrGroup: (about) =>
    `"${about}": each group's share of all groups, or within each group the share of the rows that meet the condition?`,
  perDayOf: (about) =>
    `"${about}": a distinct count or ratio is no total to be divided by days, or the number of days is not fixed: how is it computed?`,
  averagePer: (about) =>
    `"${about}": the mean of each group's total, or the mean over single rows?`,
  otherUnit: (about, unit) =>
    `"${about}" is not in the unit of the number, "${unit}": how much is it there?`,
  rowOrGroup: (about, entity) =>
    `"${about}": the value of each row of "${entity}", or of the total?`,
  related: (counted, other) =>
    `how are "${counted}" and "${other}" related: a condition, or two numbers?`,
  noGroup: (about) => `"${about}": which groups are compared?`,
  unreachableKey: (about, metric) =>
    `"${metric}" cannot be split by "${about}": no many-to-one path leads there. How do they relate?`,
  unreachableCondition: (about, metric) =>
    `"${metric}" cannot be limited to "${about}": no many-to-one path leads there. How do they relate?`,
  unreachableColumn: (about, entity) =>
    `"${about}" is not reachable from "${entity}": no many-to-one path leads there. How do they relate?`,
  restrictedGrain: (about) =>
    `"${about}": the rows are chosen first and then counted by buckets of time, but the number has a clock of its own: by which time are the buckets?`,
  populationOf: (about) => `"${about}": of which entity is every row to be listed?`,

  overRows: (what, entity) => `${what} over the single rows of ${entity}`,
  qualified: (about, metric) => `"${about}" is read as "${metric}"`,
  named: (attribute, value) => `"${attribute}" equals "${value}"`,
  literally: (value) => `the value is taken literally: "${value}"`,
  negated: (about) => `"${about}": rows without a value are not left out`,
  either: (about) => `"${about}": any of them`,
  ofEachRow: (entity) => `the condition is on each row of ${entity}, not on a total`,
  onlyFor: (condition, measures) => `"${condition}" only limits: ${measures}`,
  bizdate: () => 'the business date ($bizdate)',
  days: (from, to) =>
    from === undefined
      ? `through ${to ?? ''}, included`
      : to === undefined
        ? `from ${from} on, included`
        : from === to
          ? `the day ${from}`
          : `${from} to ${to}, both days included`,
  allTime: () => 'no time was said: all data',
  daily: () => 'one partition a day, for the business date',
  byDay: () => 'a trend is shown by day',
  oneRowPer: (entity) => `one row for each "${entity}"`,
  grouped: (about) => `grouped by "${about}"`,
  notGrouped: (about) => `"${about}" only says what the number is of; not grouped by it`,
  sumOf: (attribute, metric) => `"${attribute}" is read as the metric "${metric}"`,
  counted: (entity, clock) => `${entity} falls into the time by "${clock}"`,
  lastUnits: (count, unit) => `last ${count} ${unit}${count === 1 ? '' : 's'}`,
  shifted: (shift, days) =>
    days === undefined
      ? `compared with the same time ${lengthOf(shift, (count, unit) => `${count} ${unit}${count === '1' ? '' : 's'}`)} before`
      : `compared with ${days.from} to ${days.to}, both days included`,
  shareOfAll: (measure, within) =>
    within === ''
      ? `each row's part of the total "${measure}" of all rows`
      : `each row's part of the total "${measure}" of the rows of the same "${within}"`,
  shareOfTotal: (part, whole) => `the part with "${part}" in all of "${whole}"`,
  perDay: (days) => `the total divided by ${days} days, days without data included`,
  topPer: (keys) => `the first of each "${keys}"`,
  topOfWhich: (about, grain) =>
    `"${about}": the first of each "${grain}", or the first of the whole time, shown by "${grain}"?`,
  ties: () => 'all that share the place are kept',
  cut: () => 'of those that share the last place, the order of the keys decides which stay',
  kept: (test) => `only groups with ${test} are kept`,
  tested: (test) => `only rows with ${test} count`,
  presentOnly: (keys) => `only "${keys}" that have data are listed`,
  everyOne: (entity) => `every "${entity}" is listed, also those without data`,
  restricted: (about) => `"${about}" first, then the other numbers`,
  only: (measure, conditions) => `${measure} (${conditions.join(', ')})`,
  comparedValue: (measure, change) => `${measure}, the time compared with (${change})`,
  changeOf: (measure, change) => `${measure}, ${change}`,
  shareOf: (measure) => `${measure}, share`,
  perDayColumn: (measure) => `${measure}, by the day on average`,
  rankOf: (measure) => `${measure}, rank`,
  comment: (keys, measures, periods) =>
    [some(measures, ', ', ' …'), keys && `by ${keys}`, periods].filter((w) => w !== '').join(' '),
  sameTime: (time) => `over the same time: "${time}"`,
  table: (table) => `named by layer, domain, grain and period: ${table}`,
  lifecycle: (days) => `no lifecycle was said: ${days} days`,
};

function some(words: readonly string[], comma: string, more: string): string {
  return words.slice(0, 5).join(comma) + (words.length > 5 ? more : '');
}

const unitsInChinese: Readonly<Record<string, string>> = {
  hour: '小时',
  day: '天',
  week: '周',
  month: '个月',
  quarter: '个季度',
  year: '年',
};

/** How far a shift moves, in words. */
function lengthOf(shift: string, words: (count: string, unit: string) => string): string {
  const [, count = '', unit = ''] = /^-(\d+) (.+)$/.exec(shift) ?? [];
  return count === '' ? shift : words(count, unit);
}
