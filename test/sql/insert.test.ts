import { beforeEach, expect, it } from 'vitest';
import { call, integerLiteral, reference, stringLiteral } from '../../src/expr/build.js';
import { types } from '../../src/expr/type.js';
import type { Plan, PlanExpr, PlannedTarget } from '../../src/plan/plan.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { lower } from '../../src/sql/lower/lower.js';
import { print } from '../../src/sql/print/print.js';
import { statementsOf } from '../../src/sql/statements.js';
import { openDatabase, type Database } from './database.js';
import { col, documentOf, newPlans, shop, stageOf } from './plans.js';
import { printed } from './say.js';

let db: Database;
beforeEach(async () => {
  db = await openDatabase();
  await db.run(`
    ${shop}
    CREATE TABLE city_total (city BIGINT, total DECIMAL(18, 2), ds VARCHAR);
    INSERT INTO city_total VALUES (9, 99.00, '20240101'), (8, 88.00, '20240102')`);
});

const ds = (value?: PlanExpr) => ({
  name: 'ds',
  type: types.string,
  ...(value !== undefined && { value }),
});
const target = (rest: Partial<PlannedTarget>): PlannedTarget => ({
  table: ['city_total'],
  write: 'overwrite',
  key: ['city'],
  columns: [
    { name: 'city', type: types.bigint },
    { name: 'total', type: types.decimal(18, 2) },
  ],
  partition: [],
  ...rest,
});

/** Sums of orders by city, and by partition where that is asked for. */
function totals(withDs = false): Plan {
  const p = newPlans();
  const orders = p.orders();
  const keys = [
    p.made('city', col(orders, 'city')),
    ...(withDs ? [p.made('ds', col(orders, 'ds'))] : []),
  ];
  return p.aggregate(orders, keys, [p.sum('total', col(orders, 'amount'))]);
}

const statement = (rest: Partial<PlannedTarget>, plan = totals()) =>
  lower(documentOf([stageOf('result', plan)], target(rest)));

async function after(made: ReturnType<typeof statement>): Promise<unknown> {
  await db.run(printed(made, duckdb).text);
  return db.rows('SELECT city, total, ds FROM city_total ORDER BY ds, city NULLS LAST');
}

const bizdateText = call<{ kind: 'param'; name: string; type: typeof types.date }>(
  'format_date',
  [
    reference({ kind: 'param', name: 'bizdate', type: types.date }, types.date),
    stringLiteral('yyyyMMdd'),
  ],
  types.string,
);

it('a written partition is replaced, the others stay', async () => {
  const made = statement({ partition: [ds(stringLiteral('20240102'))] });
  expect(printed(made, duckdb).text).toBe(`BEGIN TRANSACTION;
DELETE FROM city_total
WHERE ds = '20240102';
INSERT INTO city_total (city, total, ds)
SELECT orders.city, CAST(SUM(orders.amount) AS DECIMAL(18, 2)) AS total, '20240102' AS ds
FROM shop_order AS orders
GROUP BY orders.city;
COMMIT;
`);
  const expected = [
    ['9', '99.00', '20240101'],
    ['1', '22.00', '20240102'],
    ['2', '20.00', '20240102'],
    [null, '1.00', '20240102'],
  ];
  expect(await after(made)).toEqual(expected);
  expect(await after(made)).toEqual(expected);
});

it('a table without partitions is replaced whole', async () => {
  await db.run('ALTER TABLE city_total DROP COLUMN ds');
  await db.run(printed(statement({}), duckdb).text);
  expect(await db.rows('SELECT city, total FROM city_total ORDER BY city NULLS LAST')).toEqual([
    ['1', '22.00'],
    ['2', '20.00'],
    [null, '1.00'],
  ]);
});

it('partitions that the rows decide are replaced, those they do not name stay', async () => {
  await db.run("INSERT INTO city_total VALUES (7, 77.00, '20231231')");
  const made = statement({ partition: [ds()] }, totals(true));
  expect(await after(made)).toEqual([
    ['7', '77.00', '20231231'],
    ['1', '10.00', '20240101'],
    ['1', '5.00', '20240102'],
    ['2', '20.00', '20240102'],
    ['1', '7.00', '20240103'],
    [null, '1.00', '20240103'],
  ]);
});

it('rows that come from the table itself are read before it is emptied', async () => {
  const p = newPlans();
  const self = p.scanOf('self', 'city_total', {
    city: types.bigint,
    total: types.decimal(18, 2),
    ds: types.string,
  });
  const twice = p.project(self, [
    p.made('city', col(self, 'city')),
    p.made('total', {
      kind: 'binary',
      operator: '*',
      left: col(self, 'total'),
      right: integerLiteral(2),
      type: types.decimal(20, 2),
    }),
  ]);
  const made = statement({ partition: [ds(stringLiteral('20240103'))] }, twice);
  expect(statementsOf(printed(made, duckdb))[0]).toMatch(
    /^CREATE TEMPORARY TABLE city_total_rows AS/,
  );
  expect(await after(made)).toEqual([
    ['9', '99.00', '20240101'],
    ['8', '88.00', '20240102'],
    ['8', '176.00', '20240103'],
    ['9', '198.00', '20240103'],
  ]);
});

it('more rows are added', async () => {
  const made = statement({ write: 'append', partition: [ds(stringLiteral('20240102'))] });
  expect(statementsOf(printed(made, duckdb))).toHaveLength(1);
  expect(await after(made)).toHaveLength(5);
});

it('rows are written by key: known ones change, others are added', async () => {
  await db.run("INSERT INTO city_total VALUES (1, 0.00, '20240102')");
  const made = statement({ write: 'upsert', partition: [ds(stringLiteral('20240102'))] });
  expect(await after(made)).toEqual([
    ['9', '99.00', '20240101'],
    ['1', '22.00', '20240102'],
    ['2', '20.00', '20240102'],
    ['8', '88.00', '20240102'],
    [null, '1.00', '20240102'],
  ]);
});

it('an engine gets single statements without what frames them', () => {
  const made = printed(statement({ partition: [ds(stringLiteral('20240102'))] }), duckdb);
  const texts = statementsOf(made);
  expect(texts.map((text) => text.split(' ', 2).join(' '))).toEqual(['DELETE FROM', 'INSERT INTO']);
  expect(texts.join('')).not.toMatch(/;|BEGIN|COMMIT/);
});

it('an order without a limit is not written, a limit keeps its order', () => {
  const p = newPlans();
  const orders = p.orders();
  const shown = p.project(orders, [
    p.made('city', col(orders, 'city')),
    p.made('total', col(orders, 'amount')),
  ]);
  const order = [{ by: col(shown, 'total'), descending: true, nullsFirst: false }];
  const free = printed(statement({}, p.sorted(shown, order)), maxcompute).text;
  const limited = printed(statement({}, p.sorted(shown, order, 2)), maxcompute).text;
  expect(free).not.toContain('ORDER BY');
  expect(limited).toContain('ORDER BY total DESC NULLS LAST\nLIMIT 2;');
});

it('MaxCompute overwrites a partition in one statement', () => {
  const made = statement({ partition: [ds(bizdateText)] });
  expect(printed(made, maxcompute).text).toBe(
    `INSERT OVERWRITE TABLE city_total PARTITION (ds = '\${bizdate}')
SELECT orders.city, CAST(SUM(orders.amount) AS DECIMAL(18, 2)) AS total
FROM shop_order AS orders
GROUP BY orders.city;
`,
  );
});

it('MaxCompute: a partition that is no constant is a column, and so are those behind it', () => {
  const made = statement(
    {
      partition: [
        { name: 'hh', type: types.string, value: stringLiteral('00') },
        ds(),
        { name: 'region', type: types.string, value: stringLiteral('cn') },
      ],
    },
    totals(true),
  );
  expect(printed(made, maxcompute).text).toBe(
    `INSERT OVERWRITE TABLE city_total PARTITION (hh = '00', ds, region)
SELECT orders.city, CAST(SUM(orders.amount) AS DECIMAL(18, 2)) AS total, orders.ds, 'cn' AS region
FROM shop_order AS orders
GROUP BY orders.city, orders.ds;
`,
  );
});

it.each([
  ['overwrite', 'INSERT OVERWRITE TABLE city_total\nSELECT'],
  ['append', 'INSERT INTO TABLE city_total\nSELECT'],
] as const)('MaxCompute: %s without partitions', (write, expected) => {
  expect(printed(statement({ write }), maxcompute).text).toContain(expected);
});

it('MaxCompute writes by key by writing the partition again', () => {
  const made = statement({ write: 'upsert', partition: [ds(bizdateText)] });
  expect(printed(made, maxcompute).text).toBe(
    `WITH
  new_rows AS (
    SELECT orders.city, CAST(SUM(orders.amount) AS DECIMAL(18, 2)) AS total
    FROM shop_order AS orders
    GROUP BY orders.city
  )
INSERT OVERWRITE TABLE city_total PARTITION (ds = '\${bizdate}')
SELECT new_rows.city, new_rows.total
FROM new_rows
UNION ALL
SELECT kept.city, kept.total
FROM city_total AS kept
LEFT ANTI JOIN new_rows ON kept.city = new_rows.city
WHERE kept.ds = '\${bizdate}';
`,
  );
});

it('MaxCompute refuses to write by key into partitions that the rows decide', () => {
  const made = statement({ write: 'upsert', partition: [ds()] }, totals(true));
  expect(print(made, maxcompute)).toMatchObject([
    undefined,
    [{ code: 'sql/unsupported', path: '/stages/0' }],
  ]);
});

const table = {
  name: ['dws_city_total'],
  comment: '城市汇总',
  columns: [
    { name: 'city', type: types.bigint, comment: "city's id", required: true },
    { name: 'total', type: types.decimal(18, 2), required: false },
    { name: 'share', type: types.double, comment: '占比', required: false },
  ],
  partition: [{ name: 'ds', type: types.string, comment: '日期', required: true }],
  key: ['city'],
  lifecycle: 365,
} as const;

it('a table of MaxCompute has its partitions, comments and lifecycle', () => {
  const made = printed({ kind: 'create-table', table, ifNotExists: true }, maxcompute);
  expect(made.text).toBe(`CREATE TABLE IF NOT EXISTS dws_city_total (
  city BIGINT NOT NULL COMMENT 'city\\'s id',
  total DECIMAL(18, 2),
  share DOUBLE COMMENT '占比'
)
COMMENT '城市汇总'
PARTITIONED BY (ds STRING COMMENT '日期')
LIFECYCLE 365;
`);
});

it('a table of DuckDB has partitions as columns, and comments beside it', async () => {
  const made = printed({ kind: 'create-table', table, ifNotExists: true }, duckdb);
  expect(made.text).toBe(`CREATE TABLE IF NOT EXISTS dws_city_total (
  city BIGINT NOT NULL,
  total DECIMAL(18, 2),
  share DOUBLE,
  ds VARCHAR NOT NULL
);
COMMENT ON TABLE dws_city_total IS '城市汇总';
COMMENT ON COLUMN dws_city_total.city IS 'city''s id';
COMMENT ON COLUMN dws_city_total.share IS '占比';
COMMENT ON COLUMN dws_city_total.ds IS '日期';
`);
  await db.run(made.text);
  expect(
    await db.rows(
      "SELECT comment FROM duckdb_columns() WHERE table_name = 'dws_city_total' ORDER BY column_index",
    ),
  ).toEqual([["city's id"], [null], ['占比'], ['日期']]);
});
