import { paired, type Paired } from './mcnemar.js';
import type { ReportedQuestion, RunReport } from './report.js';

/** Two runs beside each other, over the questions that both have. */
export interface ComparedRuns {
  readonly paired: Paired;
  /** Ids that one of them lacks. */
  readonly missing: readonly string[];
  readonly changed: readonly {
    readonly id: string;
    readonly first: ReportedQuestion['verdict'];
    readonly second: ReportedQuestion['verdict'];
  }[];
}

/** Compares two runs question by question: prompts, models or versions. */
export function compareRuns(first: RunReport, second: RunReport): ComparedRuns {
  const others = new Map(second.questions.map((q) => [q.id, q]));
  const both = first.questions.flatMap((q) => {
    const other = others.get(q.id);
    return other === undefined ? [] : [[q, other] as const];
  });
  const shared = new Set(both.map(([q]) => q.id));
  const ids = [...first.questions, ...second.questions].map((q) => q.id);
  return {
    paired: paired(both.map(([a, b]) => [isMet(a), isMet(b)] as const)),
    missing: [...new Set(ids.filter((id) => !shared.has(id)))].toSorted(),
    changed: both
      .filter(([a, b]) => a.verdict !== b.verdict)
      .map(([a, b]) => ({ id: a.id, first: a.verdict, second: b.verdict })),
  };
}

function isMet({ verdict, answerable }: ReportedQuestion): boolean {
  return verdict === (answerable ? 'right' : 'refused');
}
