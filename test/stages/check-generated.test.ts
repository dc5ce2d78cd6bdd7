import { expect, it } from 'vitest';
import { checkGenerated } from '../../src/stages/spec/check-generated.js';
import type { Spec } from '../../src/workspace/spec.js';

const folder = 'specs/001-a';
const spec = (generated: Readonly<Record<string, string>>, more: Partial<Spec> = {}): Spec => ({
  name: '001-a',
  folder,
  meta: { id: '001-a', title: 'a', kind: 'new' },
  documents: [],
  sqlTasks: [],
  tests: [],
  rules: [],
  generated: Object.entries(generated).map(([path, text]) => ({
    file: `${folder}/generated/${path}`,
    text,
  })),
  approvals: [],
  proofs: [],
  rowFiles: [],
  ...more,
});
const wanted = new Map([
  ['duckdb/a.sql', 'SELECT\n  COUNT(*) AS n\nFROM t\n'],
  ['manifest.json', '{}\n'],
]);
const all = Object.fromEntries(wanted);

it('finds nothing in what is as it is made', () => {
  expect(checkGenerated(spec(all), wanted)).toEqual([]);
});

it.each([
  ['another line', 'SELECT\n  COUNT(1) AS n\nFROM t\n', 2, 'COUNT(*) AS n', 7, 15],
  ['a first line', '\ufeffSELECT\n  COUNT(*) AS n\nFROM t\n', 1, 'SELECT', 0, 7],
  ['lines that went', 'SELECT\n', 2, 'COUNT(*) AS n', 7, 1],
  ['a line at the end', 'SELECT\n  COUNT(*) AS n\nFROM t\nLIMIT 1\n', 4, '', 30, 7],
  ['no line at the end', 'SELECT\n  COUNT(*) AS n\nFROM t', 3, 'FROM t', 23, 6],
  ['other line breaks', 'SELECT\r\n  COUNT(*) AS n\r\nFROM t\r\n', 1, 'SELECT', 0, 7],
])('says where a file was edited: %s', (_, text, line, made, offset, length) => {
  expect(checkGenerated(spec({ ...all, 'duckdb/a.sql': text }), wanted)).toMatchObject([
    {
      code: 'spec/edited-file',
      params: { line, made },
      file: `${folder}/generated/duckdb/a.sql`,
      offset,
      length,
    },
  ]);
});

it('says once that nothing is generated yet', () => {
  expect(checkGenerated(spec({}), wanted)).toMatchObject([
    { code: 'spec/not-generated', severity: 'warning', file: `${folder}/spec.yaml` },
  ]);
});

it.each<[string, Partial<Spec>]>([
  ['accepted', { approvals: [{ file: `${folder}/approvals/G4-00000000.json`, text: '{}' }] }],
  ['run', { report: { file: `${folder}/observed/report.json`, text: '{}' } }],
])('misses each file of what was %s', (_, more) => {
  const codes = checkGenerated(spec({}, more), wanted).map((d) => [d.code, d.file]);
  expect(codes).toEqual([
    ['spec/missing-file', `${folder}/generated/duckdb/a.sql`],
    ['spec/missing-file', `${folder}/generated/manifest.json`],
  ]);
});

it('finds what is missing and what nothing makes', () => {
  const found = checkGenerated(spec({ 'manifest.json': '{}\n', 'x.sql': '' }), wanted);
  expect(found.map((d) => d.code)).toEqual(['spec/missing-file', 'spec/leftover-file']);
});
