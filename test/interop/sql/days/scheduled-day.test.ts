import { expect, it } from 'vitest';
import {
  dayExpression,
  dayText,
  scheduledDay,
} from '../../../../src/interop/sql/days/scheduled-day.js';
import { withDay } from '../../../../src/interop/sql/days/with-day.js';

/** By hand, for the business day Saturday 7 November 2026: the task is scheduled on the 8th. */
it.each([
  ['bizdate', '20261107', '$d'],
  ['bdp.system.bizdate', '20261107', '$d'],
  ['yyyymmdd', '20261107', '$d'],
  ['yyyymmdd-7', '20261031', "date_add('day', -7, $d)"],
  ['yyyymmdd-7*2', '20261024', "date_add('day', -14, $d)"],
  ['yyyy-mm-dd-1', '2026-11-06', "date_add('day', -1, $d)"],
  ['yyyy-mm-dd', '2026-11-07', '$d'],
  ['yyyymm-1', '202610', "date_add('month', -1, $d)"],
  ['yyyy-mm', '2026-11', '$d'],
  ['yyyy-1', '2025', "date_add('year', -1, $d)"],
  ['[yyyymmdd]', '20261108', "date_add('day', 1, $d)"],
  ['[yyyymmdd-1]', '20261107', '$d'],
  ['[yyyymmdd - 8]', '20261031', "date_add('day', -7, $d)"],
  ['[yyyymm]', '202611', "date_add('day', 1, $d)"],
  ['[add_months(yyyymmdd,-1)]', '20261008', "date_add('month', -1, date_add('day', 1, $d))"],
  ['[add_months(yyyymmdd-1, -12*1)]', '20251107', "date_add('month', -12, $d)"],
])('%s is written as %s', (name, text, expression) => {
  const day = scheduledDay(name)!;
  expect(dayText(day, '2026-11-07')).toBe(text);
  expect(dayExpression(day, '$d')).toBe(expression);
});

it.each(['status', 'dt', 'bdp.system.cyctime', '[hh24-1/24]', '[yyyymm-1]', 'yyyymmdd-1/24'])(
  'no day of the run tells %s',
  (name) => {
    expect(scheduledDay(name)).toBeUndefined();
  },
);

it.each([
  ["ds = '${bizdate}' and b = '$bizdate'", "ds = '20261107' and b = '20261107'"],
  ["t >= '${yyyy-mm-dd} 00:00:00'", "t >= '2026-11-07 00:00:00'"],
  ["a = 'it''s ${yyyymm}' -- ${yyyymm}", "a = 'it''s 202611' -- ${yyyymm}"],
  ["s = '${status}' and p = '$1 and [1]'", "s = '${status}' and p = '$1 and [1]'"],
])('writes %s', (sql, written) => {
  expect(withDay(sql, '2026-11-07')).toBe(written);
  expect(withDay(sql, undefined)).toBe(sql);
});
