import { afterAll, expect, it } from 'vitest';
import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import type { Document } from '../../../src/dsl/document.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference } from '../../../src/evaluate/judge/compare.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openDepot } from './depot.js';

const { engine, ontology } = await openDepot();
afterAll(() => engine.close());

function drafted(question: string): Document {
  const options = { asOf: '2024-02-29', kind: 'question', tokenize: () => [] } as const;
  return draft(question, ontology, options).document!;
}

async function rowsOf(sql: string) {
  const got = await engine.query(sql);
  if ('error' in got) throw new Error(got.error.message);
  return cellsOf(got.value);
}

const carriers = 'from shipment s join carrier c on c.id = s.carrier_id';

// The rows of each question by SQL that was written by hand; more columns than these may be shown.
it.each([
  // Abbreviated names of tables and columns, names in two columns.
  [
    'How many employees work in each department? Return the department name and the number of employees.',
    'select dept_name, count(*) from emp join dept using (dept_id) group by 1',
  ],
  [
    'List the first and last names of employees hired in 2020.',
    'select first_name, last_name from emp where year(hire_date) = 2020',
  ],
  [
    'Which employees were hired before 2021?',
    `select first_name, last_name from emp where hire_date < '2021-01-01'`,
  ],
  [
    'List all employees from London, ordered by last name.',
    `select first_name, last_name from emp join dept using (dept_id) where location = 'London'`,
  ],
  // Verbs that are called like what records them.
  [
    'Which employees have never booked?',
    'select first_name from emp where emp_id not in (select emp_id from booking)',
  ],
  ['How many employees booked in January 2024?', 'select count(distinct emp_id) from booking'],
  [
    'Which carriers have more than 2 shipments?',
    `select carrier_name ${carriers} group by 1 having count(*) > 2`,
  ],
  ['Which countries have more than 1 carrier?', `select 'Norway'`],
  // Parts of all.
  [
    'What percentage of shipments were lost?',
    `select 100.0 * count(*) filter (where status = 'lost') / count(*) from shipment`,
  ],
  [
    'What proportion of shipments in February 2024 were delivered?',
    `select 1.0 * count(*) filter (where status = 'delivered') / count(*) from shipment where month(shipped_date) = 2`,
  ],
  ['What is the ratio of female to male employees?', 'select 1.5'],
  [
    'What is the ratio of delivered shipments to lost shipments for each carrier?',
    `select carrier_name, count(*) filter (where status = 'delivered') / nullif(count(*) filter (where status = 'lost'), 0) ${carriers} group by 1`,
  ],
  // Adjectives of a dimension.
  ['What are the 2 heaviest items?', 'select item_name from item order by weight_kg desc limit 2'],
  ['What is the most expensive item?', `select 'Valve'`],
  ['Which items are heavier than 3?', 'select item_name from item where weight_kg > 3'],
  [
    'Which warehouses are deeper than the average?',
    'select name from warehouse where depth_m > (select avg(depth_m) from warehouse)',
  ],
  [
    'Which employees earn more than the average salary?',
    'select first_name from emp where salary > (select avg(salary) from emp)',
  ],
  // One of several values, one of two conditions.
  [
    'How many electric or hardware items are there?',
    `select count(*) from item where category in ('electric', 'hardware')`,
  ],
  ['How many shipments are delivered, lost or in transit?', 'select count(*) from shipment'],
  [
    'Which items have the category "electric" or a unit price below 5?',
    `select item_name from item where category = 'electric' or unit_price < 5`,
  ],
  // What a column does not say.
  ['How many employees do not have a company?', 'select count(*) from emp where company is null'],
  [
    'How many employees have been terminated?',
    'select count(*) from emp where termination_date is not null',
  ],
  [
    'Which warehouses have no tags?',
    'select name from warehouse where id not in (select warehouse_id from warehouse_tag)',
  ],
  // Days.
  [
    'How many shipments on weekends are there?',
    'select count(*) from shipment where isodow(shipped_date) in (6, 7)',
  ],
  [
    'What is the number of shipments by day of week?',
    'select isodow(shipped_date), count(*) from shipment group by 1',
  ],
  [
    'Shipments by day of the week',
    'select isodow(shipped_date), count(*) from shipment group by 1',
  ],
  [
    'How many employees were hired each year, in ascending order of year?',
    'select year(hire_date), count(*) from emp group by 1',
  ],
  [
    'What is the earliest and latest shipped date for each carrier?',
    `select carrier_name, min(shipped_date), max(shipped_date) ${carriers} group by 1`,
  ],
  [
    'Which employees were hired after March 1, 2021?',
    `select first_name from emp where hire_date > '2021-03-01'`,
  ],
  // Where what stands.
  [
    'For each warehouse, show the number of shipments and the average freight cost.',
    'select w.name, count(*), avg(freight_cost) from shipment s join warehouse w on w.id = s.warehouse_id group by 1',
  ],
  [
    'How many shipments does the carrier "FastShip" have?',
    `select count(*) ${carriers} where carrier_name = 'FastShip'`,
  ],
  [
    'How many shipments were handled by the carrier "Nordic" each month?',
    `select date_trunc('month', shipped_date), count(*) ${carriers} where carrier_name = 'Nordic' group by 1`,
  ],
  [
    'Return the carrier that made the most shipments. Return the name and number of shipments.',
    `select 'FastShip', 4`,
  ],
] as const)('%s', async (question, sql) => {
  const document = drafted(question);
  expect(document.unresolved?.map((u) => u.question)).toBeUndefined();
  const [compiled, found] = compile(JSON.stringify(document), ontology, duckdb);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  const rows = await rowsOf(compiled!.select.text);
  expect(difference(rows, await rowsOf(sql))).toBeUndefined();
});

it.each([
  ['a part of which it is not said which', 'What percentage of cancelled bookings in 2024?'],
  ['what somebody made, left open', 'Which carriers have made a purchase?'],
  ['several dimensions', 'What is the longest item?'],
  ['the best of each of something', 'What is the heaviest item in each category?'],
  [
    'conditions joined by and as well as by or',
    'Which items have the category "electric" or a unit price below 5 and a weight above 2?',
  ],
  ['how many of something each of it has', 'What is the number of carriers per carrier?'],
  [
    'both of two things that are reached over a third',
    'Which items were shipped in both the warehouse "North" and the warehouse "South"?',
  ],
  ['a skill that nothing records', 'Which employees speak Spanish?'],
])('asks about %s', (_, question) => {
  expect(drafted(question).unresolved ?? []).not.toEqual([]);
});

it('orders rows by a column upwards where nothing else is said', () => {
  const { stages } = drafted('List the electric or hardware items ordered by weight.');
  expect(stages.at(-1)!.order).toEqual([{ by: 'weight_kg' }]);
});
