import type { CalendarUnit } from '../../base/time/calendar-days.js';

/** A regular expression source for a small count as people write it: `7`, `两`, `三十`, `twelve`, `a`. */
export const COUNT_ZH = '(?:\\d{1,4}|[一二两三四五六七八九十百]{1,5}|半)';

/** The same in English. */
export const COUNT_EN =
  '(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)';

const DIGITS_ZH = '零一二三四五六七八九';
const WORDS_EN: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/** The number a count says; undefined for what is no count (一一) and for 半, which is no whole number. */
export function countOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return WORDS_EN[text] ?? chineseCount(text);
}

/** The unit of time that a word names: 天, weeks, 个月. */
export function unitOf(text: string): CalendarUnit {
  if (/天|日|day/.test(text)) return 'day';
  if (/周|星期|礼拜|week/.test(text)) return 'week';
  if (/月|month/.test(text)) return 'month';
  if (/季|quarter/.test(text)) return 'quarter';
  return 'year';
}

/** 十, 十五, 三十, 三百, 三百零五, 三百六十五: tens and hundreds are enough for counts of days. */
function chineseCount(text: string): number | undefined {
  const match =
    /^(?:([一二两三四五六七八九])百)?零?(?:([一二两三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(
      text,
    );
  if (match === null || text === '') return undefined;
  const [, hundreds, tens, ten, ones] = match;
  const tensCount = ten === undefined ? 0 : tens === undefined ? 1 : digit(tens);
  return (
    (hundreds === undefined ? 0 : digit(hundreds)) * 100 + tensCount * 10 + digit(ones ?? '零')
  );
}

function digit(text: string): number {
  return text === '两' ? 2 : DIGITS_ZH.indexOf(text);
}
