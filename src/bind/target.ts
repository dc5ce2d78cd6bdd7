import { at } from '../base/diagnostic.js';
import { splitDotted } from '../base/text/name.js';
import type { Document, Target } from '../dsl/document.js';
import { call, stringLiteral } from '../expr/build.js';
import { parseExpr } from '../expr/parse.js';
import { parseType } from '../expr/parse-type.js';
import { types, type Type } from '../expr/type.js';
import type { BoundOutput, BoundStage, BoundTarget, ConstantExpr } from './bound.js';
import { columnsOf } from './columns.js';
import type { Context } from './context.js';
import { bindDiagnostic } from './diagnostics.js';
import { bindConstant } from './expression.js';
import { namesAllowed, wholePlace } from './place.js';
import type { SelfTable } from './stage/stage-result.js';
import { isHole } from './unknown.js';

const path = '/target';

/** Binds the table that a model writes: its columns and partitions with types and comments, and its key (S5). */
export function bindTarget(context: Context, target: Target, result: BoundStage): BoundTarget {
  const partition = (target.partition ?? []).map((column, i) =>
    bindPartition(context, column.as, column.is, i, result.output),
  );
  const columns = bindColumns(context, target, result, partition);
  return {
    table: splitDotted(target.table) ?? [target.table],
    layer: target.layer,
    comment: target.comment,
    ...(target.domain !== undefined && { domain: target.domain }),
    write: target.write,
    partition,
    key: bindKey(context, target, result),
    ...(target.lifecycle !== undefined && { lifecycle: target.lifecycle }),
    columns,
  };
}

/** The same table as stages of `self` read it. */
export function selfTableOf(target: BoundTarget): SelfTable {
  const own = target.columns.map(({ name, type, comment, at: place }): BoundOutput => ({
    name,
    type,
    ...(comment !== undefined && { label: comment }),
    at: place,
  }));
  const partition = target.partition.map((p): BoundOutput => ({
    name: p.as,
    type: p.type,
    at: p.at,
  }));
  return { columns: columnsOf('self', [...own, ...partition]), own, key: target.key };
}

/** The table before its columns are known: any name is a column of it. */
export function unknownSelf(document: Document): SelfTable {
  return { columns: columnsOf('self', [], true), own: [], key: document.target?.key };
}

type Partition = BoundTarget['partition'][number];

/** A partition is a constant of the run, or the result column of its name; a day is written in the project's form. */
function bindPartition(
  context: Context,
  as: string,
  is: string,
  index: number,
  output: readonly BoundOutput[],
): Partition {
  const pointer = at(path, 'partition', index);
  const dynamic = resultColumn(is);
  const column = output.find((o) => o.name === dynamic);
  if (dynamic !== undefined && column !== undefined) {
    if (dynamic !== as) {
      const params = { name: as, column: dynamic };
      context.report(bindDiagnostic('partition-column', at(pointer, 'as'), params));
    }
    return { as, type: column.type, at: pointer };
  }
  if (dynamic !== undefined) {
    const names = output.map((o) => o.name);
    const details = namesAllowed(wholePlace(at(pointer, 'is'), is), dynamic, names);
    const params = { name: dynamic, stage: 'result' };
    context.report(bindDiagnostic('unknown-result', at(pointer, 'is'), params, details));
    return { as, type: types.unknown, at: pointer };
  }
  if (output.some((o) => o.name === as))
    context.report(bindDiagnostic('partition-twice', at(pointer, 'as'), { name: as }));
  const value = asText(context, bindConstant(context, is, at(pointer, 'is')));
  return { as, type: value.type, value, at: pointer };
}

function resultColumn(text: string): string | undefined {
  const [expr] = parseExpr(text, '');
  if (expr?.kind !== 'reference' || expr.to.kind !== 'path') return undefined;
  return expr.to.names.length === 1 ? expr.to.names[0] : undefined;
}

function asText(context: Context, value: ConstantExpr): ConstantExpr {
  if (value.type.kind !== 'date') return value;
  return call('format_date', [value, stringLiteral(context.dayFormat)], types.string);
}

function bindColumns(
  context: Context,
  target: Target,
  result: BoundStage,
  partition: readonly Partition[],
): BoundTarget['columns'] {
  const stated = new Map((target.columns ?? []).map((c, i) => [c.name, { column: c, i }]));
  const names = result.output.map((o) => o.name);
  for (const [name, { column, i }] of stated) {
    if (names.includes(name) || isHole(column.name)) continue;
    const pointer = at(path, 'columns', i, 'name');
    const details = namesAllowed(wholePlace(pointer, column.name), name, names);
    const params = { name, stage: result.name };
    context.report(bindDiagnostic('unknown-result', pointer, params, details));
  }
  return result.output
    .filter((o) => !partition.some((p) => p.as === o.name))
    .map((output) => {
      const found = stated.get(output.name);
      const comment = found?.column.comment ?? output.label;
      return {
        name: output.name,
        type: found === undefined ? output.type : statedType(context, found, output.type),
        ...(comment !== undefined && { comment }),
        at: output.at,
      };
    });
}

function statedType(
  context: Context,
  found: { readonly column: { readonly type?: string }; readonly i: number },
  derived: Type,
): Type {
  const { type } = found.column;
  if (type === undefined || isHole(type)) return derived;
  const [parsed, problems] = parseType(type, at(path, 'columns', found.i, 'type'));
  for (const d of problems) context.report(d);
  return parsed ?? derived;
}

/** S5: the key is derived where it can be; it is stated only where nothing derives it. */
function bindKey(context: Context, target: Target, result: BoundStage): readonly string[] {
  const names = result.output.map((o) => o.name);
  const stated = target.key;
  for (const [i, name] of (stated ?? []).entries()) {
    if (names.includes(name) || isHole(name)) continue;
    const pointer = at(path, 'key', i);
    const details = namesAllowed(wholePlace(pointer, name), name, names);
    const params = { name, stage: result.name };
    context.report(bindDiagnostic('unknown-result', pointer, params, details));
  }
  const derived = result.key;
  if (derived === undefined) {
    if (stated === undefined)
      context.report(bindDiagnostic('no-key', path, { stage: result.name }));
    return stated ?? [];
  }
  const same = stated?.length === derived.length && stated.every((k) => derived.includes(k));
  if (stated !== undefined && !same) {
    context.report(bindDiagnostic('other-key', at(path, 'key'), { derived, stated }));
  }
  return derived;
}
