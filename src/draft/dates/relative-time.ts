import { addUnits, relativeRange, startOf } from '../../base/time/calendar-days.js';
import type { CalendarUnit, Day } from '../../base/time/calendar-days.js';
import type { Time } from '../../dsl/document.js';
import { COUNT_EN, COUNT_ZH, countOf, unitOf } from '../lexing/numerals.js';

/** A range of days as a phrase means it. */
export interface TimeMeaning {
  /** In a question: counted from the as-of day. */
  readonly time: Time;
  /** In a scheduled model: counted from $bizdate; absent where another run would mean other days than were said. */
  readonly scheduled?: Time;
  /** The phrase leaves something open that was taken: `year` (3月, 双11), `bizdate` (昨天 of a model is its $bizdate). */
  readonly taken?: 'year' | 'bizdate';
}

interface RelativeForm {
  readonly pattern: RegExp;
  readonly meanings: (
    groups: Readonly<Record<string, string | undefined>>,
    asOf: Day,
  ) => readonly TimeMeaning[];
}

const UNIT_ZH = '(?:天|日|周|星期|礼拜|个?月份?|个?季度?|年)';
const UNIT_EN = '(?:days?|weeks?|months?|quarters?|years?)';
const COMPLETE_ZH = '(?:个?(?:自然|完整的?|整)个?)?';

/** Phrases counted from the as-of day; the longest match wins. */
const FORMS: readonly RelativeForm[] = [
  // 最近7天, 近1/7/30天, 近7天、30天, 最近2个自然周
  zh(
    `(?:最近|近|过去|过往)(?:的|这)?(?<list>(?:${COUNT_ZH}${COMPLETE_ZH}(?:${UNIT_ZH})?\\s*(?:[/、,和及与]\\s*)(?:最近|近)?)*${COUNT_ZH}${COMPLETE_ZH}${UNIT_ZH})(?:内|以?来)?`,
    ({ list }) => listOf(list!),
  ),
  zh('(?:今天|今日|当天|当日|本日)', () => [oneDay]),
  zh('(?:昨天|昨日)', () => [yesterday]),
  zh('(?:前天|前日)', (_, asOf) => [daysAgo(2, asOf)]),
  zh('(?:大前天)', (_, asOf) => [daysAgo(3, asOf)]),
  zh('(?<![a-z\\d])t\\s?-\\s?(?<n>\\d{1,3})(?!\\d)', ({ n }, asOf) => [
    n === '1' ? yesterday : daysAgo(Number(n), asOf),
  ]),
  zh('(?:本|这个?|当)(?<unit>周|星期|月|季度?)(?:以来|至今)?', ({ unit }) => [
    toDate(unitOf(unit!)),
  ]),
  zh('(?:今年|本年度?|当年)(?:以来|至今)?', () => [toDate('year')]),
  zh('(?:本|当)?(?<unit>周|月|季度?|年)(?:初|一)(?:至今|到现在|到今天|以来|至当日)', ({ unit }) => [
    toDate(unitOf(unit!)),
  ]),
  zh('上一?个?(?<unit>周|星期|礼拜|月|季度?|年度?)', ({ unit }) => [complete(1, unitOf(unit!))]),
  zh('(?:去年)', () => [complete(1, 'year')]),
  zh('上上个?(?<unit>周|星期|月|季度?)', ({ unit }, asOf) => [unitBefore(2, unitOf(unit!), asOf)]),
  zh('(?:前年)', (_, asOf) => [unitBefore(2, 'year', asOf)]),
  zh(
    '(?<which>上上|上个?|本|这个?)(?:周|星期)(?<day>[一二三四五六日天])(?!至今|到现在|到今天|以来)',
    ({ which, day }, asOf) => [weekday(which!, day!, asOf)],
  ),
  zh(`前(?<n>${COUNT_ZH})个?(?<whole>自然|完整)个?(?<unit>${UNIT_ZH})`, ({ n, unit }) =>
    completeOf(n!, unit!),
  ),

  en('today', () => [oneDay]),
  en('yesterday', () => [yesterday]),
  en('the day before yesterday', (_, asOf) => [daysAgo(2, asOf)]),
  en(
    `(?:last|past|trailing|recent|latest|most recent)\\s+(?<list>(?:${COUNT_EN}\\s*(?:${UNIT_EN}\\s*)?(?:/|,|and|or)\\s*)*${COUNT_EN})[\\s-]+(?<whole>full |complete |calendar |whole )?(?<unit>${UNIT_EN})`,
    ({ list, whole, unit }) =>
      englishList(list!, unit!, whole === undefined ? 'rolling' : 'complete'),
  ),
  en(`(?:previous|prior|preceding)\\s+(?<n>${COUNT_EN})\\s+(?<unit>${UNIT_EN})`, ({ n, unit }) =>
    completeOf(n!, unit!),
  ),
  en(`(?:past|trailing)\\s+(?<unit>day|week|month|quarter|year)`, ({ unit }) => [
    rolling(1, unitOf(unit!)),
  ]),
  en(`(?:last|previous|prior)\\s+(?:calendar\\s+)?(?<unit>week|month|quarter|year)`, ({ unit }) => [
    complete(1, unitOf(unit!)),
  ]),
  en(
    `(?:this|current)\\s+(?<unit>week|month|quarter|year)(?:\\s+(?:so far|to date))?`,
    ({ unit }) => [toDate(unitOf(unit!))],
  ),
  en(`(?<unit>week|month|quarter|year)[\\s-]to[\\s-]date`, ({ unit }) => [toDate(unitOf(unit!))]),
  en(`(?<unit>[wmqy])td`, ({ unit }) => [
    toDate(({ w: 'week', m: 'month', q: 'quarter', y: 'year' } as const)[unit as 'w']),
  ]),
];

/** The longest phrase counted from the as-of day that starts here. */
export function relativeTimeAt(
  text: string,
  position: number,
  asOf: Day,
): { readonly end: number; readonly meanings: readonly TimeMeaning[] } | undefined {
  let best: { end: number; meanings: readonly TimeMeaning[] } | undefined;
  for (const { pattern, meanings } of FORMS) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null || pattern.lastIndex <= (best?.end ?? 0)) continue;
    const found = meanings(match.groups ?? {}, asOf);
    if (found.length > 0) best = { end: pattern.lastIndex, meanings: found };
  }
  return best;
}

const oneDay = same({ last: 1, unit: 'day', mode: 'rolling' });
/** A model runs on the day after its $bizdate, so what people call yesterday is the $bizdate itself. */
const yesterday: TimeMeaning = {
  time: { last: 1, unit: 'day', mode: 'complete' },
  scheduled: { last: 1, unit: 'day', mode: 'rolling' },
  taken: 'bizdate',
};

function same(time: Time): TimeMeaning {
  return { time, scheduled: time };
}
function rolling(last: number, unit: CalendarUnit): TimeMeaning {
  return same({ last, unit, mode: 'rolling' });
}
function complete(last: number, unit: CalendarUnit): TimeMeaning {
  return same({ last, unit, mode: 'complete' });
}
function toDate(unit: CalendarUnit): TimeMeaning {
  return same({ last: 1, unit, mode: 'to_date' });
}
function fixed(from: Day, to: Day): Time {
  return { from: `date '${from}'`, to: `date '${to}'` };
}

function daysAgo(n: number, asOf: Day): TimeMeaning {
  const day = addUnits(asOf, -n, 'day');
  const back = n === 1 ? '$bizdate' : `$bizdate - ${n - 1}`;
  return { time: fixed(day, day), scheduled: { from: back, to: back }, taken: 'bizdate' };
}

/** The nth whole unit before the as-of day's own. The DSL counts whole units together, so it is written as days. */
function unitBefore(n: number, unit: CalendarUnit, asOf: Day): TimeMeaning {
  const { from } = relativeRange(asOf, n, unit, 'complete');
  return { time: fixed(from, addUnits(addUnits(from, 1, unit), -1, 'day')) };
}

function weekday(which: string, day: string, asOf: Day): TimeMeaning {
  const weeks = which === '上上' ? 2 : which.startsWith('上') ? 1 : 0;
  const index = '一二三四五六日'.indexOf(day === '天' ? '日' : day);
  const date = addUnits(addUnits(startOf(asOf, 'week'), -weeks, 'week'), index, 'day');
  return { time: fixed(date, date) };
}

function completeOf(n: string, unit: string): readonly TimeMeaning[] {
  const count = countOf(n);
  return count === undefined || count < 1 ? [] : [complete(count, unitOf(unit))];
}

/** 7天, 1/7/30天, 7天、1个月: an item without a unit has that of the next one. */
function listOf(list: string): readonly TimeMeaning[] {
  const item = new RegExp(`(${COUNT_ZH})(${COMPLETE_ZH})(${UNIT_ZH})?`, 'g');
  const items = [...list.matchAll(item)];
  const unit = (index: number): string =>
    items.slice(index).find(([, , , own]) => own !== undefined)![3]!;
  const meanings = items.map(([, count, whole], index): TimeMeaning | undefined => {
    const name = unitOf(unit(index));
    if (count === '半') return halfOf(name);
    const n = countOf(count!);
    if (n === undefined || n < 1) return undefined;
    return whole === '' || whole === '个' ? rolling(n, name) : complete(n, name);
  });
  return meanings.every((m) => m !== undefined) ? meanings : [];
}

function halfOf(unit: CalendarUnit): TimeMeaning | undefined {
  if (unit === 'year') return rolling(6, 'month');
  return unit === 'month' ? rolling(15, 'day') : undefined;
}

function englishList(
  list: string,
  unit: string,
  mode: 'rolling' | 'complete',
): readonly TimeMeaning[] {
  const counts = [...list.matchAll(new RegExp(COUNT_EN, 'g'))].map(([text]) => countOf(text));
  if (
    new RegExp(`${COUNT_EN}\\s*${UNIT_EN}`).test(list) ||
    counts.some((n) => n === undefined || n < 1)
  )
    return [];
  return counts.map((n) =>
    mode === 'rolling' ? rolling(n!, unitOf(unit)) : complete(n!, unitOf(unit)),
  );
}

function zh(source: string, meanings: RelativeForm['meanings']): RelativeForm {
  return { pattern: new RegExp(source, 'y'), meanings };
}

function en(source: string, meanings: RelativeForm['meanings']): RelativeForm {
  return {
    pattern: new RegExp(`(?<![a-z\\d])(?:the\\s+)?(?:${source})(?![a-z\\d])`, 'y'),
    meanings,
  };
}
