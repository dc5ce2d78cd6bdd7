import { claim, isFree, markAt } from '../reader.js';
import type { Reader } from '../reader.js';
import { markOf } from '../lexing/word.js';
import type { Word } from '../lexing/word.js';

/** What was said of the table to build. */
export interface TargetReading {
  readonly layer?: 'dwd' | 'dim' | 'dws' | 'ads';
  readonly lifecycle?: number;
}

/** Whether the words ask for a table that is written again and again, rather than for an answer. */
export function asksForTable(words: readonly Word[]): boolean {
  return words.some((word) => markOf(word, 'table', 'schedule', 'lifecycle') !== undefined);
}

/** Reads layer and lifecycle: 汇总表, DWS, 生命周期365天. */
export function readTarget(reader: Reader): TargetReading {
  let layer: TargetReading['layer'];
  let lifecycle: number | undefined;
  reader.words.forEach((_, word) => {
    if (!isFree(reader, word)) return;
    const mark = markAt(reader, word, 'table', 'schedule', 'lifecycle');
    if (mark === undefined) return;
    claim(reader, word);
    if (mark.kind === 'table') layer ??= mark.layer;
    if (mark.kind === 'lifecycle') lifecycle ??= mark.days;
  });
  return { ...(layer !== undefined && { layer }), ...(lifecycle !== undefined && { lifecycle }) };
}
