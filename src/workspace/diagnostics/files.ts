import { diagnostic, type Language } from '../../base/diagnostic.js';
import { largestText } from '../../base/limits.js';

/** Why a file of a project cannot be read. */
export type Unreadable = 'too-large' | 'not-text' | 'outside' | 'missing-file' | 'cannot-read';

type Texts = Readonly<Record<Unreadable, Readonly<Record<Language, string>>>>;

const reasons: Texts = {
  'too-large': {
    en: `the file is larger than ${largestText} bytes`,
    zh: `文件超过 ${largestText} 字节`,
  },
  'not-text': { en: 'the file is not UTF-8 text', zh: '文件不是 UTF-8 文本' },
  outside: { en: 'the link leads out of the project', zh: '链接指向项目之外' },
  'missing-file': { en: 'the link leads to nothing', zh: '链接指向的文件不存在' },
  'cannot-read': { en: 'the file cannot be read', zh: '文件无法读取' },
};

const mended: Texts = {
  'too-large': { en: 'split the file', zh: '请拆分文件' },
  'not-text': { en: 'save it as UTF-8', zh: '请另存为 UTF-8' },
  outside: {
    en: 'put what it leads to here; links out of the project are not followed',
    zh: '把所指的内容放到这里；不会跟随指向项目之外的链接',
  },
  'missing-file': { en: 'remove it, or put the file here', zh: '删除它，或把文件放到这里' },
  'cannot-read': { en: 'check who may read it', zh: '请检查读取权限' },
};

/** What can be wrong with files of a project, whatever stands in them. */
export const fileDefinitions = {
  'unreadable-file': diagnostic<{ reason: Unreadable }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ reason }) => reasons[reason].en,
      zh: ({ reason }) => reasons[reason].zh,
    },
    why: {
      en: 'What cannot be read is neither checked nor decided on, and what it says counts for nothing.',
      zh: '读不到的内容既不会被检查，也无法据以决定，其中所写的一概不算数。',
    },
    hint: {
      en: ({ reason }) => mended[reason].en,
      zh: ({ reason }) => mended[reason].zh,
    },
  }),
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
