import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { retireSpec } from '../../../src/cli/actions/begin/change.js';
import { newFromSql } from '../../../src/cli/actions/begin/new-from-sql.js';
import { newSpec } from '../../../src/cli/actions/begin/new.js';
import type { Outcome, Session } from '../../../src/cli/outcome.js';

const session: Session = {
  language: 'en',
  cwd: tmpdir(),
  signal: new AbortController().signal,
  progress: () => undefined,
};

const begin: Readonly<Record<string, (name: string) => Promise<Outcome>>> = {
  'a new spec': (name) => newSpec(session, 'spec', 'orders by store', { name }),
  'a spec of an SQL task': (name) =>
    newFromSql(session, 'spec', undefined, { fromSql: 'task.sql', name }),
  'a spec that retires another': (name) =>
    retireSpec(session, '001', { reason: 'nobody reads it', name }),
};

it.each(
  Object.keys(begin).flatMap((what) =>
    ['003-weekly', '../weekly', '-weekly', 'Weekly', ''].map((name) => [what, name]),
  ),
)('%s is not called "%s"', async (what, name) => {
  await expect(begin[what]!(name)).rejects.toMatchObject({ code: 'cli/name', kind: 'usage' });
});
