import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/base/render.js';
import { allDefinitions } from '../../src/cli/all-definitions.js';
import { check } from '../../src/compile.js';
import { gateStateWords } from '../../src/gates/state-words.js';
import { changeText } from '../../src/gates/table-change.js';
import { loadOntology } from '../../src/ontology/load.js';
import { newSpecFiles } from '../../src/stages/spec/requirement.js';
import { solutionOf } from '../../src/stages/spec/solution.js';
import type { Filed } from '../../src/gates/decision.js';
import { decisionStory, storyOf } from '../../src/stages/spec/story.js';
import { documentOf, shop } from '../support/bind.js';

describe('what people read is in one language', () => {
  it('the history of a run', () => {
    const events = [
      { type: 'run.started', command: 'gen dsl', profile: 'none' },
      { type: 'run.finished', outcome: 'ok', from: 'drafter' },
    ].map((event, seq) => ({ ...event, v: 1 as const, seq, at: '2026-11-07T08:00:00.000Z' }));
    const run = { run: 'r', events, whole: true } as unknown as Parameters<typeof storyOf>[0];
    expect(storyOf(run, 'zh')).toBe(
      'r\n  08:00:00  开始 gen dsl（不用模型）\n  08:00:00  结束：完成，文档由起草器给出\n',
    );
  });

  it.each([
    ['en', 'the drafter left 1 question', [], ['which one?']],
    ['zh', '起草器留下 1 个问题', [], ['哪一个？']],
    ['en', 'the draft has errors: bind/unknown-name /stages/0', ['bind/unknown-name'], []],
    ['zh', '初稿有错误：bind/unknown-name /stages/0', ['bind/unknown-name'], []],
  ] as const)('the history of a draft, %s: %s', (language, line, codes, open) => {
    const findings = codes.map((code) => ({ code, path: '/stages/0', severity: 'error' }));
    const event = { type: 'drafted', complete: false, open, findings };
    const events = [{ ...event, v: 1, seq: 0, at: '2026-11-07T08:00:00.000Z' }];
    const run = { run: 'r', events, whole: true } as unknown as Parameters<typeof storyOf>[0];
    expect(storyOf(run, language)).toBe(`r\n  08:00:00  ${line}\n`);
  });

  it.each([
    ['en', {}, '王芳 approved G1 requirement and solution'],
    ['zh', {}, '王芳 批准了 G1 需求与方案'],
    [
      'en',
      { decision: 'rejected', reason: 'too late' },
      '王芳 rejected G1 requirement and solution: too late',
    ],
    ['zh', { decision: 'rejected', reason: '太晚' }, '王芳 拒绝了 G1 需求与方案：太晚'],
    ['en', { automatic: true }, '王芳 approved G1 requirement and solution (--yes)'],
  ] as const)('the history of a decision, %s: %j', (language, more, line) => {
    const decision = {
      gate: 'G1',
      decision: 'approved',
      by: '王芳',
      at: '2026-11-07T08:00:01.000Z',
      ...more,
    };
    const filed = { hash8: '01234567', file: 'specs/001-a/approvals/G1-01234567.json', decision };
    expect(decisionStory(filed as unknown as Filed, language)).toBe(
      `20261107T080001Z G1-01234567\n  08:00:01  ${line}\n`,
    );
  });

  it('what changes in a table', () => {
    const change = {
      table: '表',
      class: 'review',
      kind: 'other-rows',
      from: 'a',
      to: 'b',
    } as const;
    expect(changeText(change, 'zh')).toBe('需评审 行的范围 表');
    expect(changeText(change, 'en')).toBe('review other rows 表');
  });

  it('where gates stand', () => {
    expect(Object.values(gateStateWords.zh).join('')).not.toMatch(/[a-z]/i);
  });
});

it('a new spec tells editors its schema', () => {
  const files = newSpecFiles({
    text: 'orders by store',
    title: 'orders by store',
    name: '001-orders',
    kind: 'quick',
    language: 'en',
    targets: [],
  });
  expect(files.get('spec.yaml')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/dataagent\/dist\/schemas\/spec\.schema\.json\nid: /,
  );
});

it('a tab in YAML is told to become spaces', () => {
  const [, found] = loadOntology([{ file: 'a.yaml', text: 'entity: a\nsource:\n\ttable: t\n' }]);
  const text = renderText(found, allDefinitions, 'en', new Map());
  expect(text).toContain('= hint: indent with spaces');
});

it('a solution says by which moment the rows of each source are counted', () => {
  const stages = [
    {
      name: 'result',
      by: [{ as: 'store_id', is: 'store.store_id' }],
      measures: [
        { as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '7d' } },
        { as: 'paid_cnt_7d', metric: 'order_cnt', clock: 'pay_time', time: { period: '7d' } },
      ],
    },
  ];
  const [made] = check(JSON.stringify(documentOf(stages)), shop);
  expect(solutionOf(made!, shop, 'zh')).toContain(
    '- 订单 (orders): `dwd_order_di`, 增量，按 下单时间 (order_time)、支付时间 (pay_time) 计入时间\n',
  );
  expect(solutionOf(made!, shop, 'en')).toContain('counted by 下单时间 (order_time), ');
});
