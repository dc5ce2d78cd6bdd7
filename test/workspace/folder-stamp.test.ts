import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { folderStamp, isAsStamped } from '../../src/workspace/cache/folder-stamp.js';
import { emptyFolder } from '../support/shop-project.js';

/** A folder as it looks a day later: what changed just now is not believed to be told by its times. */
function settled(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'dsl/empty'), { recursive: true });
  writeFileSync(join(folder, 'spec.yaml'), 'id: a\n');
  writeFileSync(join(folder, 'dsl/a.json'), '{}');
  vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] });
  return folder;
}

it('is the same while nothing changes', () => {
  const folder = settled();
  const stamp = folderStamp(folder)!;
  expect(stamp.paths).toEqual(['', 'dsl/', 'dsl/a.json', 'dsl/empty/', 'spec.yaml']);
  expect(isAsStamped(folder, stamp)).toBe(true);
  readFileSync(join(folder, 'spec.yaml'));
  expect(isAsStamped(folder, stamp)).toBe(true);
});

it.each<readonly [string, (folder: string) => void]>([
  ['an edit', (f) => writeFileSync(join(f, 'spec.yaml'), 'id: b\n')],
  ['more text', (f) => appendFileSync(join(f, 'dsl/a.json'), ' ')],
  ['a new file', (f) => writeFileSync(join(f, 'dsl/empty/b.json'), '{}')],
  ['a new folder', (f) => mkdirSync(join(f, 'approvals'))],
  ['a file that is gone', (f) => rmSync(join(f, 'dsl/a.json'))],
  ['another name', (f) => renameSync(join(f, 'dsl/a.json'), join(f, 'dsl/b.json'))],
  [
    'a folder instead of a file',
    (f) => {
      rmSync(join(f, 'dsl/a.json'));
      mkdirSync(join(f, 'dsl/a.json'));
    },
  ],
  [
    'a link instead of a file',
    (f) => {
      renameSync(join(f, 'dsl/a.json'), join(f, 'b.json'));
      symlinkSync('../b.json', join(f, 'dsl/a.json'));
    },
  ],
  ['a folder that is gone', (f) => rmSync(f, { recursive: true })],
])('%s is seen, whatever its times are made to say', (_what, change) => {
  const folder = settled();
  const times = [new Date(1_700_000_000_000), new Date(1_700_000_000_000)] as const;
  utimesSync(join(folder, 'spec.yaml'), ...times);
  utimesSync(join(folder, 'dsl'), ...times);
  const stamp = folderStamp(folder)!;
  change(folder);
  for (const path of ['spec.yaml', 'dsl'])
    try {
      utimesSync(join(folder, path), ...times);
    } catch {
      continue;
    }
  expect(isAsStamped(folder, stamp)).toBe(false);
});

it('has none where times may not tell, where a link stands, and where nothing is', () => {
  const folder = settled();
  symlinkSync('spec.yaml', join(folder, 'link'));
  expect(folderStamp(folder)).toBeUndefined();
  rmSync(join(folder, 'link'));
  expect(folderStamp(folder)).toBeDefined();
  symlinkSync(folder, join(folder, '../linked-folder'));
  expect(folderStamp(join(folder, '../linked-folder'))).toBeUndefined();
  rmSync(join(folder, '../linked-folder'));
  // As it looks right after the last change, however long ago that was.
  vi.setSystemTime(lstatSync(folder).ctimeMs);
  expect(folderStamp(folder)).toBeUndefined();
  expect(folderStamp(join(folder, 'nothing'))).toBeUndefined();
});
