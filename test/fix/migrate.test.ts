import { expect, it } from 'vitest';
import { ageOf, formVersion } from '../../src/base/form/form-version.js';
import { check } from '../../src/compile.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { allMigrations } from '../../src/fix/migrations/all-migrations.js';
import { migrate, versionOf } from '../../src/fix/migrations/migrate.js';
import type { Migration } from '../../src/fix/migrations/migration.js';
import { fixDocument } from '../../src/fix/fix-document.js';
import { shop } from '../support/bind.js';

/** Two steps that only these tests know: a form that said `query`, and before it one of numbers. */
const steps: readonly Migration[] = [
  {
    from: '0',
    to: formVersion,
    document: (text) => text.replace('"dsl": "0"', '"dsl": "1"').replace('"query"', '"stages"'),
    settings: (text) => text.replace("'0'", "'1'"),
  },
];
const old =
  '{"dsl": "0", "title": "t", "query": [{"name": "result", "from": "store", "columns": [{"as": "id", "is": "store_id"}]}]}';
const today = old.replace('"0"', '"1"').replace('"query"', '"stages"');

it('writes an older document in the form of today, where it is read', () => {
  expect(parseDocument(old)[1].map((d) => d.code)).toEqual(['dsl/older-version']);
  const made = migrate('document', old, versionOf('document', old), steps);
  expect(made).toEqual({ kind: 'migrated', text: today, from: '0' });
  expect(check(today, shop)[1]).toEqual([]);
});

it('keeps what a step says nothing of', () => {
  expect(migrate('ontology', 'entity: x # as it was\n', '0', steps)).toMatchObject({
    kind: 'migrated',
    text: 'entity: x # as it was\n',
  });
});

it.each([
  ['today', '1', { kind: 'current' }],
  ['a newer one', '2', { kind: 'newer', version: '2' }],
  ['one that no step knows', '0', { kind: 'unknown', version: '0' }],
])('leaves %s alone', (_, version, becomes) => {
  expect(migrate('document', old, version, allMigrations)).toEqual(becomes);
});

it('comes to an end where steps lead in a circle', () => {
  const circle = [
    { from: '0', to: '00' },
    { from: '00', to: '0' },
  ] as const;
  expect(migrate('document', old, '0', circle)).toMatchObject({ kind: 'unknown' });
});

it.each([
  ['2', 'newer'],
  [2, 'newer'],
  ['0', 'older'],
  ['1', undefined],
  [1, undefined],
  ['1.0', undefined],
  ['latest', undefined],
  [undefined, undefined],
])('%s is %s', (version, age) => {
  expect(ageOf(version)).toBe(age);
});

it('no repair turns a newer document into one of today', () => {
  const newer = today.replace('"1"', '"2"');
  const fixed = fixDocument(newer, shop);
  expect([fixed.text, fixed.applied]).toEqual([newer, []]);
  expect(fixed.found.map((d) => d.code)).toEqual(['dsl/newer-version']);
});

it('steps lead from each version to the next', () => {
  expect(allMigrations.filter(({ from, to }) => Number(to) !== Number(from) + 1)).toEqual([]);
});
