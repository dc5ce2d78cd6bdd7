import { Box, Text, useInput } from 'ink';
import { createElement as h, type ReactElement } from 'react';
import { fit, wrapped } from './fit.js';
import { useHeld } from './held.js';
import { interrupt } from './screen.js';
import { useTerminalSize } from './terminal-size.js';

/** What keys do on a scrolled text, and the line below it that says so. */
export interface ScrolledProps {
  readonly text: string;
  readonly keys: Readonly<Record<string, () => void>>;
  readonly foot: string;
}

/** A text that may be longer than the terminal, wrapped to it, with a line of keys below. */
export function Scrolled({ text, keys, foot }: ScrolledProps): ReactElement {
  const { columns, rows } = useTerminalSize();
  const lines = wrapped(text, columns - 1);
  const room = Math.max(1, rows - 3);
  const last = Math.max(0, lines.length - room);
  const wanted = useHeld(0);
  const top = Math.min(wanted.now(), last);
  useInput((input, key) => {
    if (key.ctrl && input === 'c') return interrupt();
    const step = key.downArrow || input === 'j' ? 1 : key.upArrow || input === 'k' ? -1 : 0;
    const page = key.pageDown || input === ' ' ? room : key.pageUp || input === 'b' ? -room : 0;
    const here = Math.min(wanted.now(), last);
    if (step + page !== 0) return wanted.set(Math.max(0, Math.min(last, here + step + page)));
    const name = key.return ? 'enter' : key.escape ? 'escape' : input;
    keys[name]?.();
  });
  const seen = `${top + 1}–${Math.min(lines.length, top + room)} / ${lines.length}`;
  return h(
    Box,
    { flexDirection: 'column' },
    ...lines
      .slice(top, top + room)
      .map((line, i) => h(Text, { key: i, ...toned(line) }, line || ' ')),
    h(Text, { key: 'foot', inverse: true }, fit(`${seen}  ${foot}`, columns - 1)),
  );
}

function toned(line: string): { readonly color?: string; readonly bold?: boolean } {
  if (line.startsWith('== ')) return { bold: true };
  if (line.startsWith('--- ')) return { color: 'cyan' };
  if (line.startsWith('  ~ ') || /^(?:warnings|警告): [1-9]/.test(line)) return { color: 'yellow' };
  if (line.startsWith('+ ')) return { color: 'green' };
  return line.startsWith('- ') && line.length > 2 ? { color: 'red' } : {};
}
