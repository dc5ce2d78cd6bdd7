import { expect, it } from 'vitest';
import { readQuestions } from '../../src/evaluate/questions/read-questions.js';

const read = (items: unknown) => readQuestions(JSON.stringify(items), 'questions.json');

it('reads one result', () => {
  const { questions, manner } = read([
    { id: 7, question: 'how many?', gold_columns: ['n'], gold_rows: [[3]] },
  ]);
  expect(manner).toEqual({});
  expect(questions).toEqual([
    {
      id: '7',
      text: 'how many?',
      instructions: '',
      golds: [{ columns: ['n'], rows: [[3]] }],
      unanswerable: false,
    },
  ]);
});

it('reads lists of acceptable results, the day and the schema', () => {
  const gold = [
    { sql: 'select 1', columns: ['a'], rows: [[1]] },
    { sql: 'select 2', columns: ['b'], rows: [[null]] },
  ];
  const item = { id: 'x', question: 'q', db: 'shop', as_of: '2024-07-01', set: 'easy', gold };
  expect(read([item]).questions).toMatchObject([
    {
      schema: 'shop',
      asOf: '2024-07-01',
      set: 'easy',
      golds: [
        { columns: ['a'], rows: [[1]] },
        { columns: ['b'], rows: [[null]] },
      ],
    },
  ]);
});

it.each([
  ['of the set idk', { set: 'idk' }],
  ['said to have no answer', { answerable: false }],
])('knows questions without an answer: %s', (_, more) => {
  expect(read([{ id: 'x', question: 'q', ...more }]).questions[0]!.unanswerable).toBe(true);
});

it('compares column by column where each question names its data set and tables', () => {
  const item = { id: '1', question: 'q', dataset: '4', schema: 't4', tables: ['a'] };
  expect(read([item]).manner).toEqual({ byColumn: true, numericText: true });
});

it.each([
  ['no JSON', '{', 'is no JSON'],
  ['no list', '{"a": 1}', 'is no list of questions'],
  ['no question', '[{"id": "1"}]', 'needs "id" and "question"'],
  ['an id twice', '[{"id":1,"question":"a"},{"id":"1","question":"b"}]', 'stands twice'],
])('%s is a trouble', (_, text, problem) => {
  expect(() => readQuestions(text, 'questions.json')).toThrow(problem);
});
