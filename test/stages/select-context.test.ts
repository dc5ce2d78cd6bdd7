import { expect, it } from 'vitest';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { contextText } from '../../src/stages/draft/prompt-context.js';
import { contextBudget, selectContext } from '../../src/stages/draft/select-context.js';
import { shopYaml } from '../support/shop.js';

const [shop] = loadOntology([{ file: 'shop.yaml', text: shopYaml }]);

/** The shop among so many other tables and metrics, which are copies of its own under other names. */
function ontologyOf(others: number): Ontology {
  const store = shop!.entities.get('store')!;
  const count = shop!.metrics.get('order_cnt')!;
  const numbers = Array.from({ length: others }, (_, i) => i);
  const things = numbers.map((i) => ({
    ...store,
    name: `thing_${i}`,
    label: `物件${i}`,
    synonyms: [],
  }));
  const weights = numbers.map((i) => ({
    ...count,
    name: `weight_${i}`,
    label: `总重${i}`,
    synonyms: [],
  }));
  return {
    ...shop!,
    entities: new Map([...shop!.entities, ...things.map((t) => [t.name, t] as const)]),
    metrics: new Map([...shop!.metrics, ...weights.map((w) => [w.name, w] as const)]),
  };
}

const tokenize = (text: string): readonly string[] =>
  Array.from(new Intl.Segmenter('zh', { granularity: 'word' }).segment(text), (s) => s.segment);

const requirement = '最近7天各门店的订单数，不含物件3';

it('a small ontology is shown whole', () => {
  const ontology = ontologyOf(0);
  const { entities, metrics } = selectContext(requirement, ontology, tokenize);
  expect([entities.length, metrics.length]).toEqual([
    ontology.entities.size,
    ontology.metrics.size,
  ]);
});

it.each([10, 1000, 10_000])(
  'a prompt does not grow with %i more tables',
  (others) => {
    const ontology = ontologyOf(others);
    const selected = selectContext(requirement, ontology, tokenize);
    expect(contextText(selected, ontology).length).toBeLessThanOrEqual(contextBudget);
    const names = selected.entities.map((e) => e.name);
    expect(names).toEqual(expect.arrayContaining(['store', 'orders']));
    expect(selected.metrics.map((m) => m.name)).toContain('order_cnt');
  },
  60_000,
);

it('selects the same every time, in the order of names', () => {
  const ontology = ontologyOf(1000);
  const [one, two] = [1, 2].map(() =>
    contextText(selectContext(requirement, ontology, tokenize), ontology),
  );
  expect(one).toBe(two);
  const { entities } = selectContext(requirement, ontology, tokenize);
  expect(entities.map((e) => e.name)).toEqual(
    entities.map((e) => e.name).toSorted((a, b) => (a < b ? -1 : 1)),
  );
});

it('values of sensitive attributes are not shown', () => {
  const yaml = `entity: person
source: { table: dim_person }
key: [id]
attributes:
  id: bigint
  illness: { type: string, sensitive: true, values: { x: canary_value } }
`;
  const [ontology] = loadOntology([{ file: 'a.yaml', text: yaml }]);
  const text = contextText(selectContext('person', ontology!, tokenize), ontology!);
  expect(text).toContain('illness');
  expect(text).not.toContain('canary_value');
});

it('a code that is its own label is written once', () => {
  const yaml = `entity: person
source: { table: dim_person }
key: [id]
attributes:
  id: bigint
  state: { type: string, values: { on: on, off: switched off } }
`;
  const [ontology] = loadOntology([{ file: 'a.yaml', text: yaml }]);
  const text = contextText(selectContext('person', ontology!, tokenize), ontology!);
  expect(text).toContain('state string values on | off=switched off');
});
