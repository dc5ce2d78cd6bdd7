import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasErrors } from '../../src/base/diagnostic.js';
import { bindDocument } from '../../src/bind/bind.js';
import type { Document } from '../../src/dsl/document.js';
import { daily, documentOf, shop } from '../support/bind.js';

const big = {
  name: 'big',
  from: 'orders',
  time: { period: '30d' },
  where: ["status = 'paid'", 'customer.is_female'],
  by: [
    { as: 'customer_id', is: 'customer_id' },
    { as: 'month', grain: 'month' },
  ],
  measures: [
    { as: 'amt', agg: 'sum', of: 'amount' },
    { as: 'last_amt', agg: 'last', of: 'amount', with: 'order_time' },
  ],
  keep: ['amt > 10'],
};
const free = {
  name: 'free',
  by: [{ as: 'customer_id', is: 'customer.customer_id' }],
  where: ["customer.gender = 'f'"],
  measures: [
    {
      as: 'aov',
      metric: 'aov',
      time: { last: 3, unit: 'month', mode: 'complete' },
      shift: '-1 year',
    },
    { as: 'rate', metric: 'refund_rate', fill: 0 },
  ],
};
const rows = {
  name: 'result',
  from: 'big',
  match: [{ to: 'free', as: 'f', on: [{ key: 'customer_id', is: 'customer_id' }] }],
  where: ['found(f)', 'amt > f.aov'],
  columns: [{ as: 'x', is: 'coalesce(f.rate, 0) + 1' }],
  measures: [
    {
      as: 'later',
      agg: 'count',
      entity: 'visit',
      on: [{ key: 'customer_id', is: 'customer_id' }],
      where: ['visit_time >= row.month'],
    },
  ],
  windows: [{ as: 'rn', fn: 'row_number', per: ['month'], order: [{ by: 'amt', dir: 'desc' }] }],
  compute: [{ as: 'y', is: 'x * rn' }],
  order: [{ by: 'y' }],
  limit: { rows: 10 },
  show: ['customer_id', 'month', 'y', 'later'],
};
const question = documentOf([big, free, rows]);
const model = documentOf([big, free, rows], { target: daily });

/** Every place of a document that holds a text, an item or a member. */
function placesOf(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value))
    return value.map((v: unknown, i) => (i === first ? replaced(v, rest, by) : v));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [first]: replaced(object[first], rest, by) };
}

const words = [
  '?',
  'orders',
  'customer',
  'city',
  'visit',
  'amount',
  'customer_id',
  'amt',
  'f',
  'big',
  'self',
  'x + 1',
  'row.x',
  'found(f)',
  'customer.referrer.name',
  'items.quantity',
  'promotions.name',
  'stock',
  '$as_of',
  '$bizdate',
  "date '2026-01-31'",
  'paid_amt_7d_last_year',
  'signup_to_order',
  'fiscal_month',
  'day',
  'hour',
  '-1 fiscal_month',
  'start of week',
  'td',
  '不存在',
  'a b',
];

const texts = (document: Document) =>
  placesOf(document).filter((path) => {
    const value = path.reduce<unknown>(
      (v, k) => (v as Readonly<Record<string, unknown>>)[k as string],
      document,
    );
    return (
      typeof value === 'string' &&
      !['dsl', 'dir', 'layer', 'write', 'mode', 'agg', 'fn'].includes(String(path.at(-1)))
    );
  });

it.each([
  ['a question', question],
  ['a model', model],
])(
  '%s with any of its texts replaced binds or says why, and never twice the same',
  (_, document) => {
    const places = texts(document);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...words)), {
          minLength: 1,
          maxLength: 3,
        }),
        (changes) => {
          const changed = changes.reduce<unknown>(
            (d, [path, word]) => replaced(d, path, word),
            document,
          );
          const [bound, found] = bindDocument(changed as Document, shop);
          expect(bound === undefined).toBe(hasErrors(found));
          expect(new Set(found.map((d) => JSON.stringify(d))).size).toBe(found.length);
          expect(bindDocument(changed as Document, shop)[1]).toEqual(found);
        },
      ),
      { numRuns: 150 },
    );
  },
);

it('both documents are sound as they are', () => {
  expect(bindDocument(question, shop)[1]).toEqual([]);
  expect(bindDocument(model, shop)[1]).toEqual([]);
});
