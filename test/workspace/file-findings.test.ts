import { expect, it } from 'vitest';
import { jsonSource, locate } from '../../src/base/json/json-source.js';
import { yamlSource } from '../../src/base/yaml/yaml-source.js';
import { budgetFindings, secretFindings } from '../../src/workspace/files/file-findings.js';
import type { Spec } from '../../src/workspace/spec.js';

const key = `sk-${'a1'.repeat(12)}`;

it.each([
  ['a key in prose', 'requirement.md', `rows of\n  ${key}\n`, '', [2, 3]],
  ['a password in an address', 'wiki/a.md', 'see db://reader:s3cret@host/x', '', [1, 7]],
  ['an assigned password', 'ontology/a.yaml', 'a: b\n# password: hunter2\n', '', [2, 3]],
  ['a text of JSON', 'dsl/a.json', `{"a": ["x", "${key}"]}`, '/a/1', [1, 13]],
  ['a member of JSON', 'dsl/a.json', '{"a": {"password": "hunter22"}}', '/a/password', [1, 20]],
  ['JSON that cannot be read', 'dsl/a.json', `{"a": ${key}`, '', [1, 7]],
] as const)('finds %s', (_, file, text, path, [line, column]) => {
  const found = secretFindings(new Map([[file, text]]));
  expect(found).toMatchObject([{ code: 'spec/holds-secret', file, path }]);
  const source = file.endsWith('.json') ? jsonSource(text) : yamlSource(text);
  expect(locate(source, found[0]!)).toMatchObject({ line, column });
});

it.each([
  ['words about secrets', 'the token: customer_token of a row; a password is never shown'],
  ['an attribute of that name', 'token: { type: string, label: Token }'],
  ['a hash', `hash: sha256-${'0a'.repeat(32)}`],
  ['a day', 'secret: 2026'],
])('leaves %s alone', (_, text) => {
  expect(secretFindings(new Map([['ontology/a.yaml', text]]))).toEqual([]);
});

const spec = (lines: number, documents: number): Spec => ({
  name: '001-a',
  folder: 'specs/001-a',
  meta: { id: '001-a', title: 'a', kind: 'new' },
  requirement: { file: 'specs/001-a/requirement.md', text: 'line\n'.repeat(lines) },
  documents: Array.from({ length: documents }, (_, i) => ({ file: `dsl/${i}.json`, text: '{}' })),
  tests: [],
  rules: [],
  generated: [],
  approvals: [],
  proofs: [],
  rowFiles: [],
  sqlTasks: [],
});

it('warns of what is more than people read before they decide', () => {
  expect(budgetFindings(spec(400, 20))).toEqual([]);
  expect(budgetFindings(spec(401, 21)).map(({ code, file }) => [code, file])).toEqual([
    ['spec/too-long', 'specs/001-a/requirement.md'],
    ['spec/too-many-documents', 'specs/001-a/spec.yaml'],
  ]);
});
