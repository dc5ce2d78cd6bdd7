import { beforeAll, expect, it } from 'vitest';
import {
  binary,
  call,
  dateLiteral,
  integerLiteral,
  isNull,
  nullLiteral,
  stringLiteral,
} from '../../src/expr/build.js';
import { types } from '../../src/expr/type.js';
import { equal, same } from '../../src/plan/nodes.js';
import type { Plan, PlanExpr, PlannedDocument } from '../../src/plan/plan.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { generic } from '../../src/sql/dialects/generic.js';
import { lower } from '../../src/sql/lower/lower.js';
import { openDatabase, type Database } from './database.js';
import { col, documentOf, down, newPlans, shop, stageOf, up } from './plans.js';
import { printed } from './say.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  await db.run(shop);
});

const document = (plan: Plan, names?: readonly string[]): PlannedDocument =>
  documentOf([stageOf('result', plan, names)]);
const sql = (made: PlannedDocument): string => printed(lower(made), duckdb).text;
const rows = (made: PlannedDocument) => db.rows(sql(made));
/** One column of rows in no order. */
const values = async (text: string): Promise<readonly string[]> =>
  (await db.rows(text))
    .map(([value]) => value as string)
    .toSorted((a, b) => a.localeCompare(b, 'en'));
const more = (left: PlanExpr, right: PlanExpr): PlanExpr => binary('>', left, right);

it('filters, joins and columns are one SELECT', async () => {
  const p = newPlans();
  const orders = p.filter(p.orders(), more(col(p.orders(), 'id'), integerLiteral(0)));
  const base = p.orders();
  const paid = p.filter(base, more(col(base, 'amount'), integerLiteral(5)));
  const city = p.cities();
  const joined = p.join('inner', paid, city, [equal(col(paid, 'city'), col(city, 'id'))]);
  const shown = p.project(joined, [
    p.made('order', col(base, 'id')),
    p.made('city', col(city, 'name')),
  ]);
  const made = document(p.sorted(shown, [up(col(shown, 'order'))]));
  expect(orders.kind).toBe('filter');
  expect(sql(made)).toBe(`SELECT orders.id AS "order", city.name AS city
FROM shop_order AS orders
JOIN shop_city AS city ON orders.city = city.id
WHERE orders.amount > 5
ORDER BY "order" NULLS LAST;
`);
  expect(await rows(made)).toEqual([
    ['1', 'Rome'],
    ['2', 'Oslo'],
    ['4', 'Rome'],
  ]);
});

it('conditions on the right of a left join stay there', async () => {
  const p = newPlans();
  const orders = p.orders();
  const customers = p.customers();
  const gold = p.filter(customers, col(customers, 'gold'));
  const joined = p.join('left', orders, gold, [equal(col(orders, 'customer'), col(gold, 'id'))]);
  const shown = p.project(joined, [
    p.made('id', col(orders, 'id')),
    p.made('name', col(gold, 'name')),
  ]);
  const made = document(p.sorted(shown, [up(col(shown, 'id'))]));
  expect(sql(made)).toBe(`SELECT orders.id, customer.name
FROM shop_order AS orders
LEFT JOIN (
  SELECT customer.id, customer.name
  FROM shop_customer AS customer
  WHERE customer.gold
) AS customer
  ON orders.customer = customer.id
ORDER BY id NULLS LAST;
`);
  expect(await rows(made)).toEqual([
    ['1', 'Ann'],
    ['2', 'Ann'],
    ['3', null],
    ['4', null],
    ['5', null],
  ]);
});

it('a value that is never null on the right of a left join is null without a partner', async () => {
  const p = newPlans();
  const orders = p.orders();
  const customers = p.customers();
  const marked = p.project(customers, [
    p.made('key', col(customers, 'id')),
    p.made('found', { kind: 'literal', type: types.boolean, value: 'true' }),
  ]);
  const joined = p.join('left', orders, marked, [
    equal(col(orders, 'customer'), col(marked, 'key')),
  ]);
  const lost = p.filter(joined, isNull(col(marked, 'found')));
  const made = document(p.project(lost, [p.made('id', col(orders, 'id'))]));
  expect(await values(sql(made))).toEqual(['4', '5']);
});

it('one table under several roles has several names', async () => {
  const p = newPlans();
  const orders = p.orders();
  const [a, b] = [p.cities(), p.cities()];
  const once = p.join('left', orders, a, [equal(col(orders, 'city'), col(a, 'id'))]);
  const twice = p.join('left', once, b, [equal(col(orders, 'id'), col(b, 'id'))]);
  const made = document(
    p.project(twice, [p.made('a', col(a, 'name')), p.made('b', col(b, 'name'))]),
  );
  expect(sql(made)).toContain('LEFT JOIN shop_city AS city ON orders.city = city.id');
  expect(sql(made)).toContain('LEFT JOIN shop_city AS city_2 ON orders.id = city_2.id');
  expect(await rows(made)).toHaveLength(5);
});

it('rows with and without a partner; a null has none', async () => {
  const p = newPlans();
  const [orders, customers] = [p.orders(), p.customers()];
  const on = [equal(col(orders, 'customer'), col(customers, 'id'))];
  const ids = (plan: Plan) => document(p.project(plan, [p.made('id', col(orders, 'id'))]));
  const [matched, unmatched] = [p.semi(orders, customers, on), p.semi(orders, customers, on, true)];
  expect(await values(sql(ids(matched)))).toEqual(['1', '2', '3']);
  expect(await values(sql(ids(unmatched)))).toEqual(['4', '5']);
  expect(sql(ids(matched))).toContain('SEMI JOIN shop_customer AS customer ON');
  const standard = printed(lower(ids(unmatched)), generic).text;
  expect(standard).toContain('NOT EXISTS (');
  expect(await values(standard)).toEqual(['4', '5']);
  expect(printed(lower(ids(unmatched)), maxcompute).text).toContain(
    'LEFT ANTI JOIN shop_customer AS customer ON orders.customer = customer.id',
  );
});

it('groups, with a condition on groups as HAVING', async () => {
  const p = newPlans();
  const orders = p.orders();
  const grouped = p.aggregate(
    orders,
    [p.made('city', col(orders, 'city'))],
    [p.sum('amount', col(orders, 'amount')), p.count('orders')],
  );
  const large = p.filter(grouped, more(col(grouped, 'amount'), integerLiteral(5)));
  const made = document(p.sorted(large, [down(col(large, 'amount'))]), ['city', 'amount']);
  expect(sql(made)).toBe(`SELECT orders.city, SUM(orders.amount) AS amount
FROM shop_order AS orders
GROUP BY orders.city
HAVING SUM(orders.amount) > 5
ORDER BY amount DESC NULLS LAST;
`);
  expect(await rows(made)).toEqual([
    ['1', '22.00'],
    ['2', '20.00'],
  ]);
});

it('nulls are one group', async () => {
  const p = newPlans();
  const orders = p.orders();
  const grouped = p.aggregate(
    orders,
    [p.made('customer', col(orders, 'customer'))],
    [p.count('n')],
  );
  const made = document(p.sorted(grouped, [up(col(grouped, 'customer'))]));
  expect(await rows(made)).toEqual([
    ['10', '2'],
    ['11', '1'],
    ['12', '1'],
    [null, '1'],
  ]);
});

it('one row in all, also of nothing, also when no aggregate is shown', async () => {
  const p = newPlans();
  const orders = p.orders();
  const none = p.filter(orders, more(col(orders, 'id'), integerLiteral(99)));
  const total = p.aggregate(none, [], [p.count('n')]);
  const shown = p.project(total, [p.made('word', stringLiteral('total'))]);
  expect(await rows(document(total))).toEqual([['0']]);
  expect(await rows(document(shown))).toEqual([['total']]);
});

it('a key that is the same for all rows is a column first, and no group of nothing', async () => {
  const p = newPlans();
  const orders = p.orders();
  const none = p.filter(orders, more(col(orders, 'id'), integerLiteral(99)));
  const keys = (plan: Plan) =>
    document(p.aggregate(plan, [p.made('one', integerLiteral(1))], [p.count('n')]));
  expect(await rows(keys(orders))).toEqual([[1, '5']]);
  expect(await rows(keys(none))).toEqual([]);
});

it('a condition that takes a grouping expression apart is asked outside', async () => {
  const p = newPlans();
  const orders = p.orders();
  const city: PlanExpr = {
    ...call<never>('coalesce', [], types.bigint),
    args: [col(orders, 'city'), col(orders, 'customer')],
  };
  const grouped = p.aggregate(orders, [p.made('city', city)], [p.count('n')]);
  const filled: PlanExpr = {
    ...call<never>('coalesce', [], types.bigint),
    args: [col(grouped, 'city'), integerLiteral(0)],
  };
  const kept = p.filter(grouped, more(filled, integerLiteral(1)));
  const made = document(p.sorted(kept, [up(col(kept, 'city'))]));
  expect(await rows(made)).toEqual([
    ['2', '1'],
    ['12', '1'],
  ]);
});

it('one row of a bare aggregate stays one row, whatever is read of it', async () => {
  const p = newPlans();
  const orders = p.orders();
  const total = p.aggregate(orders, [], [p.count('n')]);
  const word: PlanExpr = {
    ...call<never>('coalesce', [], types.bigint),
    args: [integerLiteral(7), col(total, 'n')],
  };
  // Folded to a literal, it reads the count no more.
  expect(await rows(document(p.project(total, [p.made('word', word)])))).toEqual([[7]]);
  const ranked = p.windowed(total, p.rank('place', [], col(total, 'n')));
  const ordered = p.sorted(p.project(ranked, [p.made('one', integerLiteral(1))]), [], 5);
  for (const plan of [total, ranked, ordered])
    expect(await rows(document(p.aggregate(plan, [], [p.count('rows')])))).toEqual([['1']]);
});

it('a ratio of shown sums reads them by name', async () => {
  const p = newPlans();
  const orders = p.orders();
  const grouped = p.aggregate(
    orders,
    [p.made('city', col(orders, 'city'))],
    [p.sum('amount', col(orders, 'amount')), p.count('n')],
  );
  const [amount, n] = [col(grouped, 'amount'), col(grouped, 'n')];
  const shown = p.project(grouped, [
    p.made('amount', amount),
    p.made('mean', binary('/', amount, n, types.double)),
  ]);
  const alone = p.project(grouped, [p.made('mean', binary('/', amount, n, types.double))]);
  expect(sql(document(shown))).toContain('grouped.amount / NULLIF(grouped.n, 0) AS mean');
  expect(sql(document(alone))).toContain('SUM(orders.amount) / NULLIF(COUNT(*), 0) AS mean');
  expect(
    (await rows(document(alone)))
      .flat()
      .map(Number)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 22 / 3, 20]);
});

it('an expression of a grouping expression is taken from a subquery', async () => {
  const p = newPlans();
  const orders = p.orders();
  const month = call<never>('month', [], types.bigint);
  const key = p.made('month', { ...month, args: [col(orders, 'day')] });
  const grouped = p.aggregate(orders, [key], [p.count('n')]);
  const shown = p.project(grouped, [
    p.made('next', binary('+', col(grouped, 'month'), integerLiteral(1), types.bigint)),
  ]);
  expect(sql(document(shown))).toContain('FROM (');
  expect(await rows(document(shown))).toEqual([['2']]);
});

it('the first of each group: what a window has numbered is filtered outside', async () => {
  const p = newPlans();
  const orders = p.orders();
  const numbered = p.windowed(
    orders,
    p.rank('place', [col(orders, 'city')], col(orders, 'amount')),
  );
  const first = p.filter(numbered, equal(col(numbered, 'place'), integerLiteral(1)));
  const made = document(p.sorted(first, [up(col(first, 'id'))]), ['id', 'city']);
  expect(sql(made)).toBe(`SELECT windowed.id, windowed.city
FROM (
  SELECT
    orders.id,
    orders.city,
    ROW_NUMBER() OVER (PARTITION BY orders.city ORDER BY orders.amount DESC NULLS LAST) AS place
  FROM shop_order AS orders
) AS windowed
WHERE windowed.place = 1
ORDER BY id NULLS LAST;
`);
  expect(await rows(made)).toEqual([
    ['1', '1'],
    ['2', '2'],
    ['5', null],
  ]);
});

it('windows see rows that a later condition drops, and not those of an earlier one', async () => {
  const p = newPlans();
  const orders = p.orders();
  const cheap = p.filter(orders, binary('<', col(orders, 'amount'), integerLiteral(10)));
  const numbered = p.windowed(cheap, p.rank('place', [], col(cheap, 'amount')));
  const after = p.filter(numbered, more(integerLiteral(5), col(numbered, 'id')));
  const made = document(p.sorted(after, [up(col(after, 'place'))]), ['id', 'place']);
  expect(await rows(made)).toEqual([
    ['4', '1'],
    ['3', '2'],
  ]);
});

it('windows over groups, and windows over windows, each have a SELECT of their own', async () => {
  const p = newPlans();
  const orders = p.orders();
  const grouped = p.aggregate(
    orders,
    [p.made('city', col(orders, 'city'))],
    [p.sum('amount', col(orders, 'amount'))],
  );
  const ranked = p.windowed(grouped, p.rank('place', [], col(grouped, 'amount')));
  const again = p.windowed(ranked, p.rank('back', [], col(ranked, 'place')));
  const made = document(p.sorted(again, [up(col(again, 'place'))]), ['city', 'place', 'back']);
  expect(await rows(made)).toEqual([
    ['1', '1', '3'],
    ['2', '2', '2'],
    [null, '3', '1'],
  ]);
});

it('a limit below a condition or another limit is taken first', async () => {
  const p = newPlans();
  const orders = p.orders();
  const top = p.sorted(orders, [down(col(orders, 'amount'))], 3);
  const rest = p.filter(top, binary('<', col(top, 'amount'), integerLiteral(20)));
  const made = document(rest, ['id']);
  expect(await rows(made)).toEqual([['1'], ['4']]);
  const least = p.sorted(top, [up(col(top, 'amount'))], 1);
  expect(await rows(document(least, ['id']))).toEqual([['4']]);
});

it('what is the same for all rows orders nothing', async () => {
  const p = newPlans();
  const orders = p.orders();
  const made = document(p.sorted(orders, [up(integerLiteral(1)), down(col(orders, 'id'))], 2), [
    'id',
  ]);
  expect(sql(made)).toContain('ORDER BY id DESC NULLS LAST');
  expect(await rows(made)).toEqual([['5'], ['4']]);
});

it('stages are CTEs that hide no table, in the order of reading; what nothing reads is left out', async () => {
  const p = newPlans();
  const orders = p.orders();
  const first = stageOf('shop_order', orders, ['id', 'amount']);
  const unread = stageOf('unread', p.cities());
  const read = p.read(first);
  const total = p.aggregate(read, [], [p.sum('total', col(read, 'amount'))]);
  const made = documentOf([first, unread, stageOf('result', total)]);
  expect(sql(made)).toBe(`WITH
  -- stage shop_order
  shop_order_2 AS (
    SELECT orders.id, orders.amount
    FROM shop_order AS orders
  )
SELECT SUM(shop_order_2.amount) AS total
FROM shop_order_2;
`);
  expect(await rows(made)).toEqual([['43.00']]);
});

it('columns of a stage that differ by case only are told apart inside, and keep their names outside', async () => {
  const p = newPlans();
  const orders = p.orders();
  const both = p.project(orders, [
    p.made('a', col(orders, 'id')),
    p.made('A', col(orders, 'amount')),
  ]);
  const first = stageOf('first', both);
  const read = p.read(first);
  const made = documentOf([first, stageOf('result', p.sorted(read, [up(col(read, 'a'))], 1))]);
  expect(await db.columns(sql(made))).toEqual(['a', 'A']);
  expect(await rows(made)).toEqual([['1', '10.00']]);
});

it('all rows of two relations, a missing value with the type of its column', async () => {
  const p = newPlans();
  const [customers, cities] = [p.customers(), p.cities()];
  const names = p.project(customers, [
    p.made('name', col(customers, 'name')),
    p.made('gold', col(customers, 'gold')),
  ]);
  const others = p.project(cities, [
    p.made('name', col(cities, 'name')),
    p.made('gold', nullLiteral(types.boolean)),
  ]);
  const both = p.union(names, others);
  const renamed = p.project(both, [
    p.made('gold', col(both, 'gold')),
    p.made('who', col(both, 'name')),
  ]);
  const made = document(renamed);
  expect(sql(made)).toBe(`SELECT customer.gold, customer.name AS who
FROM shop_customer AS customer
UNION ALL
SELECT CAST(NULL AS BOOLEAN) AS gold, city.name AS who
FROM shop_city AS city;
`);
  expect(await rows(made)).toHaveLength(5);
});

it('null-safe joins, in MaxCompute by equalities', async () => {
  const p = newPlans();
  const orders = p.orders();
  const keys = p.aggregate(orders, [p.made('key', col(orders, 'customer'))], []);
  const again = p.orders();
  const joined = p.join('left', keys, again, [same(col(keys, 'key'), col(again, 'customer'))]);
  const made = document(
    p.project(joined, [p.made('key', col(keys, 'key')), p.made('id', col(again, 'id'))]),
  );
  expect(await rows(made)).toHaveLength(5);
  const text = printed(lower(made), maxcompute).text;
  expect(text).toContain('COALESCE(grouped.key, 0) = COALESCE(orders.customer, 0)');
  expect(text).not.toContain('MAPJOIN');
  // The same words run on DuckDB, but for the limit and the hint.
  expect(await db.rows(text)).toHaveLength(5);
});

it('MaxCompute joins on equalities: the rest of an inner join goes to WHERE, of others needs a hint', async () => {
  const build = (type: 'inner' | 'left'): PlannedDocument => {
    const p = newPlans();
    const [orders, others] = [p.orders(), p.orders()];
    const joined = p.join(type, orders, others, [
      equal(col(orders, 'city'), col(others, 'city')),
      more(col(orders, 'id'), col(others, 'id')),
    ]);
    return document(
      p.project(joined, [p.made('a', col(orders, 'id')), p.made('b', col(others, 'id'))]),
    );
  };
  const inner = printed(lower(build('inner')), maxcompute).text;
  expect(inner).toContain('JOIN shop_order AS orders_2 ON orders.city = orders_2.city\n');
  expect(inner).toContain('WHERE orders.id > orders_2.id');
  expect(inner).not.toContain('MAPJOIN');
  // 3 after 1, 4 after 1 and 3; all others have no earlier order of their city.
  expect(await db.rows(inner)).toHaveLength(3);
  const left = printed(lower(build('left')), maxcompute).text;
  expect(left).toContain('SELECT /*+ MAPJOIN(orders_2) */');
  expect(await db.rows(left)).toHaveLength(6);
  expect(sql(build('left'))).not.toContain('MAPJOIN');
});

it('a join of one row with all others', async () => {
  const p = newPlans();
  const orders = p.orders();
  const base = p.orders();
  const total = p.aggregate(base, [], [p.sum('total', col(base, 'amount'))]);
  const both = p.join('inner', orders, total, []);
  const share = binary('/', col(orders, 'amount'), col(total, 'total'), types.decimal(38, 6));
  const made = document(p.project(both, [p.made('share', share)]));
  expect(sql(made)).toContain('CROSS JOIN (');
  expect(
    (await rows(made))
      .flat()
      .map(Number)
      .reduce((a, b) => a + b),
  ).toBeCloseTo(1, 4);
  const text = printed(lower(made), maxcompute).text;
  expect(text).toContain('SELECT /*+ MAPJOIN(grouped) */');
  expect(text).toContain(') AS grouped\n  ON 1 = 1');
});

it.each([
  ['day', '2024-01-30', '2024-02-01', ['2024-01-30', '2024-01-31', '2024-02-01']],
  ['week', '2024-01-03', '2024-01-08', ['2024-01-01', '2024-01-08']],
  ['month', '2023-12-31', '2024-02-01', ['2023-12-01', '2024-01-01', '2024-02-01']],
  ['quarter', '2023-12-31', '2024-04-01', ['2023-10-01', '2024-01-01', '2024-04-01']],
  ['day', '2024-02-01', '2024-01-01', []],
] as const)('every %s from %s to %s', async (unit, from, to, expected) => {
  const p = newPlans();
  const days = p.series(dateLiteral(from), dateLiteral(to), unit);
  const made = document(p.sorted(days, [up(col(days, 'bucket'))]));
  expect((await rows(made)).flat()).toEqual(expected);
});

it('a calendar from the first to the last day of some rows; none of no rows', async () => {
  const calendar = (...where: readonly PlanExpr[]): PlannedDocument => {
    const p = newPlans();
    const base = p.orders();
    const orders = p.filter(base, ...where);
    const bounds = p.aggregate(
      orders,
      [],
      [
        {
          ...p.count('first'),
          column: p.column('first', types.date),
          agg: 'min',
          of: col(base, 'day'),
        },
        {
          ...p.count('last'),
          column: p.column('last', types.date),
          agg: 'max',
          of: col(base, 'day'),
        },
      ],
    );
    return document(p.series(col(bounds, 'first'), col(bounds, 'last'), 'day', bounds));
  };
  expect((await rows(calendar())).flat()).toEqual(['2024-01-01', '2024-01-02', '2024-01-03']);
  const never = { kind: 'literal', type: types.boolean, value: 'false' } as const;
  expect(await rows(calendar(never))).toEqual([]);
  const text = printed(lower(calendar()), maxcompute).text;
  expect(text).toContain(') AS bounds\n  LATERAL VIEW EXPLODE(');
});

it('MaxCompute makes a calendar of an array', () => {
  const p = newPlans();
  const days = p.series(dateLiteral('2024-01-03'), dateLiteral('2024-01-31'), 'week');
  const text = printed(lower(document(days)), maxcompute).text;
  expect(text.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')')).toContain(
    "LATERAL VIEW EXPLODE(SEQUENCE(CAST(0 AS BIGINT), GREATEST(DATEDIFF(DATE '2024-01-29', DATE '2024-01-01', 'dd'), 0), CAST(7 AS BIGINT))) numbers AS n",
  );
});

it('the same plan gives the same bytes', () => {
  const build = (): string => {
    const p = newPlans();
    const orders = p.orders();
    const grouped = p.aggregate(
      orders,
      [p.made('city', col(orders, 'city'))],
      [p.sum('amount', col(orders, 'amount'))],
    );
    return [duckdb, maxcompute].map((d) => printed(lower(document(grouped)), d).text).join('');
  };
  expect(build()).toBe(build());
});
