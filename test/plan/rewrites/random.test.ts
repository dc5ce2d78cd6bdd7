import { describe, expect, it } from 'vitest';
import { allRewrites } from '../../../src/plan/rewrites/all-rewrites.js';
import { rewriteWith, type Rewrite } from '../../../src/plan/rewrites/rewrite.js';
import type { PlannedStage } from '../../../src/plan/plan.js';
import { documentOf } from '../../sql/plans.js';
import { randomDocument } from '../../sql/random-plan.js';
import { evaluate, type Tables, type Value } from '../../sql/reference.js';
import { randomLookUp } from './random-look-up.js';

const tables: Tables = {
  t: [
    [1, 1, null],
    [2, 1, 3],
    [3, null, 3],
    [4, 2, 0],
    [5, 2, 3],
    [6, 3, 1],
  ],
  u: [
    [1, 0],
    [2, null],
    [3, 5],
    [7, 1],
  ],
};

/** Rows in no order. */
function bag(rows: readonly (readonly Value[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted((a, b) => (a < b ? -1 : 1));
}

/** How many of the plans a rewrite changes, after those that come before it; each must keep its rows. */
function changed(
  seeds: number,
  random: (seed: number) => readonly PlannedStage[],
  before: readonly Rewrite[],
  rewrite: Rewrite,
): number {
  let fired = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const stages = random(seed);
    const first = rewriteWith(documentOf(stages), before);
    const after = rewrite.rewrite(first);
    if (JSON.stringify(after.stages) === JSON.stringify(first.stages)) continue;
    const expected = evaluate(stages, tables);
    if (expected.length > 500) continue;
    fired++;
    expect(bag(evaluate(after.stages, tables)), `seed ${seed}`).toEqual(bag(expected));
  }
  return fired;
}

/** Windows of buckets need calendars, which these plans have not; `shop.test.ts` holds them. */
const overBuckets = /window|bucket/;
const rewrites = allRewrites
  .map((rewrite, i) => ({ name: rewrite.name, rewrite, before: allRewrites.slice(0, i) }))
  .filter(({ name }) => !overBuckets.test(name));

describe('over plans of any shape, the rows stay as the plan means them', () => {
  it.each(rewrites)('$name alone', ({ rewrite }) => {
    const fired =
      changed(300, randomDocument, [], rewrite) + changed(500, randomLookUp, [], rewrite);
    expect(fired).toBeGreaterThan(0);
  });

  it.each(rewrites)('$name after others', ({ rewrite, before }) => {
    const fired =
      changed(300, randomDocument, before, rewrite) + changed(800, randomLookUp, before, rewrite);
    expect(fired).toBeGreaterThan(10);
  });
});
