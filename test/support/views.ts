import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { shopYaml } from './shop.js';

/** A document without a day of its own, as an ontology keeps it. */
export function viewOf(stages: readonly unknown[], more: object = {}): string {
  return JSON.stringify({ dsl: '1', title: 'view', ...more, stages });
}

/** Who paid: one row for each, with how many orders and how much. */
export const buyers = viewOf([
  {
    name: 'result',
    from: 'orders',
    where: ['is_paid'],
    by: [{ as: 'customer_id', is: 'customer_id' }],
    measures: [
      { as: 'n', agg: 'count' },
      { as: 'paid', agg: 'sum', of: 'amount' },
    ],
  },
]);

/** An entity over `buyers`. */
export const buyerYaml = `entity: buyer
label: 买家
source: { dsl: views/buyers.json }
key: [customer_id]
attributes:
  customer_id: { type: bigint }
  orders_paid: { type: bigint, column: n }
  paid: { type: 'decimal(38,2)' }
  is_big: { type: boolean, is: "paid >= 20" }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: one_to_one, required: true }
`;

/** The shop with definitions and documents beside it, read as a project's are; it may have findings. */
export function shopWith(yaml: string, documents: Readonly<Record<string, string>>) {
  const files = Object.entries(documents).map(([file, text]) => ({ file, text }));
  return loadOntology([{ file: 'ontology/shop.yaml', text: `${shopYaml}---\n${yaml}` }, ...files]);
}

/** The shop in which customers who paid are known as buyers, a name being no secret. */
export function shopOfBuyers(
  more = '',
  documents: Readonly<Record<string, string>> = {},
  timezone?: string,
): Ontology {
  const known = shopYaml
    .replaceAll(', sensitive: true', '')
    .replace(
      '  referrer: { to: customer',
      '  buyer: { to: buyer, on: { customer_id: customer_id }, cardinality: many_to_one }\n  referrer: { to: customer',
    );
  const texts = { 'views/buyers.json': buyers, ...documents };
  const [ontology, found] = loadOntology([
    { file: 'shop.yaml', text: `${known}---\n${buyerYaml}${more}` },
    ...Object.entries(texts).map(([file, text]) => ({ file, text })),
  ]);
  if (ontology === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  return timezone === undefined ? ontology : { ...ontology, timezone };
}
