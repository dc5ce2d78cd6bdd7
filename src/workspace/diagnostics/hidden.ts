import { diagnostic } from '../../base/diagnostic.js';

/** What can be wrong with the characters of a spec’s texts. */
export const hiddenDefinitions = {
  'hidden-character': diagnostic<{ code: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ code }) => `the text or its file’s name holds the hidden character ${code}`,
      zh: ({ code }) => `文本或文件名中含有不可见字符 ${code}`,
    },
    why: {
      en: 'Characters that move a cursor or turn the direction of writing can show a person another text than the one that is decided on.',
      zh: '移动光标或改变书写方向的字符，会让人看到的内容与实际审批的内容不同。',
    },
    hint: {
      en: () => 'take it out; a terminal shows nothing at its place',
      zh: () => '删除该字符；终端上看不到它',
    },
    failing: 'title: "orders \\e[2J"',
    passing: 'title: orders',
  }),
} as const;
