import type { Stage } from '../dsl/document.js';

/**
 * Cumulative amounts per month, 累计金额按月: each month has all up to it, where a stage of months has its own.
 * Of a table that is written again each day, 累计 is what there was up to that day.
 */
export function runsOn(requirement: string, stages: readonly Stage[]): boolean {
  const isRunning = /\b(?:cumulative|running)\b|累计|累积/i.test(requirement);
  return isRunning && stages.some(({ by = [] }) => by.some((key) => key.grain !== undefined));
}
