import type { Rows, Value } from '../../../engine/engine.js';
import { shownValue } from '../../output/rows.js';
import { cliTrouble } from '../../troubles/cli.js';

/** A column's value that is followed through the stages of a document. */
export interface FollowedKey {
  readonly column: string;
  /** As it is shown; empty for null. */
  readonly value: string;
}

/** The keys of `--row key=value …`. */
export function followedKeys(given: readonly string[]): readonly FollowedKey[] {
  return given.map((text) => {
    const [, column, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (column === undefined || value === undefined) throw cliTrouble('row', { text });
    return { column, value };
  });
}

/** The rows that have the values of all keys whose columns there are; undefined where there is no such column. */
export function rowsWithKeys(rows: Rows, keys: readonly FollowedKey[]): Rows | undefined {
  const present = keys.flatMap(({ column, value }) => {
    const position = rows.columns.findIndex((c) => c.name === column);
    return position < 0 ? [] : [{ position, value }];
  });
  if (present.length === 0) return undefined;
  const has = (row: readonly Value[]): boolean =>
    present.every(({ position, value }) => textOf(row[position] ?? null) === value);
  return { ...rows, rows: rows.rows.filter(has) };
}

function textOf(value: Value): string {
  if (value === null) return '';
  const shown = shownValue(value);
  return typeof shown === 'object' ? JSON.stringify(shown) : String(shown);
}
