import { at, type JsonPointer } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import type { Order, Window } from '../../dsl/document.js';
import { arithmeticType } from '../../expr/arithmetic.js';
import { nullLiteral } from '../../expr/build.js';
import { printType } from '../../expr/print-type.js';
import { isNumeric, types, type Type } from '../../expr/type.js';
import { aggregateType } from '../aggregate-type.js';
import type { BoundOrder, BoundWindow } from '../bound.js';
import { columnWords } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { namesAllowed, wholePlace } from '../place.js';
import type { Columns } from '../stage/source.js';
import { isHole } from '../unknown.js';

/** Binds a window over result columns (S10) and gives it its type. */
export function bindWindow(
  context: Context,
  columns: Columns,
  window: Window,
  path: JsonPointer,
): BoundWindow {
  const { fn, last, n } = window;
  const of =
    window.of === undefined ? undefined : bindName(context, columns, window.of, at(path, 'of'));
  const given = of === undefined ? types.unknown : (columns.byName.get(of)?.type ?? types.unknown);
  if (numeric.has(fn) && !isNumeric(given)) {
    const params = { what: fn, name: of ?? '', type: printType(given) };
    context.report(bindDiagnostic('not-a-number', at(path, 'of'), params));
  }
  return {
    kind: 'window',
    as: window.as,
    fn,
    ...(of !== undefined && { of }),
    per: bindNames(context, columns, window.per, at(path, 'per')),
    order: bindOrder(context, columns, window.order, at(path, 'order')),
    ...(last !== undefined && { last }),
    ...(n !== undefined && { n }),
    type: isHole(fn) ? types.unknown : typeOf(fn, given),
    at: path,
  };
}

/** The names that a window reads: all must be computed before it. */
export function windowReads(window: Window): ReadonlySet<string> {
  const names = [window.of, ...(window.per ?? []), ...(window.order ?? []).map((o) => o.by)];
  return new Set(names.filter((n) => n !== undefined));
}

/** Binds an order over result columns: ascending, and nulls last, where nothing is written. */
export function bindOrder(
  context: Context,
  columns: Columns,
  order: readonly Order[] | undefined,
  path: JsonPointer,
): readonly BoundOrder[] {
  return (order ?? []).map((o, i) => ({
    by: bindName(context, columns, o.by, at(path, i, 'by')),
    descending: o.dir === 'desc',
    nullsFirst: o.nulls === 'first',
  }));
}

/** Binds names of result columns. */
export function bindNames(
  context: Context,
  columns: Columns,
  names: readonly string[] | undefined,
  path: JsonPointer,
): readonly string[] {
  return (names ?? []).map((name, i) => bindName(context, columns, name, at(path, i)));
}

function bindName(context: Context, columns: Columns, name: string, path: JsonPointer): string {
  if (isHole(name) || columns.open || columns.byName.has(name)) return name;
  const place = wholePlace(path, name);
  const details = namesAllowed(place, name, columns.byName.keys(), columnWords(columns));
  const params = { name, stage: columns.of };
  context.report(bindDiagnostic('unknown-result', path, params, details));
  return name;
}

const numeric = new Set<Window['fn']>(['sum', 'avg', 'share']);

function typeOf(fn: Window['fn'], of: Type): Type {
  switch (fn) {
    case 'row_number':
    case 'rank':
    case 'dense_rank':
    case 'ntile':
    case 'count':
      return types.bigint;
    case 'percent_rank':
    case 'avg':
      return types.double;
    case 'share': {
      const quotient = arithmeticType('/', nullLiteral(of), nullLiteral(of));
      return typeof quotient === 'string' ? types.double : quotient;
    }
    case 'sum':
      return aggregateType('sum', of) ?? types.unknown;
    case 'lag':
    case 'lead':
    case 'first':
    case 'last':
    case 'min':
    case 'max':
      return of;
    default:
      return unreachable(fn);
  }
}
