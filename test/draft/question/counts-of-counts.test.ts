import { afterAll, expect, it } from 'vitest';
import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import type { Document } from '../../../src/dsl/document.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference } from '../../../src/evaluate/judge/compare.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openMarket } from './market.js';

const { engine, ontology } = await openMarket();
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

// The rows of each question by SQL that was written by hand; more columns than these may be shown.
it.each([
  // A number of each of something, counted or averaged again.
  ['How many patrons have more than 1 purchase?', 'select 2'],
  ['How many patrons have fewer than 2 purchases?', 'select 2'],
  ['What is the average number of purchases per patron?', 'select 2'],
  [
    'What is the average number of purchases per patron for each city?',
    `select city, avg(n) from (select p.patron_id, city, count(*) n from purchase join patron p using (patron_id) group by 1, 2) group by 1`,
  ],
  // What was done, to what, when.
  ['Which patrons have never reserved a seat?', `select 'Lea'`],
  [
    'How many patrons reserved a seat in February 2024?',
    `select count(distinct patron_id) from seat where reserved_on >= '2024-02-01'`,
  ],
  [
    'How many different patrons attended a baking workshop?',
    `select count(distinct patron_id) from seat join workshop using (workshop_id) where attended and craft = 'baking'`,
  ],
  ['What percentage of seats were attended?', 'select 60'],
  // The money of trade.
  [
    'What is the total revenue per month in 2024?',
    `select date_trunc('month', bought_at), sum(amount) from purchase where bought_at >= '2024-01-01' group by 1`,
  ],
  [
    'What is the revenue of settled purchases of each stall? Return the stall name and the revenue.',
    `select stall_name, sum(amount) from purchase join stall using (stall_id) where status = 'settled' group by 1`,
  ],
  // Dimensions with a verb, with a unit.
  ['How many workshops are longer than 1 hour?', 'select 2'],
  ['How many workshops last longer than 45 minutes?', 'select 3'],
  [
    'Which stalls have no workshops priced over 14?',
    `select stall_name from stall where stall_id = 4`,
  ],
  ['How many workshops cost at most 15 dollars?', 'select 2'],
  // What days are called.
  [
    'List the stalls opened before 2020, ordered by opening date.',
    `select stall_name, opened_on from stall where opened_on < '2020-01-01'`,
  ],
  ['How many patrons signed up in 2023?', 'select 2'],
  // Whole months.
  [
    'How many purchases were there in the last 2 months, excluding the current month?',
    `select count(*) from purchase where bought_at >= '2023-12-01' and bought_at < '2024-02-01'`,
  ],
  ['How many purchases were there in the past 30 days, inclusive of today?', 'select 2'],
  // Written out without quotes.
  ['How many patrons have an email ending with mail.org?', 'select 2'],
  ['How many patrons have more than two purchases?', 'select 1'],
] as const)('%s', async (question, sql) => {
  const document = drafted(question);
  expect(document.unresolved?.map((u) => u.question)).toBeUndefined();
  const [compiled, found] = compile(JSON.stringify(document), ontology, duckdb);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  const rows = await rowsOf(compiled!.select.text);
  expect(difference(rows, await rowsOf(sql))).toBeUndefined();
});

it.each([
  ['another unit than the column can have', 'How many workshops are longer than 2 km?'],
  [
    'an average of sums of which it is not said of what',
    'What is the average number of purchases?',
  ],
  [
    'weeks that are left out of months',
    'How many purchases were there in the last 2 months, excluding the current week?',
  ],
])('asks about %s', (_, question) => {
  expect(drafted(question).unresolved ?? []).not.toEqual([]);
});
