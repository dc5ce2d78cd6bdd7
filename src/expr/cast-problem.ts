import { unreachable } from '../base/unreachable.js';
import type { CastAdvice } from './advice.js';
import { type Type, isNumeric, isTemporal } from './type.js';

/** Undefined where the conversion means the same on every engine; else what to write instead. */
export function castProblem(from: Type, to: Type): CastAdvice | undefined {
  if (from.kind === 'unknown' || (from.kind === to.kind && from.kind !== 'array')) return undefined;
  if (from.kind === 'json' && to.kind !== 'string') return 'json';
  switch (to.kind) {
    case 'string':
      return from.kind === 'array' || from.kind === 'interval' ? 'none' : undefined;
    case 'bigint':
      if (from.kind === 'double' || (from.kind === 'decimal' && from.scale > 0)) return 'round';
      if (from.kind === 'boolean') return undefined;
      return numberAdvice(from);
    case 'decimal':
    case 'double':
      return numberAdvice(from);
    case 'boolean':
      return from.kind === 'string' ? undefined : 'condition';
    case 'date':
    case 'timestamp':
      if (isNumeric(from)) return 'day';
      return isTemporal(from) || from.kind === 'string' ? undefined : 'none';
    case 'json':
      return from.kind === 'string' ? undefined : 'none';
    case 'interval':
    case 'array':
    case 'unknown':
      return 'none';
    default:
      return unreachable(to);
  }
}

function numberAdvice(from: Type): CastAdvice | undefined {
  if (isNumeric(from) || from.kind === 'string') return undefined;
  if (isTemporal(from)) return 'day';
  return from.kind === 'boolean' ? 'condition' : 'none';
}
