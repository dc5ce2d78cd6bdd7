import type { Engine } from '../../engine/engine.js';
import type { Ontology } from '../../ontology/model.js';
import { dialectNamed } from '../../sql/dialects/all-dialects.js';
import { judge, judgeSql } from '../judge/judge.js';
import type { Propose } from '../proposals/proposal.js';
import type { Question, QuestionSet } from '../questions/question.js';
import type { Judged } from '../judge/verdict.js';

/** What a run of a set needs of the world. */
export interface Run {
  readonly engine: Engine;
  /** The ontology of a question's schema, made once. */
  readonly ontologyOf: (schema: string | undefined) => Promise<Ontology>;
  readonly propose: Propose;
  /** The same model writing SQL itself, where that is compared. */
  readonly control?: (question: Question) => Promise<{
    readonly sql?: string;
    readonly exchanges: Judged['proposal']['exchanges'];
  }>;
  /** Milliseconds of some clock. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Hears of each question as it is judged. */
  readonly judged: (one: Judged) => void;
}

/** Questions that can be judged: those with expected rows, and those that have no answer. */
export function judgeable({ questions }: QuestionSet): readonly Question[] {
  return questions.filter((q) => q.unanswerable || q.golds.length > 0);
}

/** Answers questions one after the other, in their order. */
export async function runSet(
  questions: readonly Question[],
  manner: QuestionSet['manner'],
  run: Run,
): Promise<{ readonly judged: readonly Judged[]; readonly control: readonly Judged[] }> {
  const dialect = dialectNamed(run.engine.dialect);
  if (dialect === undefined) throw new Error(`there is no dialect ${run.engine.dialect}`);
  const all: Judged[] = [];
  const controls: Judged[] = [];
  for (const question of questions) {
    run.signal.throwIfAborted();
    const started = run.now();
    const ontology = await run.ontologyOf(question.schema);
    const proposal = await run.propose(question, ontology);
    const ground = { engine: run.engine, dialect, manner };
    const judged = await judge(question, proposal, ontology, ground);
    const one = { ...judged, seconds: (run.now() - started) / 1000 };
    all.push(one);
    run.judged(one);
    if (run.control === undefined) continue;
    const again = run.now();
    const { sql, exchanges } = await run.control(question);
    const other = await judgeSql(question, sql, exchanges, ground);
    controls.push({ ...other, seconds: (run.now() - again) / 1000 });
  }
  return { judged: all, control: controls };
}
