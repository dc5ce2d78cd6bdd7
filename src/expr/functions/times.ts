import { textOf } from '../constants.js';
import type { Expr } from '../expr.js';
import type { FunctionDefinition } from '../function.js';
import { isPartOfDay } from '../literals.js';
import { type Type, types } from '../type.js';

const x = { name: 'x', takes: 'time' } as const;
const moment = { name: 'x', takes: 'moment' } as const;

/** Functions of days and moments, in the proleptic Gregorian and ISO week calendars, without a time zone. */
export const times: readonly FunctionDefinition[] = [
  {
    name: 'date',
    parameters: [x],
    result: types.date,
    nulls: 'propagate',
    doc: {
      en: 'the day of x',
      zh: 'x 所在的日期',
    },
  },
  {
    name: 'year',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'the year of x',
      zh: 'x 的年份',
    },
  },
  {
    name: 'quarter',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [1, 4],
    doc: {
      en: 'the quarter of x, 1 to 4',
      zh: 'x 的季度，1 到 4',
    },
  },
  {
    name: 'month',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [1, 12],
    doc: {
      en: 'the month of x, 1 to 12',
      zh: 'x 的月份，1 到 12',
    },
  },
  {
    name: 'week',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [1, 53],
    doc: {
      en: 'the ISO week of x, 1 to 53; its year is iso_year(x)',
      zh: 'x 的 ISO 周，1 到 53；所属年份为 iso_year(x)',
    },
  },
  {
    name: 'iso_year',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'the year that the ISO week of x belongs to',
      zh: 'x 的 ISO 周所属的年份',
    },
  },
  {
    name: 'day',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [1, 31],
    doc: {
      en: 'the day of the month of x, 1 to 31',
      zh: 'x 是当月第几天，1 到 31',
    },
  },
  {
    name: 'day_of_week',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [1, 7],
    doc: {
      en: 'the ISO weekday of x: 1 is Monday, 7 is Sunday',
      zh: 'x 的 ISO 星期：1 为周一，7 为周日',
    },
  },
  {
    name: 'day_of_year',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [1, 366],
    doc: {
      en: 'the day of the year of x, 1 to 366',
      zh: 'x 是当年第几天，1 到 366',
    },
  },
  {
    name: 'hour',
    parameters: [moment],
    result: types.bigint,
    nulls: 'propagate',
    range: [0, 23],
    doc: {
      en: 'the hour of x, 0 to 23',
      zh: 'x 的小时，0 到 23',
    },
  },
  {
    name: 'minute',
    parameters: [moment],
    result: types.bigint,
    nulls: 'propagate',
    range: [0, 59],
    doc: {
      en: 'the minute of x, 0 to 59',
      zh: 'x 的分钟，0 到 59',
    },
  },
  {
    name: 'second',
    parameters: [moment],
    result: types.bigint,
    nulls: 'propagate',
    range: [0, 59],
    doc: {
      en: 'the second of x, 0 to 59, without its fraction',
      zh: 'x 的秒，0 到 59，不含小数',
    },
  },
  {
    name: 'date_trunc',
    parameters: [{ name: 'unit', takes: 'unit' }, x],
    result: bucketType,
    gives: 'date|timestamp',
    nulls: 'propagate',
    doc: {
      en: 'the start of the unit that x lies in: a date for day and larger, else a timestamp; weeks start on Monday',
      zh: 'x 所在时间单位的起点：天及以上为 date，否则为 timestamp；周从周一开始',
    },
  },
  {
    name: 'date_add',
    parameters: [{ name: 'unit', takes: 'unit' }, { name: 'n', takes: 'bigint' }, x],
    result: shiftedType,
    gives: 'date|timestamp',
    nulls: 'propagate',
    doc: {
      en: 'x so many units later (earlier if n is negative), clipped to the end of the month; a date stays a date for day and larger',
      zh: 'x 之后 n 个单位（n 为负则之前），超出月末取月末；天及以上单位时 date 仍为 date',
    },
  },
  {
    name: 'date_diff',
    parameters: [
      { name: 'unit', takes: 'unit' },
      { name: 'start', takes: 'time' },
      { name: 'end', takes: 'time' },
    ],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: "how many boundaries of the unit (weeks: Mondays) lie after start up to end, negative if end is earlier: date_diff('year', date '2025-12-31', date '2026-01-01') is 1",
      zh: "start 到 end 跨过多少个单位边界（周以周一为界），end 更早时为负：date_diff('year', date '2025-12-31', date '2026-01-01') 为 1",
    },
  },
  {
    name: 'days_between',
    parameters: [
      { name: 'start', takes: 'time' },
      { name: 'end', takes: 'time' },
    ],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'how many days end is after start, by the calendar: the hours of timestamps do not count',
      zh: '从 start 到 end 的日历天数，不计时分秒',
    },
  },
  {
    name: 'seconds_between',
    parameters: [
      { name: 'start', takes: 'timestamp' },
      { name: 'end', takes: 'timestamp' },
    ],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'how many seconds end is after start; fractions of both are dropped first',
      zh: '从 start 到 end 的秒数；先舍去两者的小数秒',
    },
  },
  {
    name: 'last_day',
    parameters: [x],
    result: types.date,
    nulls: 'propagate',
    doc: {
      en: 'the last day of the month of x',
      zh: 'x 所在月的最后一天',
    },
  },
  {
    name: 'make_date',
    parameters: [
      { name: 'year', takes: 'bigint' },
      { name: 'month', takes: 'bigint' },
      { name: 'day', takes: 'bigint' },
    ],
    result: types.date,
    nulls: 'own',
    doc: {
      en: 'the day of these numbers; null where there is no such day',
      zh: '由年、月、日得到日期；不存在则为空',
    },
  },
  {
    name: 'to_date',
    parameters: [
      { name: 'text', takes: 'string' },
      { name: 'format', takes: 'day-format' },
    ],
    result: types.date,
    nulls: 'own',
    doc: {
      en: 'the day that a text holds in a format (yyyy MM dd); null where it does not fit',
      zh: '按格式（yyyy MM dd）把文本读成日期；不符合则为空',
    },
  },
  {
    name: 'to_timestamp',
    parameters: [
      { name: 'text', takes: 'string' },
      { name: 'format', takes: 'moment-format' },
    ],
    result: types.timestamp,
    nulls: 'own',
    doc: {
      en: 'the moment that a text holds in a format (yyyy MM dd HH mm ss); null where it does not fit',
      zh: '按格式（yyyy MM dd HH mm ss）把文本读成时间戳；不符合则为空',
    },
  },
  {
    name: 'format_date',
    parameters: [x, { name: 'format', takes: 'format' }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: "x as text in a format of yyyy MM dd HH mm ss and signs: 'yyyyMMdd'",
      zh: "按 yyyy MM dd HH mm ss 组成的格式把 x 写成文本：'yyyyMMdd'",
    },
  },
  {
    name: 'in_time_zone',
    parameters: [
      { name: 'x', takes: 'timestamp' },
      { name: 'from', takes: 'zone' },
      { name: 'to', takes: 'zone' },
    ],
    result: types.timestamp,
    nulls: 'propagate',
    doc: {
      en: 'what the clock of zone to showed when that of zone from showed x; of an hour that a clock shows twice the later is meant',
      zh: 'from 时区的时钟显示 x 时，to 时区的时钟所显示的时间；时钟重复的一小时取较晚者',
    },
  },
  {
    name: 'epoch_seconds',
    parameters: [{ name: 'x', takes: 'timestamp' }],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'seconds from 1970-01-01 00:00:00 to x, both read in the same time zone, without a fraction',
      zh: '从 1970-01-01 00:00:00 到 x 的秒数（同一时区），不含小数',
    },
  },
];

/** A bucket of a day or more is a day, so that buckets of dates and of timestamps compare. */
function bucketType([unit]: readonly Expr<unknown>[]): Type {
  return isPartOfDay(textOf(unit!) ?? '') ? types.timestamp : types.date;
}

function shiftedType([unit, , value]: readonly Expr<unknown>[]): Type {
  const { type } = value!;
  return type.kind === 'date' && isPartOfDay(textOf(unit!) ?? '') ? types.timestamp : type;
}
