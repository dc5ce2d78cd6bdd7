import type { DeliveredTable } from '../../gates/decision.js';
import type { Bindable } from '../../stages/prepare-document.js';
import type { Spec } from '../../workspace/spec.js';
import type { Work } from '../project/project.js';
import { checkOfSpec, type SpecChecked } from './check-of-spec.js';
import { standingOfSpec, type SpecStanding } from './standing-of-spec.js';

/** What is worked out of each spec of a project. */
export interface SpecWorks {
  readonly check: SpecChecked;
  readonly status: SpecStanding;
}

/** What the work on a spec is done with beside its files: values alone. */
export interface SpecView extends Work {
  /** Tables as the decisions of all specs have left them. */
  readonly delivered: ReadonlyMap<string, DeliveredTable>;
}

/** What was worked out of a spec. */
export interface WorkedOut<T> {
  readonly made: T;
  /** The tables that it is about: what was delivered of others is nothing to it. */
  readonly about: readonly string[];
  /** What an engine is still to say of it. */
  readonly engine?: ForEngine;
}

/** What only an engine can judge: SQL that documents make, and SQL that stands in files of the spec. */
export interface ForEngine {
  readonly sql: readonly Bindable[];
  readonly tasks: Pick<Spec, 'sqlTasks' | 'meta'>;
}

/** Each work as a function of the files of one spec and of what all specs share. */
export const specWorks: {
  readonly [K in keyof SpecWorks]: (
    view: SpecView,
    name: string,
  ) => Promise<WorkedOut<SpecWorks[K]>>;
} = { check: checkOfSpec, status: standingOfSpec };
