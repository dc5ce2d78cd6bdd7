import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile } from '../../src/compile.js';
import { columnTypesOf } from '../../src/engine/column-types.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, Value } from '../../src/engine/engine.js';
import { importMetricflow } from '../../src/interop/metricflow/import.js';
import { documentOf } from '../../src/interop/metricflow/query/document.js';
import type { Query } from '../../src/interop/metricflow/query/query.js';
import { elementOf } from '../../src/interop/metricflow/template.js';
import { loadOntology } from '../../src/ontology/load.js';
import { dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { shopManifest, shopTables } from './shop-manifest.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb();
  const made = await engine.execute(shopTables);
  if ('error' in made) throw new Error(made.error.message);
});
afterAll(() => engine.close());

const place = { file: 'query', document: 0, path: '' } as const;

interface Asked {
  readonly metrics?: readonly string[];
  readonly by?: readonly string[];
  readonly where?: string;
  readonly between?: readonly [string, string];
}

/** A query written by names. */
const queryOf = ({ metrics = [], by = [], where, between }: Asked): Query => ({
  title: 'a query',
  metrics,
  groupBy: by.map((name) => elementOf(name, new Set(['season']))),
  where: where === undefined ? [] : [{ text: where, place }],
  orderBy: [],
  minMax: false,
  everyRow: false,
  ...(between !== undefined && { between }),
});

function textOf(value: Value): string {
  return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The rows of a query as texts, sorted. */
async function answer(asked: Asked): Promise<readonly string[]> {
  const types = columnTypesOf(await engine.describe());
  const [imported, found] = importMetricflow(shopManifest, types);
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [ontology, problems] = loadOntology(imported!.files);
  expect(problems).toEqual([]);
  const [document, refused] = documentOf(imported!.library, queryOf(asked));
  expect(refused).toEqual([]);
  const [compiled, errors] = compile(JSON.stringify(document), ontology!, dialectNamed('duckdb')!);
  expect(errors.filter(({ severity }) => severity === 'error')).toEqual([]);
  const got = await engine.query(compiled!.select.text);
  if ('error' in got) throw new Error(got.error.message);
  return got.value.rows.map((row) => row.map(textOf).join(' ')).toSorted();
}

it.each<[string, Asked, readonly string[]]>([
  [
    'over one hop and two; unmatched rows keep their totals',
    { metrics: ['orders'], by: ['customer__region__country'] },
    [' 2', 'FR 2'],
  ],
  [
    'an entity alone is the column of the table, not of what it joins',
    { metrics: ['amount'], by: ['customer'] },
    [' 5', 'a 30', 'b 40'],
  ],
  ['a condition of the metric', { metrics: ['gold_amount'] }, ['30']],
  [
    'a condition of the query, with OR and null',
    {
      metrics: ['orders'],
      where:
        "{{ Dimension('customer__tier') }} = 'gold' OR {{ Dimension('order_row__is_gift') }} IS NULL",
    },
    ['3'],
  ],
  [
    'a column that is an expression',
    { metrics: ['orders'], by: ['order_row__size'] },
    ['big 2', 'small 2'],
  ],
  [
    'two tables by their own clocks: keys of either side, null where there is none',
    { metrics: ['amount', 'visits'], by: ['metric_time__month'] },
    ['2023-01-01 10 ', '2023-02-01 60 2', '2023-03-01 5 1'],
  ],
  [
    'a ratio divides after aggregation',
    { metrics: ['amount_per_visit'], by: ['metric_time__month'] },
    ['2023-01-01 ', '2023-02-01 30', '2023-03-01 5'],
  ],
  [
    'a month after the 28th of February is the 28th to the 31st of March, one after the 31st of January is no day',
    { metrics: ['orders_before'], by: ['metric_time__day'] },
    [
      '2023-03-27 1',
      '2023-03-28 1',
      '2023-03-29 1',
      '2023-03-30 1',
      '2023-03-31 1',
      '2023-04-01 1',
    ],
  ],
  [
    'a month after: days that the spine lacks are not shown',
    { metrics: ['orders_before'], by: ['metric_time__day'], between: ['2023-03-30', '2023-12-31'] },
    ['2023-03-30 1', '2023-03-31 1', '2023-04-01 1'],
  ],
  [
    'a month after, by the month: its days add up, so one row counts on four of them',
    { metrics: ['orders_before'], by: ['metric_time__month'] },
    ['2023-03-01 5', '2023-04-01 1'],
  ],
  [
    'cumulative: each day of the spine since the first row',
    { metrics: ['orders_so_far'], by: ['metric_time__day'], between: ['2023-02-26', '2023-03-02'] },
    ['2023-02-26 1', '2023-02-27 2', '2023-02-28 3', '2023-03-01 4', '2023-03-02 4'],
  ],
  [
    'a window of three days: only days that have rows in it',
    { metrics: ['orders_3_days'], by: ['metric_time__day'] },
    [
      '2023-01-31 1',
      '2023-02-01 1',
      '2023-02-02 1',
      '2023-02-27 1',
      '2023-02-28 2',
      '2023-03-01 3',
      '2023-03-02 2',
      '2023-03-03 1',
    ],
  ],
  [
    'a window by another key: days on which the key has rows in it, no day that the spine lacks',
    {
      metrics: ['orders_3_days'],
      by: ['metric_time__day', 'customer'],
      between: ['2023-03-01', '2023-04-30'],
    },
    [
      '2023-03-01  1',
      '2023-03-01 a 1',
      '2023-03-01 b 1',
      '2023-03-02  1',
      '2023-03-02 b 1',
      '2023-03-03  1',
    ],
  ],
  [
    'joined to the spine and filled',
    {
      metrics: ['orders_each_day'],
      by: ['metric_time__day'],
      between: ['2023-02-26', '2023-02-28'],
    },
    ['2023-02-26 0', '2023-02-27 1', '2023-02-28 1'],
  ],
  [
    'a grain of the spine: the season of a day',
    { metrics: ['orders'], by: ['metric_time__season'] },
    ['spring 1', 'winter 3'],
  ],
  ['a metric as a condition', { metrics: ['busy_customers_amount'] }, ['30']],
  ['distinct values without a metric', { by: ['customer__tier'] }, ['gold', 'plain']],
  [
    'a part of a date',
    { metrics: ['orders'], by: ['metric_time__extract_year', 'metric_time__extract_dow'] },
    ['2023 1 1', '2023 2 2', '2023 3 1'],
  ],
])('%s', async (_, asked, rows) => {
  expect(await answer(asked)).toEqual(rows);
});

it.each<[string, Asked, string]>([
  ['an unknown metric', { metrics: ['sales'] }, 'interop/unknown-name'],
  [
    'a dimension out of reach',
    { metrics: ['visits'], by: ['order_row__size'] },
    'interop/cannot-say',
  ],
  [
    'a name in a condition that leads nowhere',
    { metrics: ['orders'], where: "{{ Dimension('customer__age') }} > 3" },
    'interop/fragment',
  ],
  [
    'SQL that is no expression of ours',
    { metrics: ['orders'], where: 'EXISTS (SELECT 1)' },
    'interop/fragment',
  ],
  [
    'a template of another form',
    { metrics: ['orders'], where: '{{ var("x") }}' },
    'interop/fragment',
  ],
  [
    'a window by other keys than time',
    { metrics: ['orders_3_days'], by: ['metric_time__day', 'customer'] },
    'interop/cannot-say',
  ],
  [
    'an offset by keys that do not tell its days',
    { metrics: ['orders_before'], by: ['metric_time__extract_dow'] },
    'interop/cannot-say',
  ],
  ['a window without time', { metrics: ['orders_3_days'] }, 'interop/cannot-say'],
])('refuses %s', (_, asked, code) => {
  const [imported] = importMetricflow(shopManifest);
  const [document, found] = documentOf(imported!.library, queryOf(asked));
  expect(document).toBeUndefined();
  expect(found.map((d) => d.code)).toEqual([code]);
});
