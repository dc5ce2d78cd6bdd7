import { diagnostic } from '../../base/diagnostic.js';

const written = (version: string): string =>
  `{"dsl": "${version}", "title": "orders", "stages": [{"name": "result", "from": "orders"}]}`;

/** What is wrong with the version of a document. */
export const dslVersionDefinitions = {
  'newer-version': diagnostic<{ version: string; known: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ version, known }) => `the document is of version ${version}; this tool knows ${known}`,
      zh: ({ version, known }) => `文档版本为 ${version}，本工具只认识 ${known}`,
    },
    why: {
      en: 'A newer form may say something that an older reader would pass over; it is not read in part.',
      zh: '新版形式可能表达旧版读取器会忽略的内容；不做部分读取。',
    },
    hint: {
      en: () => 'take a newer dataagent',
      zh: () => '请使用更新版本的 dataagent',
    },
    failing: written('2'),
    passing: written('1'),
  }),
  'older-version': diagnostic<{ version: string; known: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ version, known }) => `the document is of version ${version}, which is before ${known}`,
      zh: ({ version, known }) => `文档版本为 ${version}，早于 ${known}`,
    },
    why: {
      en: 'What an older form meant is written anew once, seen by people, and not guessed at every reading.',
      zh: '旧版形式只转换一次并由人查看，而不是每次读取时猜测。',
    },
    hint: {
      en: () => 'dataagent migrate writes it in the form of today',
      zh: () => 'dataagent migrate 会把它改写为当前形式',
    },
    failing: written('0'),
    passing: written('1'),
  }),
} as const;
