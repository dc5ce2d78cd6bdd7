import type { Manner, Rows } from '../judge/compare.js';

/** One question of a set, and what is right for it. */
export interface Question {
  readonly id: string;
  /** Of several sets in one file. */
  readonly set?: string;
  readonly text: string;
  /** Definitions of the business that come with the question. */
  readonly instructions: string;
  /** The schema of the database that the question is about; absent: all of it. */
  readonly schema?: string;
  /** The day that relative time counts from. */
  readonly asOf?: string;
  /** Rows that answer it, any one of several; none: it cannot be judged, or has no answer. */
  readonly golds: readonly Rows[];
  /** The data holds no answer: to ask or to refuse is right, any rows are wrong. */
  readonly unanswerable: boolean;
}

/** The questions of a folder, and how their rows are compared. */
export interface QuestionSet {
  readonly questions: readonly Question[];
  readonly manner: Manner;
}
