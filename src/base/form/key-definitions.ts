import { diagnostic, type Language } from '../diagnostic.js';
import type { Example } from './form-definitions.js';

/** What is wrong with keys that stand together, or with what is written at one. */
export type KeyCode = 'both-keys' | 'key-needed' | 'key-without-use' | 'time-form' | 'bad-shift';

type Said = Readonly<Record<Language, string>>;

/** What a room says of its own keys. */
export interface KeyWords {
  /** Why two keys exclude each other. */
  readonly whyOne: Said;
  /** What depends on a key that is needed. */
  readonly whyNeeded: Said;
  /** The forms of a range of time. */
  readonly timeForms: Said;
  readonly examples: Readonly<Record<KeyCode, Example>>;
}

/**
 * What can be wrong with keys that each have the right form, for the diagnostics of documents and of the
 * ontology: `of`, `where`, `time`, `shift` are one vocabulary in both (design section 3).
 */
export function keyDefinitions({ whyOne, whyNeeded, timeForms, examples }: KeyWords) {
  return {
    'both-keys': diagnostic<{ first: string; second: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ first, second }) => `"${first}" and "${second}" exclude each other`,
        zh: ({ first, second }) => `"${first}" 和 "${second}" 不能同时出现`,
      },
      why: whyOne,
      hint: { en: () => 'keep one of the two', zh: () => '只保留其中一个' },
      ...examples['both-keys'],
    }),
    'key-needed': diagnostic<{ key: string; by: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ key, by }) => `${by} needs "${key}"`,
        zh: ({ key, by }) => `${by} 需要 "${key}"`,
      },
      why: whyNeeded,
      ...examples['key-needed'],
    }),
    'key-without-use': diagnostic<{ key: string; by: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ key, by }) => `"${key}" has no use with ${by}`,
        zh: ({ key, by }) => `"${key}" 对 ${by} 不起作用`,
      },
      why: {
        en: 'A key that nothing reads would look as if it counted.',
        zh: '没有任何步骤会读取的键，看起来却像是生效了。',
      },
      ...examples['key-without-use'],
    }),
    'time-form': diagnostic({
      severity: 'error',
      level: 1,
      message: {
        en: () => 'the range has not exactly one form',
        zh: () => '时间范围应当且只应当采用一种形式',
      },
      why: {
        en: 'Two forms in one range can contradict each other, and half a form has no bounds.',
        zh: '同一范围的两种形式可能互相矛盾，而不完整的形式没有边界。',
      },
      hint: { en: () => timeForms.en, zh: () => timeForms.zh },
      ...examples['time-form'],
    }),
    'bad-shift': diagnostic<{ shift: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ shift }) => `"${shift}" is no shift`,
        zh: ({ shift }) => `"${shift}" 不是合法的平移`,
      },
      why: {
        en: 'A shift moves the as-of day by whole units, or to the start of one.',
        zh: '平移只能按整单位移动截止日，或移到某个单位的开始。',
      },
      hint: {
        en: () => 'write it as "-1 year", "-7 day" or "start of month"',
        zh: () => '写作 "-1 year"、"-7 day" 或 "start of month"',
      },
      ...examples['bad-shift'],
    }),
  };
}
