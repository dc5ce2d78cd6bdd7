/** A name of a database, schema, table or column as DuckDB reads it, whatever characters it has. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name of several parts: `"shop"."main"."orders"`. */
export function qualified(...parts: readonly string[]): string {
  return parts.map(quote).join('.');
}

/** A text as a literal of DuckDB. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
