import { diagnostic } from '../../base/diagnostic.js';
import { quote } from '../../base/words.js';

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
} as const;
