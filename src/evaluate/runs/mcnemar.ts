/** Two ways of answering the same questions, compared question by question. */
export interface Paired {
  readonly total: number;
  readonly both_right: number;
  readonly only_first: number;
  readonly only_second: number;
  readonly neither: number;
  /** Two-sided exact McNemar test: how likely so uneven a split is where both ways are equally good. */
  readonly p_value: number;
}

/** Compares two ways by the questions that both answered: true is right. */
export function paired(pairs: readonly (readonly [boolean, boolean])[]): Paired {
  const count = (first: boolean, second: boolean): number =>
    pairs.filter(([a, b]) => a === first && b === second).length;
  const [only_first, only_second] = [count(true, false), count(false, true)];
  return {
    total: pairs.length,
    both_right: count(true, true),
    only_first,
    only_second,
    neither: count(false, false),
    p_value: exactMcNemar(only_first, only_second),
  };
}

/** The two-sided binomial test of b against c at one half, at most 1. */
export function exactMcNemar(b: number, c: number): number {
  const n = b + c;
  let tail = 0;
  for (let k = 0; k <= Math.min(b, c); k++) tail += Math.exp(logChoose(n, k) - n * Math.LN2);
  return Math.min(1, Number((2 * tail).toPrecision(6)));
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log(n - k + i) - Math.log(i);
  return sum;
}
