import type { Diagnostic } from '../base/diagnostic.js';
import type { BoundLeaf, BoundStage } from '../bind/bound.js';
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
  ];
}

function leafRefusals(leaf: BoundLeaf): readonly Diagnostic[] {
  return constructs(leaf).map((construct) => planDiagnostic('not-yet', leaf.at, { construct }));
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
  return [...(hasRow(leaf) ? ['a semi-additive metric with conditions on the row'] : [])];
}

function hasRow(leaf: BoundLeaf): boolean {
  return leaf.where.some((w) => rowLeaves(w).length > 0);
}
