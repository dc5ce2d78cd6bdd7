import { addUnits, daysBetween, endOf, startOf } from '../../base/time/calendar-days.js';
import type { CalendarUnit, DayRange } from '../../base/time/calendar-days.js';
import type { Time } from '../../dsl/document.js';
import { COUNT_EN, COUNT_ZH, countOf, unitOf } from '../lexing/numerals.js';

/** How a comparison moves the time it compares with: by units, or by the length of the range itself (环比). */
export type Shift =
  | { readonly kind: 'units'; readonly count: number; readonly unit: CalendarUnit }
  /** `of`: the length that was said, which has to be the range's own: vs the previous 7 days. */
  | {
      readonly kind: 'previous';
      readonly of?: { readonly count: number; readonly unit: CalendarUnit };
    };

type Groups = Readonly<Record<string, string | undefined>>;

function previousOf({ count, unit }: Groups): Shift | undefined {
  const n = countOf(count ?? '');
  return n === undefined || n < 1 || unit === undefined
    ? undefined
    : { kind: 'previous', of: { count: n, unit: unitOf(unit) } };
}

/** A comparison in a requirement: with which time, and whether the change is a rate or an amount. */
export interface ShiftPhrase {
  readonly end: number;
  readonly shift: Shift;
  readonly give: 'rate' | 'difference';
}

/** Comparisons with another time; the longest match wins. */
const FORMS: readonly (readonly [
  pattern: RegExp,
  shift: Shift | ((groups: Groups) => Shift | undefined),
])[] = [
  [
    en(
      `(?:vs\\.?|versus|(?:as )?compared (?:to|with)|against) (?:the )?(?:previous|prior|preceding) (?<count>${COUNT_EN}) (?<unit>days?|weeks?|months?|quarters?|years?)`,
    ),
    previousOf,
  ],
  [
    zh(
      `(?:(?:较|比|对比|环比)(?:前|上)|[与和同跟](?:前|上))(?<count>${COUNT_ZH})个?(?<unit>[天日周月年]|季度)(?:相比|对比|比较|比)?`,
    ),
    previousOf,
  ],
  [zh('(?:较|比|对比|环比)?(?:去年|上年)(?:同期|同月|同日)(?:相?比|对比)?'), by('year')],
  [zh('年?同比'), by('year')],
  [zh('(?:较|比|对比)?上(?:一|个)?月同期(?:相?比|对比)?|月[环同]比'), by('month')],
  [zh('(?:较|比|对比)?上(?:一|个)?周同期(?:相?比|对比)?|周[环同]比'), by('week')],
  [zh('(?:较|比|对比)?上(?:一|个)?季度?同期(?:相?比|对比)?|季度?环比'), by('quarter')],
  [zh('日环比'), by('day')],
  [zh('环比|(?:较|比|对比)?上一?(?:周期|期)(?:相?比|对比)?'), { kind: 'previous' }],
  ...(['年', '月', '周', '季'] as const).map((unit): readonly [RegExp, Shift] => {
    const said = unit === '年' ? '(?:去年|上一?年)' : `上一?个?${unit}度?`;
    const units = { 年: 'year', 月: 'month', 周: 'week', 季: 'quarter' } as const;
    return [
      zh(`(?:(?:较|比|对比)${said}|[与和同跟]${said}(?:相比|对比|比较|比))`),
      by(units[unit]),
    ];
  }),
  [
    zh(
      '(?:(?:较|比|对比)(?:昨天|昨日|前一天|前一日)|[与和同跟](?:昨天|昨日|前一天)(?:相比|对比|比较|比))',
    ),
    by('day'),
  ],
  [en('yoy|year[\\s-](?:over|on)[\\s-]year'), by('year')],
  [en('qoq|quarter[\\s-](?:over|on)[\\s-]quarter'), by('quarter')],
  [en('mom|month[\\s-](?:over|on)[\\s-]month'), by('month')],
  [en('wow|week[\\s-](?:over|on)[\\s-]week'), by('week')],
  [en('dod|day[\\s-](?:over|on)[\\s-]day'), by('day')],
  [en('period[\\s-](?:over|on)[\\s-]period'), { kind: 'previous' }],
  [en('(?:the )?same (?:period|time|days?|weeks?|months?) (?:of )?last year'), by('year')],
  [en('(?:the )?same (?:period|time|days?) (?:of )?last month'), by('month')],
  ...(['year', 'quarter', 'month', 'week'] as const).map((unit): readonly [RegExp, Shift] => [
    en(
      `(?:vs\\.?|versus|(?:as )?compared (?:to|with)|against) (?:the )?(?:same (?:period|time|days?|weeks?|months?) (?:of |in )?)?(?:last|previous|prior) ${unit}`,
    ),
    by(unit),
  ]),
  [
    en(
      '(?:vs\\.?|versus|(?:as )?compared (?:to|with)|against) (?:the )?(?:previous|prior|preceding) period',
    ),
    { kind: 'previous' },
  ],
  [
    en(
      '(?:vs\\.?|versus|(?:as )?compared (?:to|with)|against) (?:yesterday|the day before|the previous day)',
    ),
    by('day'),
  ],
];

/** The longest comparison with another time that starts here. */
export function shiftPhraseAt(text: string, position: number): ShiftPhrase | undefined {
  let best: ShiftPhrase | undefined;
  for (const [pattern, shift] of FORMS) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null || pattern.lastIndex <= (best?.end ?? position)) continue;
    const give = match.groups?.['difference'] === undefined ? 'rate' : 'difference';
    const said = typeof shift === 'function' ? shift(match.groups ?? {}) : shift;
    if (said !== undefined) best = { end: pattern.lastIndex, shift: said, give };
  }
  return best;
}

/** The `shift` of a measure over this time; undefined where the time is fixed days, which no shift of the as-of day moves. */
export function shiftOf(
  shift: Shift,
  time: Time,
  length: PeriodLength | undefined,
): string | undefined {
  if (shift.kind === 'units')
    return time.from === undefined && time.to === undefined
      ? `-${shift.count} ${shift.unit}`
      : undefined;
  const { last, unit } = length ?? time;
  if (last === undefined || unit === undefined) return undefined;
  return time.mode === 'to_date' || length?.mode === 'to_date' ? `-1 ${unit}` : `-${last} ${unit}`;
}

/** What a named period counts, as the ontology says it. */
export interface PeriodLength {
  readonly last?: number;
  readonly unit?: string;
  readonly mode?: 'rolling' | 'complete' | 'to_date';
}

/**
 * Fixed days, moved. Whole months stay whole months (February a year before a leap year's is whole
 * too); anything else keeps its days, clipped to the month's end, or its length (环比).
 */
export function moveRange({ from, to }: DayRange, shift: Shift): DayRange {
  const whole = startOf(from, 'month') === from && endOf(to, 'month') === to;
  if (shift.kind === 'units') {
    const moved = (day: string): string => addUnits(day, -shift.count, shift.unit);
    return {
      from: moved(from),
      to: whole && isMonthly(shift.unit) ? endOf(moved(startOf(to, 'month')), 'month') : moved(to),
    };
  }
  const before = addUnits(from, -1, 'day');
  if (!whole) return { from: addUnits(before, -daysBetween(from, to), 'day'), to: before };
  return { from: addUnits(from, -monthsIn(from, to), 'month'), to: before };
}

function isMonthly(unit: CalendarUnit): boolean {
  return unit === 'month' || unit === 'quarter' || unit === 'year';
}

function monthsIn(from: string, to: string): number {
  let months = 0;
  while (addUnits(from, months, 'month') <= to) months += 1;
  return months;
}

function by(unit: CalendarUnit): Shift {
  return { kind: 'units', count: 1, unit };
}

function zh(source: string): RegExp {
  return new RegExp(
    `(?:${source})(?:的?(?:(?<difference>增长额|增减额|增长量|增量|差额|差值|变化量)|增长率|增长|增幅|增速|变化率|变化|涨幅|涨跌幅|变动))?`,
    'y',
  );
}

function en(source: string): RegExp {
  return new RegExp(
    `(?<![a-z\\d])(?:${source})(?:\\s+(?:(?<difference>difference|delta)|growth(?: rate)?|change|increase))?(?![a-z\\d])`,
    'y',
  );
}
