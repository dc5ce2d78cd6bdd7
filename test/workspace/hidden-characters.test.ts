import { expect, it } from 'vitest';
import { hiddenFindings, hiddenInNames } from '../../src/workspace/files/hidden-characters.js';
import type { Spec } from '../../src/workspace/spec.js';

const spec = (parts: Partial<Spec>): Spec => ({
  name: '001-a',
  folder: 'specs/001-a',
  meta: { id: '001-a', title: 'a', kind: 'new' },
  documents: [],
  sqlTasks: [],
  tests: [],
  rules: [],
  generated: [],
  approvals: [],
  proofs: [],
  rowFiles: [],
  ...parts,
});
const requirement = (text: string): Spec =>
  spec({ requirement: { file: 'specs/001-a/requirement.md', text } });

it.each([
  ['a space without a width', 'orders\u200Bpaid', 'U+200B', 6],
  ['a mark that turns writing', 'a \u202Ebc', 'U+202E', 2],
  ['a mark of direction', 'a\u200F', 'U+200F', 1],
  ['an isolated direction', '订单\u2066x\u2069', 'U+2066', 2],
  ['a joiner between letters', 'or\u200Dders', 'U+200D', 2],
  ['a joiner between Chinese characters', '订\u200C单', 'U+200C', 1],
  ['a mark of byte order inside', 'a\uFEFFb', 'U+FEFF', 1],
  ['a hyphen that is not shown', 'pay\u00ADment', 'U+00AD', 3],
])('finds %s in a requirement', (_, text, code, offset) => {
  expect(hiddenFindings(requirement(text))).toMatchObject([
    { code: 'spec/hidden-character', params: { code }, file: 'specs/001-a/requirement.md', offset },
  ]);
});

it.each([
  ['line breaks and tabs', 'a\r\n\tb'],
  ['joined pictures', 'families 👨‍👩‍👧'],
  ['Persian words', 'می‌خواهم'],
  ['Hindi words', 'क्‍ष'],
  ['Chinese', '门店 近7天　订单'],
])('leaves %s alone', (_, text) => {
  expect(hiddenFindings(requirement(text))).toEqual([]);
});

it('finds it in titles and in what a written rule says', () => {
  const meta = { id: '001-a', title: 'a\u200Bb', kind: 'new' } as const;
  const rule = {
    file: 'specs/001-a/dqc.yaml',
    path: '/rules/2',
    rule: 'r',
    says: 'x\u2067',
  } as const;
  expect(hiddenFindings(spec({ meta, rules: [rule] }))).toMatchObject([
    { file: 'specs/001-a/spec.yaml', path: '/title' },
    { file: 'specs/001-a/dqc.yaml', path: '/rules/2/says' },
  ]);
});

it.each([
  ['as it is', 'entity: a\nlabel: "or\u200Bder"\n', { offset: 20 }],
  ['by an escape', 'entity: a\nlabel: "or\\u200Bder"\n', { path: '/label' }],
])('finds it in a label of the ontology, %s', (_, text, place) => {
  expect(hiddenInNames(new Map([['ontology/a.yaml', text]]))).toMatchObject([
    { code: 'spec/hidden-character', params: { code: 'U+200B' }, ...place },
  ]);
});
