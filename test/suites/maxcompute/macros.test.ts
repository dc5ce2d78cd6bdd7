import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { Cell } from '../../../src/evaluate/judge/compare.js';
import { prepareData, rowsOf } from '../run.js';
import { asDuckdb } from './as-duckdb.js';
import { macros } from './macros.sql.js';

let engine: Engine;

beforeAll(async () => {
  engine = await openDuckdb();
  await prepareData(engine, macros);
});
afterAll(() => engine.close());

// Values as MaxCompute's manual gives them.
it.each<[string, Cell]>([
  ["DATEADD(CAST('2005-02-28 00:00:00' AS DATETIME), 1, 'dd')", '2005-03-01T00:00:00'],
  ["DATEADD(CAST('2005-01-30 00:00:00' AS DATETIME), 1, 'mm')", '2005-02-28T00:00:00'],
  ["DATEDIFF(DATE '2006-01-01', DATE '2005-12-31', 'dd')", 1],
  ["DATEDIFF(DATE '2006-01-01', DATE '2005-12-31', 'mm')", 1],
  ["DATEDIFF(DATE '2006-01-01', DATE '2005-12-31', 'yyyy')", 1],
  ["DATETRUNC(CAST('2011-12-07 16:28:46' AS DATETIME), 'mm')", '2011-12-01T00:00:00'],
  ["DATEPART(CAST('2013-06-08 01:10:00' AS DATETIME), 'mi')", 10],
  ["DATEPART(CAST('2013-06-08 01:10:00' AS DATETIME), 'mm')", 6],
  ["WEEKDAY(DATE '2009-03-20')", 4],
  [
    "TO_CHAR(CAST('2008-07-18 09:05:01' AS DATETIME), 'yyyy-mm-dd hh:mi:ss')",
    '2008-07-18 09:05:01',
  ],
  ["CAST(TO_DATE('20101201', 'yyyymmdd') AS DATE)", '2010-12-01'],
  ["CONCAT('ab', 'c')", 'abc'],
  ["CONCAT('ab', NULL)", null],
  ['GET_JSON_OBJECT(\'{"a": {"b": "x"}}\', \'$.a.b\')', 'x'],
  ["CASE WHEN 'abc123' RLIKE '[0-9]+' THEN 1 ELSE 0 END", 1],
  ["CASE WHEN 'abc123' RLIKE '^[0-9]+$' THEN 1 ELSE 0 END", 0],
  ["'it\\'s'", "it's"],
  ['1.50BD + 2', 3.5],
])('%s', async (expression, value) => {
  const got = await rowsOf(engine, asDuckdb(`SELECT ${expression} AS \`x\``));
  expect(got).toEqual({ rows: { columns: ['x'], rows: [[value]] } });
});

it('fails on a unit that it does not know, instead of guessing', async () => {
  const got = await engine.query("SELECT DATEADD(DATE '2024-01-01', 1, 'fortnight')");
  expect('error' in got && got.error.message).toContain('DATEADD by fortnight');
});
