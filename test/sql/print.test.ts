import { beforeAll, expect, it } from 'vitest';
import { call, integerLiteral } from '../../src/expr/build.js';
import { types } from '../../src/expr/type.js';
import { equal } from '../../src/plan/nodes.js';
import type { PlanExpr } from '../../src/plan/plan.js';
import type { Dialect } from '../../src/sql/dialect.js';
import { allDialects, dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { lower } from '../../src/sql/lower/lower.js';
import { print } from '../../src/sql/print/print.js';
import { openDatabase, type Database } from './database.js';
import { col, documentOf, down, newPlans, shop, stageOf, up } from './plans.js';
import { printed } from './say.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  await db.run(shop);
});

it('every dialect is found by its name, in any case', () => {
  expect(allDialects.map(({ name }) => dialectNamed(name.toUpperCase())?.name)).toEqual([
    'duckdb',
    'maxcompute',
  ]);
  expect(dialectNamed('oracle')).toBeUndefined();
});

it('what each part of the document became is in the spans', () => {
  const p = newPlans();
  const orders = p.orders();
  const city = p.cities();
  const joined = p.join('inner', orders, city, [equal(col(orders, 'city'), col(city, 'id'))]);
  const grouped = p.aggregate(
    joined,
    [p.made('city', col(city, 'name'))],
    [p.sum('amount', col(orders, 'amount')), p.count('n')],
  );
  const first = stageOf('first', grouped);
  const read = p.read(first);
  const made = documentOf([
    first,
    { ...stageOf('result', p.sorted(read, [up(col(read, 'city'))])), at: '/stages/1' },
  ]);
  const { text, spans } = printed(lower(made), duckdb);
  const parts = spans.map(({ at, start, end }) => [at, text.slice(start, end)]);
  expect(parts).toContainEqual(['/stages/0/measures/0', 'SUM(orders.amount) AS amount']);
  expect(parts).toContainEqual(['/stages/0/measures/1', 'COUNT(*) AS n']);
  expect(parts).toContainEqual(['/stages/0', 'JOIN shop_city AS city ON orders.city = city.id']);
  expect(parts.some(([, part]) => part!.startsWith('first AS ('))).toBe(true);
});

it('what a dialect has no words for is named, once, and there is no text', () => {
  const p = newPlans();
  const orders = p.orders();
  const strange = (): PlanExpr => ({
    ...call<never>('no_such_function', [], types.bigint),
    args: [col(orders, 'id')],
  });
  const shown = p.project(orders, [p.made('a', strange()), p.made('b', strange())]);
  const [made, found] = print(lower(documentOf([stageOf('result', shown)])), duckdb);
  expect(made).toBeUndefined();
  expect(found).toMatchObject([
    {
      code: 'sql/unsupported',
      path: '/stages/0',
      params: { dialect: 'DuckDB', construct: 'the function no_such_function' },
    },
  ]);
});

const shownNames = (dialect: Dialect, hidden: 'first' | 'last' | 'none', rows?: number) => {
  const p = newPlans();
  const orders = p.orders();
  const [amount, id] = [down(col(orders, 'amount')), up(col(orders, 'id'))];
  const order = { first: [id, amount], last: [amount, id], none: [amount] }[hidden];
  const sorted = p.sorted(orders, order, rows);
  return print(lower(documentOf([stageOf('result', sorted, ['amount'])])), dialect);
};

it.each([['last'], ['first']] as const)(
  'DuckDB orders by what is not shown: %s',
  async (hidden) => {
    const [made] = shownNames(duckdb, hidden, 2);
    const expected = { last: [['20.00'], ['10.00']], first: [['10.00'], ['20.00']] };
    expect(await db.rows(made!.text)).toEqual(expected[hidden]);
  },
);

it('MaxCompute takes a limit over hidden columns in a subquery, and shows by the others', async () => {
  const [made] = shownNames(maxcompute, 'last', 2);
  expect(made!.text).toBe(`SELECT limited.amount
FROM (
  SELECT orders.amount, orders.id AS order_1
  FROM shop_order AS orders
  ORDER BY amount DESC NULLS LAST, order_1 NULLS LAST
  LIMIT 2
) AS limited
ORDER BY amount DESC NULLS LAST
LIMIT 2;
`);
  // The same words mean the same on DuckDB.
  expect(await db.rows(made!.text)).toEqual([['20.00'], ['10.00']]);
});

it('MaxCompute needs no order for one row, and refuses one by a hidden column for more', async () => {
  const [one] = shownNames(maxcompute, 'first', 1);
  expect(await db.rows(one!.text)).toEqual([['10.00']]);
  const [several, found] = shownNames(maxcompute, 'first', 2);
  expect(several).toBeUndefined();
  expect(found).toMatchObject([
    { code: 'sql/unsupported', params: { construct: 'an order by a column that is not shown' } },
  ]);
});

it('MaxCompute gives an order the largest limit, unless there is one', () => {
  expect(shownNames(maxcompute, 'none')[0]!.text).toContain('\nLIMIT 2147483647;');
  expect(shownNames(maxcompute, 'none', 3)[0]!.text).toContain('\nLIMIT 3;');
  expect(shownNames(duckdb, 'none')[0]!.text).not.toContain('LIMIT');
});

it('a stage that is limited keeps its rows, whatever it is ordered by', async () => {
  const p = newPlans();
  const orders = p.orders();
  const top = stageOf('best', p.sorted(orders, [down(col(orders, 'amount'))], 2), ['id']);
  const read = p.read(top);
  const count = p.aggregate(read, [], [p.sum('ids', col(read, 'id'))]);
  const made = documentOf([top, stageOf('result', count)]);
  for (const dialect of [duckdb, maxcompute])
    expect(await db.rows(printed(lower(made), dialect).text)).toEqual([['3']]);
});

it('long expressions break before operators, conditions before AND and OR', () => {
  const p = newPlans();
  const orders = p.orders();
  const large = (n: number): PlanExpr => ({
    kind: 'binary',
    operator: '>',
    left: col(orders, 'amount'),
    right: integerLiteral(n),
    type: types.boolean,
  });
  const either: PlanExpr = {
    kind: 'binary',
    operator: 'or',
    left: large(1_000_000_000_000),
    right: large(2_000_000_000_000),
    type: types.boolean,
  };
  const kept = p.filter(orders, either, large(3_000_000_000_000));
  expect(printed(lower(documentOf([stageOf('result', kept, ['id'])])), duckdb).text)
    .toBe(`SELECT orders.id
FROM shop_order AS orders
WHERE (orders.amount > 1000000000000 OR orders.amount > 2000000000000)
  AND orders.amount > 3000000000000;
`);
});
