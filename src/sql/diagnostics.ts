import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

/** Everything that can stand between a plan and the SQL of a dialect; `explain` shows these texts. */
export const sqlDefinitions = {
  unsupported: diagnostic<{ dialect: string; construct: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ dialect, construct }) => `${dialect} cannot express ${construct}`,
      zh: ({ dialect, construct }) => `${dialect} 无法表达 ${construct}`,
    },
    why: {
      en: 'A statement that only approximates the document would give numbers that look right and are wrong, so nothing is printed (design law 8).',
      zh: '近似的语句会给出看似正确的错误数字，因此不生成任何 SQL（设计法则 8）。',
    },
    hint: {
      en: ({ construct }) => `say it without ${construct}, or print for another dialect`,
      zh: ({ construct }) => `请不使用 ${construct} 来表达，或改用其他方言`,
    },
    failing: '{"order": [{"by": "amount"}], "show": ["name"]} printed for maxcompute',
    passing: '{"order": [{"by": "amount"}], "show": ["name", "amount"]} printed for maxcompute',
  }),
  'unsafe-text': diagnostic<{ dialect: string; kind: 'name' | 'text'; text: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ dialect, kind, text }) => `the ${kind} ${text} cannot be written in ${dialect}`,
      zh: ({ dialect, kind, text }) =>
        `${kind === 'name' ? '名称' : '文本'} ${text} 无法写入 ${dialect} 语句`,
    },
    why: {
      en: 'Names and texts reach SQL only quoted; what no quoting of the dialect can hold (control characters, or what a scheduler would replace before the engine reads it) is refused (design law 10).',
      zh: '名称与文本只能以引用形式进入 SQL；该方言的任何引用都无法容纳的内容（控制字符，或会被调度系统替换的片段）会被拒绝（设计法则 10）。',
    },
    hint: {
      en: ({ kind }) => `give the ${kind} without control characters, \${ and $[`,
      zh: ({ kind }) => `请去掉${kind === 'name' ? '名称' : '文本'}中的控制字符、\${ 以及 $[`,
    },
    failing: 'a column called `a${b}`',
    passing: 'a column called `a{b}`',
  }),
} as const;

/** Makes a diagnostic of this room. */
export const sqlDiagnostic = defineDiagnostics('sql', sqlDefinitions);
