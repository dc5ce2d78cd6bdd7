import { child, list, wordOf, type Ast } from './ast.js';
import type { SqlWindow } from '../tree.js';

/** A frame of ROWS that ends with the row itself: of so many rows before it, or of all; any other is `other`. */
export function frameOf(clause: Ast): NonNullable<SqlWindow['frame']> {
  const between = clause['type'] === 'binary_expr';
  const unit = between ? wordOf(child(clause['left'])?.['value']) : wordOf(clause['type']);
  const bounds = between
    ? list(child(clause['right'])?.['value']).map((b) => wordOf(b['value']).toLowerCase())
    : [wordOf(child(clause['expr'])?.['value']).toLowerCase(), 'current row'];
  const [start = '', end] = bounds;
  if (unit.toLowerCase() !== 'rows' || end !== 'current row') return 'other';
  if (start === 'unbounded preceding') return 'all';
  const rows = /^(\d+) preceding$/.exec(start)?.[1];
  return rows === undefined ? 'other' : Number(rows);
}
