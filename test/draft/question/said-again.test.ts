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
  [
    'How many purchases are there in each city, and from how many distinct patrons?',
    'select city, count(*), count(distinct patron_id) from purchase join patron using (patron_id) group by 1',
  ],
  // Numbers that were said before, or of what was counted before.
  [
    'How many seats has each craft, and how many of them were attended?',
    'select craft, count(*), count(*) filter (where attended) from seat join workshop using (workshop_id) group by 1',
  ],
  [
    'What is the average fee and the highest fee of workshops for each craft?',
    'select craft, avg(fee), max(fee) from workshop group by 1',
  ],
  [
    'What is the number of purchases and the number of settled purchases for each district?',
    `select district, count(*), count(*) filter (where status = 'settled') from purchase join stall using (stall_id) group by 1`,
  ],
  [
    'For each stall, what proportion of its purchases was refunded? Return the stall name and the proportion.',
    `select stall_name, avg((status = 'refunded')::int) from purchase join stall using (stall_id) group by 1`,
  ],
  [
    'What is the settled percentage of purchases?',
    `select 100.0 * count(*) filter (where status = 'settled') / count(*) from purchase`,
  ],
  [
    'How many workshops are there in each district, and in how many different crafts?',
    'select district, count(*), count(distinct craft) from workshop join stall using (stall_id) group by 1',
  ],
  // Whose columns are asked for, and of the few with the most of a dimension.
  ['Return the id and name of the patrons who have no purchase.', `select 4, 'Lea'`],
  [
    'What are the titles and crafts of the 2 longest workshops, longest first?',
    'select title, craft from workshop order by minutes desc limit 2',
  ],
  ['Which 2 workshops are the cheapest?', 'select title from workshop order by fee limit 2'],
  [
    'List the workshops with their fee, ordered from the most expensive to the cheapest.',
    'select title, fee from workshop order by fee desc',
  ],
  // How often something was done.
  [
    'Which 2 crafts were reserved most often? Return the craft and the number of seats.',
    `select craft, count(*) from seat join workshop using (workshop_id) group by 1 order by 2 desc, 1 limit 2`,
  ],
  // What is not so.
  [
    'What is the revenue per stall, excluding refunded purchases?',
    `select stall_name, sum(amount) from purchase join stall using (stall_id) where status <> 'refunded' group by 1`,
  ],
  ['How many seats were not attended?', 'select 2'],
  [
    'Which stalls opened in 2021 or later?',
    `select stall_name from stall where opened_on >= '2021-01-01'`,
  ],
  // Two things said of one row between two others.
  [
    'Which stalls have seen patrons from Porto in a settled purchase?',
    `select distinct stall_name from purchase join stall using (stall_id) join patron using (patron_id) where city = 'Porto' and status = 'settled'`,
  ],
  // Of each row by itself an average says nothing: those of one name are meant.
  [
    'List the workshops by average fee in descending order. Return the title and the average fee.',
    'select title, avg(fee) from workshop group by 1 order by 2 desc',
  ],
  [
    'Who are the top 2 patrons by ratio of total revenue to number of purchases?',
    `select name, sum(amount) / count(*) from purchase join patron using (patron_id) group by 1 order by 2 desc limit 2`,
  ],
  // Those that have none as well.
  [
    'What is the number of purchases per patron, including patrons without purchases?',
    'select name, count(purchase_id) from patron left join purchase using (patron_id) group by 1',
  ],
  [
    'How many baking workshops does each stall have? Include stalls without any. Return the stall name and the number of workshops.',
    `select stall_name, count(workshop_id) from stall s left join workshop w on w.stall_id = s.stall_id and craft = 'baking' group by 1`,
  ],
  // What others have is added up.
  [
    'Who are the top 2 patrons by settled purchase amount? Return the name and the total amount.',
    `select name, sum(amount) from purchase join patron using (patron_id) where status = 'settled' group by 1 order by 2 desc limit 2`,
  ],
  ['What is the ratio of settled status purchases to open status purchases?', `select 4.0`],
] as const)('%s', async (question, sql) => {
  const document = drafted(question);
  expect(document.unresolved?.map((u) => u.question)).toBeUndefined();
  const [compiled, found] = compile(JSON.stringify(document), ontology, duckdb);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  const rows = await rowsOf(compiled!.select.text);
  expect(difference(rows, await rowsOf(sql))).toBeUndefined();
});

it.each([
  ['how often or for how much', 'Which patron ordered the most?'],
  [
    'those that have none of something else',
    'What is the number of purchases per patron, including patrons without seats?',
  ],
  [
    'what others than those come to that have none',
    'What is the revenue per patron, including patrons without purchases?',
  ],
  ['the best of each', 'Which workshop is the cheapest for each craft?'],
  ['what a column without amounts comes to', 'Who are the top 2 patrons by seat score?'],
  ['a number of which there are two', 'How many seats and workshops are there? Return the count.'],
  ['whose day is meant', 'Return the top 2 stalls by number of purchases of patrons in 2023.'],
])('asks about %s', (_, question) => {
  expect(drafted(question).unresolved ?? []).not.toEqual([]);
});

it('orders by how many of something there are', () => {
  const { stages } = drafted(
    'How many purchases did each patron make? Return the name and the number of purchases, ordered from most to least purchases.',
  );
  expect(stages.at(-1)!.order).toEqual([{ by: 'purchase_cnt', dir: 'desc' }]);
});
