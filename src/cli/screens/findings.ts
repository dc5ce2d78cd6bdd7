import { Box, Text, useInput } from 'ink';
import { createElement as h, useState, type ReactElement } from 'react';
import type { Language } from '../../base/diagnostic.js';
import type { Session } from '../outcome.js';
import { fit } from './fit.js';
import { useHeld, type Held } from './held.js';
import { answered, interrupt, ownTerminal, type Terminal } from './screen.js';
import { Scrolled } from './scrolled.js';
import { useTerminalSize } from './terminal-size.js';

/** One finding: its line in the list, and all that is known of it. */
export interface ShownFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly place: string;
  readonly message: string;
  /** As `check` prints it. */
  readonly text: string;
}

/** Lets a person go through findings: a list, and each of them whole. */
export async function browsed(
  session: Session,
  findings: readonly ShownFinding[],
  terminal: Terminal = ownTerminal,
): Promise<void> {
  const { language } = session;
  await answered<never>(session, terminal, (answer) =>
    h(FindingsView, { findings, language, leave: () => answer(undefined) }),
  );
}

interface Props {
  readonly findings: readonly ShownFinding[];
  readonly language: Language;
  readonly leave: () => void;
}

function FindingsView({ findings, language, leave }: Props): ReactElement {
  const at = useHeld(0);
  const [errorsOnly, setErrorsOnly] = useState(false);
  const [open, setOpen] = useState(false);
  const zh = language === 'zh';
  const list = errorsOnly ? findings.filter((f) => f.severity === 'error') : findings;
  const own = list[Math.min(at.now(), list.length - 1)];
  if (open && own !== undefined) {
    const back = (): void => setOpen(false);
    const foot = zh ? 'Esc 返回列表 · q 退出' : 'Esc back to the list · q leave';
    return h(Scrolled, {
      text: own.text,
      foot,
      keys: { escape: back, enter: back, q: leave },
    });
  }
  return h(FindingList, {
    list,
    at,
    errorsOnly,
    zh,
    only: () => {
      setErrorsOnly(!errorsOnly);
      at.set(0);
    },
    open: () => setOpen(true),
    leave,
  });
}

interface ListProps {
  readonly list: readonly ShownFinding[];
  readonly at: Held<number>;
  readonly errorsOnly: boolean;
  readonly zh: boolean;
  readonly only: () => void;
  readonly open: () => void;
  readonly leave: () => void;
}

function FindingList({ list, at, errorsOnly, zh, only, open, leave }: ListProps): ReactElement {
  const { columns, rows } = useTerminalSize();
  const room = Math.max(1, rows - 3);
  const within = (place: number): number => Math.max(0, Math.min(list.length - 1, place));
  const here = within(at.now());
  const top = Math.max(0, Math.min(here - Math.floor(room / 2), list.length - room));
  useInput((input, key) => {
    if (key.ctrl && input === 'c') return interrupt();
    if (key.escape || input === 'q') return leave();
    if (key.return) return open();
    if (input === 'e') return only();
    const step = key.downArrow || input === 'j' ? 1 : key.upArrow || input === 'k' ? -1 : 0;
    const page = key.pageDown || input === ' ' ? room : key.pageUp || input === 'b' ? -room : 0;
    at.set(within(within(at.now()) + step + page));
  });
  const filter = errorsOnly ? (zh ? '只看错误' : 'errors only') : zh ? '全部' : 'all';
  const foot = zh
    ? `回车 查看 · e ${filter} · q 退出  ${list.length === 0 ? 0 : here + 1} / ${list.length}`
    : `Enter open · e ${filter} · q leave  ${list.length === 0 ? 0 : here + 1} / ${list.length}`;
  return h(
    Box,
    { flexDirection: 'column' },
    ...list.slice(top, top + room).map((f, i) => {
      const mark = top + i === here ? '❯' : ' ';
      const line = fit(`${mark} ${f.code}  ${f.place}  ${f.message}`, columns - 1);
      return h(Text, { key: i, color: f.severity === 'error' ? 'red' : 'yellow' }, line);
    }),
    h(Text, { key: 'foot', inverse: true }, fit(foot, columns - 1)),
  );
}
