import { at, steps, type JsonPointer } from '../base/diagnostic.js';
import type { BoundStage } from '../bind/bound.js';
import type { Document, Measure, Stage } from '../dsl/document.js';

/** The key, column, measure, window or computed column that makes a column of a stage's result; the stage where nothing does. */
export function columnAt(stage: BoundStage, column: string): JsonPointer {
  const made = stage.output.find((o) => o.name === column);
  if (made === undefined || made.at !== stage.at) return made?.at ?? stage.at;
  // A column that a stage only passes on is written where its rows come from.
  if (stage.from?.kind === 'stage') return columnAt(stage.from.stage, column);
  if (stage.from?.kind !== 'union') return stage.at;
  const places = stage.from.stages.map((s) => columnAt(s, column));
  return places.find(isItem) ?? places[0]!;
}

/** The name of such a column, where it is written. */
export function nameAt(stage: BoundStage, column: string): JsonPointer {
  const place = columnAt(stage, column);
  return isItem(place) ? at(place, 'as') : place;
}

/** An item of a stage's list rather than a whole stage. */
function isItem(place: JsonPointer): boolean {
  return steps(place).length > 2;
}

/** The stage that a pointer into a document lies in. */
export function stageOf(document: Document, place: JsonPointer): Stage {
  return document.stages[Number(steps(place)[1])]!;
}

/** The measure that stands at a pointer. */
export function measureOf(document: Document, place: JsonPointer): Measure {
  return stageOf(document, place).measures![Number(steps(place)[3])]!;
}

/** Where the target states the type of a column. */
export function statedTypeAt(document: Document, column: string): JsonPointer | undefined {
  const columns = document.target?.columns ?? [];
  const i = columns.findIndex((c) => c.name === column && c.type !== undefined);
  return i < 0 ? undefined : at('/target/columns', i, 'type');
}
