import { expect, it } from 'vitest';
import { loadOntology } from '../../../src/ontology/load.js';
import { definitionsOf, namedBy } from '../../../src/stages/definitions-named.js';
import type { Renaming } from '../../../src/stages/rename/mend.js';
import {
  renameDefinition,
  type RenameResult,
} from '../../../src/stages/rename/rename-definition.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { readRules } from '../../../src/workspace/dqc-rules.js';
import type { Spec } from '../../../src/workspace/spec.js';
import { shopYaml } from '../../support/shop.js';
import { storeDocument } from '../../support/shop-project.js';

/** Paths of every kind: entities, roles, keys, look-ups, local conditions, the row, other clocks. */
const question = {
  dsl: '1',
  title: 'of every kind',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'rows',
      from: 'orders',
      time: { period: '7d' },
      where: ["orders.amount > 1 and customer.city.name <> 'x'"],
      match: [{ to: 'product', as: 'p', on: [{ key: 'product_id', is: 'order_id' }] }],
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'amount', is: 'amount * 2' },
        { as: 'city', is: 'coalesce(ship_city.city_id, store.city.city_id)' },
        { as: 'price', is: 'p.list_price' },
      ],
    },
    {
      name: 'result',
      from: 'rows',
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'amount', is: 'amount' },
      ],
      measures: [
        {
          as: 'lines',
          agg: 'count',
          entity: 'order_item',
          on: [{ key: 'order_id', is: 'order_id' }],
        },
      ],
    },
  ],
} as const;
const byStore = {
  dsl: '1',
  title: 'by store',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'result',
      by: [{ as: 'store', is: 'store.name' }],
      measures: [
        { as: 'paid', metric: 'paid_amt', where: ['amount > 2'], time: { period: '7d' } },
        {
          as: 'sum',
          agg: 'sum',
          entity: 'orders',
          of: 'orders.amount + 1',
          time: { period: '7d' },
        },
        { as: 'stock', metric: 'stock_qty' },
      ],
    },
  ],
} as const;

const dqc =
  'rules:\n  # keys of stores\n  - { rule: known, document: "0", refers: { columns: [store_id], entity: store } }\n';
const spec: Spec = {
  name: '001-all',
  folder: 'specs/001-all',
  meta: { id: '001-all', title: 'all', kind: 'new' },
  documents: [storeDocument, question, byStore].map((d, i) => ({
    file: `specs/001-all/dsl/${i}.json`,
    text: `${JSON.stringify(d, null, 1)}\n`,
  })),
  tests: [],
  rules: readRules({ file: 'specs/001-all/dqc.yaml', text: dqc })[0]!,
  generated: [],
  approvals: [],
  proofs: [],
  rowFiles: [],
  sqlTasks: [],
};
const orderAmount =
  'metric: order_amt\ntype: aggregate\nentity: orders\nagg: sum\nof: amount # kept\nfill: 0\n';
const files = new Map([
  ['ontology/shop.yaml', shopYaml],
  ['ontology/metrics.yaml', orderAmount],
]);
const [ontology] = loadOntology([...files].map(([file, text]) => ({ file, text })));
const all = definitionsOf(ontology!).filter(({ kind }) =>
  ['entity', 'attribute', 'metric', 'term'].includes(kind),
);

function rename(name: string, to: string): Promise<RenameResult> {
  const [definition] = namedBy(all, name);
  const { kind, definition: its } = definition!;
  const owner = kind === 'attribute' && { owner: definition!.name.split('.')[0]! };
  const renaming: Renaming = { kind: kind as Renaming['kind'], from: its.name, to, ...owner };
  const specs = [{ spec, dqc: { file: 'specs/001-all/dqc.yaml', text: dqc } }];
  return renameDefinition({
    files,
    ontology: ontology!,
    specs,
    dialect: duckdb,
    definition: definition!,
    renaming,
  });
}

it('knows definitions of each kind', () => {
  expect(new Set(all.map((d) => d.kind))).toEqual(new Set(['entity', 'attribute', 'metric']));
});

/** All of them, of attributes those of a few entities: keys, clocks, computed ones, columns of snapshots. */
const tried = all.filter(
  (d) => d.kind !== 'attribute' || /^(?:orders|stock|customer|city|order_promotion)\./.test(d.name),
);

it.each(tried.map((d) => `${d.kind} ${d.name}`))('%s can have another name', async (name) => {
  const { left, differing, changed } = await rename(name, 'another_name_1');
  expect(left).toEqual([]);
  expect(differing).toEqual([]);
  expect(changed.size).toBeGreaterThan(0);
});

it('changes the places alone: comments, order and layout stay', async () => {
  const { changed } = await rename('orders.amount', 'order_value');
  const shop = changed.get('ontology/shop.yaml')!;
  expect(shop).toContain(
    "  order_value: { column: amount, type: 'decimal(18,2)', label: 订单金额, unit: 元 }\n",
  );
  expect(shop.replace('order_value: { column: amount, ', 'amount: { ')).toBe(
    shopYaml.replace('agg: sum\nof: amount\nwhere', 'agg: sum\nof: order_value\nwhere'),
  );
  expect(changed.get('ontology/metrics.yaml')).toBe(
    orderAmount.replace('of: amount', 'of: order_value'),
  );
  // Columns that a stage made of it keep their own name.
  const rows = changed.get('specs/001-all/dsl/1.json')!;
  expect(rows).toContain('"is": "order_value * 2"');
  expect(rows).toContain('"is": "amount"');
  expect(rows).toContain('orders.order_value > 1');
});

it('follows an entity into roles, rules and paths, and leaves roles of the same name alone', async () => {
  const { changed } = await rename('entity store', 'shop');
  expect(changed.get('specs/001-all/dqc.yaml')).toBe(dqc.replace('entity: store', 'entity: shop'));
  const shop = changed.get('ontology/shop.yaml')!;
  expect(shop).toContain('store: { to: shop, on: { store_id: store_id }');
  const [again] = loadOntology(
    [...files].map(([file, text]) => ({ file, text: changed.get(file) ?? text })),
  );
  expect(again!.entities.get('orders')!.relationships.get('store')).toMatchObject({ to: 'shop' });
});
