import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { instantiate, type HoleProblem } from '../../src/stages/instantiate.js';
import { runCase } from '../../src/stages/cases/run-case.js';
import type { ModelTemplate } from '../../src/workspace/model-templates.js';
import type { Row, TestCase } from '../../src/workspace/test-cases.js';
import { ontologyOf } from '../support/bind.js';

/** Visits, clicks and payments, each by the day it arrived on. */
const ontology = ontologyOf(
  ['raw', 'visit', 'click', 'pay']
    .map(
      (name) => `
entity: ${name}
label: ${name}
source:
  table: ${name === 'raw' ? 'ods' : 'dwd'}_${name}_di
  layer: ${name === 'raw' ? 'ods' : 'dwd'}
  mode: increment
  partition: [{ column: ds, format: yyyyMMdd, grain: day }]
key: [id]
time: at_time
attributes:
  id: { type: bigint, label: id }
  user_id: { type: bigint, label: user }
  shop_id: { type: bigint, label: shop }
  city: { type: string, label: city }
  amount: { type: 'decimal(18,2)', label: amount, unit: CNY }
  at_time: { type: timestamp, label: time }
  changed: { type: timestamp, label: last change }
  ds: { type: string }
---
metric: ${name}_amt
type: aggregate
label: ${name} amount
unit: CNY
entity: ${name}
agg: sum
of: amount
---
metric: ${name}_uv
type: aggregate
label: ${name} users
entity: ${name}
agg: count_distinct
of: user_id
`,
    )
    .join('---')
    .concat(
      '---\nperiod: 1d\nlast: 1\nunit: day\nmode: rolling\n---\nperiod: 7d\nlast: 7\nunit: day\nmode: rolling\n',
    ),
);

const folder = join(import.meta.dirname, '../../templates/models');
const templateOf = (name: string): ModelTemplate =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ModelTemplate;

function fill(name: string, holes: Readonly<Record<string, string>>) {
  return instantiate(templateOf(name), new Map(Object.entries(holes)), ontology);
}

/** Differences between what a filled template writes for 7 November and the rows that are expected. */
async function differences(
  name: string,
  holes: Readonly<Record<string, string>>,
  given: Readonly<Record<string, readonly Row[]>>,
  rows: readonly Row[],
): Promise<readonly string[]> {
  const layer = { dedupe: 'dwd', scd2: 'dim', funnel: 'ads' }[name] ?? 'dws';
  const made = fill(name, { title: name, table: `${layer}_x_${name}`, ...holes });
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  const [checked, found] = check(JSON.stringify(made.document), ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  const one: TestCase = {
    file: 'tests/t.yaml',
    document: 0,
    test: name,
    bizdate: '2026-11-07',
    params: {},
    given,
    rows,
    proposed: false,
    ordered: false,
    ...noRules,
  };
  const open = () => openDuckdb();
  const bench = { ontology, dialect: duckdb, open, written: new Map(), rows: noFiles };
  const problems = await runCase(one, name, checked, bench);
  return problems.map((d) => JSON.stringify([d.code, d.params]));
}

const noRules = { fails: [] };
const noFiles = { files: new Map(), parquet: () => Promise.reject(new Error('no file')) };
const row = (id: number, at: string, more: Row = {}): Row => ({
  id,
  user_id: 1,
  shop_id: 10,
  at_time: `2026-11-${at}`,
  changed: `2026-11-${at}`,
  ds: `202611${at.slice(0, 2)}`,
  ...more,
});

it('nd: each metric over each period', async () => {
  const pay = [
    row(1, '07 10:00:00', { amount: '1.50' }),
    row(2, '06 10:00:00', { amount: '2.00', user_id: 2 }),
    row(3, '01 10:00:00', { amount: '4.00' }),
    row(4, '05 10:00:00', { amount: '8.00', shop_id: 20 }),
  ];
  expect(
    await differences(
      'nd',
      { key: 'shop_id:pay.shop_id', metrics: 'pay_amt,pay_uv', periods: '1d,7d' },
      { dwd_pay_di: pay },
      [
        { shop_id: 10, pay_amt_1d: '1.50', pay_amt_7d: '7.50', pay_uv_1d: 1, pay_uv_7d: 2 },
        { shop_id: 20, pay_amt_1d: null, pay_amt_7d: '8.00', pay_uv_1d: 0, pay_uv_7d: 1 },
      ],
    ),
  ).toEqual([]);
});

it('td: the day is added to what stood there the day before', async () => {
  expect(
    await differences(
      'td',
      { key: 'shop_id:pay.shop_id', metrics: 'pay_amt' },
      {
        dws_x_td: [
          { shop_id: 10, pay_amt_td: '100.00', ds: '20261106' },
          { shop_id: 30, pay_amt_td: '5.00', ds: '20261106' },
          { shop_id: 30, pay_amt_td: '4.00', ds: '20261105' },
        ],
        dwd_pay_di: [
          row(1, '07 10:00:00', { amount: '1.50' }),
          row(2, '06 10:00:00', { amount: '2.00' }),
          row(3, '07 11:00:00', { amount: '8.00', shop_id: 20 }),
        ],
      },
      [
        { shop_id: 10, pay_amt_td: '101.50' },
        { shop_id: 20, pay_amt_td: '8.00' },
        { shop_id: 30, pay_amt_td: '5.00' },
      ],
    ),
  ).toEqual([]);
});

it('dedupe: of each key the last version of the day', async () => {
  expect(
    await differences(
      'dedupe',
      { entity: 'raw', key: 'id', columns: 'user_id,city', latest: 'changed' },
      {
        ods_raw_di: [
          row(1, '07 10:00:00', { city: 'a' }),
          row(1, '07 10:00:00', { city: 'b', changed: '2026-11-07 12:00:00' }),
          row(2, '07 11:00:00', { city: 'c', user_id: null }),
          row(3, '06 11:00:00', { city: 'd' }),
        ],
      },
      [
        { id: 1, user_id: 1, city: 'b' },
        { id: 2, user_id: null, city: 'c' },
      ],
    ),
  ).toEqual([]);
});

it('scd2: a change closes the open version and opens another', async () => {
  const version = (id: number, city: string, from: string, to: string): Row => ({
    id,
    city,
    valid_from: from,
    valid_to: to,
  });
  const yesterday = [
    version(1, 'a', '2026-11-01', '9999-12-31'),
    version(2, 'b', '2026-11-01', '9999-12-31'),
    version(3, 'x', '2026-10-01', '2026-10-31'),
    version(3, 'y', '2026-11-01', '9999-12-31'),
  ];
  expect(
    await differences(
      'scd2',
      { entity: 'raw', key: 'id', columns: 'city', latest: 'changed' },
      {
        dim_x_scd2: yesterday.map((v) => ({ ...v, ds: '20261106' })),
        ods_raw_di: [
          row(1, '07 10:00:00', { city: 'a' }),
          row(2, '07 10:00:00', { city: 'c' }),
          row(4, '07 10:00:00', { city: null }),
        ],
      },
      [
        version(1, 'a', '2026-11-01', '9999-12-31'),
        version(2, 'b', '2026-11-01', '2026-11-06'),
        version(2, 'c', '2026-11-07', '9999-12-31'),
        version(3, 'x', '2026-10-01', '2026-10-31'),
        version(3, 'y', '2026-11-01', '9999-12-31'),
        { id: 4, city: null, valid_from: '2026-11-07', valid_to: '9999-12-31' },
      ],
    ),
  ).toEqual([]);
});

it('funnel: who did the steps in order, in time', async () => {
  const step = (user_id: number, at: string): Row => row(user_id * 100, at, { user_id });
  expect(
    await differences(
      'funnel',
      {
        who: 'user_id',
        steps:
          'visited=visit:user_id:at_time, clicked=click:user_id:at_time, paid=pay:user_id:at_time',
        within: '1 day',
      },
      {
        dwd_visit_di: [1, 2, 3, 4].map((user) => step(user, '05 10:00:00')),
        dwd_click_di: [step(1, '05 10:05:00'), step(2, '05 10:05:00'), step(3, '05 09:00:00')],
        // Before the click; in time; a visitor who never clicked; a day after the visit.
        dwd_pay_di: [
          step(1, '05 10:06:00'),
          step(2, '05 10:04:00'),
          step(4, '05 11:00:00'),
          step(2, '06 10:00:00'),
        ],
      },
      [{ visited_cnt: 4, clicked_cnt: 2, paid_cnt: 1, clicked_rate: 0.5, paid_rate: 0.25 }],
    ),
  ).toEqual([]);
});

it.each<readonly [string, Readonly<Record<string, string>>, string, string]>([
  ['an unknown hole', { metric: 'pay_amt' }, 'unknown', 'metric'],
  ['a metric that is not', { metrics: 'pay_amount' }, 'wrong', 'metrics'],
  ['nothing for a key', {}, 'missing', 'key'],
  ['SQL for a table', { table: 'x; drop table y' }, 'wrong', 'table'],
])('refuses %s', (_, holes, kind, hole) => {
  const made = fill('nd', holes) as { readonly problems: readonly HoleProblem[] };
  expect(made.problems).toContainEqual(expect.objectContaining({ kind, hole }));
});

it('adds up only what adds up', () => {
  const made = fill('td', { title: 't', table: 't', key: 'pay.shop_id', metrics: 'pay_uv' });
  expect(made).toMatchObject({ problems: [{ kind: 'wrong', hole: 'metrics', said: 'pay_uv' }] });
});

it('ships a template of each kind with a test here', () => {
  expect(readdirSync(folder)).toEqual([
    'dedupe.json',
    'funnel.json',
    'nd.json',
    'scd2.json',
    'td.json',
  ]);
});
