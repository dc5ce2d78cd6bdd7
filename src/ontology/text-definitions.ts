import { diagnostic } from '../base/diagnostic.js';
import { formDefinitions } from '../base/form-definitions.js';
import { quote } from '../base/words.js';
import { owners } from './words.js';

const shop = 'source: { table: dim_shop }\nkey: [shop_id]\nattributes: { shop_id: bigint }';

/** What is wrong with the text or the form of a file: YAML, keys, shapes, values. */
export const textDefinitions = {
  'too-large': diagnostic<{ limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ limit }) => `the file is larger than ${limit} bytes`,
      zh: ({ limit }) => `文件超过 ${limit} 字节`,
    },
    why: {
      en: 'A limit bounds the time and memory that any text can take.',
      zh: '上限使任何文本占用的时间和内存都有界。',
    },
    hint: {
      en: () => 'split it: definitions may stand in any file',
      zh: () => '拆成多个文件：定义放在哪个文件都可以',
    },
  }),
  'too-deep': diagnostic<{ limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ limit }) => `lists and mappings are nested more than ${limit} deep here`,
      zh: ({ limit }) => `列表和映射在此处的嵌套超过 ${limit} 层`,
    },
    why: {
      en: 'No definition nests so deep, and deep nesting ends YAML parsers in ways that no message explains.',
      zh: '没有任何定义会嵌套这么深；过深的嵌套会让 YAML 解析器以无法解释的方式中断。',
    },
  }),
  alias: diagnostic<{ name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name }) => `an anchor or alias (${quote(name)}) has no place here`,
      zh: ({ name }) => `这里不能使用锚点或别名（${quote(name)}）`,
    },
    why: {
      en: 'A few nested aliases stand for gigabytes, and a definition that is shared by text cannot be located.',
      zh: '几层嵌套的别名就能展开成数 GB；靠文本共享的定义也无法定位。',
    },
    hint: {
      en: () => 'write the value out; a text that starts with & or * stands in quotes',
      zh: () => '把值写完整；以 & 或 * 开头的文本要加引号',
    },
    failing: `entity: shop\nlabel: &name Shop\nsynonyms: [*name]\n${shop}`,
    passing: `entity: shop\nlabel: Shop\nsynonyms: [store]\n${shop}`,
  }),
  tag: diagnostic<{ tag: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ tag }) => `a tag (${quote(tag)}) has no place here`,
      zh: ({ tag }) => `这里不能使用标签（${quote(tag)}）`,
    },
    why: {
      en: 'Types come from the place a value stands at, never from the text.',
      zh: '值的类型由它所在的位置决定，而不由文本决定。',
    },
    hint: {
      en: () => 'a text that starts with ! stands in quotes',
      zh: () => '以 ! 开头的文本要加引号',
    },
    failing: `entity: shop\nlabel: !!str Shop\n${shop}`,
    passing: `entity: shop\nlabel: Shop\n${shop}`,
  }),
  'key-not-text': diagnostic({
    severity: 'error',
    level: 1,
    message: { en: () => 'a key is no text', zh: () => '键不是文本' },
    why: {
      en: 'Keys are names; YAML would also take lists and mappings.',
      zh: '键是名称；YAML 也允许用列表和映射作键，但这里没有意义。',
    },
    failing: `entity: shop\n? [label]\n: Shop\n${shop}`,
    passing: `entity: shop\nlabel: Shop\n${shop}`,
  }),
  'duplicate-key': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the key stands twice in this mapping',
      zh: () => '这个映射里同一个键出现了两次',
    },
    why: {
      en: 'One of the two would be ignored silently.',
      zh: '两者之一会被悄悄忽略。',
    },
    hint: { en: () => 'keep one of the two', zh: () => '只保留其中一个' },
    failing: `entity: shop\nlabel: Shop\nlabel: Store\n${shop}`,
    passing: `entity: shop\nlabel: Shop\n${shop}`,
  }),
  syntax: diagnostic<{ reason: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ reason }) => `this is no YAML: ${reason}`,
      zh: ({ reason }) => `这里不符合 YAML 语法：${reason}`,
    },
    why: {
      en: 'The parser gives up here; the mistake is often on the line before.',
      zh: '解析器在此处停下；错误往往在上一行。',
    },
    hint: {
      en: () => 'a text with `: ` or ` #` in it, or that starts with a sign, stands in quotes',
      zh: () => '包含 `: ` 或 ` #`、或以符号开头的文本要加引号',
    },
    failing: `entity: shop\nlabel: "Shop\n${shop}`,
    passing: `entity: shop\nlabel: "Shop"\n${shop}`,
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
