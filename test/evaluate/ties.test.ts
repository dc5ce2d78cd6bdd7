import { expect, it } from 'vitest';
import type { Rows } from '../../src/evaluate/judge/compare.js';
import { fitsATie } from '../../src/evaluate/judge/ties.js';

const scores: readonly (readonly [string, number])[] = [
  ['a', 9],
  ['b', 7],
  ['c', 7],
  ['d', 7],
  ['e', 1],
];

const rows = (...taken: readonly (readonly [string, number])[]): Rows => ({
  columns: ['name', 'score'],
  rows: taken,
});

const document = (limit: object): string => JSON.stringify({ stages: [{ limit }] });

/** What a document with ties included gives over the scores. */
const run = async (text: string): Promise<Rows> => {
  const { stages } = JSON.parse(text) as { stages: { limit: { rows: number } }[] };
  const least = scores[stages[0]!.limit.rows - 1]![1];
  return Promise.resolve(rows(...scores.filter(([, score]) => score >= least)));
};

it.each<[string, boolean, object, Rows]>([
  ['other rows of the tie', true, { rows: 2 }, rows(['a', 9], ['d', 7])],
  ['a tie on the first place of two', true, { rows: 3 }, rows(['a', 9], ['d', 7], ['b', 7])],
  ['a row from outside of the tie', false, { rows: 2 }, rows(['a', 9], ['e', 1])],
  ['only tied rows, the first left out', false, { rows: 2 }, rows(['b', 7], ['d', 7])],
  ['a row twice', false, { rows: 3 }, rows(['a', 9], ['b', 7], ['b', 7])],
  ['too few rows', false, { rows: 3 }, rows(['a', 9], ['b', 7])],
  ['no tie at the limit', false, { rows: 1 }, rows(['b', 7])],
  ['ties that are included anyway', false, { rows: 2, ties: 'include' }, rows(['a', 9], ['d', 7])],
])('%s: %s', async (_, right, limit, gold) => {
  expect(await fitsATie(document(limit), gold, {}, run)).toBe(right);
});
