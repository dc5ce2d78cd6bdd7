import { at, type JsonPointer } from '../base/diagnostic.js';
import type { BoundDocument, BoundLeaf, BoundStage, Step } from '../bind/bound.js';
import { tableId } from '../ontology/index-of.js';
import type { Entity } from '../ontology/model.js';
import { leavesOf, sourceExpressions } from './source-expressions.js';

/** A place of the document that makes it read an entity's rows. */
export interface EntityRead {
  readonly entity: Entity;
  readonly at: JsonPointer;
}

/**
 * Every entity a document reads, at each place that asks for it, in reading order: populations, look-ups,
 * measures, paths; behind a view those that its document reads.
 */
export function readsOf({ stages, views }: BoundDocument): readonly EntityRead[] {
  const behind = new Map([...views].map(([name, { document }]) => [name, readsOf(document)]));
  return stages
    .flatMap(readsOfStage)
    .flatMap((read) => [
      read,
      ...(behind.get(read.entity.name) ?? []).map(({ entity }) => ({ entity, at: read.at })),
    ]);
}

/** The first place at which each table is read; tables are told apart as engines do, without case. */
export function tablesRead(document: BoundDocument): readonly EntityRead[] {
  const first = new Map<string, EntityRead>();
  for (const read of readsOf(document)) {
    const table = tableId(read.entity.table.name);
    if (!first.has(table)) first.set(table, read);
  }
  return [...first.values()];
}

function readsOfStage(stage: BoundStage): readonly EntityRead[] {
  const { from, matches, leaves } = stage;
  return [
    ...(from?.kind === 'entity' ? [{ entity: from.entity, at: at(stage.at, 'from') }] : []),
    ...matches.flatMap(({ to, at: match }) =>
      to.kind === 'entity' ? [{ entity: to.entity, at: at(match, 'to') }] : [],
    ),
    ...leaves.flatMap((leaf) => readsOfLeaf(stage, leaf)),
    ...sourceExpressions(stage).flatMap(({ expr, at: place }) =>
      leavesOf(expr).flatMap((leaf) => {
        if (leaf.kind === 'converted')
          return leaf.conversion.steps.map(({ entity }) => ({ entity, at: place }));
        return 'path' in leaf ? along(leaf.path, place) : [];
      }),
    ),
  ];
}

function readsOfLeaf(stage: BoundStage, { source, belongs, at: measure }: BoundLeaf) {
  const isMetric = stage.measures.some((m) => m.at === measure && m.metric !== undefined);
  const place = at(measure, isMetric ? 'metric' : 'entity');
  return [
    ...(source.kind === 'entity' ? [{ entity: source.entity, at: place }] : []),
    ...(belongs?.kind === 'path' ? along(belongs.path, place) : []),
  ];
}

function along(path: readonly Step[], place: JsonPointer): readonly EntityRead[] {
  return path.map(({ to }) => ({ entity: to, at: place }));
}
