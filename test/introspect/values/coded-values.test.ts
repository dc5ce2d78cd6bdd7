import { expect, it } from 'vitest';
import { writeOntology } from '../../../src/introspect/write.js';
import type { Found } from '../../../src/introspect/found.js';
import { entity, foundIn, foundInEach } from '../found.js';

/** A table with a column that holds the expression over i = 0 … n - 1. */
const table = (name: string, expression: string, n = 100, of = 'orders'): readonly string[] => [
  `CREATE TABLE ${of} AS SELECT i AS nr, i % 7 AS x, ${expression} AS "${name}" FROM range(${n}) t(i)`,
];
const codesIn = (found: Found, name: string): readonly string[] | undefined =>
  found.entities[0]!.attributes.find((a) => a.column === name)?.values?.map((v) => v.value);
const codes = async (...args: Parameters<typeof table>): Promise<readonly string[] | undefined> =>
  codesIn(await foundIn(table(...args)), args[0]);

const listed = [
  ['status', "['open', 'paid', 'closed'][1 + (i % 3)::INTEGER]", ['closed', 'open', 'paid']],
  ['状态', "['开', '关'][1 + (i % 2)::INTEGER]", ['关', '开']],
  ['flag', 'i % 2', ['0', '1']],
  ['state', "CASE WHEN i % 2 = 0 THEN '' ELSE 'CA' END", ['CA']],
  ['country_code', "['DE', 'FR'][1 + (i % 2)::INTEGER]", ['DE', 'FR']],
  ['city_name', "['Los Angeles', 'San Jose'][1 + (i % 2)::INTEGER]", ['Los Angeles', 'San Jose']],
  ['size', "'s' || (i % 50)", Array.from({ length: 50 }, (_, i) => `s${i}`).toSorted()],
] as const;

const unlisted = [
  ['too many', 'kind', "'k' || (i % 51)"],
  ['an amount', 'quantity', 'i % 3'],
  ['a number', 'points', 'i % 3'],
  ['a key', 'batch_id', "'b' || (i % 3)"],
  ['all differ', 'sku', "'s' || i"],
  ['a person', 'customer_name', "['Anna Bo', 'Carl Do'][1 + (i % 2)::INTEGER]"],
  ['a person', 'first_name', "['Anna', 'Carl'][1 + (i % 2)::INTEGER]"],
  [
    'a person by the values',
    'ship_name',
    "['Anna Bedecs', 'John Edwards', 'Soo Jung Lee'][1 + (i % 3)::INTEGER]",
  ],
  ['a person', '姓名', "['张三', '李四'][1 + (i % 2)::INTEGER]"],
  ['a phone', 'phone', "'1380013800' || (i % 3)"],
  ['a phone by the values', 'reach', "'+49 30 123456' || (i % 3)"],
  ['a mail by the values', 'login', "'u' || (i % 3) || '@example.org'"],
  ['an address', 'ship_address', "(i % 3) || ' Main St'"],
  ['an address by the values', 'place', "(i % 3) || ' Main Street'"],
  ['a number of a document', 'document', "'Policy 310030003' || (i % 3)"],
  ['a page', 'link', "'https://example.org/' || (i % 3)"],
  ['free text', 'comments', "['good', 'bad'][1 + (i % 2)::INTEGER]"],
  ['sentences', 'said', "['It is good.', 'Never again!'][1 + (i % 2)::INTEGER]"],
  ['long texts', 'policy', "repeat('long ', 10) || (i % 3)"],
  ['a line break', 'kind', "'a' || chr(10) || (i % 3)"],
] as const;

const foundEach = await foundInEach([
  ...listed.map(([name, expression]) => table(name, expression)),
  ...unlisted.map(([, name, expression]) => table(name, expression)),
]);

it.each(listed.map(([name, , values], i) => ({ name, values, found: foundEach[i]! })))(
  'lists the values of $name',
  ({ name, values, found }) => {
    expect(codesIn(found, name)).toEqual(values);
  },
);

it.each(unlisted.map(([why, name], i) => ({ why, name, found: foundEach[listed.length + i]! })))(
  'lists no values of $why: $name',
  ({ name, found }) => {
    expect(found.entities).toHaveLength(1);
    expect(codesIn(found, name)).toBeUndefined();
  },
);

it('a value of less than a thousandth of the rows makes it no list of codes', async () => {
  expect(await codes('status', "CASE WHEN i = 0 THEN 'odd' ELSE 'paid' END", 1000)).toEqual([
    'odd',
    'paid',
  ]);
  expect(await codes('status', "CASE WHEN i = 0 THEN 'odd' ELSE 'paid' END", 1001)).toBeUndefined();
});

it('the names of a small list are its values, but not those of people', async () => {
  expect(await codes('name', "'Genre ' || chr(65 + i::INTEGER)", 5, 'genre')).toHaveLength(5);
  expect(await codes('name', "'Genre ' || chr(65 + i::INTEGER)", 5, 'employees')).toBeUndefined();
});

it('a reference has no codes of its own', async () => {
  const found = await foundIn([
    "CREATE TABLE status AS SELECT 's' || i AS status_code FROM range(3) t(i)",
    "CREATE TABLE orders AS SELECT i AS id, 's' || (i % 3) AS status_code FROM range(50) t(i)",
  ]);
  const attribute = entity(found, 'order').attributes.find((a) => a.name === 'status_code');
  expect(entity(found, 'order').relationships).toHaveLength(1);
  expect(attribute?.values).toBeUndefined();
});

it('the codes of a list of kinds stand at the list', async () => {
  const found = await foundIn([
    "CREATE TABLE party_role AS SELECT ['AG', 'PH'][1 + i::INTEGER] AS party_role_code, ['Agent', 'Holder'][1 + i::INTEGER] AS party_role_name FROM range(2) t(i)",
    "CREATE TABLE parties AS SELECT i AS id, ['AG', 'PH'][1 + (i % 2)::INTEGER] AS party_role_code FROM range(50) t(i)",
  ]);
  const values = (of: string, name: string): readonly string[] | undefined =>
    entity(found, of)
      .attributes.find((a) => a.name === name)
      ?.values?.map((v) => v.value);
  expect(values('party_role', 'party_role_code')).toEqual(['AG', 'PH']);
  expect(values('party_role', 'party_role_name')).toEqual(['Agent', 'Holder']);
  expect(values('party', 'party_role_code')).toBeUndefined();
});

it('without values no value of any row is read', async () => {
  const statements = [
    "CREATE TABLE orders AS SELECT i AS id, ['xopenx', 'xpaidx'][1 + (i % 2)::INTEGER] AS status, '2024-01-' || (10 + i % 20) AS day FROM range(50) t(i)",
  ];
  const read = writeOntology(await foundIn(statements));
  const unread = writeOntology(await foundIn(statements, { values: false }));
  expect(JSON.stringify(read)).toContain('xpaidx');
  expect(JSON.stringify(unread)).not.toMatch(/xpaidx|xopenx/);
  expect(JSON.stringify(unread)).toContain('day_date');
});
