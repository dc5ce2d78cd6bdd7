import { expect, it } from 'vitest';
import { unheldNumbers } from '../../../src/stages/report/held-numbers.js';

const report = {
  spec: '001-store-nd',
  ran_at: '2026-11-21T06:33:09.640Z',
  bizdate: '2026-11-07',
  documents: [
    {
      document: 'dws_trd_store_nd',
      title: '门店近 1/7 天',
      rows: 1234,
      says: 'between 0 and 0.5, no two rows',
    },
  ],
  numbers: [
    { name: 'rows', value: 1234 },
    { name: 'cost', value: 0.0125 },
    { name: 'failed', value: 3 },
    { name: 'big', value: 20000 },
    { name: 'fallen', value: -12.5 },
  ],
};

it.each([
  ['dws_trd_store_nd gave 1234 rows'],
  ['1,234 rows, cost 0.01250'],
  ['写出 1234 行，未通过 3 条'],
  ['未通过三条'],
  ['three rules failed'],
  ['2万行'],
  ['of 2026-11-07, at 2026-11-21T06:33:09.640Z'],
  ['门店近 1/7 天 of 001-store-nd'],
  ['a share between 0 and 0.5'],
  ['it fell by 12.5'],
  ['统一口径，一致，万一'],
  ['one of these, and no number'],
  ['１２３４ 行'],
  ['no two rows have one key'],
])('%s: every number is held', (text) => {
  expect(unheldNumbers(text, report)).toEqual([]);
});

it.each([
  ['1235 rows', ['1235']],
  ['about 1.2 thousand rows', ['1.2 thousand']],
  ['1234万行', ['1234万']],
  ['3% of them', ['3%']],
  ['四条未通过', ['四']],
  ['four rules failed', ['four']],
  ['dozens of rows', ['dozens']],
  ['on 2026-11-08', ['2026-11-08']],
  ['table dws_2', ['dws_2']],
  ['spec 002-store-nd', ['002-store-nd']],
  ['近 30 天共 1234 行，其中 99 行', ['30', '99']],
  ['12345', ['12345']],
  ['0.125', ['0.125']],
])('%s: %j', (text, said) => {
  expect(unheldNumbers(text, report).map((n) => n.said)).toEqual(said);
});

it('says where', () => {
  expect(unheldNumbers('3 failed, 4 more', report)).toEqual([{ said: '4', offset: 10 }]);
});
