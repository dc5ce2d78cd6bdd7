import { unreachable } from '../../base/unreachable.js';
import {
  binary,
  branch,
  call,
  caseWhen,
  conjuncts,
  integerLiteral,
  isNull,
  literal,
  stringLiteral,
} from '../../expr/build.js';
import type { Literal } from '../../expr/expr.js';
import type { Type } from '../../expr/type.js';
import { references } from '../../expr/visit.js';
import type { Condition, From, SqlExpr, SqlLeaf } from '../ast.js';
import type { Dialect } from '../dialect.js';

/** A join, as a FROM holds it. */
export type Join = Extract<From, { kind: 'join' }>;

/** Where the conditions of a join go. */
export interface JoinConditions {
  readonly on: readonly Condition[];
  readonly where: readonly Condition[];
  /** Whether the dialect must be told to compare every pair. */
  readonly hinted: boolean;
}

/**
 * The conditions of a join as a dialect takes them. Some engines join on equalities between the sides
 * only, and need a hint for anything else: an inner join leaves the rest to WHERE, which means the same.
 */
export function joinConditions(join: Join, dialect: Dialect): JoinConditions {
  const all = join.on.flatMap((condition) => joinable(condition, dialect));
  if (dialect.joinHint === undefined) return { on: all, where: [], hinted: false };
  const parts = all.flatMap(partsOf);
  const mixed = parts.filter((part) => sideOf(part, join) === 'both' && !isEquality(part, join));
  const equal = parts.some((part) => isEquality(part, join));
  if (join.type === 'inner' && equal)
    return { on: parts.filter((part) => !mixed.includes(part)), where: mixed, hinted: false };
  return { on: all, where: [], hinted: !equal || mixed.length > 0 };
}

/** And-ed parts, each at the place of the whole. */
function partsOf(condition: Condition): readonly Condition[] {
  const parts: readonly SqlExpr[] = conjuncts<SqlLeaf>(condition);
  if (parts.length === 1) return [condition];
  return parts.map((part) => (condition.at === undefined ? part : { ...part, at: condition.at }));
}

/** An equality of a value of one side with a value of the other. */
function isEquality(part: SqlExpr, join: Join): boolean {
  if (part.kind !== 'binary') return false;
  if (part.operator !== '=' && part.operator !== 'is not distinct from') return false;
  const sides = [sideOf(part.left, join), sideOf(part.right, join)];
  return sides.includes('left') && sides.includes('right');
}

/** Which side of the join an expression reads. */
function sideOf(expr: SqlExpr, { right }: Join): 'left' | 'right' | 'both' | 'none' {
  const as = right.kind === 'join' ? undefined : right.as;
  const there = references(expr).flatMap(({ to }) =>
    to.kind === 'column' ? [to.relation === as] : [],
  );
  if (there.length === 0) return 'none';
  if (there.every((is) => is)) return 'right';
  return there.some((is) => is) ? 'both' : 'left';
}

/**
 * Where a dialect does not join on `IS NOT DISTINCT FROM`, two equalities that nulls satisfy say the
 * same (S4, docs/decisions/022): of the values with any value of their type for null, and of whether they are null.
 */
function joinable(on: Condition, dialect: Dialect): readonly Condition[] {
  if (dialect.nullSafeJoin || on.kind !== 'binary' || on.operator !== 'is not distinct from')
    return [on];
  const some = anyValue(on.left.type);
  if (some === undefined) return [on];
  const filled = (e: SqlExpr): SqlExpr => call('coalesce', [e, some], e.type);
  const marker = (e: SqlExpr): SqlExpr =>
    caseWhen<SqlLeaf>([branch(isNull(e), integerLiteral(1))], integerLiteral(0));
  const place = on.at === undefined ? {} : { at: on.at };
  return [
    { ...binary('=', filled(on.left), filled(on.right)), ...place },
    { ...binary('=', marker(on.left), marker(on.right)), ...place },
  ];
}

function anyValue(type: Type): Literal | undefined {
  switch (type.kind) {
    case 'string':
      return stringLiteral('');
    case 'boolean':
      return literal(type, 'false');
    case 'date':
      return literal(type, '1970-01-01');
    case 'timestamp':
      return literal(type, '1970-01-01 00:00:00');
    case 'bigint':
    case 'decimal':
    case 'double':
      return integerLiteral(0);
    case 'interval':
    case 'json':
    case 'array':
    case 'unknown':
      return undefined;
    default:
      return unreachable(type);
  }
}
