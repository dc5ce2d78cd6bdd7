import { diagnostic } from '../../base/diagnostic.js';

/** What can be wrong with files of a project, whatever stands in them. */
export const fileDefinitions = {
  'holds-secret': diagnostic<Record<string, never>>({
    severity: 'error',
    level: 5,
    message: {
      en: () => 'the file holds what looks like a secret',
      zh: () => '文件中有疑似密钥的内容',
    },
    why: {
      en: 'Files of a project are shared, kept in its history for good, and may be shown to a model.',
      zh: '项目文件会被共享、永久留在历史记录里，也可能发给模型。',
    },
    hint: {
      en: () =>
        'take it out and replace the secret itself; name the environment variable that holds it, in the user’s own settings',
      zh: () => '删去它并更换该密钥；在用户自己的设置里写存放密钥的环境变量名',
    },
  }),
  'too-long': diagnostic<{ what: string; count: number; most: number }>({
    severity: 'warning',
    level: 4,
    message: {
      en: ({ what, count, most }) => `${what} has ${count} lines, more than ${most}`,
      zh: ({ what, count, most }) => `${what} 有 ${count} 行，超过 ${most} 行`,
    },
    why: {
      en: 'A person decides at a gate on what they have read; what is too long is approved unread.',
      zh: '人在关卡上对读过的内容作决定；过长的内容会不经阅读就被批准。',
    },
    hint: {
      en: () => 'part it into several specs, or leave out what the documents say themselves',
      zh: () => '拆成多个规格，或删去文档本身已表达的内容',
    },
  }),
  'too-many-documents': diagnostic<{ count: number; most: number }>({
    severity: 'warning',
    level: 4,
    message: {
      en: ({ count, most }) => `the spec has ${count} documents, more than ${most}`,
      zh: ({ count, most }) => `规格有 ${count} 个文档，超过 ${most} 个`,
    },
    why: {
      en: 'A spec is decided on as a whole; of many tables one is agreed to without having been looked at.',
      zh: '规格作为整体被决定；表太多时总有一张没被看过就被同意。',
    },
    hint: {
      en: () => 'part it into several specs',
      zh: () => '拆成多个规格',
    },
  }),
} as const;
