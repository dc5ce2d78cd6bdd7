import { expect, it } from 'vitest';
import type { Document } from '../../src/dsl/document.js';
import {
  answered,
  clarificationsOf,
  filled,
  optionMeant,
  withAnswers,
  withClarifications,
} from '../../src/stages/spec/clarifications.js';

const hole = (at: string, question: string) => ({
  about: '客单价',
  question,
  at: at as '',
  options: [
    { label: '人均', value: 'per_buyer' },
    { label: '笔均', value: 'per_order', recommended: true },
  ],
});
const document: Document = {
  dsl: '1',
  title: 't',
  stages: [{ name: 'result', by: [], measures: [{ as: 'm', metric: '?' }] }],
  unresolved: [
    { about: '积分', question: '积分是什么？', at: '', options: [] },
    hole('/stages/0/measures/0/metric', '分母是什么？'),
  ],
};
const requirement = '# t\n\n## 需求\n\n### REQ-001 t\n\n## 澄清\n\n（无）\n';
const [first] = clarificationsOf(document.unresolved!, requirement);
const per = (asked: NonNullable<typeof first>) => ({
  asked,
  option: asked.options[0]!,
  text: 'A',
  by: '张三',
});

it('asks what can be answered by a choice first, at most five at once', () => {
  expect(
    clarificationsOf(document.unresolved!, requirement).map((c) => [c.id, c.hole.about]),
  ).toEqual([
    ['Q-001', '客单价'],
    ['Q-002', '积分'],
  ]);
  const many = Array.from({ length: 9 }, (_, i) => hole('', `${i}?`));
  expect(clarificationsOf(many, requirement)).toHaveLength(5);
});

it.each([['a'], ['A'], ['per_buyer'], ['人均'], [' A ']])(
  'takes %j for the first option',
  (said) => {
    expect(optionMeant(first!, said)?.value).toBe('per_buyer');
  },
);

it('fills the hole and forgets the question', () => {
  const made = filled(document, first!.hole, 'per_buyer');
  expect(made.stages[0]?.measures?.[0]?.metric).toBe('per_buyer');
  expect(made.unresolved?.map((u) => u.about)).toEqual(['积分']);
  const all = filled(made, made.unresolved![0]!, '');
  expect(all.unresolved).toBeUndefined();
});

it('keeps answers under the clarifications, and reads them back', () => {
  const once = withClarifications(requirement, [per(first!)], 'zh');
  expect(once).toBe(
    '# t\n\n## 需求\n\n### REQ-001 t\n\n## 澄清\n\n- Q-001 分母是什么？\n  A: 人均 `per_buyer` (张三)\n',
  );
  expect(answered(once)).toEqual([
    { id: 'Q-001', question: '分母是什么？', value: 'per_buyer', text: '人均 `per_buyer` (张三)' },
  ]);
  const [same, second] = clarificationsOf(document.unresolved!, once);
  expect(same?.id).toBe('Q-001');
  expect(second?.id).toBe('Q-002');
});

it('leaves each question its number, whichever is answered first', () => {
  const many = ['一？', '二？', '三？'].map((question) => ({ ...hole('', question), options: [] }));
  const ids = (text: string): readonly string[] => clarificationsOf(many, text).map((c) => c.id);
  const [, second] = clarificationsOf(many, requirement);
  const said = { asked: second!, text: '随便', by: '张三' };
  expect(ids(requirement)).toEqual(['Q-001', 'Q-002', 'Q-003']);
  expect(ids(withClarifications(requirement, [said], 'zh'))).toEqual(['Q-001', 'Q-002', 'Q-003']);
});

it('keeps what stands after the clarifications, and makes the section where there is none', () => {
  const other = withClarifications(
    '# t\n\n## 澄清\n\n- Q: a\n  A: b\n\n## 附录\n\nx\n',
    [per(first!)],
    'zh',
  );
  expect(other).toContain(
    '  A: b\n- Q-001 分母是什么？\n  A: 人均 `per_buyer` (张三)\n\n## 附录\n\nx\n',
  );
  expect(withClarifications('# t\n', [per(first!)], 'en')).toContain(
    '## Clarifications\n\n- Q-001',
  );
});

it('answers a question that was answered before, in a new draft', () => {
  const kept = withClarifications(requirement, [per(first!)], 'zh');
  const again = withAnswers(document, kept);
  expect(again.stages[0]?.measures?.[0]?.metric).toBe('per_buyer');
  expect(again.unresolved?.map((u) => u.about)).toEqual(['积分']);
});
