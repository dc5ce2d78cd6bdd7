import { afterAll, expect, it } from 'vitest';
import { wrongOn } from './answered.js';
import { openTables } from './fleet.js';

/** A workshop: a column of cars is called like a verb, and parts are counted by a column. */
const workshop = await openTables([
  `create table cars (car_id bigint primary key, make varchar)`,
  `create table jobs (job_id bigint primary key, car_id bigint references cars (car_id), amount double)`,
  `create table parts_used (line_id bigint primary key, job_id bigint references jobs (job_id), part_name varchar, quantity bigint)`,
  `insert into cars values (1, 'Fiat'), (2, 'Fiat'), (3, 'Opel')`,
  `insert into jobs values (11, 1, 100), (12, 2, 300), (13, 3, 50)`,
  `insert into parts_used values (21, 11, 'bolt', 4), (22, 12, 'bolt', 2), (23, 13, 'pad', 1)`,
]);
afterAll(async () => workshop.engine.close());

it('groups by the column of a thing, though it is called like a verb', async () => {
  const byMake = [
    ['Fiat', 200],
    ['Opel', 50],
  ];
  expect(
    await wrongOn('2026-11-07', workshop, ['average job amount per car make', byMake]),
  ).toBeUndefined();
});

it('asks whether a quantity of things is how many kinds there are', async () => {
  const kinds = [
    ['Fiat', 1],
    ['Opel', 1],
  ];
  expect(
    await wrongOn('2026-11-07', workshop, ['total quantity of parts by car make', kinds]),
  ).toMatch(/^what does/);
});
