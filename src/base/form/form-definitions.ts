import { diagnostic } from '../diagnostic.js';
import { bounds, quote, say, shapes, type Words } from '../text/words.js';

/** A text that trips a diagnostic, and one that does not. */
export interface Example {
  readonly failing: string;
  readonly passing: string;
}

/** The ways in which a value can break the schema of its format. */
export type FormCode =
  'unknown-key' | 'missing-key' | 'wrong-shape' | 'unknown-value' | 'out-of-range';

type UnknownKey = { key: string; owner: string; near: number; names: readonly string[] };

/**
 * What can be wrong with a value that a schema describes, for the diagnostics of any room: `owners` are
 * the objects of its format by the names of their definitions, `examples` are texts of that format.
 */
export function formDefinitions(owners: Words, examples: Readonly<Record<FormCode, Example>>) {
  return {
    'unknown-key': diagnostic<UnknownKey>({
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
        en: ({ near, names }) => {
          const list = names.map(quote).join(', ');
          if (list === '') return 'remove it';
          return near > 0 ? `did you mean ${list}?` : `its other keys are ${list}`;
        },
        zh: ({ near, names }) => {
          const list = names.map(quote).join('、');
          if (list === '') return '删除它';
          return near > 0 ? `是否为 ${list}？` : `其余可用的键：${list}`;
        },
      },
      ...examples['unknown-key'],
    }),
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
      hint: {
        en: ({ key }) => `add ${quote(key)}`,
        zh: ({ key }) => `加上 ${quote(key)}`,
      },
      ...examples['missing-key'],
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
        en: 'Each place of the format has its shape, so that it can be read in one way only.',
        zh: '格式的每个位置都有固定的形状，内容才只有一种读法。',
      },
      ...examples['wrong-shape'],
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
      ...examples['unknown-value'],
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
      ...examples['out-of-range'],
    }),
  };
}
