import type { Dialect } from '../dialect.js';

/** Every dialect, in the order people see them. */
export const allDialects: readonly Dialect[] = [];

/** The dialect of that name (case-insensitive), undefined when there is none. */
export function dialectNamed(name: string): Dialect | undefined {
  return allDialects.find((dialect) => dialect.name === name.toLowerCase());
}
