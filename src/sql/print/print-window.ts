import type { Type } from '../../expr/type.js';
import type { SqlWindow } from '../ast.js';
import type { Dialect, Say } from '../dialect.js';
import { commas, group, join, line, nest, softline, type Doc } from './layout.js';
import { printOrder } from './print-aggregate.js';

/** A window function, with its rows always said: engines' defaults differ. */
export function printWindow(leaf: SqlWindow, type: Type, dialect: Dialect, say: Say): Doc {
  const frame = frameOf(leaf);
  const parts = [
    ...(leaf.per.length === 0
      ? []
      : [['PARTITION BY ', group(nest(commas(leaf.per.map(say.whole))))]]),
    ...(leaf.order.length === 0
      ? []
      : [['ORDER BY ', group(nest(commas(leaf.order.map((o) => printOrder(o, say)))))]]),
    ...(frame === undefined ? [] : [frame]),
  ];
  return dialect.window({
    leaf,
    type,
    of: leaf.of === undefined ? '*' : say.whole(leaf.of),
    ofType: leaf.of?.type ?? { kind: 'unknown' },
    over:
      parts.length === 0
        ? ' OVER ()'
        : [' OVER ', group('(', nest(softline, join(parts, line)), softline, ')')],
  });
}

const running: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max', 'count']);
const picking: ReadonlySet<string> = new Set(['first', 'last']);

/** S10: running aggregates go by ROWS; first and last look at the whole partition unless so many rows are asked for. */
function frameOf({ fn, order, last }: SqlWindow): string | undefined {
  if (!running.has(fn) && !picking.has(fn)) return undefined;
  if (last !== undefined)
    return last === 1
      ? 'ROWS BETWEEN CURRENT ROW AND CURRENT ROW'
      : `ROWS BETWEEN ${last - 1} PRECEDING AND CURRENT ROW`;
  if (picking.has(fn)) return 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
  return order.length === 0 ? undefined : 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
}
