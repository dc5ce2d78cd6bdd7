import { defineTroubles, troubleOf } from '../../base/trouble.js';

/** What keeps a project from being written in the form of today. */
export const migrateTroubles = {
  newer: troubleOf<{ file: string; version: string; known: string }>({
    kind: 'environment',
    message: {
      en: ({ file, version, known }) =>
        `${file} is of version ${version}; this tool knows ${known} and those before`,
      zh: ({ file, version, known }) =>
        `${file} 的版本为 ${version}，本工具只认识 ${known} 及更早版本`,
    },
    hint: {
      en: () => 'take a newer dataagent; nothing was changed',
      zh: () => '请使用更新版本的 dataagent；没有改动任何文件',
    },
  }),
  unknown: troubleOf<{ file: string; version: string }>({
    kind: 'environment',
    message: {
      en: ({ file, version }) =>
        `no step leads from version ${version} of ${file} to that of today`,
      zh: ({ file, version }) => `没有从 ${file} 的版本 ${version} 到当前版本的转换步骤`,
    },
    hint: {
      en: () => 'a dataagent of between may have one; nothing was changed',
      zh: () => '中间版本的 dataagent 可能支持；没有改动任何文件',
    },
  }),
} as const;

/** Makes troubles of migrating. */
export const migrateTrouble = defineTroubles('migrate', migrateTroubles);
