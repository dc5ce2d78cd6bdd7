import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openPackedFile, packedFile } from '../../src/workspace/cache/packed-file.js';
import { ontologyOf } from '../support/bind.js';

/** Enough attributes for bodies of several pieces. */
const wide = Array.from(
  { length: 40 },
  (_, e) =>
    `entity: e${e}\nsource: { table: t${e} }\nattributes:\n${Array.from({ length: 40 }, (_unused, a) => `  a${a}: { type: string, label: 第${e}个实体的第${a}个属性 }\n`).join('')}`,
).join('---\n');
const ontology = ontologyOf(wide);
const folder = mkdtempSync(join(tmpdir(), 'dataagent-packed-'));
const path = join(folder, 'one.packed');
const place = { folder, build: 'b', key: '1'.repeat(64) };
const bytes = packedFile(place, 'head', ontology, []);
afterAll(() => rmSync(folder, { recursive: true }));

it.each([0, 1 << 30])(
  'gives what was packed, whether it is read whole or by pieces (%d)',
  (whole) => {
    writeFileSync(path, bytes);
    const [opened] = openPackedFile(place, path, 'head', whole)!;
    expect(bytes.length).toBeGreaterThan(3 << 16);
    expect([...opened.entities.values()]).toEqual([...ontology.entities.values()]);
    expect(openPackedFile(place, path, 'other', whole)).toBeUndefined();
  },
);

it('a piece that was changed is read by no command, and the file is gone', () => {
  const changed = Buffer.from(bytes);
  changed[changed.length - 9]! ^= 1;
  writeFileSync(path, changed);
  expect(openPackedFile(place, path, 'head', 1 << 30)).toBeUndefined();
  const [opened] = openPackedFile(place, path, 'head', 0)!;
  expect(opened.entities.get('e0')).toEqual(ontology.entities.get('e0'));
  expect(existsSync(path)).toBe(true);
  const last = [...ontology.entities.keys()].at(-1)!;
  expect(() => opened.entities.get(last)).toThrow(
    expect.objectContaining({ code: 'workspace/cannot-read' }) as Error,
  );
  expect(existsSync(path)).toBe(false);
});

it('a file that is cut, or whose index was changed, is none', () => {
  writeFileSync(path, bytes.subarray(0, -1));
  expect(openPackedFile(place, path, 'head', 0)).toBeUndefined();
  const text = readFileSync(path, 'latin1');
  writeFileSync(path, `${text.replace('"e0"', '"e9"')}x`, 'latin1');
  expect(openPackedFile(place, path, 'head', 0)).toBeUndefined();
});
