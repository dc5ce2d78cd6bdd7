import type { Checked } from '../base/diagnostic.js';
import { reference } from '../expr/build.js';
import { types, type Type } from '../expr/type.js';
import type { Document } from '../dsl/document.js';
import type { ConstantExpr } from './bound.js';
import type { Context } from './context.js';
import { bindDiagnostic } from './diagnostics.js';
import { namesAllowed, replaceAt, type Place } from './place.js';

/**
 * The parameters that expressions of a document may name (S13): its own; in a model `bizdate`, the day a
 * scheduled run computes, and `bizhour`, its hour as two digits.
 */
export function paramsOf(document: Document): ReadonlyMap<string, Type> {
  const own = (document.params ?? []).map((p): [string, Type] => [p.name, paramTypes[p.type]]);
  const scheduled: readonly [string, Type][] =
    document.target === undefined
      ? []
      : [
          ['bizdate', types.date],
          ['bizhour', types.string],
        ];
  return new Map([...scheduled, ...own]);
}

/** What `$name` is: a parameter, or the as-of day (`$as_of`, in a question only). */
export function resolveParam(context: Context, name: string, place: Place): Checked<ConstantExpr> {
  if (name === 'as_of' && !context.model) {
    if (context.asOf !== undefined) return [context.asOf, []];
    return [undefined, [bindDiagnostic('no-as-of', place.path, { what: '$as_of' }, place.details)]];
  }
  const type = context.params.get(name);
  if (type !== undefined) context.use(name);
  if (type !== undefined) return [reference({ kind: 'param', name, type }, type), []];
  const other = context.model ? 'bizdate' : 'as_of';
  const fix = name === 'as_of' || name === 'bizdate' ? replaceAt(place, `$${other}`) : undefined;
  const names = [...context.params.keys(), ...(context.model ? [] : ['as_of'])];
  const { fix: _, ...details } = namesAllowed(place, name, names);
  return [
    undefined,
    [
      bindDiagnostic(
        'unknown-param',
        place.path,
        { name },
        { ...details, ...(fix !== undefined && { allowed: [other], fix }) },
      ),
    ],
  ];
}

/** Decimals as a parameter are exact and wide: digits enough on both sides of the point. */
const paramTypes: Readonly<Record<NonNullable<Document['params']>[number]['type'], Type>> = {
  string: types.string,
  bigint: types.bigint,
  decimal: types.decimal(38, 10),
  double: types.double,
  boolean: types.boolean,
  date: types.date,
  timestamp: types.timestamp,
};
