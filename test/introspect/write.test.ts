import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeOntology } from '../../src/introspect/write.js';
import { loadOntology } from '../../src/ontology/load.js';
import { foundIn } from './found.js';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

it('writes a file per schema: an entity, then its metrics, with the evidence beside', async () => {
  const found = await foundIn([
    'CREATE SCHEMA ods',
    'CREATE TABLE customer AS SELECT i AS CustomerId FROM range(5) t(i)',
    "COMMENT ON TABLE customer IS '客户'",
    "CREATE TABLE ods.orders AS SELECT i AS id, i * 1.5 AS amount, ['open', 'paid'][1 + (i % 2)::INTEGER] AS status, i % 5 AS CustomerId FROM range(9) t(i)",
  ]);
  const files = writeOntology(found);
  expect(files.map((f) => f.file)).toEqual(['memory.yaml', 'ods.yaml']);
  expect(files[1]!.text).toBe(`# Read from the schema ods of memory: a first draft, to be edited.

entity: order # 9 rows
source: { table: ods.orders, layer: ods }
key: [id] # inferred: 9 distinct of 9 rows, named like a key
attributes:
  id: { type: bigint }
  amount: { type: "decimal(21,1)" }
  status: { type: string, values: { open, paid } }
  customer_id: { type: bigint, column: CustomerId }
relationships:
  # inferred from names: all 9 values found
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one, required: true }
---
metric: order_cnt
type: aggregate
entity: order
agg: count
---
metric: order_amount_sum
type: aggregate
entity: order
agg: sum
of: amount
`);
  const [ontology, problems] = loadOntology(files);
  expect(problems).toEqual([]);
  expect(ontology!.entities.get('customer')?.label).toBe('客户');
  expect([...ontology!.entities.get('order')!.attributes.get('status')!.values!.keys()]).toEqual([
    'open',
    'paid',
  ]);
});

it('gives each entity a file where there are many', async () => {
  const tables = Array.from({ length: 61 }, (_, i) => `CREATE TABLE t${i} AS SELECT 1 AS id`);
  const files = writeOntology(await foundIn(tables));
  expect(files).toHaveLength(61);
  expect(files[0]!.file).toBe('memory/t0.yaml');
  expect(loadOntology(files)[1]).toEqual([]);
});

it('gives the same bytes whatever the order of tables', async () => {
  const tables = [
    'CREATE TABLE customers AS SELECT i AS id FROM range(50) t(i)',
    "CREATE TABLE orders AS SELECT i AS id, i % 50 AS customer_id, 's' || (i % 3) AS status, i * 2.5 AS amount FROM range(2000) t(i)",
    'CREATE TABLE order_lines AS SELECT i // 3 AS order_id, i % 3 AS line_no, i AS quantity FROM range(6000) t(i)',
  ];
  const first = writeOntology(await foundIn(tables));
  expect(writeOntology(await foundIn(tables))).toEqual(first);
  expect(writeOntology(await foundIn(tables.toReversed()))).toEqual(first);
});

it('reads views, and says what it left out', async () => {
  const found = await foundIn([
    'CREATE TABLE orders AS SELECT i AS id, i AS amount FROM range(9) t(i)',
    'CREATE VIEW big_orders AS SELECT id AS order_id, amount FROM orders WHERE amount > 3',
    "CREATE VIEW wrong AS SELECT CAST('x' || id AS INTEGER) AS id FROM orders",
    'CREATE TABLE gone (a INTEGER)',
    'CREATE VIEW broken AS SELECT a FROM gone',
    'DROP TABLE gone',
    'CREATE TABLE files (id INTEGER, body BLOB, tags VARCHAR[], took INTERVAL, "at" TIME, info JSON)',
  ]);
  const [file] = writeOntology(found);
  expect(found.entities.map((e) => e.name)).toEqual(['big_order', 'file', 'order']);
  expect(file!.text).toContain('# main.broken: left out: it has no column that can be read');
  expect(file!.text).toMatch(/# main\.wrong: left out: main\.wrong cannot be read: .*'x0'/);
  expect(file!.text).toContain(
    '# main.files: column body left out: nothing here has the type BLOB',
  );
  expect(found.entities[1]!.attributes.map((a) => a.name)).toEqual(['id', 'tags', 'at', 'info']);
  expect(loadOntology([file!])[1]).toEqual([]);
});

it.each([
  "it's",
  'say "hi"',
  '{ a: b }',
  '# comment',
  'a: b',
  'a, b',
  '&anchor',
  '*alias',
  '!tag',
  '`tick`',
  'a.b',
  '%x',
  'null',
  'true',
  '0x1F',
  '2024-01-01',
  'and',
  '\\',
  '[',
  '- x',
  '~',
])('no name and no comment says anything of its own: %j', async (name) => {
  const found = await foundIn([
    `CREATE TABLE ${quoted(name)} AS SELECT i AS id, i AS ${quoted(name)}, i * 2 AS ${quoted(`${name} amount`)}, '2024-01-1' || (i % 5) AS ${quoted(`${name} date`)} FROM range(9) t(i)`,
    `COMMENT ON TABLE ${quoted(name)} IS '${name.replaceAll("'", "''")}'`,
  ]);
  const files = writeOntology(found);
  const [ontology, problems] = loadOntology(files);
  expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  expect(ontology!.entities.size).toBe(1);
  const [entity] = [...ontology!.entities.values()];
  expect(entity!.table.name).toEqual([name]);
  expect(
    [...entity!.attributes.values()].map((a) => a.column).filter((c) => c !== undefined),
  ).toEqual(['id', name, `${name} amount`, `${name} date`]);
});

it.each(['a\nentity: evil', 'a\n---\nentity: evil', '\u2028', '\u0007', '?', ' ', 'x'.repeat(300)])(
  'leaves out what an ontology cannot say: %j',
  async (name) => {
    const found = await foundIn([
      `CREATE TABLE ${quoted(name)} AS SELECT 1 AS id`,
      `CREATE TABLE t AS SELECT 1 AS id, 2 AS ${quoted(name)}`,
      `COMMENT ON TABLE t IS '${name}'`,
    ]);
    const files = writeOntology(found);
    const [ontology, problems] = loadOntology(files);
    expect(problems).toEqual([]);
    expect([...ontology!.entities.keys()]).toEqual(['t']);
    expect([...ontology!.entities.get('t')!.attributes.keys()]).toEqual(['id']);
    expect(files[0]!.text.match(/left out: an ontology cannot say this name/g)).toHaveLength(2);
  },
);

const anyName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .filter((n) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(n) && n.trim() !== '' && n !== '?');

it('takes any name that a database takes and an ontology can say', async () => {
  await fc.assert(
    fc.asyncProperty(anyName, anyName, async (table, column) => {
      const found = await foundIn([
        `CREATE TABLE ${quoted(table)} AS SELECT 1 AS ${quoted(column)}, 2 AS ${quoted(`${column}_amount`)}`,
      ]);
      const [ontology, problems] = loadOntology(writeOntology(found));
      expect(problems).toEqual([]);
      expect([...ontology!.entities.values()].map((e) => e.table.name)).toEqual([[table]]);
    }),
    { numRuns: 30 },
  );
});
