import { suggest } from '../../../base/text/suggest.js';
import { allCodes, allExplained, type Explained } from '../../explanations/explained.js';
import type { Outcome, Session } from '../../outcome.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Every code with its level and severity, and why it exists. */
export function listCodes({ language }: Session): Outcome {
  const rules = allExplained().map(({ code, level, severity, exit, why }) => ({
    code,
    level,
    severity,
    why: why[language],
    ...(exit !== undefined && { exit }),
  }));
  const width = Math.max(...rules.map((r) => r.code.length));
  const lines = rules.map(
    (r) => `L${r.level} ${r.severity.padEnd(7)} ${r.code.padEnd(width)}  ${r.why}\n`,
  );
  return { text: lines.join(''), data: { rules } };
}

/** One code: why it exists, what to do, what breaks it, what does not. */
export function explainCode({ language }: Session, asked: string): Outcome {
  const all = allExplained();
  const [found, other] = all.filter((e) => e.code === asked);
  if (found === undefined) {
    const codes = all.map((e) => e.code);
    throw cliTrouble('unknown-code', { code: asked, near: suggest(asked, codes) });
  }
  if (other !== undefined) throw new Error(`${asked} stands for two things`);
  const { code, level, severity, exit, why, remedy, failing, passing } = found;
  return {
    text: textOf(found, words[language], why[language], remedy[language]),
    data: {
      code,
      level,
      severity,
      ...(exit !== undefined && { exit }),
      why: why[language],
      hint: remedy[language],
      failing,
      passing,
    },
  };
}

/** Whether a word is the code of something that the tool can print. */
export function isCode(word: string): boolean {
  return allCodes().includes(word);
}

const words = {
  en: {
    remedy: 'what to do',
    failing: 'breaks it',
    passing: 'keeps it',
    exit: 'exit',
    level: (level: number) => `level ${level}`,
    severity: { error: 'error', warning: 'warning' },
    head: (parts: readonly string[]) => ` (${parts.join(', ')})`,
  },
  zh: {
    remedy: '处理方法',
    failing: '违反',
    passing: '符合',
    exit: '退出码',
    level: (level: number) => `第 ${level} 级`,
    severity: { error: '错误', warning: '警告' },
    head: (parts: readonly string[]) => `（${parts.join('，')}）`,
  },
} as const;

function textOf(
  { code, level, severity, exit, failing, passing }: Explained,
  word: (typeof words)['en' | 'zh'],
  why: string,
  remedy: string,
): string {
  const head = [
    word.level(level),
    word.severity[severity],
    ...(exit === undefined ? [] : [`${word.exit} ${exit}`]),
  ];
  const example = (title: string, text: string): string =>
    `\n${title}:\n${text.replace(/^/gm, '  ')}\n`;
  return [
    `${code}${word.head(head)}\n\n${why}\n`,
    `\n${word.remedy}: ${remedy}\n`,
    example(word.failing, failing),
    example(word.passing, passing),
  ].join('');
}
