import type { Judged, Verdict } from '../judge/verdict.js';

/** Counts over questions. */
export interface Summary {
  readonly total: number;
  readonly right: number;
  readonly wrong: number;
  readonly asked: number;
  readonly refused: number;
  /** Of those that have rows: right among right and wrong; null where none has. */
  readonly right_of_answered: number | null;
  readonly valid_at_first: number;
  readonly valid: number;
  /** Questions without an answer in the data, and how many of them got none. */
  readonly unanswerable: number;
  readonly unanswerable_refused: number;
  /** How often each code was sent back for repair. */
  readonly repairs: Readonly<Record<string, number>>;
  readonly tokens: number;
  readonly seconds: number;
}

/** Counts verdicts, repairs, tokens and seconds. */
export function summaryOf(judged: readonly Judged[]): Summary {
  const count = (verdict: Verdict): number => judged.filter((j) => j.verdict === verdict).length;
  const [right, wrong] = [count('right'), count('wrong')];
  const unanswerable = judged.filter((j) => j.question.unanswerable);
  const repairs = new Map<string, number>();
  for (const { proposal } of judged)
    for (const [code, times] of Object.entries(proposal.repairs))
      repairs.set(code, (repairs.get(code) ?? 0) + times);
  return {
    total: judged.length,
    right,
    wrong,
    asked: count('asked'),
    refused: count('refused'),
    right_of_answered: right + wrong === 0 ? null : rounded(right / (right + wrong)),
    valid_at_first: judged.filter((j) => j.validAtFirst).length,
    valid: judged.filter((j) => j.valid).length,
    unanswerable: unanswerable.length,
    unanswerable_refused: unanswerable.filter((j) => j.verdict === 'refused').length,
    repairs: Object.fromEntries([...repairs].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    tokens: judged
      .flatMap((j) => j.proposal.exchanges)
      .reduce((sum, { tokens }) => sum + tokens, 0),
    seconds: rounded(judged.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
}

/** The sets of a file, in the order of their first question; none where questions name no set. */
export function summariesBySet(judged: readonly Judged[]): Readonly<Record<string, Summary>> {
  const sets = [...new Set(judged.map((j) => j.question.set))].filter((s) => s !== undefined);
  return Object.fromEntries(
    sets.map((set) => [set, summaryOf(judged.filter((j) => j.question.set === set))]),
  );
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
