import { expect, it } from 'vitest';
import { rowsOfShop } from '../support/run-shop.js';

// In Europe the clock leaves out 02:00 on 2026-03-29, and has it twice on 2026-10-25.
const visits = (...moments: readonly string[]): readonly string[] => [
  'delete from ods_visit',
  ...moments.map((at) => `insert into ods_visit values (1, 'home', '${at}')`),
];
const visit = { as: 'n', agg: 'count', entity: 'visit' };
const onDay = (day: string) => ({ from: `date '${day}'`, to: `date '${day}'` });

it('S11: a day is from midnight to midnight of its clock, however long it is', async () => {
  const tables = visits(
    '2026-03-28 23:59:59',
    '2026-03-29 00:00:00',
    '2026-03-29 23:59:59',
    '2026-03-30 00:00:00',
    '2026-10-25 00:00:00',
    '2026-10-25 02:30:00',
    '2026-10-25 02:30:00',
    '2026-10-25 23:59:59',
  );
  const counted = async (day: string): Promise<unknown> => {
    const stage = { name: 'r', time: onDay(day), by: [], measures: [visit] };
    return (await rowsOfShop([stage], {}, undefined, tables))[1];
  };
  expect(await counted('2026-03-29')).toEqual([2]);
  expect(await counted('2026-10-25')).toEqual([4]);
});

it('S11: hours are those of the clock: the one left out is shown empty, the one there twice holds both', async () => {
  const tables = visits(
    '2026-03-29 01:30:00',
    '2026-03-29 03:30:00',
    '2026-10-25 02:10:00',
    '2026-10-25 02:10:00',
  );
  const hours = async (day: string): Promise<readonly unknown[]> => {
    const by = [{ as: 'h', grain: 'hour', gaps: 'fill' }];
    const stage = { name: 'r', time: onDay(day), by, measures: [visit], order: [{ by: 'h' }] };
    return (await rowsOfShop([stage], {}, undefined, tables)).slice(1).map(([, n]) => n);
  };
  const spring = await hours('2026-03-29');
  expect(spring).toHaveLength(24);
  expect(spring.slice(0, 5)).toEqual([0, 1, 0, 1, 0]);
  const autumn = await hours('2026-10-25');
  expect(autumn).toHaveLength(24);
  expect(autumn.slice(1, 4)).toEqual([0, 2, 0]);
});
