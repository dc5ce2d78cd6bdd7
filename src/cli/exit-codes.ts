import { unreachable } from '../base/unreachable.js';
import type { TroubleKind } from '../base/trouble.js';

/** The exit codes of design section 6. */
export const exitCodes = {
  ok: 0,
  findings: 1,
  usage: 2,
  needsPerson: 3,
  denied: 4,
  model: 5,
  budget: 6,
  environment: 7,
  bug: 70,
  interrupted: 130,
} as const;

/** The exit code of a trouble. */
export function exitOfTrouble(kind: TroubleKind): number {
  switch (kind) {
    case 'usage':
      return exitCodes.usage;
    case 'needs-person':
      return exitCodes.needsPerson;
    case 'denied':
      return exitCodes.denied;
    case 'model':
      return exitCodes.model;
    case 'budget':
      return exitCodes.budget;
    case 'environment':
      return exitCodes.environment;
    case 'interrupted':
      return exitCodes.interrupted;
    default:
      return unreachable(kind);
  }
}
