import type { Diagnostic } from '../base/diagnostic.js';
import type { BoundDocument, BoundStage, BoundTarget, ConstantExpr } from '../bind/bound.js';
import type { Type } from '../expr/type.js';
import type { Entity } from '../ontology/model.js';
import { withMoments } from './time/moments.js';
import type { Column, PlannedStage } from './plan.js';

/** What planning one document carries along: fresh ids, the parts planned so far, what was found. */
export interface Context {
  /** Each aggregate has a scan of its own, as if none had rows in common with another. */
  readonly apart: boolean;
  /** The as-of day of the document, where it has one. */
  readonly asOf: ConstantExpr | undefined;
  /** The document's target, where it has one. */
  readonly target: BoundTarget | undefined;
  /** The days of each calendar that the document names, by the calendar's name. */
  readonly calendars: ReadonlyMap<string, Entity>;
  /** What may be seen of an entity's rows (S17), by its name: every scan of it goes through this. */
  readonly policies: BoundDocument['policies'];
  /** Of computed attributes that joins are on: their values over columns of their entity. */
  readonly links: BoundDocument['links'];
  /** The documents whose results entities are, by the names of these. */
  readonly views: BoundDocument['views'];
  /** The stages that hold the rows of such entities, planned once. */
  readonly viewed: Map<string, string>;
  /** Plans one stage, whose rows are in no order. */
  readonly planStage: (context: Context, stage: BoundStage) => void;
  /** Parts that hold the units of a calendar's grain, by calendar and grain. */
  readonly units: Map<string, string>;
  /** Parts that hold a day that a calendar tells, by what it is. */
  readonly moments: Map<string, string>;
  /** The document's zone and its project's, and the zones that were met; absent below policies, which see moments as they are. */
  readonly zones?:
    | {
        readonly document: string | undefined;
        readonly project: string | undefined;
        readonly seen: Set<string>;
      }
    | undefined;
  /** A new column with an id of its own. */
  readonly column: (name: string, type: Type) => Column;
  /** A new id for a relation. */
  readonly relation: () => number;
  /** A stage, or a part of one, that later ones may read. */
  readonly add: (stage: PlannedStage) => void;
  /** A stage planned earlier; a bug if there is none. */
  readonly stage: (name: string) => PlannedStage;
  /** A name for a part of a stage that no stage or part has. */
  readonly partName: (stage: string, part: string) => string;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** A context for a document; ids count from 1, so equal documents get equal plans. */
export function newContext(
  document: BoundDocument,
  apart: boolean,
  planStage: Context['planStage'],
): Context & { readonly stages: PlannedStage[]; readonly diagnostics: Diagnostic[] } {
  let columns = 0;
  let relations = 0;
  const stages: PlannedStage[] = [];
  const diagnostics: Diagnostic[] = [];
  const taken = new Set(document.stages.map(({ name }) => name.toLowerCase()));
  return {
    apart,
    asOf: document.asOf,
    target: document.target,
    calendars: document.calendars,
    policies: document.policies,
    zones: {
      document: document.timezone,
      project: document.projectTimezone,
      seen: new Set(),
    },
    links: document.links,
    views: document.views,
    viewed: new Map(),
    planStage,
    units: new Map(),
    moments: new Map(),
    stages,
    diagnostics,
    column: (name, type) => ({ id: ++columns, name, type }),
    relation: () => ++relations,
    add(stage) {
      const plan = document.calendars.size === 0 ? stage.plan : withMoments(this, stage);
      stages.push({ ...stage, plan });
    },
    stage: (name) => {
      const found = stages.find((s) => s.name === name);
      if (found === undefined) throw new Error(`stage "${name}" is read before it is planned`);
      return found;
    },
    partName: (stage, part) => {
      let name = `${stage}_${part}`;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stage}_${part}_${n}`;
      taken.add(name.toLowerCase());
      return name;
    },
    report: (diagnostic) => void diagnostics.push(diagnostic),
  };
}
