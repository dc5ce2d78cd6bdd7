import { beforeAll, expect, it } from 'vitest';
import { binary, integerLiteral, reference } from '../../src/expr/build.js';
import { types, type Type } from '../../src/expr/type.js';
import type { Select, SqlAggregate, SqlExpr, SqlLeaf, SqlWindow } from '../../src/sql/ast.js';
import type { Dialect } from '../../src/sql/dialect.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { generic } from '../../src/sql/dialects/generic.js';
import { openDatabase, type Database } from './database.js';
import { printed, queryOf } from './say.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  await db.run(`
    CREATE TABLE facts (g VARCHAR, v BIGINT, amt DECIMAL(18, 2), x DOUBLE, y DOUBLE, ok BOOLEAN, place BIGINT, s VARCHAR);
    INSERT INTO facts VALUES
      ('a', 1, 10.10, 1, 2, TRUE, 1, 'p'),
      ('a', 2, 20.21, 2, 4, FALSE, 2, 'q'),
      ('a', NULL, NULL, NULL, NULL, NULL, 3, NULL),
      ('b', 5, 0.05, 3, 1, TRUE, 2, 's'),
      ('b', 5, 0.15, 4, 1, TRUE, 2, 'r'),
      ('b', 7, 1.00, 5, 1, NULL, NULL, 't')`);
});

const kinds: Readonly<Record<string, Type>> = {
  g: types.string,
  v: types.bigint,
  amt: types.decimal(18, 2),
  x: types.double,
  y: types.double,
  ok: types.boolean,
  place: types.bigint,
  s: types.string,
};
const column = (name: string): SqlExpr =>
  reference<SqlLeaf>({ kind: 'column', relation: 'facts', name }, kinds[name]!);
const isSmall = binary('<', column('v'), integerLiteral(6));

function aggregate(
  agg: SqlAggregate['agg'],
  type: Type,
  rest: Partial<SqlAggregate> = {},
): SqlExpr {
  return reference<SqlLeaf>({ kind: 'aggregate', agg, ties: [], where: [], ...rest }, type);
}

function grouped(is: SqlExpr): Select {
  return {
    kind: 'select',
    columns: [
      { is: column('g'), as: 'g' },
      { is, as: 'value' },
    ],
    from: { kind: 'table', name: ['facts'], as: 'facts' },
    where: [],
    group: [column('g')],
    having: [],
    order: [{ by: column('g'), descending: false, nullsFirst: false }],
    at: '',
  };
}

async function values(is: SqlExpr, dialect: Dialect): Promise<readonly unknown[]> {
  const rows = await db.rows(printed(queryOf(grouped(is)), dialect).text);
  return rows.map((row) => row[1]);
}

const { bigint, double, string, boolean } = types;
const near = (value: number): unknown => expect.closeTo(value, 9);
/** Engines count and sum in types of their own: a number is compared as one. */
const loose = (value: unknown): unknown =>
  typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
const latest = { of: column('s'), with: column('place'), ties: [column('s')] };

// Values of group a and of group b, worked out by hand.
const cases: readonly (readonly [
  name: string,
  is: SqlExpr,
  a: unknown,
  b: unknown,
  type: string,
])[] = [
  ['rows', aggregate('count', bigint), '3', '3', 'BIGINT'],
  ['values', aggregate('count', bigint, { of: column('v') }), '2', '3', 'BIGINT'],
  ['rows that hold', aggregate('count', bigint, { where: [isSmall] }), '2', '2', 'BIGINT'],
  ['distinct values', aggregate('count_distinct', bigint, { of: column('v') }), '2', '2', 'BIGINT'],
  [
    'distinct values that hold',
    aggregate('count_distinct', bigint, { of: column('v'), where: [isSmall] }),
    '2',
    '1',
    'BIGINT',
  ],
  ['sum of integers', aggregate('sum', bigint, { of: column('v') }), '3', '17', 'BIGINT'],
  [
    'sum of decimals',
    aggregate('sum', types.decimal(28, 2), { of: column('amt') }),
    '30.31',
    '1.20',
    'DECIMAL(38,2)',
  ],
  [
    'sum of nothing',
    aggregate('sum', bigint, {
      of: column('v'),
      where: [binary('>', column('v'), integerLiteral(5))],
    }),
    null,
    '7',
    'BIGINT',
  ],
  ['mean', aggregate('avg', double, { of: column('amt') }), 15.155, 0.4, 'DOUBLE'],
  [
    'least',
    aggregate('min', types.decimal(18, 2), { of: column('amt') }),
    '10.10',
    '0.05',
    'DECIMAL(18,2)',
  ],
  ['greatest', aggregate('max', string, { of: column('s') }), 'q', 't', 'VARCHAR'],
  // Between two decimals the median has more places than they have.
  [
    'median',
    aggregate('median', double, { of: column('amt') }),
    near(15.155),
    near(0.15),
    'DOUBLE',
  ],
  [
    'percentile between values',
    aggregate('percentile', double, { of: column('v'), p: 0.25 }),
    1.25,
    5,
    'DOUBLE',
  ],
  [
    'percentile of a value',
    aggregate('percentile', bigint, { of: column('v'), p: 0.5, percentile: 'discrete' }),
    '1',
    '5',
    'BIGINT',
  ],
  // Of a sample: divided by n - 1.
  ['deviation', aggregate('stddev', double, { of: column('x') }), Math.SQRT1_2, 1, 'DOUBLE'],
  ['variance', aggregate('variance', double, { of: column('x') }), 0.5, 1, 'DOUBLE'],
  // A series that does not vary correlates with nothing.
  [
    'correlation',
    aggregate('corr', double, { of: column('x'), with: column('y') }),
    expect.closeTo(1, 9),
    null,
    'DOUBLE',
  ],
  ['any', aggregate('any', boolean, { of: column('ok') }), true, true, 'BOOLEAN'],
  ['every', aggregate('every', boolean, { of: column('ok') }), false, true, 'BOOLEAN'],
  // Ties of the ordering value are broken by the text; without one a row takes no part.
  ['first', aggregate('first', string, latest), 'p', 'r', 'VARCHAR'],
  ['last', aggregate('last', string, latest), null, 's', 'VARCHAR'],
  [
    'last that holds',
    aggregate('last', string, { ...latest, where: [isSmall] }),
    'q',
    's',
    'VARCHAR',
  ],
  [
    'last condition',
    aggregate('last', boolean, { of: column('ok'), with: column('place'), ties: [column('s')] }),
    null,
    true,
    'BOOLEAN',
  ],
];

it.each(cases)('%s on DuckDB', async (_, is, a, b, type) => {
  expect(await values(is, duckdb)).toEqual([a, b]);
  expect((await db.types(printed(queryOf(grouped(is)), duckdb).text))[1]).toBe(type);
});

// Standard SQL has another way for conditions, first and last: it must give the same values. NaN is DuckDB's own.
it.each(cases.filter(([name]) => name !== 'correlation'))(
  '%s in standard SQL',
  async (_, is, a, b) => {
    const got = await values(is, generic);
    expect(got.map(loose)).toEqual([loose(a), loose(b)]);
  },
);

it.each([
  ['rows that hold', 'COUNT(CASE WHEN facts.v < 6 THEN 1 END)'],
  ['distinct values that hold', 'COUNT(DISTINCT CASE WHEN facts.v < 6 THEN facts.v END)'],
  ['sum of decimals', 'SUM(facts.amt)'],
  ['mean', 'AVG(CAST(facts.amt AS DOUBLE))'],
  ['median', 'MEDIAN(CAST(facts.amt AS DOUBLE))'],
  ['percentile between values', 'PERCENTILE_CONT(CAST(facts.v AS DOUBLE), 0.25)'],
  ['percentile of a value', 'PERCENTILE_DISC(facts.v, 0.5)'],
  ['deviation', 'STDDEV_SAMP(facts.x)'],
  ['variance', 'VAR_SAMP(facts.x)'],
  ['any', 'BOOL_OR(facts.ok)'],
  ['every', 'BOOL_AND(facts.ok)'],
])('MaxCompute says %s as %s', (name, expected) => {
  const [, is] = cases.find(([known]) => known === name)!;
  const { text } = printed(queryOf(grouped(is)), maxcompute);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(` ${expected} AS value `);
});

it('MaxCompute numbers rows where the first or last one is asked for', () => {
  const [, is] = cases.find(([name]) => name === 'last')!;
  expect(printed(queryOf(grouped(is)), maxcompute).text).toBe(`SELECT
  numbered.g,
  MAX(CASE WHEN numbered.place_1 = 1 AND numbered.place IS NOT NULL THEN numbered.s END) AS value
FROM (
  SELECT
    facts.g,
    facts.s,
    facts.place,
    ROW_NUMBER() OVER (
      PARTITION BY facts.g
      ORDER BY CASE WHEN facts.place IS NOT NULL THEN 0 ELSE 1 END NULLS LAST,
        facts.place DESC NULLS LAST,
        facts.s DESC NULLS LAST
    ) AS place_1
  FROM facts
) AS numbered
GROUP BY numbered.g
ORDER BY g NULLS LAST
LIMIT 2147483647;
`);
});

function windowed(fn: SqlWindow['fn'], type: Type, rest: Partial<SqlWindow> = {}): SqlExpr {
  return reference<SqlLeaf>(
    {
      kind: 'window',
      fn,
      per: [column('g')],
      order: [
        { by: column('place'), descending: false, nullsFirst: false },
        { by: column('s'), descending: false, nullsFirst: false },
      ],
      ...rest,
    },
    type,
  );
}
const of = (name: string) => ({ of: column(name) });

// In the order of g, place, s: a p, a q, a (null), b r, b s, b t.
it.each<[string, SqlExpr, readonly unknown[], string]>([
  ['row_number', windowed('row_number', bigint), ['1', '2', '3', '1', '2', '3'], 'BIGINT'],
  [
    'rank',
    windowed('rank', bigint, {
      order: [{ by: column('place'), descending: false, nullsFirst: false }],
    }),
    ['1', '2', '3', '1', '1', '3'],
    'BIGINT',
  ],
  [
    'dense_rank with nulls first',
    windowed('dense_rank', bigint, {
      order: [{ by: column('place'), descending: true, nullsFirst: true }],
    }),
    ['3', '2', '1', '2', '2', '1'],
    'BIGINT',
  ],
  ['percent_rank', windowed('percent_rank', double), [0, 0.5, 1, 0, 0.5, 1], 'DOUBLE'],
  ['ntile', windowed('ntile', bigint, { n: 2 }), ['1', '1', '2', '1', '1', '2'], 'BIGINT'],
  ['lag', windowed('lag', string, of('s')), [null, 'p', 'q', null, 'r', 's'], 'VARCHAR'],
  [
    'lead by two',
    windowed('lead', string, { ...of('s'), n: 2 }),
    [null, null, null, 't', null, null],
    'VARCHAR',
  ],
  ['first', windowed('first', string, of('s')), ['p', 'p', 'p', 'r', 'r', 'r'], 'VARCHAR'],
  ['last', windowed('last', string, of('s')), [null, null, null, 't', 't', 't'], 'VARCHAR'],
  [
    'first of the last two',
    windowed('first', string, { ...of('s'), last: 2 }),
    ['p', 'p', 'q', 'r', 'r', 's'],
    'VARCHAR',
  ],
  ['running sum', windowed('sum', bigint, of('v')), ['1', '3', '3', '5', '10', '17'], 'BIGINT'],
  [
    'sum of the last two',
    windowed('sum', bigint, { ...of('v'), last: 2 }),
    ['1', '3', '2', '5', '10', '12'],
    'BIGINT',
  ],
  [
    'sum of all',
    windowed('sum', types.decimal(28, 2), { ...of('amt'), order: [] }),
    ['30.31', '30.31', '30.31', '1.20', '1.20', '1.20'],
    'DECIMAL(38,2)',
  ],
  ['mean', windowed('avg', double, of('amt')), [10.1, 15.155, 15.155, 0.15, 0.1, 0.4], 'DOUBLE'],
  ['count', windowed('count', bigint), ['1', '2', '3', '1', '2', '3'], 'BIGINT'],
  [
    'max of this row alone',
    windowed('max', bigint, { ...of('v'), last: 1 }),
    ['1', '2', null, '5', '5', '7'],
    'BIGINT',
  ],
])('the window %s on DuckDB', async (_, is, expected, type) => {
  const { group: _group, ...rest } = grouped(is);
  const order = ['g', 'place', 's'].map((name) => ({
    by: column(name),
    descending: false,
    nullsFirst: false,
  }));
  const { text } = printed(queryOf({ ...rest, order }), duckdb);
  const rows = await db.rows(text);
  expect(rows.map((row) => row[1])).toEqual(expected);
  expect((await db.types(text))[1]).toBe(type);
});
