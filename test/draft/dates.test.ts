import { expect, it } from 'vitest';
import { timePhraseAt } from '../../src/draft/dates/dates.js';
import { moveRange } from '../../src/draft/dates/shift-phrase.js';

const asOf = '2026-11-07';

it.each([
  ['近1/7/30天', [1, 7, 30]],
  ['近1天、7天、30天', [1, 7, 30]],
  ['近7天和近30天', [7, 30]],
  ['近7和30天', [7, 30]],
  ['last 7 and 30 days', [7, 30]],
  ['last 1, 7 and 30 days', [1, 7, 30]],
  ['the last seven days', [7]],
])('%s is several times', (text, counts) => {
  const phrase = timePhraseAt(text, 0, asOf);
  expect(phrase?.end).toBe(text.length);
  expect(phrase?.kind === 'ranges' && phrase.meanings.map((m) => m.time.last)).toEqual(counts);
});

it.each([
  // Text, and the part of it that is the phrase.
  ['近7天、30个主播', '近7天'],
  ['最近7天的支付金额', '最近7天'],
  ['2026年3月到5月的订单', '2026年3月到5月'],
  ['march and june', undefined],
  ['may be late', undefined],
  ['in may', 'in may'],
  ['2026 orders', undefined],
  ['in 2026', 'in 2026'],
  ['2026-02-30', undefined],
  ['2月30日', undefined],
  ['2026年13月', undefined],
  ['20261399', undefined],
  ['between may 1 and may 7, 2026', 'between may 1 and may 7, 2026'],
  ['q5', undefined],
  ['h3', undefined],
  ['近0天', undefined],
  ['last 0 days', undefined],
  ['todays', undefined],
  ['本周三', '本周三'],
  ['本月至今', '本月至今'],
  ['去年双11期间', '去年双11期间'],
])('%s holds the phrase %s', (text, expected) => {
  const phrase = timePhraseAt(text, 0, asOf);
  expect(phrase && text.slice(phrase.start, phrase.end)).toBe(expected);
});

it.each([
  ['2026年3月到5月', '2026-03-01', '2026-05-31'],
  ['3月1日至15日', '2026-03-01', '2026-03-15'],
  ['march 1 to 15', '2026-03-01', '2026-03-15'],
  ['november 1 to february 1', '2026-11-01', '2027-02-01'],
  ['11月1日到2月1日', '2026-11-01', '2027-02-01'],
  ['from march to may 2024', '2024-03-01', '2024-05-31'],
  ['2026-03-01~2026-03-15', '2026-03-01', '2026-03-15'],
  ['2026/3/1 - 2026/3/15', '2026-03-01', '2026-03-15'],
  ['去年双11', '2025-11-11', '2025-11-11'],
  ['上周三', '2026-10-28', '2026-10-28'],
  ['本周一', '2026-11-02', '2026-11-02'],
  ['20260308', '2026-03-08', '2026-03-08'],
  ['in the first quarter of 2026', '2026-01-01', '2026-03-31'],
  ['the second half of the year', '2026-07-01', '2026-12-31'],
  ['1st of may, 2026', '2026-05-01', '2026-05-01'],
  ['on march 8', '2026-03-08', '2026-03-08'],
])('%s is %s to %s', (text, from, to) => {
  const phrase = timePhraseAt(text, 0, asOf);
  expect(phrase?.end).toBe(text.length);
  expect(phrase?.kind === 'ranges' && phrase.meanings[0]!.time).toEqual({
    from: `date '${from}'`,
    to: `date '${to}'`,
  });
});

it.each([
  ['昨天', { last: 1, unit: 'day', mode: 'rolling' }],
  ['t-1', { last: 1, unit: 'day', mode: 'rolling' }],
  ['前天', { from: '$bizdate - 1', to: '$bizdate - 1' }],
  ['t-3', { from: '$bizdate - 2', to: '$bizdate - 2' }],
  ['上周', { last: 1, unit: 'week', mode: 'complete' }],
  ['2026年3月', { from: "date '2026-03-01'", to: "date '2026-03-31'" }],
  ['since 2026-03-01', { from: "date '2026-03-01'", to: '$bizdate' }],
  // What depends on the day of drafting would mean the same fixed days on every run.
  ['3月', undefined],
  ['去年3月', undefined],
  ['since march', undefined],
  ['上上周', undefined],
  ['双11', undefined],
])('%s in a scheduled model', (text, scheduled) => {
  const phrase = timePhraseAt(text, 0, asOf);
  expect(phrase?.kind === 'ranges' && phrase.meanings[0]!.scheduled).toEqual(scheduled);
});

it.each([
  ['环比', 'previous', 'rate'],
  ['同比增长率', '-1 year', 'rate'],
  ['同比增长额', '-1 year', 'difference'],
  ['周环比', '-1 week', 'rate'],
  ['较上周', '-1 week', 'rate'],
  ['与上月相比', '-1 month', 'rate'],
  ['上月同期', '-1 month', 'rate'],
  ['month over month growth', '-1 month', 'rate'],
  ['compared with last week', '-1 week', 'rate'],
  ['vs the same period last year', '-1 year', 'rate'],
  ['vs the previous period', 'previous', 'rate'],
  ['vs the previous 7 days', 'previous 7 day', 'rate'],
  ['compared with the prior two weeks', 'previous 2 week', 'rate'],
  ['较前7天', 'previous 7 day', 'rate'],
  ['与前30天相比', 'previous 30 day', 'rate'],
])('%s compares with %s and gives the %s', (text, shift, give) => {
  const phrase = timePhraseAt(text, 0, asOf);
  expect(phrase?.end).toBe(text.length);
  const said = phrase?.kind === 'shift' ? phrase.shift : undefined;
  const length =
    said?.kind === 'previous' && said.of !== undefined ? ` ${said.of.count} ${said.of.unit}` : '';
  expect(
    said?.kind === 'units' ? `-${said.count} ${said.unit}` : `${said?.kind ?? 'none'}${length}`,
  ).toBe(shift);
  expect(phrase?.kind === 'shift' && phrase.give).toBe(give);
});

it.each([
  ['whole months a year back', '2024-02-01', '2024-02-29', 'year', '2023-02-01', '2023-02-28'],
  [
    'whole months before a leap year',
    '2025-02-01',
    '2025-02-28',
    'year',
    '2024-02-01',
    '2024-02-29',
  ],
  ['days a year back', '2024-02-10', '2024-02-29', 'year', '2023-02-10', '2023-02-28'],
  ['days a week back', '2026-03-02', '2026-03-08', 'week', '2026-02-23', '2026-03-01'],
  ['the days before', '2026-03-02', '2026-03-04', 'previous', '2026-02-27', '2026-03-01'],
  ['the month before', '2026-03-01', '2026-03-31', 'previous', '2026-02-01', '2026-02-28'],
  ['the quarter before', '2026-01-01', '2026-03-31', 'previous', '2025-10-01', '2025-12-31'],
])('a fixed range moves: %s', (_, from, to, unit, movedFrom, movedTo) => {
  const shift =
    unit === 'previous'
      ? { kind: 'previous' as const }
      : { kind: 'units' as const, count: 1, unit: unit as 'year' | 'week' };
  expect(moveRange({ from, to }, shift)).toEqual({ from: movedFrom, to: movedTo });
});
