import { expect, it } from 'vitest';
import type { Document } from '../../src/dsl/document.js';
import { draftedReading } from '../../src/stages/draft/drafted-reading.js';

const document = (more: Partial<Document>): Document => ({
  dsl: '1',
  title: 't',
  stages: [{ name: 'result', by: [] }],
  ...more,
});
const unknown = (about: string) => ({
  about,
  question: `what is "${about}"?`,
  at: '' as const,
  options: [],
});

it('says nothing where nothing was read', () => {
  expect(draftedReading(document({}))).toEqual([]);
});

it('asks once for all words that are only unknown', () => {
  const unresolved = ['loss', 'claim', 'loss'].map(unknown);
  expect(draftedReading(document({ unresolved }))).toEqual(['open: loss | claim: what is "…"?']);
});

it('keeps what was read, and questions of their own', () => {
  const read = document({
    stages: [{ name: 'result', from: 'claim', where: ['paid > 3'], by: [] }],
    assumptions: [{ about: 'above 3', taken: 'paid > 3', at: '/stages/0/where/0' }],
    unresolved: [
      unknown('loss'),
      {
        about: 'rate',
        question: 'which rate?',
        at: '/stages/0/where/0',
        options: [
          { label: 'by day', value: 'day_rate' },
          { label: 'by month', value: 'month_rate' },
        ],
      },
    ],
  });
  expect(draftedReading(read)).toEqual([
    '{"name":"result","from":"claim","where":["paid > 3"],"by":[]}',
    'taken: above 3: paid > 3',
    'open: loss: what is "loss"?',
    'open: rate: which rate? (day_rate, month_rate)',
  ]);
});
