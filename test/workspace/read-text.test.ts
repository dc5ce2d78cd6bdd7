import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { largestText } from '../../src/base/limits.js';
import { readText } from '../../src/workspace/files/read-text.js';
import { someAtOnce } from '../../src/workspace/files/some-at-once.js';

const folder = mkdtempSync(join(tmpdir(), 'dataagent-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([0, 1, 4095, 4096, 70_000, largestText])('reads a file of %i bytes whole', async (size) => {
  const file = join(folder, `${size}.txt`);
  writeFileSync(file, 'x'.repeat(size));
  expect(await readText(file)).toBe('x'.repeat(size));
});

it('reads what says no size, as devices do', async () => {
  expect(await readText('/dev/null')).toBe('');
});

it.each(['/dev/zero', join(folder, 'large.txt')])('%s is too large', async (file) => {
  writeFileSync(join(folder, 'large.txt'), 'x'.repeat(largestText + 1));
  await expect(readText(file)).rejects.toThrow(
    expect.objectContaining({ code: 'workspace/too-large' }),
  );
});

it('does some at once, never many, and keeps their order', async () => {
  let open = 0;
  let most = 0;
  const items = Array.from({ length: 500 }, (_, i) => i);
  const results = await someAtOnce(items, async (i) => {
    most = Math.max(most, ++open);
    await new Promise((done) => setImmediate(done));
    open -= 1;
    return i * 2;
  });
  expect(results).toEqual(items.map((i) => i * 2));
  expect(most).toBeLessThanOrEqual(64);
});
