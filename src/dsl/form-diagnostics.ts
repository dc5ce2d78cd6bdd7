import { diagnostic } from '../base/diagnostic.js';
import { bounds, jsonWords, owners, quote, shapes, type Words } from './words.js';

const say = (words: Words, language: 'en' | 'zh', word: string): string =>
  words[word]?.[language] ?? word;

/** What is wrong with the text or the form of a document: JSON, keys, shapes, values. */
export const formDiagnostics = {
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
  'unknown-key': diagnostic<{ key: string; owner: string; near: number; names: readonly string[] }>(
    {
      severity: 'error',
      level: 1,
      message: {
        en: ({ key, owner }) => `${say(owners, 'en', owner)} has no key ${quote(key)}`,
        zh: ({ key, owner }) => `${say(owners, 'zh', owner)}没有键 ${quote(key)}`,
      },
      why: {
        en: 'A key that nothing reads would look as if it counted.',
        zh: '没有任何步骤会读取的键，看起来却像是生效了。',
      },
      hint: {
        en: ({ near, names }) =>
          `${near > 0 ? 'did you mean' : 'its other keys are'} ${names.map(quote).join(', ')}${near > 0 ? '?' : ''}`,
        zh: ({ near, names }) =>
          `${near > 0 ? '是否为' : '其余可用的键：'}${names.map(quote).join('、')}${near > 0 ? '？' : ''}`,
      },
      failing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "group_by": [{"as": "day", "grain": "day"}]}]}',
      passing:
        '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "by": [{"as": "day", "grain": "day"}]}]}',
    },
  ),
  'missing-key': diagnostic<{ key: string; owner: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ key, owner }) => `${say(owners, 'en', owner)} lacks the key ${quote(key)}`,
      zh: ({ key, owner }) => `${say(owners, 'zh', owner)}缺少键 ${quote(key)}`,
    },
    why: {
      en: 'The meaning of the object depends on it and it has no default.',
      zh: '对象的含义取决于它，而它没有默认值。',
    },
    failing: '{"dsl": "1", "stages": [{"name": "result", "from": "order"}]}',
    passing: '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}]}',
  }),
  'wrong-shape': diagnostic<{ found: string; expected: readonly string[] }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ found, expected }) =>
        `${say(shapes, 'en', found)} stands where ${expected.map((e) => say(shapes, 'en', e)).join(' or ')} belongs`,
      zh: ({ found, expected }) =>
        `此处是${say(shapes, 'zh', found)}，应为${expected.map((e) => say(shapes, 'zh', e)).join('或')}`,
    },
    why: {
      en: 'Each place of the grammar has one shape, so that a document can be read in one way only.',
      zh: '语法的每个位置只有一种形状，文档才只有一种读法。',
    },
    failing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "where": "amount > 0"}]}',
    passing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "where": ["amount > 0"]}]}',
  }),
  'unknown-value': diagnostic<{ value: string; values: readonly string[] }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ value }) => `${quote(value)} is none of the values that are known here`,
      zh: ({ value }) => `${quote(value)} 不是此处允许的取值`,
    },
    why: {
      en: 'The place takes one of a few words, each with its own meaning.',
      zh: '这个位置只接受固定的几个词，各有含义。',
    },
    hint: {
      en: ({ values }) => `one of ${values.map(quote).join(', ')}`,
      zh: ({ values }) => `可取：${values.map(quote).join('、')}`,
    },
    failing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "by": [], "measures": [{"as": "n", "agg": "total"}]}]}',
    passing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "by": [], "measures": [{"as": "n", "agg": "count"}]}]}',
  }),
  'out-of-range': diagnostic<{ value: string; bound: string; limit: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ value, bound, limit }) =>
        `${value} is out of range: ${say(bounds, 'en', bound).replace('{}', limit)}`,
      zh: ({ value, bound, limit }) =>
        `${value} 超出范围：${say(bounds, 'zh', bound).replace('{}', limit)}`,
    },
    why: {
      en: 'A value outside of these bounds has no meaning at this place.',
      zh: '超出这个界限的值在此处没有含义。',
    },
    failing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "limit": {"rows": 0}}]}',
    passing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order", "limit": {"rows": 1}}]}',
  }),
} as const;
