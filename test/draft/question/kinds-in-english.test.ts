import { afterAll, expect, it } from 'vitest';
import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import type { Document } from '../../../src/dsl/document.js';
import type { Engine } from '../../../src/engine/engine.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference } from '../../../src/evaluate/judge/compare.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openTables } from './fleet.js';
import { harbourSql } from './harbour.js';
import { shop } from '../../support/bind.js';
import { shopSql } from '../../support/shop.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';

interface Base {
  readonly engine: Engine;
  readonly ontology: Ontology;
  readonly asOf: string;
}

const harbour: Base = { ...(await openTables(harbourSql)), asOf: '2024-03-01' };
const store: Base = { engine: await openDuckdb(), ontology: shop, asOf: '2026-11-07' };
const filled = await store.engine.execute(shopSql);
afterAll(async () => {
  await harbour.engine.close();
  await store.engine.close();
});

function drafted(question: string, { ontology, asOf }: Base): Document {
  return draft(question, ontology, { asOf, kind: 'question', tokenize: () => [] }).document!;
}

it('has the rows of the shop', () => {
  expect(filled).not.toHaveProperty('error');
});

async function rowsOf(sql: string, { engine }: Base) {
  const got = await engine.query(sql);
  if ('error' in got) throw new Error(got.error.message);
  return cellsOf(got.value);
}

/** What is different from the rows of a query that was written by hand; more columns than these may be shown. */
async function wrong(question: string, sql: string, base: Base): Promise<string | undefined> {
  const document = drafted(question, base);
  expect(document.unresolved?.map((u) => u.question)).toBeUndefined();
  const [compiled, found] = compile(JSON.stringify(document), base.ontology, duckdb);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  return difference(await rowsOf(compiled!.select.text, base), await rowsOf(sql, base));
}

// A harbour that nothing was written for.
it.each([
  // Orders that are said by their ends, columns by their last word.
  [
    'Rank the boats by safety rating, best first. Return the name and the rating.',
    'select boat_name, safety_rating from boat order by 2 desc',
  ],
  [
    'List the skippers from the oldest to the youngest. Return the last name and the birth date.',
    'select last_name, birth_date from skipper order by birth_date',
  ],
  [
    "What's the name and hull of all the boats that have more than 3 beds and are built after 2000?",
    'select boat_name, hull from boat where beds > 3 and year_built > 2000',
  ],
  [
    'I would like to see the steel boats with at least 3 beds, at most 6 beds and built before 2000.',
    `select boat_name from boat where hull = 'steel' and beds between 3 and 6 and year_built < 2000`,
  ],
  [
    'Which skippers without an email have a licence? Return the first name.',
    'select first_name from skipper where email is null and has_licence',
  ],
  // How often.
  [
    'How many boats have been chartered more than once?',
    'select count(*) from (select boat_id from trip group by 1 having count(*) > 1)',
  ],
  [
    'Which boats have been repaired at least twice?',
    'select boat_name from boat where boat_id in (select boat_id from repair group by 1 having count(*) >= 2)',
  ],
  // Ages, days that lie back.
  [
    'How many skippers are at least 18 years old as of today?',
    `select count(*) from skipper where birth_date <= date '2006-03-01'`,
  ],
  [
    'How many skippers are under 18 years old?',
    `select count(*) from skipper where birth_date > date '2006-03-01'`,
  ],
  [
    'Which trips were chartered more than 30 days ago?',
    `select trip_id from trip where chartered_on < date '2024-03-01' - interval 30 days`,
  ],
  // Lengths of time, days beside one another.
  [
    'What is the average time in hours between opening and closing a repair, by yard? Ignore repairs that are still open.',
    `select yard, avg(epoch(closed_at - opened_at) / 3600) from repair group by 1`,
  ],
  [
    'What is the average number of days from the charter date to the return date for each tide?',
    'select tide, avg(returned_on - chartered_on) from trip group by 1',
  ],
  [
    'Which trips were returned before the due date?',
    'select trip_id from trip where returned_on < due_on',
  ],
  [
    'What is the ratio of trips returned after the due date to trips returned, by tide?',
    'select tide, count(*) filter (where returned_on > due_on) / count(returned_on) from trip group by 1',
  ],
  // The different ones of the rows that are counted.
  [
    'How many trips were made per tide, and from how many distinct boats? Return the tide, the number of trips and the number of boats.',
    'select tide, count(*), count(distinct boat_id) from trip group by 1',
  ],
  // A flag that is said by the name of its column.
  [
    'What is the ratio of skippers with has_licence to all skippers by port?',
    'select port, count(*) filter (where has_licence) / count(*) from skipper group by 1',
  ],
  // A condition of the second number only.
  [
    'What is the ratio of the number of repairs to the number of trips with low tide, by hull?',
    `select hull, (select count(*) from repair r join boat x using (boat_id) where x.hull = b.hull)
       / (select count(*) from trip t join boat x using (boat_id) where x.hull = b.hull and tide = 'low') from boat b group by 1`,
  ],
] as const)('of a harbour: %s', async (question, sql) => {
  expect(await wrong(question, sql, harbour)).toBeUndefined();
});

it.each([
  [
    'Rank the products by list price, highest first. Return the name and the price.',
    'select name, list_price from dim_product order by 2 desc',
  ],
  [
    'List the refunds from the newest to the oldest. Return the refund amount.',
    'select refund_id, refund_amount from dwd_refund_di order by refund_time desc',
  ],
  [
    'How many customers ordered more than twice?',
    'select count(*) from (select customer_id from dwd_order_di group by 1 having count(*) > 2)',
  ],
  [
    'How many customers signed up more than 1 year ago?',
    `select count(*) from dim_customer where signup_date < date '2025-11-07'`,
  ],
  [
    'What is the average time in minutes between the order time and the pay time, by status?',
    `select status, avg(epoch(pay_time - order_time) / 60) from dwd_order_di group by 1`,
  ],
  [
    'How many orders were made per status, and from how many distinct customers?',
    'select status, count(*), count(distinct customer_id) from dwd_order_di group by 1',
  ],
] as const)('of the shop: %s', async (question, sql) => {
  expect(await wrong(question, sql, store)).toBeUndefined();
});

it.each([
  [
    'whether those are meant who turned so old some months ago',
    'How many skippers are older than 40?',
    harbour,
  ],
  [
    'how old people without a day of birth are',
    'How many customers are at least 30 years old?',
    store,
  ],
  [
    'who did something just so often, or more often',
    'Which boats have been repaired twice?',
    harbour,
  ],
  [
    'from which of several days a length of time is',
    'How many days did it take to return a trip on average?',
    harbour,
  ],
  [
    'how moments are rounded to days',
    'What is the average number of days between opening and closing a repair?',
    harbour,
  ],
  [
    'of which rows others are that they do not point to',
    'How many trips are there per tide, and from how many distinct skippers?',
    harbour,
  ],
  [
    'what a list goes by that nobody is old by',
    'List the boats from the oldest to the newest.',
    harbour,
  ],
] as const)('asks %s', (_, question, base) => {
  expect(drafted(question, base).unresolved ?? []).not.toEqual([]);
});
