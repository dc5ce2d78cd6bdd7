import { unreachable } from '../base/unreachable.js';
import type { Plan } from './plan.js';

/** The plans directly below a node, in reading order. */
export function inputsOf(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case 'scan':
    case 'read':
      return [];
    case 'series':
      return plan.over === undefined ? [] : [plan.over];
    case 'join':
    case 'semi':
      return [plan.left, plan.right];
    case 'union':
      return plan.inputs;
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'windowed':
    case 'sorted':
      return [plan.input];
    default:
      return unreachable(plan);
  }
}

/** The names of the tables that a plan scans, as often as it does. */
export function scannedTables(plan: Plan): readonly (readonly string[])[] {
  return plan.kind === 'scan' ? [plan.table] : inputsOf(plan).flatMap(scannedTables);
}
