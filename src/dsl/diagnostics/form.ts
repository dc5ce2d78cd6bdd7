import { diagnostic } from '../../base/diagnostic.js';
import { formDefinitions } from '../../base/form/form-definitions.js';
import { jsonWords, quote, say } from '../../base/text/words.js';
import { owners } from '../words.js';

/** What is wrong with the text or the form of a document: JSON, keys, shapes, values. */
export const dslFormDefinitions = {
  'too-large': diagnostic<{ limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ limit }) => `the document is larger than ${limit} bytes`,
      zh: ({ limit }) => `文档超过 ${limit} 字节`,
    },
    why: {
      en: 'A document is one table or one question; nothing of that kind is so large, and a limit bounds every later step.',
      zh: '一个文档只描述一张表或一个问题，不会这么大；上限保证后续每一步的开销可控。',
    },
  }),
  'too-deep': diagnostic<{ limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ limit }) => `lists and objects are nested more than ${limit} deep here`,
      zh: ({ limit }) => `列表和对象在此处的嵌套超过 ${limit} 层`,
    },
    why: {
      en: 'No part of the grammar nests so deep, and deep nesting ends programs in ways that no message explains.',
      zh: '语法中没有这么深的结构；过深的嵌套会让程序以无法解释的方式中断。',
    },
  }),
  syntax: diagnostic<{ found: string; expected: readonly string[] }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ found, expected }) =>
        `${found === '' ? 'the text ends' : `${quote(found)} stands`} where JSON has ${expected.map((e) => say(jsonWords, 'en', e)).join(' or ')}`,
      zh: ({ found, expected }) =>
        `${found === '' ? '文本在此结束' : `此处是 ${quote(found)}`}，按 JSON 语法应为${expected.map((e) => say(jsonWords, 'zh', e)).join('或')}`,
    },
    why: {
      en: 'A document is JSON and nothing else: double quotes, no comments, no comma before a closing bracket.',
      zh: '文档必须是标准 JSON：双引号、没有注释、右括号前没有逗号。',
    },
    hint: {
      en: ({ found }) =>
        found === ''
          ? 'close the brackets and quotes that are open'
          : 'correct it there; "dataagent check --fix" mends commas, quotes and comments that JSON does not have',
      zh: ({ found }) =>
        found === ''
          ? '补全未闭合的括号和引号'
          : '修改此处；"dataagent check --fix" 可修复 JSON 不允许的逗号、引号和注释',
    },
    failing: '{"dsl": "1",}',
    passing: '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}]}',
  }),
  'duplicate-key': diagnostic<{ key: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ key }) => `the key ${quote(key)} stands twice in this object`,
      zh: ({ key }) => `键 ${quote(key)} 在这个对象里出现了两次`,
    },
    why: {
      en: 'JSON readers keep one of the two silently, and not all the same one.',
      zh: '各 JSON 解析器会悄悄只保留其中一个，而且保留哪一个并不一致。',
    },
    hint: { en: () => 'keep one of the two', zh: () => '只保留其中一个' },
    failing:
      '{"dsl": "1", "title": "orders", "title": "all orders", "stages": [{"name": "result", "from": "order"}]}',
    passing: '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}]}',
  }),
  ...formDefinitions(owners, {
    'unknown-key': {
      failing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "group_by": [{"as": "day", "grain": "day"}]}]}',
      passing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "by": [{"as": "day", "grain": "day"}]}]}',
    },
    'missing-key': {
      failing: '{"dsl": "1", "stages": [{"name": "result", "from": "order"}]}',
      passing: '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}]}',
    },
    'wrong-shape': {
      failing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "where": "amount > 0"}]}',
      passing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "where": ["amount > 0"]}]}',
    },
    'unknown-value': {
      failing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "by": [], "measures": [{"as": "n", "agg": "total"}]}]}',
      passing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "by": [], "measures": [{"as": "n", "agg": "count"}]}]}',
    },
    'out-of-range': {
      failing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "limit": {"rows": 0}}]}',
      passing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "limit": {"rows": 1}}]}',
    },
  }),
} as const;
