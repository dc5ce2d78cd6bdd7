import { at, type JsonPointer } from '../base/diagnostic.js';
import type { BoundConversion, BoundStage, SourceExpr, SourceLeaf } from '../bind/bound.js';
import { references } from '../expr/visit.js';

/** An expression over source rows, and the place of the document that says it. */
export interface PlacedExpr {
  readonly expr: SourceExpr;
  readonly at: JsonPointer;
}

/** Everything that a stage says over source rows (S2), in the order of its evaluation. */
export function sourceExpressions(stage: BoundStage): readonly PlacedExpr[] {
  const clock = stage.time?.clock;
  return [
    ...stage.matches.flatMap((m) =>
      m.on.map(({ is }, i) => ({ expr: is, at: at(m.at, 'on', i, 'is') })),
    ),
    ...(clock === undefined ? [] : [{ expr: clock, at: at(stage.at, 'from') }]),
    ...stage.where.map((expr, i) => ({ expr, at: at(stage.at, 'where', i) })),
    ...(stage.keys ?? []).flatMap(({ is, at: key }) =>
      is === undefined ? [] : [{ expr: is, at: at(key, 'is') }],
    ),
    ...stage.columns.map(({ is, at: column }) => ({
      expr: is,
      at: column === stage.at ? at(stage.at, 'from') : at(column, 'is'),
    })),
    ...stage.leaves.flatMap((leaf): readonly PlacedExpr[] => [
      ...leaf.keys.flatMap((expr, i) =>
        expr === undefined ? [] : [{ expr, at: at(stage.keys?.[i]?.at ?? leaf.at, 'is') }],
      ),
      ...leaf.stageWhere.map((expr, i) => ({ expr, at: at(stage.at, 'where', i) })),
      ...(leaf.belongs?.kind === 'on' ? leaf.belongs.on.flatMap(({ key, is }) => [key, is]) : [])
        .concat(
          [leaf.of, leaf.with, leaf.clock].filter((e) => e !== undefined),
          leaf.where,
        )
        .map((expr) => ({ expr, at: leaf.at })),
    ]),
  ];
}

/** What an expression refers to; a value of the row that a measure is computed for counts as what it is there. */
export function leavesOf(expr: SourceExpr): readonly Exclude<SourceLeaf, { kind: 'row' }>[] {
  return references(expr).flatMap(({ to }) => {
    const leaf = bare(to);
    return [leaf, ...(leaf.kind === 'converted' ? stepsOf(leaf.conversion).flatMap(leavesOf) : [])];
  });
}

/** What the steps of a conversion say over their rows. */
function stepsOf({ steps }: BoundConversion): readonly SourceExpr[] {
  return steps.flatMap(({ who, where, clock }) => [...who, ...where, clock]);
}

function bare(leaf: SourceLeaf): Exclude<SourceLeaf, { kind: 'row' }> {
  return leaf.kind === 'row' ? bare(leaf.to) : leaf;
}
