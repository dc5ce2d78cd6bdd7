import type { Agg, Option, Time } from '../dsl/document.js';
import type { Entity, Metric } from '../ontology/model.js';
import type { Comparison } from './lexing/mark.js';
import type { Candidate } from './place.js';
import type { Shift } from './dates/shift-phrase.js';

/**
 * What a requirement says, part by part, before it is a document: every part knows the words it was read
 * from, so that holes and assumptions can name them, and nothing has a place in a document yet.
 */

/** What is not known, with what could stand there. */
export interface Hole {
  readonly about: string;
  readonly question: string;
  readonly options: readonly Option[];
}
/** A reading that was taken. */
export interface Note {
  readonly about: string;
  readonly taken: string;
}

/** The words something was read from: indexes, both included. */
export interface Words {
  readonly first: number;
  readonly last: number;
}

/** A number that is asked for. */
export interface Mention extends Words {
  /** The word that names it. */
  readonly word: number;
  readonly about: string;
  /** What its column is called without a period: `paid_amt`. */
  readonly base: string;
  readonly label: string;
  readonly what:
    | { readonly kind: 'metric'; readonly name: string | Hole; readonly metric?: Metric }
    | {
        readonly kind: 'agg';
        readonly agg: Agg;
        readonly entity: Entity;
        readonly of?: string;
        readonly where: readonly string[];
        readonly clock?: string;
      };
  /** Whose rows it aggregates. */
  readonly sources: readonly Entity[];
  /** A plain count of an entity's rows. */
  readonly counts?: Entity;
  readonly notes: readonly Note[];
}

/** A range of days that was said. */
export interface TimeReading {
  readonly about: string;
  readonly time: Time | Hole;
  readonly notes: readonly Note[];
}

/** A comparison with another time. */
export interface ChangeReading {
  readonly about: string;
  readonly shift: Shift;
  readonly give: 'rate' | 'difference';
}

/** What the result is grouped by. */
export type KeyMention =
  | {
      readonly kind: 'grain';
      readonly word: number;
      readonly about: string;
      readonly unit: string;
      readonly notes: readonly Note[];
    }
  | {
      readonly kind: 'value';
      readonly word: number;
      readonly about: string;
      /** One column each: an entity's key and its name. */
      readonly parts: readonly KeyPart[];
      readonly entity?: Entity;
      /** No word announced it: it only stood before a number. */
      readonly bare?: true;
      /** The word is a condition as well: 头部主播. */
      readonly qualified?: true;
      readonly notes: readonly Note[];
    };

/** One thing that a result is grouped by. */
export interface KeyPart {
  readonly as: string;
  readonly candidates: readonly Candidate[];
  /** Only names what the other parts identify. */
  readonly naming: boolean;
}

/** A condition on rows. Its meanings differ in the attribute; which one it is depends on what can be reached. */
export interface Condition extends Words {
  readonly about: string;
  readonly meanings: readonly ConditionMeaning[];
  /** Several values with and between them: each is to be seen for itself. */
  readonly each: boolean;
  readonly notes: readonly Note[];
}

/** One of the attributes that a condition may be of. */
export interface ConditionMeaning {
  readonly candidate: Candidate;
  /** The condition over the attribute's path. */
  readonly test: (path: string) => string;
  /** Of a coded value: goes into the name of a column that only counts such rows. */
  readonly prefix: string;
}

/** A condition on a number: which groups stay. */
export interface Keep extends Words {
  /** Word of the mention that is compared. */
  readonly word: number;
  readonly about: string;
  readonly op: Comparison;
  readonly value: string;
  readonly and?: { readonly op: Comparison; readonly value: string };
  /** Either this or the keep before it. */
  readonly or?: true;
}

/** An order by a number, and how much of it stays. */
export interface Ranking {
  readonly about: string;
  /** Word of the mention that orders; absent: it was not said. */
  readonly word?: number;
  readonly ascending: boolean;
  /** No direction was said: rows go up by a column, numbers go down. */
  readonly unsaid?: true;
  readonly rows?: number;
  /** The single best one: several may share the place. */
  readonly ties: boolean;
  /** Word of the key that is ranked, where it was said: 最高的5个主播. */
  readonly ranked?: number;
  /** The place is a column. */
  readonly column: boolean;
}

/** Rows with or without any row of another entity. */
export interface Absence extends Words {
  readonly about: string;
  /** Of what there is none. */
  readonly of: Entity;
  /** Whose rows are meant. */
  readonly subject: Entity;
}

/** When each number counts, and with which other time it is compared. */
export interface Times {
  /** By the mention's word; none: no time was said for it. */
  readonly of: ReadonlyMap<number, readonly TimeReading[]>;
  /** By the mention's word. */
  readonly changes: ReadonlyMap<number, readonly ChangeReading[]>;
  /** All times that were said, whoever they belong to. */
  readonly all: readonly TimeReading[];
  /** The word of the only time that was said. */
  readonly only?: { readonly word: number; readonly about: string };
}

/** Everything that was read. */
export interface Parts {
  readonly mentions: readonly Mention[];
  readonly keys: readonly KeyMention[];
  readonly keeps: readonly Keep[];
  readonly rankings: readonly Ranking[];
  readonly conditions: readonly Condition[];
  readonly absences: readonly Absence[];
  readonly times: Times;
  /** Readings that belong to the result as a whole. */
  readonly notes: readonly Note[];
}
