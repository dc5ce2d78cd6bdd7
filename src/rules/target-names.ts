import { at, type JsonPointer } from '../base/diagnostic.js';
import type { BoundDocument } from '../bind/bound.js';
import { nameAt } from './written-at.js';

/** A column of the table that a model writes, and where the document names it. */
export interface TargetName {
  readonly name: string;
  readonly path: JsonPointer;
}

/** The columns of the table in order, partitions last; none for a question. */
export function targetNames({ stages, target }: BoundDocument): readonly TargetName[] {
  const result = stages.at(-1);
  if (target === undefined || result === undefined) return [];
  return [
    ...target.columns.map(({ name }) => ({ name, path: nameAt(result, name) })),
    ...target.partition.map(({ as, at: partition }) => ({ name: as, path: at(partition, 'as') })),
  ];
}
