import { expect, it } from 'vitest';
import { dictionaryOf } from '../../src/draft/vocabulary.js';
import { chooseContext } from '../../src/knowledge/choose.js';
import { itemName } from '../../src/knowledge/items.js';
import { indexOntology, ranked } from '../../src/knowledge/knowledge-index.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import { searchWords } from '../../src/knowledge/words.js';
import { loadOntology } from '../../src/ontology/load.js';
import { shopYaml } from '../support/shop.js';

const [shop] = loadOntology([{ file: 'shop.yaml', text: shopYaml }]);
const tokenize = await loadTokenizer(dictionaryOf(shop!));
const index = indexOntology(shop!, tokenize);

it.each([
  ['paidAmount', ['paid', 'amount']],
  ['the buyers of each city', ['buyer', 'city']],
  ['order_cnt', ['order', 'cnt']],
  ['支付金额', ['支付金额', '支付', '付金', '金额']],
])('%s is found by %j', (text, words) => {
  expect(searchWords(text, tokenize)).toEqual(words);
});

it.each([
  ['近7天各门店的支付金额', ['metric paid_amt', 'store', 'store.name']],
  ['哪些金卡客户没有下单', ['customer', 'customer_level', 'customer_level.level']],
  ['refunds per product', ['refund', 'product']],
  ['paid amount by store', ['metric paid_amt', 'store']],
  ['商品的上级类目', ['product', 'category']],
])('%s selects %j among the first thirty', (requirement, names) => {
  const first = ranked(index, requirement).slice(0, 30);
  expect(first.map(({ item }) => itemName(item))).toEqual(expect.arrayContaining(names));
});

it('what is named comes before what it leads to', () => {
  const names = ranked(index, '库存件数').map(({ item }) => itemName(item));
  expect(names.indexOf('stock.on_hand')).toBeLessThan(names.indexOf('store'));
});

it('ranks the same every time', () => {
  const names = (): readonly string[] =>
    ranked(indexOntology(shop!, tokenize), '各城市的支付金额').map(({ item }) => itemName(item));
  expect(names()).toEqual(names());
});

it.each([1, 10, 40])('%i pieces are not exceeded, and stand in the order of names', (size) => {
  let pieces = 0;
  const { entities, metrics, terms } = chooseContext(index, '近7天各门店的支付金额', {
    size,
    cost: () => 1,
  });
  for (const entity of entities) pieces += 1 + entity.attributes.size + entity.relationships.size;
  expect(pieces + metrics.length + terms.length).toBeLessThanOrEqual(size);
  const names = entities.map((e) => e.name);
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
});

it('an entity keeps its key and clock, and roles only to what is chosen', () => {
  const { entities } = chooseContext(index, '近7天各门店的支付金额', { size: 30, cost: () => 1 });
  const chosen = new Set(entities.map((e) => e.name));
  for (const entity of entities) {
    const kept = [...entity.attributes.keys()];
    expect(kept).toEqual(expect.arrayContaining([...entity.key]));
    for (const { to } of entity.relationships.values()) expect(chosen).toContain(to);
  }
  expect(chosen).toContain('store');
});

it('of many codes those are shown that the words name', () => {
  const values = Array.from({ length: 100 }, (_, i) => `c${i}: 渠道${i}号`).join(', ');
  const yaml = `entity: ad
source: { table: dim_ad }
key: [id]
attributes:
  id: bigint
  channel: { type: string, label: 渠道, values: { ${values} } }
`;
  const [ads] = loadOntology([{ file: 'a.yaml', text: yaml }]);
  const { entities } = chooseContext(indexOntology(ads!, tokenize), 'c77 的渠道', {
    size: 100,
    cost: () => 1,
  });
  const shown = [...entities[0]!.attributes.get('channel')!.values!.keys()];
  expect(shown.length).toBe(20);
  expect(shown).toContain('c77');
});
