import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { proveOntology } from '../../src/stages/prove/prove-ontology.js';
import { ontologyOf } from '../support/bind.js';

const ontology = ontologyOf(`
entity: city
source: { table: city }
key: [city_id]
attributes:
  city_id: { type: bigint }
  name: { type: string, required: true }
---
entity: person
source: { table: person }
key: [person_id]
attributes:
  person_id: { type: string, sensitive: true }
  city_id: { type: bigint }
  birth_city_id: { type: bigint }
  gender: { type: string, values: { f: 女, m: 男 } }
relationships:
  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one, required: true }
  birth_city: { to: city, on: { birth_city_id: city_id }, cardinality: many_to_one }
---
entity: parcel
source: { table: parcel }
key: [parcel_id]
attributes:
  parcel_id: { type: bigint }
  person_id: { type: string }
  city_id: { type: bigint }
relationships:
  person: { to: person, on: { person_id: person_id }, cardinality: many_to_one }
  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one, same_as: [person.city] }
---
entity: badge
source: { table: badge }
key: [badge_id]
attributes:
  badge_id: { type: bigint }
---
entity: visit
source: { table: visit }
key: [visit_id]
attributes:
  visit_id: { type: bigint }
  badge_id: { type: bigint }
relationships:
  badge: { to: badge, on: { badge_id: badge_id }, cardinality: one_to_one }
---
entity: level
source: { table: level }
key: [person_id]
validity: { from: since, to: until }
attributes:
  person_id: { type: bigint }
  since: { type: date }
  until: { type: date }
`);

const right = `
CREATE TABLE city (city_id BIGINT, name VARCHAR);
INSERT INTO city VALUES (1, 'Rome'), (2, 'Bonn');
CREATE TABLE person (person_id VARCHAR, city_id BIGINT, birth_city_id BIGINT, gender VARCHAR);
INSERT INTO person VALUES ('p1', 1, 2, 'f'), ('p2', 2, NULL, 'm'), ('p3', 1, 1, NULL);
CREATE TABLE parcel (parcel_id BIGINT, person_id VARCHAR, city_id BIGINT);
INSERT INTO parcel VALUES (10, 'p1', 1), (11, 'p2', 2), (12, NULL, 1);
CREATE TABLE badge (badge_id BIGINT);
INSERT INTO badge VALUES (1), (2), (3);
CREATE TABLE visit (visit_id BIGINT, badge_id BIGINT);
INSERT INTO visit VALUES (1, 1), (2, 2), (3, NULL), (4, NULL);
CREATE TABLE level (person_id BIGINT, since DATE, until DATE);
INSERT INTO level VALUES (1, '2026-01-01', '2026-02-01'), (1, '2026-02-01', NULL);
`;

const folder = mkdtempSync(join(tmpdir(), 'prove-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** What a database denies: the right rows, then some statements. */
async function denied(...more: readonly string[]): Promise<readonly Diagnostic[]> {
  const file = join(folder, `${files++}.duckdb`);
  const writer = await openDuckdb({ target: { file } });
  const statements = right.split(';').filter((s) => s.trim() !== '');
  const done = await writer.execute([...statements, ...more]);
  await writer.close();
  if ('error' in done) throw new Error(done.error.message);
  const reader = await openDuckdb({ databases: [{ file }] });
  try {
    return await proveOntology(reader, ontology, dialectNamed('duckdb')!);
  } finally {
    await reader.close();
  }
}

it('a database that is as the ontology says is denied nothing', async () => {
  expect(await denied()).toEqual([]);
});

it.each<readonly [string, string, string, string, number, readonly string[]]>([
  ['a key twice', "INSERT INTO city VALUES (2, 'Köln')", 'key-repeated', '/key', 1, ['2']],
  [
    'a sensitive key twice',
    "INSERT INTO person VALUES ('p1', 1, 1, 'f')",
    'key-repeated',
    '/key',
    1,
    [],
  ],
  ['no key', 'INSERT INTO visit VALUES (NULL, NULL)', 'key-null', '/key', 1, []],
  [
    'no value',
    'INSERT INTO city VALUES (3, NULL)',
    'null-in-required',
    '/attributes/name/required',
    1,
    ['3'],
  ],
  [
    'codes of no list',
    "INSERT INTO person VALUES ('p4', 1, 1, 'x'), ('p5', 1, 1, 'x'), ('p6', 1, 1, 'y')",
    'unlisted-value',
    '/attributes/gender/values',
    2,
    ['x', 'y'],
  ],
  [
    'rows without the partner they need',
    "INSERT INTO person VALUES ('p4', NULL, 1, 'f'), ('p5', 9, 1, 'f')",
    'no-partner',
    '/relationships/city/required',
    2,
    [],
  ],
  [
    'a name of nothing',
    "INSERT INTO parcel VALUES (13, 'p9', 1)",
    'dangling-reference',
    '/relationships/person',
    1,
    ['13'],
  ],
  [
    'another city by the other path',
    "INSERT INTO parcel VALUES (13, 'p1', 2)",
    'same-as-differs',
    '/relationships/city/same_as/0',
    1,
    ['13'],
  ],
  [
    'many for one',
    'INSERT INTO visit VALUES (5, 1)',
    'not-to-one',
    '/relationships/badge/cardinality',
    1,
    ['1'],
  ],
  [
    'versions at once',
    "INSERT INTO level VALUES (1, '2026-01-15', '2026-01-20')",
    'versions-overlap',
    '/validity',
    1,
    ['1'],
  ],
])('%s', async (_, statement, code, path, count, examples) => {
  const found = await denied(statement);
  expect(found.map((d) => `${d.code} ${d.path}`)).toEqual([`data/${code} ${path}`]);
  expect(found[0]?.params).toMatchObject({ count, examples });
  expect(found[0]).toMatchObject({
    file: 'test.yaml',
    severity: code === 'dangling-reference' ? 'warning' : 'error',
  });
});

it('tables, columns and types are compared first, and what lacks them is not read', async () => {
  const found = await denied(
    'DROP TABLE visit',
    'ALTER TABLE city DROP COLUMN name',
    'ALTER TABLE level ALTER COLUMN person_id SET DATA TYPE VARCHAR',
  );
  expect(found.map((d) => `${d.code} ${d.path}`).toSorted()).toEqual([
    'data/no-column /attributes/name',
    'data/no-table /source',
    'data/other-type /attributes/person_id',
  ]);
});
