import type { Diagnostic } from '../base/diagnostic.js';
import type { BoundLeaf, BoundStage, Step } from '../bind/bound.js';
import type { Entity } from '../ontology/model.js';
import { bridgesIn, bridgesOf } from './joins/bridges.js';
import { planDiagnostic } from './diagnostics.js';

/** What a stage asks for that no plan could give, each by its name and place. */
export function refusals(stage: BoundStage): readonly Diagnostic[] {
  const { from } = stage;
  const own = from?.kind === 'entity' ? from.entity : undefined;
  return [
    ...stage.leaves.flatMap((leaf) => {
      const entity = leaf.source.kind === 'entity' ? leaf.source.entity : own;
      return entity === undefined ? [] : overBridges(entity, bridgesOf(leaf), leaf.at);
    }),
    ...(own === undefined ? [] : rowsOverBridges(stage, own)),
  ];
}

/** Why rows over a bridge have no plan; nothing for others. */
function overBridges(
  entity: Entity,
  bridges: ReadonlyMap<string, readonly Step[]>,
  at: BoundLeaf['at'],
): readonly Diagnostic[] {
  const paths = [...bridges.values()];
  if (paths.length > 1) {
    const names = paths.map((p) => p.map((s) => s.relationship.name).join('.'));
    return [planDiagnostic('fans-out-twice', at, { entity: entity.name, paths: names })];
  }
  if (paths.length > 0 && entity.key.length === 0)
    return [planDiagnostic('bridge-without-key', at, { entity: entity.name })];
  return [];
}

/** The population's own keys and conditions: its rows in many groups have no measures of other entities. */
function rowsOverBridges(stage: BoundStage, entity: Entity): readonly Diagnostic[] {
  const keys = bridgesIn((stage.keys ?? []).map((k) => k.is));
  const conditions = stage.where.flatMap((w) => overBridges(entity, bridgesIn([w]), stage.at));
  const both =
    keys.size === 0
      ? []
      : overBridges(
          entity,
          bridgesIn([...(stage.keys ?? []).map((k) => k.is), ...stage.where]),
          stage.at,
        );
  const foreign = stage.leaves.find((l) => l.source.kind === 'entity');
  const beside =
    keys.size === 0 || foreign === undefined
      ? []
      : [planDiagnostic('many-beside', foreign.at, { entity: entity.name })];
  return [...(keys.size === 0 ? conditions : both), ...beside];
}
