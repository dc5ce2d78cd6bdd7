import { Box, Text, useInput } from 'ink';
import { createElement as h, type ReactElement } from 'react';
import type { Language } from '../../base/diagnostic.js';
import type { Session } from '../outcome.js';
import { fit, wrapped } from './fit.js';
import { useHeld } from './held.js';
import { answered, interrupt, ownTerminal, type Terminal } from './screen.js';
import { useTerminalSize } from './terminal-size.js';

/** One question with what may be answered, the recommended option first. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** Why it matters. */
  readonly why: string;
  readonly options: readonly {
    readonly letter: string;
    readonly label: string;
    readonly recommended: boolean;
  }[];
}

/**
 * Asks one question: the letter of an option, or a text where there are no options to choose from;
 * undefined where the person leaves it open.
 */
export async function chosen(
  session: Session,
  question: Question,
  terminal: Terminal = ownTerminal,
): Promise<string | undefined> {
  const { language } = session;
  return answered<string>(session, terminal, (answer) =>
    h(QuestionView, { question, language, answer }),
  );
}

interface Props {
  readonly question: Question;
  readonly language: Language;
  readonly answer: (value: string | undefined) => void;
}

function QuestionView({ question, language, answer }: Props): ReactElement {
  const { id, question: asked, why, options } = question;
  const { columns, rows } = useTerminalSize();
  const at = useHeld(0);
  const typed = useHeld('');
  const zh = language === 'zh';
  const free = options.length === 0;
  useInput((input, key) => {
    if (key.ctrl && input === 'c') return interrupt();
    if (key.escape) return answer(undefined);
    if (key.return)
      return answer(free ? typed.now().trim() || undefined : options[at.now()]?.letter);
    if (free) {
      const erases = key.backspace || key.delete;
      return typed.set(
        erases ? Array.from(typed.now()).slice(0, -1).join('') : typed.now() + input,
      );
    }
    if (key.downArrow || key.tab) return at.set((at.now() + 1) % options.length);
    if (key.upArrow) return at.set((at.now() + options.length - 1) % options.length);
    const own = options.find((o) => o.letter.toLowerCase() === input.toLowerCase());
    if (own !== undefined) answer(own.letter);
  });
  const foot = free
    ? zh
      ? '输入答复，回车确认 · Esc 以后再说'
      : 'type, Enter to answer · Esc leaves it open'
    : zh
      ? '↑↓ 选择，回车确认 · Esc 以后再说'
      : '↑↓ choose, Enter to answer · Esc leaves it open';
  const head = wrapped(`${id} ${asked}`, columns - 1);
  // What is asked and what may be answered stay in sight; why gives way, also to the foot and the line below it.
  const room = rows - head.length - Math.max(1, options.length) - 2;
  const text = (key: string, value: string, tone: object = {}): ReactElement =>
    h(Text, { key, ...tone }, value === '' ? ' ' : value);
  return h(
    Box,
    { flexDirection: 'column' },
    ...head.map((l, i) => text(`q${i}`, l, { bold: true })),
    ...cutTo(room, wrapped(why, columns - 1), columns - 1).map((l, i) =>
      text(`w${i}`, l, { color: 'gray' }),
    ),
    ...options.map(({ letter, label, recommended }, i) => {
      const star = recommended ? (zh ? '  推荐' : '  recommended') : '';
      const line = `${i === at.now() ? '❯' : ' '} ${letter}) ${label}${star}`;
      return text(letter, fit(line, columns - 1), i === at.now() ? { color: 'cyan' } : {});
    }),
    ...(free ? [text('typed', fit(`> ${typed.now()}`, columns - 1))] : []),
    text('foot', fit(foot, columns - 1), { inverse: true }),
  );
}

/** The first lines, the last with … where more were. */
function cutTo(room: number, lines: readonly string[], columns: number): readonly string[] {
  if (lines.length <= room) return lines;
  return lines
    .slice(0, Math.max(0, room))
    .map((line, i) => (i === room - 1 ? `${fit(line, columns - 1).replace(/…$/, '')}…` : line));
}
