/** An entity over the table of its name; texts are types. */
export function entity(
  of: string,
  key: readonly string[],
  attributes: Readonly<Record<string, string | object>>,
  relationships: Readonly<Record<string, object>> = {},
  more: { readonly time?: string; readonly source?: object } = {},
): object {
  const typed = Object.entries(attributes).map(([n, type]) => [
    n,
    typeof type === 'string' ? { type } : type,
  ]);
  return {
    entity: of,
    ...(key.length > 0 && { key }),
    ...more,
    source: { table: `t_${of}`, ...more.source },
    attributes: Object.fromEntries(typed) as object,
    ...(Object.keys(relationships).length > 0 && { relationships }),
  };
}

/** A many-to-one relationship. */
export function role(to: string, on: Readonly<Record<string, string>>): object {
  return { to, on, cardinality: 'many_to_one' };
}

/** A source that is partitioned by day. */
export function partitioned(mode: string, late?: string): { readonly source: object } {
  const partition = [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }];
  return { source: { mode, partition, ...(late !== undefined && { late }) } };
}
