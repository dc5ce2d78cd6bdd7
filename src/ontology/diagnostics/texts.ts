import { diagnostic } from '../../base/diagnostic.js';
import { formDefinitions } from '../../base/form/form-definitions.js';
import { quote } from '../../base/text/words.js';
import { yamlDefinitions } from '../../base/yaml/yaml-definitions.js';
import { owners } from '../words.js';

const shop = 'source: { table: dim_shop }\nkey: [shop_id]\nattributes: { shop_id: bigint }';

/** What is wrong with the text or the form of a file: YAML, keys, shapes, values. */
export const textDefinitions = {
  ...yamlDefinitions({
    alias: {
      failing: `entity: shop\nlabel: &name Shop\nsynonyms: [*name]\n${shop}`,
      passing: `entity: shop\nlabel: Shop\nsynonyms: [store]\n${shop}`,
    },
    tag: {
      failing: `entity: shop\nlabel: !!str Shop\n${shop}`,
      passing: `entity: shop\nlabel: Shop\n${shop}`,
    },
    'key-not-text': {
      failing: `entity: shop\n? [label]\n: Shop\n${shop}`,
      passing: `entity: shop\nlabel: Shop\n${shop}`,
    },
    'duplicate-key': {
      failing: `entity: shop\nlabel: Shop\nlabel: Store\n${shop}`,
      passing: `entity: shop\nlabel: Shop\n${shop}`,
    },
    syntax: {
      failing: `entity: shop\nlabel: "Shop\n${shop}`,
      passing: `entity: shop\nlabel: "Shop"\n${shop}`,
    },
  }),
  'cut-at-comma': diagnostic<{ rest: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ rest }) => `a text is cut at its comma: ${quote(rest)} is left over`,
      zh: ({ rest }) => `文本在逗号处被截断，剩下 ${quote(rest)}`,
    },
    why: {
      en: 'In braces and brackets a comma ends a text, unless that is quoted.',
      zh: '在花括号和方括号里，没有加引号的文本遇到逗号就结束。',
    },
    hint: {
      en: () => 'put the whole text in quotes: { type: "decimal(18,2)" }',
      zh: () => '给整个文本加引号：{ type: "decimal(18,2)" }',
    },
    failing:
      'entity: shop\nsource: { table: dim_shop }\nattributes:\n  rent: { type: decimal(18,2) }',
    passing:
      'entity: shop\nsource: { table: dim_shop }\nattributes:\n  rent: { type: "decimal(18,2)" }',
  }),
  'no-head': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'nothing says what this document defines',
      zh: () => '看不出这个文档定义的是什么',
    },
    why: {
      en: 'Each document defines one thing, and the key that holds its name says which kind.',
      zh: '每个文档定义一样东西，由保存其名称的键说明种类。',
    },
    hint: {
      en: () => 'start it with one of entity, metric, term, period, calendar, policy',
      zh: () => '以 entity、metric、term、period、calendar、policy 之一开头',
    },
    failing: `name: shop\n${shop}`,
    passing: `entity: shop\n${shop}`,
  }),
  ...formDefinitions(owners, {
    'unknown-key': {
      failing: `entity: shop\nlabels: Shop\n${shop}`,
      passing: `entity: shop\nlabel: Shop\n${shop}`,
    },
    'missing-key': {
      failing: 'entity: shop\nattributes: { shop_id: bigint }',
      passing: `entity: shop\n${shop}`,
    },
    'wrong-shape': {
      failing: `entity: shop\nsynonyms: store\n${shop}`,
      passing: `entity: shop\nsynonyms: [store]\n${shop}`,
    },
    'unknown-value': {
      failing: 'entity: shop\nsource: { table: dim_shop, layer: dm }\nattributes: { name: string }',
      passing:
        'entity: shop\nsource: { table: dim_shop, layer: dim }\nattributes: { name: string }',
    },
    'out-of-range': {
      failing: 'period: 7d\nlast: 0\nunit: day\nmode: rolling',
      passing: 'period: 7d\nlast: 7\nunit: day\nmode: rolling',
    },
  }),
} as const;
