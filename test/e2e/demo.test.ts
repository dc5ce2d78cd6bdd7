import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('plays the whole demo', () => {
  const args = ['--import', 'tsx', join(root, 'scripts/demo/main.ts'), '--lang=en'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status, `${stdout}\n${stderr}`).toBe(0);
  expect(stdout).toMatch(/done in [\d.]+ s/);
  expect(stdout).toContain('0 errors');
  expect(stdout).not.toContain('FAIL');
});
