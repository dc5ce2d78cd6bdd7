import type { Match } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import type {
  ChangeReading,
  Condition,
  Keep,
  KeyMention,
  Mention,
  Note,
  Ranking,
  TimeReading,
} from '../reading.js';
import type { PerDayReading } from '../dates/per-day.js';
import type { ShareReading } from '../words/shares.js';

/** What a stage of groups is made of. */
export interface GroupedPlan {
  readonly name: string;
  readonly measures: readonly MeasurePlan[];
  readonly keys: readonly KeyMention[];
  /** Conditions that hold for every number. */
  readonly conditions: readonly Condition[];
  readonly keeps: readonly Keep[];
  readonly rankings: readonly Ranking[];
  /** Numbers whose part of a whole is asked for. */
  readonly shares: readonly ShareReading[];
  /** Numbers that are asked for by the day on average. */
  readonly perDay: readonly PerDayReading[];
  /** The stage's `from`: whose rows the result is about. */
  readonly root?: Entity;
  readonly match?: readonly Match[];
  /** What was taken about the rows of the result. */
  readonly notes: readonly Note[];
}

/** A number to write: with its own conditions, its times and its comparisons. */
export interface MeasurePlan {
  readonly mention: Mention;
  readonly conditions: readonly Condition[];
  /** None: the stage's time, or all time. */
  readonly times: readonly TimeReading[];
  readonly changes: readonly ChangeReading[];
}
