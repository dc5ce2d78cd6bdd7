import type { DeliveredTable } from '../../gates/decision.js';
import { readDecisions } from '../../gates/read-decisions.js';
import { deliveredBy, retiredBy } from '../../stages/spec/spec-gates.js';
import { ownName } from '../../workspace/archive.js';
import type { Project } from '../../workspace/project.js';
import { specApprovals } from '../../workspace/spec.js';

/** Tables that the accepted decisions of one spec have delivered, and those that they took away. */
export interface OwnTables {
  readonly delivered: readonly (readonly [string, DeliveredTable])[];
  readonly retired: readonly string[];
}

/** Reads them from the decisions of a spec; damaged ones count for nothing here and are `check`'s to report. */
export async function ownTables(project: Project, path: string): Promise<OwnTables> {
  const forgotten = { ...project, texts: new Map<string, string>() };
  const [filed = []] = readDecisions(ownName(path), await specApprovals(forgotten, path));
  return { delivered: [...deliveredBy(filed)], retired: retiredBy(filed) };
}
