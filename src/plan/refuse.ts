import { type Diagnostic } from '../base/diagnostic.js';
import type { BoundLeaf, BoundStage } from '../bind/bound.js';
import { planDiagnostic } from './diagnostics.js';

/** What a stage asks for that has no proven plan, each by its name and place. */
export function refusals(stage: BoundStage): readonly Diagnostic[] {
  return stage.leaves.flatMap((leaf) =>
    constructs(leaf).map((construct) => planDiagnostic('not-yet', leaf.at, { construct })),
  );
}

function constructs(leaf: BoundLeaf): readonly string[] {
  return [...(leaf.snapshot === undefined ? [] : ['a semi-additive metric'])];
}
