import type { Diagnostic } from '../base/diagnostic.js';
import type { BoundLeaf, BoundStage } from '../bind/bound.js';
import { fingerprint } from './fingerprint.js';
import { readsOtherDays } from './intervals.js';
import { bridgeRefusals } from './bridged.js';
import { keepsDaysApart } from './partition.js';
import { rowLeaves } from './source.js';
import { planDiagnostic } from './diagnostics.js';

/** What a stage asks for that has no proven plan, each by its name and place. */
export function refusals(stage: BoundStage): readonly Diagnostic[] {
  const { leaves } = stage;
  return [
    ...leaves.flatMap(leafRefusals),
    ...leaves.flatMap(bridgeRefusals),
    ...mixedSnapshot(stage),
    ...openWindows(stage),
  ];
}

function leafRefusals(leaf: BoundLeaf): readonly Diagnostic[] {
  return constructs(leaf).map((construct) => planDiagnostic('not-yet', leaf.at, { construct }));
}

/**
 * Windows and shifts of buckets of open time beside measures of other rows: the buckets of each measure
 * would end with its own data, and a window that reaches into another's buckets would be missing there.
 */
function openWindows(stage: BoundStage): readonly Diagnostic[] {
  const bounded = stage.shown?.from !== undefined && stage.shown.until !== undefined;
  const reaching = stage.leaves.find(readsOtherDays);
  if (bounded || reaching === undefined) return [];
  const rows = new Set(stage.leaves.map(rowsText));
  if (rows.size === 1) return [];
  const construct = 'a window or shift over open time beside measures of other rows';
  return [planDiagnostic('not-yet', reaching.at, { construct })];
}

/** What decides which moments a leaf's rows have. */
function rowsText({ source, clock, where, stageWhere }: BoundLeaf): string {
  const of = source.kind === 'entity' ? source.entity.name : '';
  return JSON.stringify([of, [clock, ...where, ...stageWhere].map((e) => fingerprint(e))]);
}

/** Over one snapshot's rows some measures would need one day of them and others each. */
function mixedSnapshot(stage: BoundStage): readonly Diagnostic[] {
  if (stage.from?.kind !== 'entity' || stage.from.entity.table.mode !== 'full') return [];
  const own = stage.leaves.filter((l) => l.source.kind === 'rows');
  const apart = own.filter(keepsDaysApart);
  if (apart.length === 0 || apart.length === own.length || stage.from.day !== undefined) return [];
  const construct = 'semi-additive metrics beside others over the days of one snapshot';
  return [planDiagnostic('not-yet', apart[0]!.at, { construct })];
}

function constructs(leaf: BoundLeaf): readonly string[] {
  if (leaf.snapshot === undefined) return [];
  return [
    ...(readsOtherDays(leaf) ? ['a window or shift of a semi-additive metric'] : []),
    ...(hasRow(leaf) ? ['a semi-additive metric with conditions on the row'] : []),
  ];
}

function hasRow(leaf: BoundLeaf): boolean {
  return leaf.where.some((w) => rowLeaves(w).length > 0);
}
