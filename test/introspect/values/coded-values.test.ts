import { expect, it } from 'vitest';
import { writeOntology } from '../../../src/introspect/write.js';
import type { Found } from '../../../src/introspect/found.js';
import { entity, evidence, foundIn, foundInEach } from '../found.js';

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

it.each([
  ['name', 'genre', 5],
  ['city_name', 'branches', 5],
  ['country', 'countries', 5],
  ['county', 'cities', undefined],
  ['name', 'employees', undefined],
  // New ones come: a list of them is never complete.
  ['name', 'stores', undefined],
  ['store_name', 'stores', undefined],
  ['subject', 'subjects', undefined],
] as const)('of a small list of %s in %s there are %s values', async (name, of, size) => {
  expect((await codes(name, "'Bo ' || chr(65 + i::INTEGER)", 5, of))?.length).toBe(size);
});

/** What the values of a column with a comment are, with their labels. */
const explained = async (
  comment: string,
  expression: string,
  values = true,
): Promise<readonly [label: string | undefined, codes: Readonly<Record<string, string>>]> => {
  const found = await foundIn(
    [...table('x1', expression), `COMMENT ON COLUMN orders.x1 IS '${comment}'`],
    { values },
  );
  const attribute = found.entities[0]!.attributes.find((a) => a.column === 'x1')!;
  return [
    attribute.label,
    Object.fromEntries((attribute.values ?? []).map((v) => [v.value, v.label ?? ''])),
  ];
};

it('a comment explains codes, also those that no row has', async () => {
  expect(await explained('状态 0已预约 1已完成 2已取消', 'i % 2')).toEqual([
    '状态',
    { 0: '已预约', 1: '已完成', 2: '已取消' },
  ]);
  expect(await explained('支付方式：01=现金 02=微信', "['01', '02'][1 + i % 2]")).toEqual([
    '支付方式',
    { '01': '现金', '02': '微信' },
  ]);
});

it('codes that the comment leaves out stand beside, and it is said', async () => {
  const statements = [
    ...table('x1', 'i % 3'),
    "COMMENT ON COLUMN orders.x1 IS 'kind: 0=new, 1=old'",
  ];
  const found = await foundIn(statements);
  const attribute = found.entities[0]!.attributes.find((a) => a.column === 'x1')!;
  expect(attribute.values?.map((v) => v.label)).toEqual(['new', 'old', undefined]);
  expect(evidence(found, 'order')).toContain('- attribute x1: not explained: 2');
});

it('a comment that speaks of other numbers than the rows explains nothing', async () => {
  expect(await explained('近7天1次购买', 'i % 5')).toEqual(['近7天1次购买', {}]);
  expect(await explained('近7天1次购买', 'i % 5', false)).toEqual(['近7天1次购买', {}]);
});

it('without values a comment is read all the same', async () => {
  expect(await explained('status: 1=active,2=closed', '1 + i % 2', false)).toEqual([
    'status',
    { 1: 'active', 2: 'closed' },
  ]);
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
