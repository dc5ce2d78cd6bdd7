import type { Ontology } from '../../ontology/model.js';
import type { Question } from '../questions/question.js';

/** What answers a question, before anything of it is believed. */
export interface Proposal {
  /** The document as it was first proposed; absent: none was. */
  readonly first?: string;
  /** The document after repairs; absent: there were none. */
  readonly repaired?: string;
  /** Questions for a person; a proposal that has any is not run. */
  readonly asked: readonly string[];
  /** How often each code was sent back for repair. */
  readonly repairs: Readonly<Record<string, number>>;
  /** What was said to a model and what it said, in order. */
  readonly exchanges: readonly Exchange[];
  /** Words of the requirement that found no meaning; undefined where nobody looked. */
  readonly unused?: readonly string[];
}

/** One request to a model. */
export interface Exchange {
  readonly prompt: string;
  readonly answer: string;
  readonly tokens: number;
}

/** Makes a document of the DSL from a question: the drafter, or a model. */
export type Propose = (question: Question, ontology: Ontology) => Promise<Proposal>;
