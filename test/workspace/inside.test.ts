import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { inside } from '../../src/workspace/files/inside.js';

const base = mkdtempSync(join(tmpdir(), 'dataagent-inside-'));
afterAll(() => rmSync(base, { recursive: true }));
const root = join(base, 'project');
mkdirSync(root);
symlinkSync(base, join(root, 'out'));

it.each(['specs/new/spec.yaml', 'specs', '.'])(
  'gives the place of %j, which need not exist',
  async (path) => {
    expect(await inside(root, path)).toBe(join(root, path));
  },
);

it('takes a folder that is yet to be made', async () => {
  expect(await inside(join(base, 'later'), 'specs/a.yaml')).toBe(join(base, 'later/specs/a.yaml'));
});

it.each(['..', '../other', 'specs/../../other', '/etc/passwd', 'out/file', 'out'])(
  'refuses %j, which leads out',
  async (path) => {
    await expect(inside(root, path)).rejects.toMatchObject({ code: 'workspace/outside' });
  },
);
