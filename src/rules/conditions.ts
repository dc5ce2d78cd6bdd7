import { at, type JsonPointer } from '../base/diagnostic.js';
import type { Document } from '../dsl/document.js';
import type { ParsedExpr } from '../expr/expr.js';
import { parseExpr } from '../expr/parse.js';
import { printExpr } from '../expr/print.js';

/** One of several conditions that must all hold, and where it is written. */
export interface Conjunct {
  readonly expr: ParsedExpr;
  readonly at: JsonPointer;
}

/** The conditions of a document that must hold together: of each stage, of its result, of each measure. */
export function conditionsOf(document: Document): readonly (readonly Conjunct[])[] {
  return document.stages.flatMap((stage, i) => {
    const path = at('/stages', i);
    const where = conditionsIn(stage.where, at(path, 'where'));
    const measures = (stage.measures ?? []).map((m, j) =>
      conditionsIn(m.where, at(path, 'measures', j, 'where')),
    );
    return [where, ...measures, conditionsIn(stage.keep, at(path, 'keep'))];
  });
}

/** The conditions of one list, each part of an "and" on its own. */
export function conditionsIn(
  texts: readonly string[] | undefined,
  path: JsonPointer,
): readonly Conjunct[] {
  return (texts ?? []).flatMap((text, i) => {
    const [expr] = parseExpr(text, '');
    return expr === undefined ? [] : apart(expr).map((part) => ({ expr: part, at: at(path, i) }));
  });
}

function apart(expr: ParsedExpr): readonly ParsedExpr[] {
  if (expr.kind !== 'binary' || expr.operator !== 'and') return [expr];
  return [...apart(expr.left), ...apart(expr.right)];
}

/** A condition on one value: the values it may have, or where they begin or end. */
export interface Bound {
  readonly of: string;
  readonly values?: readonly string[];
  readonly not?: string;
  readonly least?: Limit;
  readonly most?: Limit;
}
interface Limit {
  readonly value: string;
  readonly included: boolean;
  readonly isNumber: boolean;
}

/** What a condition says of one value, where it compares it with literals only. */
export function boundOf(expr: ParsedExpr): Bound | undefined {
  if (expr.kind === 'in' && !expr.not) {
    const values = expr.list.map(literalOf);
    const known = values.filter((v) => v !== undefined);
    return known.length < values.length
      ? undefined
      : { of: printExpr(expr.operand), values: known.map((v) => v.value) };
  }
  if (expr.kind !== 'binary' || literalOf(expr.left) !== undefined) return undefined;
  const right = literalOf(expr.right);
  if (right === undefined) return undefined;
  const of = printExpr(expr.left);
  const { operator } = expr;
  if (operator === '=') return { of, values: [right.value] };
  if (operator === '<>') return { of, not: right.value };
  const limit = { ...right, included: operator === '>=' || operator === '<=' };
  if (operator === '>' || operator === '>=') return { of, least: limit };
  return operator === '<' || operator === '<=' ? { of, most: limit } : undefined;
}

function literalOf(expr: ParsedExpr): { value: string; isNumber: boolean } | undefined {
  if (expr.kind !== 'literal' || expr.value === null || expr.interval !== undefined)
    return undefined;
  return { value: expr.value, isNumber: ['bigint', 'decimal', 'double'].includes(expr.type.kind) };
}

/** Whether no value satisfies both of two conditions on it. */
export function excludes(a: Bound, b: Bound): boolean {
  if (a.of !== b.of) return false;
  if (a.values !== undefined && b.values !== undefined)
    return !a.values.some((v) => b.values?.includes(v) === true);
  if (a.values !== undefined && b.not !== undefined) return a.values.every((v) => v === b.not);
  if (b.values !== undefined && a.not !== undefined) return b.values.every((v) => v === a.not);
  const least = a.least ?? b.least;
  const most = a.most ?? b.most;
  if (least === undefined || most === undefined || least.isNumber !== most.isNumber) return false;
  const [low, high] = least.isNumber
    ? [Number(least.value), Number(most.value)]
    : [least.value, most.value];
  return low > high || (low === high && !(least.included && most.included));
}
