import type { JsonPointer } from '../../base/diagnostic.js';
import type { Measure, Stage } from '../../dsl/document.js';
import type { BoundFrom, BoundLeaf, BoundRange, ConstantExpr } from '../bound.js';
import type { Context } from '../context.js';
import type { Source } from './source.js';
import type { ReadTime } from '../time/time-range.js';
import type { Unit } from '../time/time-unit.js';

/** What a stage has settled before its measures are bound. */
export interface StageFrame {
  readonly context: Context;
  readonly stage: Stage;
  readonly path: JsonPointer;
  /** Absent: the measures have rows of their own (S4). */
  readonly from?: BoundFrom;
  /** With `from`: what its rows' names mean. */
  readonly rows?: Source;
  readonly time?: ReadTime;
  readonly range?: BoundRange;
  /** The grain of the key that is a bucket of time. */
  readonly bucket?: Unit;
  /** `at`: which day snapshots and validity ranges are read at. */
  readonly day?: ConstantExpr;
}

/** One measure while it is worked out. */
export interface MeasureFrame {
  readonly stage: StageFrame;
  readonly measure: Measure;
  readonly path: JsonPointer;
  /** Leaves made so far, by provisional names. */
  readonly leaves: BoundLeaf[];
  /** Times that some leaf counts by, to see which were written in vain. */
  readonly usedTimes: Set<ReadTime>;
  /** Which of `via` led somewhere. */
  readonly usedVia: Set<string>;
}
