import { expect, it, vi } from 'vitest';
import { openJournal, readRuns } from '../../src/workspace/journal.js';
import { emptyFolder } from '../support/shop-project.js';

it('runs are told in the order in which they began, within a second too', async () => {
  const root = emptyFolder();
  const began: string[] = [];
  for (const ms of [1, 20, 300, 301, 302, 450, 999]) {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 7, 8) + ms, toFake: ['Date'] });
    const journal = await openJournal(root);
    journal.write({ type: 'run.started', spec: '001-store-nd' });
    journal.close();
    began.push(journal.run);
  }
  expect((await readRuns(root)).map((r) => r.run)).toEqual(began);
});
