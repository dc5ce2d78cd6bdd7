import { expect, it } from 'vitest';
import type { Diagnostic, JsonPointer } from '../../src/base/diagnostic.js';
import { readJson } from '../../src/base/json/json-text.js';
import { withHole } from '../../src/correct/holes.js';
import type { Place } from '../../src/correct/places.js';
import { layout } from '../../src/dsl/layout.js';
import { fixDocument } from '../../src/fix/fix-document.js';
import { correct, type CorrectTools } from '../../src/stages/draft/correct.js';
import { shop } from '../support/bind.js';

const document = {
  dsl: '1',
  title: '订单数',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'result',
      by: [{ as: 'city', is: 'store.city_id' }],
      where: ["orders.status = 'paid'"],
      measures: [{ as: 'n', metric: 'order_cnt', time: { period: '7d' } }],
    },
  ],
};
const metric: JsonPointer = '/stages/0/measures/0/metric';
const condition: JsonPointer = '/stages/0/where/0';

const refusal = (path: JsonPointer): Diagnostic => ({
  code: 'engine/failed',
  severity: 'error',
  level: 6,
  path,
  params: { type: 'Binder', detail: 'no such column' },
});

/** Answers are said in order, the last one over and over; `prove` is what an engine finds in a text. */
function tools(
  answers: readonly unknown[],
  prove: (text: string) => readonly Diagnostic[] = () => [],
): CorrectTools & { readonly asked: readonly (readonly Place[])[] } {
  const asked: (readonly Place[])[] = [];
  return {
    asked,
    fix: (text) => fixDocument(text, shop),
    prove: async (text) => prove(text),
    ask: async (places) => {
      asked.push(places);
      return JSON.stringify({ answers: answers[Math.min(asked.length, answers.length) - 1] });
    },
    open: (text, { path }) => {
      const question = { about: 'x', question: 'which?', options: [] };
      return layout(withHole(readJson(text).root?.value, path, question));
    },
    write: () => undefined,
  };
}

const textOf = (path: string, value: unknown): string =>
  JSON.stringify(document).replace(
    path === metric ? '"order_cnt"' : '"orders.status = \'paid\'"',
    JSON.stringify(value),
  );

it('what an engine refuses is asked for at the place it came from', async () => {
  const doubtful = JSON.stringify(document);
  const with2 = tools([[{ place: 1, value: "orders.status = 'closed'" }]], (text) =>
    text.includes("'paid'") ? [refusal(condition)] : [],
  );
  const made = await correct(doubtful, with2);
  expect(with2.asked.map((places) => places.map((p) => p.path))).toEqual([[condition]]);
  expect(made.why).toBe('clean');
  expect(made.counts['engine/failed']).toMatchObject({ seen: 1, modelFixed: 1, escalated: 0 });
});

it('an engine that is never content leaves the findings to a person', async () => {
  const made = await correct(
    JSON.stringify(document),
    tools([[{ place: 1, value: "orders.status = 'open'" }]], () => [refusal(condition)]),
  );
  expect(made.why).not.toBe('clean');
  expect(made.counts['engine/failed']).toMatchObject({ modelFixed: 0, escalated: 1 });
  // The text is the one that was there before the answers that helped nothing.
  expect(made.text).toContain("'paid'");
});

it('of several answers the good ones are taken, whatever the others are', async () => {
  const text = JSON.stringify(document)
    .replace('store.city_id', 'store.town_of_the_shop')
    .replace('orders.status', 'orders.payment_kind');
  const with2 = tools([
    [
      { place: 1, value: 'store.city_id' },
      { place: 2, value: 'true' },
    ],
    [{ place: 1, value: "orders.status = 'paid'" }],
  ]);
  const made = await correct(text, with2);
  expect(with2.asked.map((places) => places.length)).toEqual([2, 1]);
  expect(made.why).toBe('clean');
  expect(made.lost.map((d) => d.code)).toEqual(['correct/loses-meaning']);
});

it('not knowing is an answer: the place becomes a hole with a question', async () => {
  const made = await correct(textOf(metric, 'sales_volume'), tools([[{ place: 1, value: '?' }]]));
  expect(made.why).toBe('clean');
  expect(JSON.parse(made.text)).toMatchObject({
    stages: [{ measures: [{ metric: '?' }] }],
    unresolved: [{ at: metric }],
  });
});

it('what is asked for grows from the value to its item to the stage', async () => {
  const with2 = tools([
    [{ place: 1, value: 'unheard_of' }],
    [{ place: 1, value: { as: 'n', metric: 'never_heard_of' } }],
    [],
  ]);
  await correct(textOf(metric, 'sales_volume'), with2);
  expect(with2.asked.map((places) => places[0]!.path)).toEqual([
    metric,
    '/stages/0/measures/0',
    '/stages/0',
  ]);
});
