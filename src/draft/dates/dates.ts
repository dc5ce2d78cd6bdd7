import { addUnits } from '../../base/time/calendar-days.js';
import type { Day, DayRange } from '../../base/time/calendar-days.js';
import type { Time } from '../../dsl/document.js';
import { continuedSpanAt, dateSpanAt, daysOf, yearOf } from './date-span.js';
import type { DateSpan } from './date-span.js';
import { relativeTimeAt } from './relative-time.js';
import type { TimeMeaning } from './relative-time.js';
import { shiftPhraseAt } from './shift-phrase.js';
import type { Shift } from './shift-phrase.js';

/** A phrase of time: characters [start, end) of the text and what they mean. */
export type TimePhrase =
  | {
      readonly kind: 'ranges';
      readonly start: number;
      readonly end: number;
      /** Usually one; several for 近1/7/30天. */
      readonly meanings: readonly TimeMeaning[];
    }
  | {
      readonly kind: 'shift';
      readonly start: number;
      readonly end: number;
      readonly shift: Shift;
      readonly give: 'rate' | 'difference';
    };

/**
 * The longest phrase of time that starts at a position of a folded text (lower case, half width).
 * The conventions are those at the head of test/time.cases.tsv (S11).
 */
export function timePhraseAt(text: string, position: number, asOf: Day): TimePhrase | undefined {
  const shift = shiftPhraseAt(text, position);
  const range = longest([
    relativeTimeAt(text, position, asOf),
    sinceAt(text, position, asOf),
    untilAt(text, position, asOf),
    datesAt(text, position, asOf),
  ]);
  if (shift !== undefined && shift.end >= (range?.end ?? 0)) {
    return { kind: 'shift', start: position, end: shift.end, shift: shift.shift, give: shift.give };
  }
  return range && { kind: 'ranges', start: position, end: range.end, meanings: range.meanings };
}

interface Found {
  readonly end: number;
  readonly meanings: readonly TimeMeaning[];
}

/** 2026-03-01到2026-03-15, between … and …, in March 2026, 3月. */
function datesAt(text: string, position: number, asOf: Day): Found | undefined {
  const opened = after(text, position, /(?:between|from)\s+|(?:从|自|在)\s*|/y);
  const within = after(
    text,
    position,
    /(?:in|during|for|on|of|over|within)\s+(?:the\s+(?:year|month)\s+(?:of\s+)?)?/y,
  );
  const first = dateSpanAt(text, opened, opened > position);
  const ranged = first && rangeAfter(text, first, asOf);
  if (ranged !== undefined) return ranged;
  const start = within > position ? within : position;
  const alone = dateSpanAt(text, start, start > position);
  const days = alone && daysOf(alone, yearOf(alone, asOf));
  if (alone === undefined || days === undefined) return undefined;
  const end = after(text, alone.end, /(?:全天|当天|期间)/y);
  return { end, meanings: [fixedMeaning(days, [alone])] };
}

/** The rest of a range whose first date is known: `到 …`, `to …`, `and …`, `- …`. */
function rangeAfter(text: string, first: DateSpan, asOf: Day): Found | undefined {
  const joined = after(
    text,
    first.end,
    /\s*(?:到|至|~|—|–|-)\s*|\s+(?:to|until|till|through|and)\s+(?:the\s+)?/y,
  );
  if (joined === first.end) return undefined;
  // `May and June` are two months, not a range; `and` only closes what `between` opened.
  if (
    /\s+and\s/.test(text.slice(first.end, joined)) &&
    !/between\s+$/.test(text.slice(0, first.start))
  )
    return undefined;
  const second = dateSpanAt(text, joined, true) ?? continuedSpanAt(text, joined, first);
  if (second === undefined) return undefined;
  const [a, b] = sameYear(first, second);
  const firstYear = yearOf(a, asOf);
  const from = daysOf(a, firstYear)?.from;
  const secondYear = hasYear(b) ? yearOf(b, asOf) : firstYear;
  const to = daysOf(b, secondYear)?.to;
  if (from === undefined || to === undefined) return undefined;
  // 11月1日到2月1日 ends in the year after.
  const last = to < from && !hasYear(b) ? daysOf(b, secondYear + 1)?.to : to;
  if (last === undefined || last < from) return undefined;
  const end = after(text, second.end, /(?:期间|之间)/y);
  return { end, meanings: [fixedMeaning({ from, to: last }, [a, b])] };
}

/** since March, 2026年3月以来, 自3月1日起. */
function sinceAt(text: string, position: number, asOf: Day): Found | undefined {
  const opened = after(
    text,
    position,
    /since\s+(?:the\s+(?:start|beginning)\s+of\s+)?|(?:从|自)\s*/y,
  );
  const span = dateSpanAt(text, opened, opened > position);
  const from = span && daysOf(span, yearOf(span, asOf))?.from;
  if (span === undefined || from === undefined) return undefined;
  const closed = after(
    text,
    span.end,
    /(?:以来|至今|起至今|开始至今|到现在|到今天|到目前|起|开始)/y,
  );
  const english = text.slice(position, opened).startsWith('since');
  if (!english && closed === span.end) return undefined;
  const first = `date '${from}'`;
  const scheduled = isFloating(span) ? undefined : { from: first, to: '$bizdate' };
  return {
    end: closed,
    meanings: [
      {
        time: { from: first, to: `date '${asOf}'` },
        ...(scheduled && { scheduled }),
        ...(isYearless(span) && { taken: 'year' as const }),
      },
    ],
  };
}

/** until March 15, 截至2026-03-15, before 2026-03-15 (without that day), 3月15日之前. */
function untilAt(text: string, position: number, asOf: Day): Found | undefined {
  const opened = after(
    text,
    position,
    /(?:until|till|through|up to|as of|before|prior to)\s+(?:the\s+end\s+of\s+)?|(?:截至|截止到?|直到)\s*/y,
  );
  const span = dateSpanAt(text, opened, opened > position);
  const days = span && daysOf(span, yearOf(span, asOf));
  if (span === undefined || days === undefined) return undefined;
  const closed = after(text, span.end, /(?:之前|以前|为止)/y);
  const said = text.slice(position, opened) + text.slice(span.end, closed);
  if (said === '') return undefined;
  const last = /before|prior|之前|以前/.test(said) ? addUnits(days.from, -1, 'day') : days.to;
  const time: Time = { to: `date '${last}'` };
  return {
    end: closed,
    meanings: [
      {
        time,
        ...(!isFloating(span) && { scheduled: time }),
        ...(isYearless(span) && { taken: 'year' as const }),
      },
    ],
  };
}

/** March to May 2026, 2026年3月到5月: a year said once holds for both. */
function sameYear(first: DateSpan, second: DateSpan): readonly [DateSpan, DateSpan] {
  if (hasYear(first) && !hasYear(second)) return [first, withYear(second, first)];
  if (hasYear(second) && !hasYear(first)) return [withYear(first, second), second];
  return [first, second];
}

function withYear(span: DateSpan, from: DateSpan): DateSpan {
  return {
    ...span,
    ...(from.year !== undefined && { year: from.year }),
    ...(from.yearsAgo !== undefined && { yearsAgo: from.yearsAgo }),
  };
}

function fixedMeaning({ from, to }: DayRange, spans: readonly DateSpan[]): TimeMeaning {
  const time: Time = { from: `date '${from}'`, to: `date '${to}'` };
  return {
    time,
    ...(!spans.some(isFloating) && { scheduled: time }),
    ...(spans.some(isYearless) && { taken: 'year' as const }),
  };
}

function hasYear(span: DateSpan): boolean {
  return span.year !== undefined || span.yearsAgo !== undefined;
}
/** Another run would mean another year. */
function isFloating(span: DateSpan): boolean {
  return span.year === undefined;
}
function isYearless(span: DateSpan): boolean {
  return !hasYear(span);
}

/** Where the text goes on after a pattern; the position itself when it does not stand here. */
function after(text: string, position: number, pattern: RegExp): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position;
}

function longest(found: readonly (Found | undefined)[]): Found | undefined {
  return found.reduce(
    (best, next) => (next !== undefined && next.end > (best?.end ?? 0) ? next : best),
    undefined,
  );
}
