import { afterAll, expect, it } from 'vitest';
import { draft } from '../../../src/draft/draft.js';
import type { Document, Stage } from '../../../src/dsl/document.js';
import { drafted as draftedZh } from '../drafted.js';
import { openLibrary } from './library.js';

const { engine, ontology } = await openLibrary();
afterAll(() => engine.close());

function drafted(question: string): Document {
  const options = { asOf: '2024-03-31', kind: 'question', tokenize: () => [] } as const;
  return draft(question, ontology, options).document!;
}

function whole(document: Document): Stage {
  expect(document.unresolved).toBeUndefined();
  expect(document.stages).toHaveLength(1);
  return document.stages[0]!;
}

it.each([
  ['number of loans per member with at least 2 loans', 'loan_cnt >= 2'],
  ['number of loans per member with at most 2 loans', 'loan_cnt <= 2'],
  ['number of loans per member with at the most 2 loans', 'loan_cnt <= 2'],
  ['number of loans per member with no more than 2 loans', 'loan_cnt <= 2'],
  ['number of loans per member with no less than 2 loans', 'loan_cnt >= 2'],
  ['loans per member with at least 2 loans', 'loan_cnt >= 2'],
  ['members with at least 2 loans', 'loan_cnt >= 2'],
  ['members with at most 2 loans', 'loan_cnt <= 2'],
])('a bound is a condition and no ranking: %s', (question, keep) => {
  const document = drafted(question);
  const stage = whole(document);
  expect(stage.by?.map((k) => k.as)).toEqual(['member_id', 'member_name']);
  expect(stage.measures?.map((m) => m.as)).toEqual(['loan_cnt']);
  expect(stage.keep).toEqual([keep]);
  expect(stage.limit).toBeUndefined();
});

it.each([
  ['至少2个订单的客户的订单数', 'order_cnt >= 2'],
  ['订单数至多2单的客户', 'order_cnt <= 2'],
  ['订单数不少于2单的客户', 'order_cnt >= 2'],
  ['订单数最多2单的客户', 'order_cnt <= 2'],
  ['订单数最少2单的客户', 'order_cnt >= 2'],
])('a bound in Chinese: %s', (question, keep) => {
  const stage = whole(draftedZh(question));
  expect(stage.keep).toEqual([keep]);
  expect(stage.limit).toBeUndefined();
});

// Whose number is bounded, the state's or the member's: it was read as the former, and the members were lost.
it.each([
  'members per state with at most 7 loans',
  'members with at most 7 loans per state',
  'members with at least 1 loans for each state',
])('does not lose what is counted: %s', (question) => {
  const { stages, unresolved } = drafted(question);
  const columns = stages.flatMap((s) => [...(s.by ?? []), ...(s.measures ?? [])]).map((c) => c.as);
  expect(
    unresolved !== undefined || columns.some((c) => ['member_id', 'member_cnt'].includes(c)),
  ).toBe(true);
});
