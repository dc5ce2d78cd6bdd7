import type { Stage } from '../dsl/document.js';

/** Senior mechanics with their number of jobs: one number each, where a stage has one of all. */
export function losesOwners(requirement: string, stages: readonly Stage[]): boolean {
  const isEach =
    /\b(?:with|and) (?:their|its)(?: (?:total|average|overall))? (?:number|count|amount|sum|total|average)\b/i;
  return (
    isEach.test(requirement) &&
    stages.some(({ by = [], measures = [] }) => measures.length > 0 && by.length === 0)
  );
}
