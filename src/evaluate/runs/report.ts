import { paired, type Paired } from './mcnemar.js';
import { summariesBySet, summaryOf, type Summary } from './summary.js';
import type { Judged } from '../judge/verdict.js';

/** A run as `--json` prints it and as it is kept: what `eval compare` reads. */
export interface RunReport {
  readonly summary: Summary;
  /** By the sets that questions name. */
  readonly sets: Readonly<Record<string, Summary>>;
  readonly questions: readonly ReportedQuestion[];
  /** The same questions answered by the same model that wrote SQL directly. */
  readonly control?: { readonly summary: Summary; readonly paired: Paired };
}

/** One question of a run, in few words. */
export interface ReportedQuestion {
  readonly id: string;
  readonly set: string | null;
  readonly schema: string | null;
  readonly verdict: Judged['verdict'];
  readonly answerable: boolean;
  readonly valid_at_first: boolean;
  readonly valid: boolean;
  readonly codes: readonly string[];
  readonly tokens: number;
  readonly seconds: number;
  readonly control?: Judged['verdict'];
}

/** What a run came to; `control` has the same questions in the same order. */
export function reportOf(judged: readonly Judged[], control?: readonly Judged[]): RunReport {
  return {
    summary: summaryOf(judged),
    sets: summariesBySet(judged),
    questions: judged.map((one, i) => reported(one, control?.[i])),
    ...(control !== undefined && {
      control: {
        summary: summaryOf(control),
        paired: paired(judged.map((one, i) => [isMet(one), isMet(control[i]!)])),
      },
    }),
  };
}

/** Right, or refused where there is no answer. */
function isMet({ verdict, question }: Judged): boolean {
  return verdict === (question.unanswerable ? 'refused' : 'right');
}

function reported(one: Judged, control: Judged | undefined): ReportedQuestion {
  const { question, proposal } = one;
  return {
    id: question.id,
    set: question.set ?? null,
    schema: question.schema ?? null,
    verdict: one.verdict,
    answerable: !question.unanswerable,
    valid_at_first: one.validAtFirst,
    valid: one.valid,
    codes: one.codes,
    tokens: proposal.exchanges.reduce((sum, { tokens }) => sum + tokens, 0),
    seconds: Math.round(one.seconds * 1000) / 1000,
    ...(control !== undefined && { control: control.verdict }),
  };
}
