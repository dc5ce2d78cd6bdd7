import { defineTroubles, troubleOf } from '../../base/trouble.js';

/** What can keep a definition from getting another name or another place. */
export const ontologyTroubles = {
  'not-plain': troubleOf<{ name: string }>({
    kind: 'usage',
    message: {
      en: ({ name }) =>
        `"${name}" cannot be a name: letters, digits and underscores, no digit first`,
      zh: ({ name }) => `「${name}」不能作为名称：只用字母、数字、下划线，且不以数字开头`,
    },
  }),
  'name-taken': troubleOf<{ name: string; where: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name, where }) => `"${name}" is a name already: ${where.join(', ')}`,
      zh: ({ name, where }) => `「${name}」已被使用：${where.join('、')}`,
    },
    hint: {
      en: () => 'take one that nothing has, so that no document can read another thing by it',
      zh: () => '请换一个未被占用的名称，以免任何文档因此读到别的东西',
    },
  }),
  'which-definition': troubleOf<{ name: string; found: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name, found }) => `"${name}" is ${found.join(' and ')}`,
      zh: ({ name, found }) => `「${name}」可指：${found.join('、')}`,
    },
    hint: {
      en: () => 'say the kind with it, in quotes: "metric NAME"',
      zh: () => '请在引号中带上种类："metric 名称"',
    },
  }),
  'not-renamed': troubleOf<{ kind: string }>({
    kind: 'usage',
    message: {
      en: ({ kind }) => `a ${kind} cannot be renamed`,
      zh: ({ kind }) => `不支持给 ${kind} 改名`,
    },
    hint: {
      en: () => 'entities, attributes, metrics and terms can',
      zh: () => '可以给实体、属性、指标和术语改名',
    },
  }),
  'known-metric': troubleOf<{ column: string; metric: string }>({
    kind: 'usage',
    message: {
      en: ({ column, metric }) => `"${column}" is a metric already: ${metric}`,
      zh: ({ column, metric }) => `「${column}」已是指标 ${metric}`,
    },
    hint: {
      en: ({ metric }) => `write "metric": "${metric}" into the document instead`,
      zh: ({ metric }) => `请在文档中直接写 "metric": "${metric}"`,
    },
  }),
  'other-meaning': troubleOf<{ name: string; what: readonly string[] }>({
    kind: 'needs-person',
    message: {
      en: ({ name, what }) =>
        `under the name "${name}" these would compute something else: ${what.join(', ')}`,
      zh: ({ name, what }) => `改名为「${name}」后，以下内容的计算会改变：${what.join('、')}`,
    },
    hint: {
      en: () => 'nothing was written; another thing there has the old or the new name',
      zh: () => '没有写入任何文件；那里另有同名之物',
    },
  }),
} as const;

/** Makes troubles of work on the ontology. */
export const ontologyTrouble = defineTroubles('definition', ontologyTroubles);
