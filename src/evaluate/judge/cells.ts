import type { ResultColumn, Rows as EngineRows, Value } from '../../engine/engine.js';
import type { Cell, Rows } from './compare.js';

/** Rows of an engine as cells that can be compared. */
export function cellsOf({ columns, rows }: EngineRows): Rows {
  return {
    columns: columns.map((column) => column.name),
    rows: rows.map((row) => row.map((value, i) => cellOf(value, columns[i]!))),
  };
}

function cellOf(value: Value, { type }: ResultColumn): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  return type.kind === 'decimal' || type.kind === 'bigint' ? Number(value) : value;
}
