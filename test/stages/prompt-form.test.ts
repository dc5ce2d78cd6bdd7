import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import schema from '../../src/dsl/dsl.schema.json' with { type: 'json' };
import { functionsText } from '../../src/stages/draft/prompt-context.js';
import { ontologyOf } from '../support/bind.js';

const form = readFileSync(join(import.meta.dirname, '../../templates/dsl.md'), 'utf8');

/** The business that the documents in the prompt are about. */
const library = ontologyOf(`
entity: branch
source: { table: dim_branch }
key: [branch_id]
attributes:
  branch_id: bigint
  name: string
---
entity: member
source: { table: dim_member }
key: [member_id]
attributes:
  member_id: bigint
  name: string
---
entity: loan
source: { table: dwd_loan }
key: [loan_id]
time: lent_at
attributes:
  loan_id: bigint
  member_id: bigint
  branch_id: bigint
  days: bigint
  lent_at: timestamp
relationships:
  branch: { to: branch, on: { branch_id: branch_id }, cardinality: many_to_one }
  member: { to: member, on: { member_id: member_id }, cardinality: many_to_one }
---
entity: fine
source: { table: dwd_fine }
key: [fine_id]
time: fined_at
attributes:
  fine_id: bigint
  amount: 'decimal(18,2)'
  fined_at: timestamp
---
metric: loan_cnt
type: aggregate
entity: loan
agg: count
---
metric: fine_amt
type: aggregate
entity: fine
agg: sum
of: amount
---
period: 7d
last: 7
unit: day
mode: rolling
`);

const documents = form.split('\n').filter((line) => line.startsWith('{"dsl"'));

it('shows documents', () => {
  expect(documents.length).toBeGreaterThanOrEqual(4);
});

it.each(documents)('a document that the prompt shows is one: %s', (text) => {
  const question = { ...(JSON.parse(text) as object), as_of: '2026-11-07' };
  const [, found] = check(JSON.stringify(question), library);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
});

/** What only people write: parameters, days of snapshots, and what the tool itself says of a document. */
const notShown = new Set([
  'Document.as_of',
  'Document.params',
  'Document.satisfies',
  'Document.timezone',
  'Stage.at',
  'Match.at',
  'Option.recommended',
  'Target.columns',
  'Target.key',
]);

interface Definition {
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  readonly enum?: readonly string[];
}

const parts = Object.entries(schema.$defs as Readonly<Record<string, Definition>>)
  .filter(([name]) => !['Param', 'TargetColumn'].includes(name))
  .flatMap(([name, { properties = {}, enum: own = [] }]) => [
    ...own,
    ...Object.entries(properties).flatMap(([key, { enum: words = [] }]) =>
      notShown.has(`${name}.${key}`) ? [] : [key, ...words],
    ),
  ])
  .filter((word) => word !== 'ods');

it('shows every key and word of the grammar that a model may write', () => {
  expect(parts.length).toBeGreaterThan(80);
  expect(parts.filter((word) => !form.includes(`"${word}"`))).toEqual([]);
});

it('says which numbers a function gives where they are few', () => {
  expect(functionsText()).toContain('day_of_week(x) 1..7');
  expect(functionsText()).toContain('year(x),');
});
