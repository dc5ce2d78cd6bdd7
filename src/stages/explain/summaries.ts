import type { BoundDocument, BoundStage } from '../../bind/bound.js';
import { summaryFor } from '../../plan/summaries.js';
import { called, type Say } from './say.js';

/** The aggregates of a stage that are read from a table that holds them already, and why that is the same. */
export function explainSummaries(
  document: BoundDocument,
  stage: BoundStage,
  say: Say,
): readonly string[] {
  return stage.leaves.flatMap((leaf) => {
    const found = summaryFor(document, stage, leaf);
    if (found === undefined || leaf.source.kind !== 'entity') return [];
    const { summary, value } = found;
    const { entity } = summary;
    const column = `${entity.table.name.join('.')}.${value.column ?? value.name}`;
    const keys = [
      ...summary.keys.map((k) => k.as.name),
      ...(summary.time === undefined ? [] : [`${summary.time.as.name} (${summary.time.grain})`]),
    ];
    const rows = called(leaf.source.entity);
    return [
      say(
        `- ${leaf.name}: ${found.leaf.agg} of ${column} instead of the rows of ${rows}: it holds ${leaf.agg} by ${keys.join(', ')}, of all rows, and adds up (law 5)`,
        `- ${leaf.name}：读 ${column} 求 ${found.leaf.agg}，不读 ${rows} 的明细：该表按 ${keys.join('、')} 存有全部行的 ${leaf.agg}，可加（定律 5）`,
      ),
    ];
  });
}
