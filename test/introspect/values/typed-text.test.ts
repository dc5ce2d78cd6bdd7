import { expect, it } from 'vitest';
import { check, compileTo } from '../../../src/compile.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine, Value } from '../../../src/engine/engine.js';
import type { Found } from '../../../src/introspect/found.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { entity, evidence, foundIn } from '../found.js';

const textsTable = (
  name: string,
  texts: readonly (string | null)[],
  type: 'VARCHAR' | 'INTEGER' = 'VARCHAR',
): string =>
  `CREATE TABLE t AS SELECT * FROM (VALUES ${texts
    .map((t, i) => `(${i}, ${t === null ? 'NULL' : `'${t.replaceAll("'", "''")}'`}::${type})`)
    .join(', ')}) v(nr, "${name}")`;

interface Computed {
  readonly name: string;
  readonly type: string;
  readonly values: readonly Value[];
}

/** The computed attribute of a column, and its values: compiled and run like any other. */
async function computed(
  name: string,
  texts: readonly (string | null)[],
  type: 'VARCHAR' | 'INTEGER' = 'VARCHAR',
): Promise<Computed | undefined> {
  const engine = await openDuckdb({ threads: 1 });
  try {
    await engine.execute([textsTable(name, texts, type)]);
    const found = await introspect(engine);
    const attribute = entity(found, 't').attributes.find((a) => a.is !== undefined);
    if (attribute === undefined) return undefined;
    const values = await valuesOf(engine, found, attribute.name);
    return { name: attribute.name, type: attribute.type.kind, values };
  } finally {
    await engine.close();
  }
}

async function valuesOf(
  engine: Engine,
  found: Found,
  attribute: string,
): Promise<readonly Value[]> {
  const [ontology, problems] = loadOntology(writeOntology(found));
  expect(problems).toEqual([]);
  const columns = [
    { as: 'nr', is: 'nr' },
    { as: 'x', is: attribute },
  ];
  const stage = { name: 'result', from: 't', columns, order: [{ by: 'nr' }] };
  const document = { dsl: '1', title: 't', stages: [stage] };
  const [checked, wrong] = check(JSON.stringify(document), ontology!);
  expect(wrong).toEqual([]);
  const [compiled] = compileTo(checked!, ontology!, duckdb);
  const rows = await engine.query(compiled!.select.text);
  if ('error' in rows) throw new Error(rows.error.message);
  return rows.value.rows.map((row) => row[1]!);
}

it.each<[texts: readonly string[], name: string, type: string, values: readonly Value[]]>([
  [['2024-02-29', '2023-01-05'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['2024-2-29', '2023-1-5'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [
    ['2024-02-29 23:59', '2023-01-05 00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T23:59:00', '2023-01-05T00:00:00'],
  ],
  [
    ['2024-02-29 23:59:58', '2023-01-05 00:00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T23:59:58', '2023-01-05T00:00:00'],
  ],
  [
    ['2024-02-29 23:59:58.25', '2023-01-05 01:00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T23:59:58.25', '2023-01-05T01:00:00'],
  ],
  [
    ['2024-02-29 00:00:00', '2023-01-05 00:00:00'],
    'day_date',
    'date',
    ['2024-02-29', '2023-01-05'],
  ],
  [
    ['2024-02-29T23:59:58', '2023-01-05T00:00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T23:59:58', '2023-01-05T00:00:00'],
  ],
  [
    ['February 29, 2024', 'Jan 5, 2023', 'Sept 10 2023'],
    'day_date',
    'date',
    ['2024-02-29', '2023-01-05', '2023-09-10'],
  ],
  [
    ['29-Feb-2024', '5 January 2023', '01 DEC 2023'],
    'day_date',
    'date',
    ['2024-02-29', '2023-01-05', '2023-12-01'],
  ],
  [['90 min', '1,105 min', '7.5 Min'], 'day_num', 'double', [90, 1105, 7.5]],
  [['90分钟', '105分钟'], 'day_num', 'double', [90, 105]],
  [['20240229', '20230105'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [
    ['20240229 23:59:58', '20230105 01:00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T23:59:58', '2023-01-05T01:00:00'],
  ],
  [
    ['20240229235958', '20230105010000'],
    'day_ts',
    'timestamp',
    ['2024-02-29T23:59:58', '2023-01-05T01:00:00'],
  ],
  [['2024/02/29', '2023/01/05'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [
    ['2024/2/29 3:04:05', '2023/1/5 13:00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T03:04:05', '2023-01-05T13:00:00'],
  ],
  [['02/29/2024', '01/05/2023'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['2/29/2024', '1/5/2023'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['2/29/2024 0:00:00', '1/5/2023 0:00:00'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [
    ['2/29/2024 16:02:28', '1/5/2023 0:00:00'],
    'day_ts',
    'timestamp',
    ['2024-02-29T16:02:28', '2023-01-05T00:00:00'],
  ],
  [
    ['2/29/2024 16:02', '1/5/2023 9:30'],
    'day_ts',
    'timestamp',
    ['2024-02-29T16:02:00', '2023-01-05T09:30:00'],
  ],
  [['29/02/2024', '05/01/2023'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['29-02-2024', '05-01-2023'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['29.2.2024', '5.1.2023'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['2024年02月29日', '2023年01月05日'], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [[' 2024-02-29', '2023-01-05 '], 'day_date', 'date', ['2024-02-29', '2023-01-05']],
  [['17', '-3'], 'day_num', 'bigint', [17, -3]],
  [['17.50', '-3'], 'day_num', 'decimal', ['17.50', '-3.00']],
  [['1.5e3', '-3'], 'day_num', 'double', [1500, -3]],
  [['$140', '$1,200.50'], 'day_num', 'double', [140, 1200.5]],
  [['12.5%', '3 %'], 'day_num', 'double', [12.5, 3]],
])('reads %j', async (texts, name, type, values) => {
  expect(await computed('day', texts)).toEqual({ name, type, values });
});

it('reads what says nothing as null', async () => {
  const texts = ['2/29/2024', '', 'N/A', 'null', ' ', '-', '1/15/2023', null];
  expect((await computed('day', texts))?.values).toEqual([
    '2024-02-29',
    null,
    null,
    null,
    null,
    null,
    '2023-01-15',
    null,
  ]);
});

it.each([
  [1, 'day_date'],
  [2, undefined],
])('%i wrong texts of 100 give %s', async (wrong, name) => {
  const texts = Array.from({ length: 100 }, (_, i) =>
    i < wrong ? 'soon' : `2024-01-${10 + (i % 20)}`,
  );
  const result = await computed('day', texts);
  expect(result?.name).toBe(name);
  expect(result?.values.filter((v) => v === null).length ?? wrong).toBe(wrong);
});

it('does not choose between day and month', async () => {
  const found = await foundIn([textsTable('day', ['01/02/2024', '03/04/2024'])]);
  expect(entity(found, 't').attributes.map((a) => a.name)).toEqual(['nr', 'day']);
  expect(evidence(found, 't')).toContain(
    '- attribute day: the texts may be MM/dd/yyyy or dd/MM/yyyy: no reading was chosen',
  );
});

it.each([
  ['zip_code', ['94107', '10001']],
  ['phone', ['13800138000', '13900139000']],
  ['customer_id', ['17', '18']],
  ['联系电话', ['13800138000', '13900139000']],
  ['身份证号码', ['110101199001011234', '110101199001011235']],
  ['species_code', ['101', '102']],
  ['order_no', ['17', '18']],
  ['code', ['007', '008']],
  ['x', ['007', '008']],
  ['x', ['12a', '13b']],
  ['x', ['2024-02-30', '2024-13-01']],
  ['x', ['12:30', '13:45']],
  ['x', ['90 min', '2 Seasons']],
  ['x', ['1.5M', '300k']],
  ['x', ['May', 'June 3']],
  ['x', ['', ' ']],
])('leaves texts of %s like %j alone', async (name, texts) => {
  expect(await computed(name, texts)).toBeUndefined();
});

const fiveDays = ['20240229', '20230105', '20221231', '20220301', '20210630'];

it.each([
  ['ds', fiveDays.slice(0, 2), 'date'],
  ['opened_on', fiveDays.slice(0, 1), 'date'],
  ['valid_to', fiveDays.slice(0, 1), 'date'],
  ['signup', fiveDays, 'date'],
  ['signup', fiveDays.slice(1), 'bigint'],
  ['amount', fiveDays, 'bigint'],
  ['on_hand', fiveDays.slice(0, 1), 'bigint'],
])('eight digits of %s like %j are a %s: by the name, or by many', async (name, texts, type) => {
  expect((await computed(name, texts))?.type).toBe(type);
});

it.each([
  ['2024-01-05', '05.01.2024 10:30', 'only 20 of 40 texts are yyyy-MM-dd: no reading was chosen'],
  ['$12.50', '€9.00', 'the amounts are in 2 currencies: no reading was chosen'],
])('does not choose between %s and %s, nor lists them', async (one, other, says) => {
  const found = await foundIn([
    textsTable(
      'x',
      Array.from({ length: 40 }, (_, i) => (i % 2 ? one : other)),
    ),
  ]);
  expect(entity(found, 't').attributes.map((a) => [a.name, a.values])).toEqual([
    ['nr', undefined],
    ['x', undefined],
  ]);
  expect(evidence(found, 't')).toContain(`- attribute x: ${says}`);
});

it('digits of a few kinds are codes', async () => {
  const digits = Array.from({ length: 40 }, (_, i) => String(1 + (i % 3)));
  const found = await foundIn([textsTable('payment_method', digits)]);
  expect(entity(found, 't').attributes.map((a) => [a.name, a.values?.length])).toEqual([
    ['nr', undefined],
    ['payment_method', 3],
  ]);
});

it('what a comment explains is no number', async () => {
  const found = await foundIn([
    textsTable('x', ['01', '02', '01']),
    "COMMENT ON COLUMN t.x IS '01=现金 02=微信'",
  ]);
  expect(entity(found, 't').attributes.map((a) => a.name)).toEqual(['nr', 'x']);
});

it('says how many texts it rests on, and does not list their values', async () => {
  const texts = Array.from({ length: 100 }, (_, i) =>
    i === 0 ? 'soon' : `2024-01-${10 + (i % 20)}`,
  );
  const found = await foundIn([textsTable('day', texts)]);
  expect(evidence(found, 't')).toContain('attribute day_date: 99 of 100 texts are yyyy-MM-dd');
  expect(entity(found, 't').attributes.find((a) => a.name === 'day')?.values).toBeUndefined();
});

it.each([
  ['date_key', ['20260228', null, '20261231'], ['2026-02-28', null, '2026-12-31']],
  ['下单日期', ['20260228'], ['2026-02-28']],
])('reads whole numbers of %s as days', async (name, numbers, days) => {
  const read = await computed(name, numbers, 'INTEGER');
  expect(read).toMatchObject({ name: `${name}_date`, type: 'date', values: days });
});

it.each([
  ['no day of the calendar', 'date_key', ['20260228', '20260230']],
  ['not named like days', 'amount', ['20260228', '20260301']],
  ['out of any year of ours', 'date_key', ['10260228', '10260301']],
])('leaves whole numbers alone that are %s', async (_, name, numbers) => {
  expect(await computed(name, numbers, 'INTEGER')).toBeUndefined();
});

it('reads bits of one place as yes and no, under the name of their column', async () => {
  const found = await foundIn([
    'CREATE TABLE depot (depot_id INTEGER PRIMARY KEY, is_open BIT, marks BIT)',
    "INSERT INTO depot VALUES (1, '1', '101'), (2, '0', '11'), (3, NULL, '1')",
  ]);
  const own = found.entities[0]!.attributes.filter((a) => a.name.startsWith('is_open'));
  expect(own).toMatchObject([
    { name: 'is_open_bit', column: 'is_open', type: { kind: 'string' } },
    { name: 'is_open', is: "is_open_bit = '1'", type: { kind: 'boolean' } },
  ]);
  expect(found.entities[0]!.attributes.find((a) => a.name === 'marks')?.type.kind).toBe('string');
});
