import { defineTroubles, troubleOf } from '../../base/trouble.js';

/** What can keep a template of a model from becoming a document. */
export const templateTroubles = {
  unknown: troubleOf<{ name: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `there is no template "${name}"`,
      zh: ({ name }) => `没有名为「${name}」的模板`,
    },
    hint: {
      en: ({ known }) => `one of ${known.join(', ')}`,
      zh: ({ known }) => `可用：${known.join('、')}`,
    },
  }),
  holes: troubleOf<{ name: string; problems: readonly string[]; chinese: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name, problems }) => `the template ${name} is not filled: ${problems.join('; ')}`,
      zh: ({ name, chinese }) => `模板 ${name} 没有填好：${chinese.join('；')}`,
    },
    hint: {
      en: () => 'give each with --set name=value; lists are separated by commas',
      zh: () => '用 --set 名称=值 逐个给出；列表用逗号分隔',
    },
  }),
} as const;

/** Makes troubles of templates. */
export const templateTrouble = defineTroubles('template', templateTroubles);
