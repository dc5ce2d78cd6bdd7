/** A value of the demo: text (also of decimals, dates and timestamps), a whole number, or null. */
export type Cell = string | number | null;

/** A row, by column. */
export type Row = Readonly<Record<string, Cell>>;

/** A table of the demo: its columns with DuckDB's types, in order, and its rows. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A column and the type that DuckDB gives it. */
export interface Column {
  readonly name: string;
  readonly type: 'BIGINT' | 'VARCHAR' | 'TIMESTAMP' | 'DATE' | `DECIMAL(${number},${number})`;
}

/** Reads columns from one line, such as `anchor_id BIGINT, ds VARCHAR`. */
export function columns(line: string): readonly Column[] {
  return line.split(/,\s+/).map((part) => {
    const [name, type] = part.trim().split(' ');
    return { name: name!, type: type as Column['type'] };
  });
}

/** Money is counted in fen, whole numbers; this is its text in yuan, with two decimals. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Splits a whole number by weights; the parts add up exactly, what is left over goes to the first ones. */
export function split(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const left = total - parts.reduce((a, b) => a + b, 0);
  return parts.map((part, i) => (i < left ? part + 1 : part));
}

/** The text of a table as CSV: a header, then the rows; null is an unquoted nothing, text is always quoted. */
export function csv(table: Table): string {
  const names = table.columns.map(({ name }) => name);
  const lines = table.rows.map((row) => names.map((name) => field(row[name] ?? null)).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
}

/** The members of a list by their key, keys in the order met. */
export function groupBy<K, T>(
  list: readonly T[],
  keyOf: (member: T) => K,
): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const member of list) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return groups;
}
