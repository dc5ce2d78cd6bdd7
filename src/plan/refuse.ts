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
  return [
    ...(leaf.trailing === undefined ? [] : ['a window that ends with each bucket']),
    ...(leaf.shift === undefined ? [] : ['a shift of each bucket']),
    ...(leaf.snapshot === undefined ? [] : ['a semi-additive metric']),
  ];
}
