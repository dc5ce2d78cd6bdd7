import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addUnits,
  daysBetween,
  endOf,
  isDay,
  relativeRange,
  startOf,
  weekdayOf,
} from '../../src/base/time/calendar-days.js';
import type { CalendarUnit } from '../../src/base/time/calendar-days.js';

it.each([
  ['2026-11-07', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-01', false],
  ['0000-01-01', false],
  ['2026-1-1', false],
  ['20260101', false],
])('%s exists: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

it.each<[string, number, CalendarUnit, string]>([
  ['2026-03-31', -1, 'month', '2026-02-28'],
  ['2024-03-31', -1, 'month', '2024-02-29'],
  ['2026-01-31', 1, 'month', '2026-02-28'],
  ['2024-02-29', -1, 'year', '2023-02-28'],
  ['2024-02-29', 4, 'year', '2028-02-29'],
  ['2026-05-31', -1, 'quarter', '2026-02-28'],
  ['2026-01-15', -1, 'month', '2025-12-15'],
  ['2026-01-01', -1, 'day', '2025-12-31'],
  ['2024-02-28', 1, 'day', '2024-02-29'],
  ['2026-03-29', 1, 'day', '2026-03-30'],
  ['2026-11-07', -1, 'week', '2026-10-31'],
  ['2000-03-01', -1, 'day', '2000-02-29'],
  ['1900-03-01', -1, 'day', '1900-02-28'],
])('S11: %s %i %s is %s', (day, count, unit, expected) => {
  expect(addUnits(day, count, unit)).toBe(expected);
});

it.each<[string, CalendarUnit, string, string]>([
  ['2026-11-07', 'week', '2026-11-02', '2026-11-08'],
  ['2027-01-01', 'week', '2026-12-28', '2027-01-03'],
  ['2026-11-07', 'month', '2026-11-01', '2026-11-30'],
  ['2024-02-29', 'month', '2024-02-01', '2024-02-29'],
  ['2026-11-07', 'quarter', '2026-10-01', '2026-12-31'],
  ['2026-03-31', 'quarter', '2026-01-01', '2026-03-31'],
  ['2026-11-07', 'year', '2026-01-01', '2026-12-31'],
  ['2026-11-07', 'day', '2026-11-07', '2026-11-07'],
])('the %s %s is %s to %s', (day, unit, from, to) => {
  expect([startOf(day, unit), endOf(day, unit)]).toEqual([from, to]);
});

it.each<[string, number, CalendarUnit, 'rolling' | 'complete' | 'to_date', string, string]>([
  ['2026-11-07', 7, 'day', 'rolling', '2026-11-01', '2026-11-07'],
  ['2026-03-31', 1, 'month', 'rolling', '2026-03-01', '2026-03-31'],
  ['2024-02-29', 1, 'year', 'rolling', '2023-03-01', '2024-02-29'],
  ['2026-11-07', 1, 'week', 'complete', '2026-10-26', '2026-11-01'],
  ['2026-01-31', 3, 'month', 'complete', '2025-10-01', '2025-12-31'],
  ['2026-11-07', 1, 'quarter', 'to_date', '2026-10-01', '2026-11-07'],
  ['2026-11-07', 2, 'month', 'to_date', '2026-10-01', '2026-11-07'],
])('S11: as of %s, %i %s %s is %s to %s', (asOf, last, unit, mode, from, to) => {
  expect(relativeRange(asOf, last, unit, mode)).toEqual({ from, to });
});

const days = fc
  .date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it('agrees with another calendar on every day', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -300, max: 300 }), (day, count) => {
      const other = new Date(`${day}T00:00:00Z`);
      const weekday = other.getUTCDay() === 0 ? 7 : other.getUTCDay();
      other.setUTCDate(other.getUTCDate() + count);
      const moved = addUnits(day, count, 'day');
      expect(moved).toBe(other.toISOString().slice(0, 10));
      expect(weekdayOf(day)).toBe(weekday);
      expect(daysBetween(day, moved)).toBe(count);
    }),
  );
});
