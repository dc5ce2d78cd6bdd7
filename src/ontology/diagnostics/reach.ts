import { diagnostic } from '../../base/diagnostic.js';
import { quote } from '../../base/text/words.js';

const related = `entity: city
source: { table: dim_city }
key: [city_id]
attributes: { city_id: bigint }
---
entity: store
source: { table: dim_store }
key: [store_id]
attributes: { store_id: bigint, city_id: bigint }
relationships:
  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }
`;

const card = (cardinality: string): string => `entity: customer
source: { table: dim_customer }
key: [customer_id]
attributes: { customer_id: bigint }
relationships:
  card: { to: card, on: { customer_id: customer_id }, cardinality: one_to_one }
---
entity: card
source: { table: dim_card }
key: [customer_id]
attributes: { customer_id: bigint, number: string }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: ${cardinality} }
`;

/** What can be wrong with what leads to what. */
export const reachDefinitions = {
  'unreached-entity': diagnostic<{ name: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ name }) =>
        `no relationship leads from or to ${quote(name)}, and no metric is counted over it`,
      zh: ({ name }) => `没有关系从 ${quote(name)} 出发或到达，也没有指标统计它`,
    },
    why: {
      en: 'What nothing reaches can be listed, but never grouped by or looked up: mostly a relationship was forgotten.',
      zh: '不可达的实体只能列出明细，不能用来分组或查找：多半是漏写了关系。',
    },
    hint: {
      en: () => 'state the relationship that leads to it, or a metric over its rows',
      zh: () => '写出通向它的关系，或定义统计它的指标',
    },
    failing: `${related}---\nentity: stray\nsource: { table: stray }\nkey: [id]\nattributes: { id: bigint }\n`,
    passing: related,
  }),
  'sides-differ': diagnostic<{
    relationship: string;
    cardinality: string;
    other: string;
    says: string;
    expected: string;
  }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ relationship, cardinality, other, says }) =>
        `${relationship} is ${cardinality}, but ${other} over the same columns is ${says}`,
      zh: ({ relationship, cardinality, other, says }) =>
        `${relationship} 是 ${cardinality}，而同样列上的 ${other} 是 ${says}`,
    },
    why: {
      en: 'The two are one relationship seen from its two sides; one of them is wrong about the number of rows, and what is refused or summed over it with it.',
      zh: '两者是同一关系的两侧；其中一侧对行数的声明有误，经过它的合计或拒绝也会出错。',
    },
    hint: {
      en: ({ relationship, other, expected }) =>
        `say ${expected} for ${relationship}, or mend ${other}; "dataagent ontology check --database" proves cardinalities on rows`,
      zh: ({ relationship, other, expected }) =>
        `将 ${relationship} 写成 ${expected}，或修改 ${other}；"dataagent ontology check --database" 可在数据上验证`,
    },
    failing: card('one_to_many'),
    passing: card('one_to_one'),
  }),
} as const;
