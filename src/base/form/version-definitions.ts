import { diagnostic, type Language } from '../diagnostic.js';

/** What a version of a form is of, and what a text of it looks like. */
export interface Versioned {
  /** What has the version: the document, the project. */
  readonly owner: Readonly<Record<Language, string>>;
  /** Why nothing of a newer form is read. */
  readonly whyNewer: Readonly<Record<Language, string>>;
  /** A text of a version. */
  readonly written: (version: string) => string;
}

/** What can be wrong with the version of a form (`formVersion`), for the diagnostics of any room. */
export function versionDefinitions({ owner, whyNewer, written }: Versioned) {
  return {
    'newer-version': diagnostic<{ version: string; known: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ version, known }) =>
          `${owner.en} is of version ${version}; this tool knows ${known}`,
        zh: ({ version, known }) => `${owner.zh}版本为 ${version}，本工具只认识 ${known}`,
      },
      why: whyNewer,
      hint: { en: () => 'take a newer dataagent', zh: () => '请使用更新版本的 dataagent' },
      failing: written('2'),
      passing: written('1'),
    }),
    'older-version': diagnostic<{ version: string; known: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ version, known }) =>
          `${owner.en} is of version ${version}, which is before ${known}`,
        zh: ({ version, known }) => `${owner.zh}版本为 ${version}，早于 ${known}`,
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
  };
}
