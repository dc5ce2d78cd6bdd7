import type { Chance } from './random.js';

/** A value as text, or none. */
export type Cell = string | null;
/** Rows of a table. */
export type Rows = readonly Readonly<Record<string, Cell>>[];

const dayMs = 86_400_000;
/** Days lie around the as-of day, across ends of months and a leap day. */
const firstDay = Date.parse('2023-12-20T00:00:00Z') / dayMs;

/** So many rows of a table, or none at all. */
export function table(
  chance: Chance,
  size: number,
  row: (i: number) => Readonly<Record<string, Cell>>,
): Rows {
  const count = chance.often(0.1) ? 0 : Math.floor(size);
  return Array.from({ length: count }, (_, i) => row(i + 1));
}

/** The last row of each key. */
export function unique(rows: Rows, key: readonly string[]): Rows {
  const keyed = (row: Rows[number]): string => key.map((k) => row[k]).join();
  return [...new Map(rows.map((row) => [keyed(row), row])).values()];
}

export /** A key of another table: sometimes null, sometimes one that does not exist. */
function link(chance: Chance, size: number): Cell {
  return chance.often(0.12) ? null : `${1 + chance.below(Math.ceil(size) + 1)}`;
}

/** Names: empty, quoted, of other scripts, or none. */
export function name(chance: Chance): Cell {
  return chance.often(0.15) ? null : chance.pick(['A', 'b', 'Cc', '上海', '', "o'x"]);
}

/** True, false or nothing. */
export function flag(chance: Chance): Cell {
  return chance.often(0.2) ? null : chance.pick(['true', 'false']);
}

/** A small whole number, sometimes negative, or nothing. */
export function whole(chance: Chance, most: number): Cell {
  return chance.often(0.15) ? null : `${chance.below(most + 2) - 1}`;
}

/** An amount, sometimes negative, or nothing. */
export function money(chance: Chance): Cell {
  return chance.often(0.15)
    ? null
    : `${chance.below(60) - 5}.${chance.pick(['00', '25', '99', '10'])}`;
}

/** A day of about three months, or none. */
export function day(chance: Chance): Cell {
  if (chance.often(0.1)) return null;
  return new Date((firstDay + chance.below(105)) * dayMs).toISOString().slice(0, 10);
}

/** A day so many days later. */
export function later(text: string, days: number): string {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** A day as a partition has it. */
export function compact(text: string): string {
  return text.replaceAll('-', '');
}

/** A time of the day, often at its ends. */
export function time(chance: Chance): string {
  return chance.pick(['00:00:00', '23:59:59', '12:30:00', '08:00:01']);
}
