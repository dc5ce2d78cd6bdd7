import { expect, it } from 'vitest';
import { withConcepts } from '../../src/introspect/concepts.js';
import { entity, foundIn } from './found.js';

const classes = ['Fine', 'Late Fee', 'Ghost'].map((label) => ({
  name: label.replace(' ', ''),
  label,
}));
const properties = [
  { name: 'fineNumber', label: 'Fine Number', domain: 'Fine' },
  { name: 'lateFeeAmount', label: 'Late Fee Amount', domain: 'LateFee' },
  { name: 'gone', label: 'Gone', domain: 'Ghost' },
  { name: 'colour', label: 'Colour', domain: 'Fine' },
];

it('calls columns as the business does, and gives a kind of something the number of that', async () => {
  const found = await foundIn([
    'CREATE TABLE fine (fine_id BIGINT PRIMARY KEY, company_fine_number VARCHAR, fine_amount DECIMAL(10,2))',
    'CREATE TABLE late_fee (fine_id BIGINT PRIMARY KEY REFERENCES fine (fine_id))',
    "INSERT INTO fine VALUES (1, 'F-1', 5), (2, 'F-2', 7)",
    'INSERT INTO late_fee VALUES (2)',
  ]);
  const named = withConcepts(found, [{ classes, properties, relations: [] }]);
  const labels = entity(named, 'fine').attributes.map((a) => [a.name, a.label]);
  expect(labels).toContainEqual(['company_fine_number', 'Fine Number']);
  const [added] = entity(named, 'late_fee').attributes.slice(-1);
  expect(added).toMatchObject({
    name: 'late_fee_amount',
    label: 'Late Fee Amount',
    is: 'fine.fine_amount',
  });
  expect(named.metrics.filter((m) => m.of === 'late_fee_amount')).toHaveLength(1);
  expect(entity(named, 'fine').attributes).toHaveLength(3);
});

it('knows two ways as one where a column of the same name says so in every row', async () => {
  const tables = (policy: string): readonly string[] => [
    'CREATE TABLE policy (policy_id BIGINT PRIMARY KEY)',
    'INSERT INTO policy SELECT i FROM range(3) t(i)',
    'CREATE TABLE coverage (coverage_id BIGINT PRIMARY KEY, policy_id BIGINT REFERENCES policy (policy_id))',
    'INSERT INTO coverage SELECT i, i % 3 FROM range(9) t(i)',
    'CREATE TABLE payment (payment_id BIGINT PRIMARY KEY, coverage_id BIGINT REFERENCES coverage (coverage_id), policy_id BIGINT REFERENCES policy (policy_id))',
    `INSERT INTO payment SELECT i, i % 9, ${policy} FROM range(20) t(i)`,
  ];
  const ways = async (policy: string): Promise<readonly unknown[]> =>
    entity(await foundIn(tables(policy)), 'payment').relationships.map((r) => [r.to, r.sameAs]);
  expect(await ways('i % 9 % 3')).toContainEqual(['policy', [['coverage', 'policy']]]);
  expect(await ways('i % 3')).toContainEqual(['policy', [['coverage', 'policy']]]);
  expect(await ways('(i + 1) % 3')).toContainEqual(['policy', []]);
});
