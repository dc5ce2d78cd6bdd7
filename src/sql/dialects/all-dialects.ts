import type { Dialect } from '../dialect.js';
import { duckdb } from './duckdb.js';
import { maxcompute } from './maxcompute.js';

/** Every dialect, in the order people see them. */
export const allDialects: readonly Dialect[] = [duckdb, maxcompute];

/** The dialect of that name (case-insensitive), undefined when there is none. */
export function dialectNamed(name: string): Dialect | undefined {
  return allDialects.find((dialect) => dialect.name === name.toLowerCase());
}
