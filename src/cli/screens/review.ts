import { createElement as h } from 'react';
import type { Session } from '../outcome.js';
import { answered, ownTerminal, type Terminal } from './screen.js';
import { Scrolled } from './scrolled.js';

/** Shows what a gate decides on and waits for a yes or a no; leaving it is no answer, and so a no. */
export async function reviewed(
  session: Session,
  text: string,
  terminal: Terminal = ownTerminal,
): Promise<boolean> {
  const zh = session.language === 'zh';
  const foot = zh ? 'y 同意 · n 不同意 · ↑↓ 空格 翻看' : 'y approve · n not now · ↑↓ space to read';
  const said = await answered<boolean>(session, terminal, (answer) =>
    h(Scrolled, {
      text,
      foot,
      keys: {
        y: () => answer(true),
        Y: () => answer(true),
        n: () => answer(false),
        N: () => answer(false),
        q: () => answer(false),
        escape: () => answer(false),
      },
    }),
  );
  return said === true;
}
