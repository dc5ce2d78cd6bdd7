import { createElement as h } from 'react';
import type { WrittenEvent } from '../../workspace/journal.js';
import type { Outcome, Session } from '../outcome.js';
import { afterEvent, emptyRun, type RunState } from './run-state.js';
import { RunView, type RunSource } from './run-view.js';
import { ownTerminal, shown, type Terminal } from './screen.js';

/** Does the work of a run while its progress is on the screen; what stood there last stays. */
export async function onRunScreen(
  session: Session,
  work: (session: Session) => Promise<Outcome>,
  terminal: Terminal = ownTerminal,
): Promise<Outcome> {
  const started = performance.now();
  const clock = (): number => performance.now() - started;
  let state: RunState = emptyRun;
  const watchers = new Set<() => void>();
  const source: RunSource = {
    now: () => state,
    clock,
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
  };
  const listen = (event: WrittenEvent): void => {
    state = afterEvent(state, event, clock());
    for (const changed of watchers) changed();
    session.listen?.(event);
  };
  const close = shown(terminal, h(RunView, { source, language: session.language }));
  try {
    return await work({ ...session, listen, progress: () => undefined });
  } finally {
    close();
  }
}
