import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

/** What can be wrong with a project's settings. */
export const configDefinitions = {
  unreadable: diagnostic<{ detail: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ detail }) => `the settings are not readable: ${detail}`,
      zh: ({ detail }) => `无法读取配置：${detail}`,
    },
    why: {
      en: 'Settings that are guessed would send work to the wrong place.',
      zh: '猜测配置会把工作放到错误的地方。',
    },
  }),
  'unknown-key': diagnostic<{ key: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ key }) => `there is no setting "${key}"`,
      zh: ({ key }) => `没有配置项「${key}」`,
    },
    why: {
      en: 'A misspelt setting would silently have no effect.',
      zh: '拼写错误的配置项会悄悄失效。',
    },
  }),
  'wrong-value': diagnostic<{ expected: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ expected }) => `the setting is not ${expected}`,
      zh: ({ expected }) => `配置项的值不是 ${expected}`,
    },
    why: {
      en: 'A setting of another form cannot mean what its name says.',
      zh: '形式不对的配置项无法表达其含义。',
    },
  }),
} as const;

/** Makes diagnostics about settings. */
export const configDiagnostic = defineDiagnostics('config', configDefinitions);
