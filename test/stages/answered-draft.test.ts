import { expect, it } from 'vitest';
import { draft, type Draft } from '../../src/draft/draft.js';
import { answeredDraft } from '../../src/stages/spec/answered-draft.js';
import { shop } from '../support/bind.js';
import { tokenizerOf } from '../draft/drafted.js';

const draftOf = (text: string): Draft =>
  draft(text, shop, { asOf: '2026-11-07', tokenize: tokenizerOf(shop) });
const asked = (text: string, about: string): string =>
  draftOf(text).document!.unresolved!.find((u) => u.about === about)!.question;
const answer = (text: string, about: string, said: string) => ({
  id: 'Q-001',
  question: asked(text, about),
  text: `${said} (张三 <zhang@example.org>)`,
});
const open = ({ document }: Draft): readonly string[] =>
  (document?.unresolved ?? []).map((u) => u.about);

it.each([
  ['近7天各门店的鲸', '鲸', '订单数', '近7天各门店的订单数'],
  [
    'orders by store last 7 days, vip shops only',
    'vip shops',
    'paid orders',
    'orders by store last 7 days, paid orders only',
  ],
])('takes words of %j for what they are said to mean', (wanted, about, said, meant) => {
  const made = answeredDraft(wanted, [answer(wanted, about, said)], draftOf);
  const whole = draftOf(meant).document!;
  expect([whole.unresolved, open(made)]).toEqual([undefined, []]);
  expect(made.document).toMatchObject({ title: wanted, stages: whole.stages });
  expect(made.document!.assumptions).toContainEqual({ about, taken: said, at: '' });
});

const wanted = '近7天各门店的鲸';

it.each([
  ['words that are unknown, too', '甲乙丙'],
  ['words that say nothing', '的'],
  ['nothing', ''],
])('leaves open what is answered by %s', (_, said) => {
  const made = answeredDraft(wanted, [answer(wanted, '鲸', said)], draftOf);
  expect(made.document).toEqual(draftOf(wanted).document);
});

it('says nothing of questions that nobody answered, or that were answered by an option', () => {
  const other = { ...answer(wanted, '鲸', '订单数'), value: 'order_cnt' };
  expect(answeredDraft(wanted, [], draftOf).document).toEqual(draftOf(wanted).document);
  expect(answeredDraft(wanted, [other], draftOf).document).toEqual(draftOf(wanted).document);
});
