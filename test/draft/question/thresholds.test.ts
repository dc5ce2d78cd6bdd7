import { afterAll, expect, it } from 'vitest';
import { draft } from '../../../src/draft/draft.js';
import type { Document, Stage } from '../../../src/dsl/document.js';
import { clinic, drafted as draftedZh } from '../drafted.js';
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

it.each([
  ['number of loans over 2 dollars per member', '2 dollars'],
  ['members with more than $2 loans', '$2'],
  ['number of loans over 2 years per member', 'over 2 years'],
])('a bound in a unit that nothing has is asked about: %s', (question, about) => {
  const { unresolved } = drafted(question);
  expect(unresolved?.map((u) => u.about)).toContain(about);
});

it.each([
  ['订单数超过2元的客户', '2元'],
  ['支付金额超过20件的门店', '20件'],
  ['支付金额超过20个的门店', '20个'],
  ['支付金额超过$20的门店', '$20'],
  ['支付金额超过20%的门店', '20%'],
  ['订单数超过10%的门店', '10%'],
  ['客单价超过20件的门店', '20件'],
])('asks for the unit: %s', (question, about) => {
  expect(draftedZh(question).unresolved?.map((u) => u.about)).toContain(about);
});

it.each([
  ['支付金额超过20元的门店', 'paid_amt > 20'],
  ['支付金额超过¥20的门店', 'paid_amt > 20'],
  ['订单数超过2单的门店', 'order_cnt > 2'],
  ['支付买家数超过2人的门店', 'buyer_cnt > 2'],
  ['销售件数超过2件的门店', 'item_qty > 2'],
  ['退款率超过5%的门店', 'refund_rate > 0.05'],
])('takes the unit that there is, and says so: %s', (question, keep) => {
  const document = draftedZh(question);
  expect(whole(document).keep).toEqual([keep]);
  expect(document.assumptions).toContainEqual(
    expect.objectContaining({ taken: `只保留满足 ${keep} 的组`, at: '/stages/0/keep/0' }),
  );
});

it.each([
  'top 2 customers by order amount',
  'top 2 customers ranked by order amount',
  'top 2 customers by order paid amount',
  'top 2 customers by the order paid amount',
])('the noun of the number that orders is no key: %s', (question) => {
  const { stages, unresolved } = draftedZh(question);
  const [stage] = stages;
  const columns = stage?.by?.map((k) => k.as) ?? [];
  expect(columns).not.toContain('order_id');
  expect(stage?.limit?.per).toBeUndefined();
  expect(unresolved !== undefined || columns.join() === 'customer_id').toBe(true);
});

it('sums the number of the noun, one row for each that is ranked', () => {
  const stage = whole(draftedZh('top 2 customers by order paid amount'));
  expect(stage).toMatchObject({
    by: [{ as: 'customer_id' }],
    measures: [{ metric: 'paid_amt' }],
    order: [{ by: 'paid_amt', dir: 'desc' }],
    limit: { rows: 2 },
  });
});

it('asks where the noun is not the one whose number it is', () => {
  const document = draftedZh('top 2 customers by product paid amount');
  expect(document.unresolved).toBeDefined();
  expect(draftedZh('top 2 patients by visit revenue', clinic).stages[0]?.by).toHaveLength(1);
});

it.each([
  ['top 2 members by number of loans', '/stages/0/limit'],
  ['What are the top 2 books by number of loans?', '/stages/0/limit'],
])('says how a shared last place is cut: %s', (question, at) => {
  const taken = 'of those that share the last place, the order of the keys decides which stay';
  expect(drafted(question).assumptions).toContainEqual(expect.objectContaining({ taken, at }));
});

it('says which condition a question was read with', () => {
  const { assumptions } = drafted('members with at least 2 loans');
  expect(assumptions).toContainEqual(
    expect.objectContaining({
      taken: 'only groups with loan_cnt >= 2 are kept',
      at: '/stages/0/keep/0',
    }),
  );
});

it('asks whose rows are listed, where they are sorted by a value of another thing', () => {
  const { unresolved } = draftedZh('doctors sorted by appointment fee', clinic);
  expect(unresolved?.map((u) => u.about)).toContain('appointment');
});
