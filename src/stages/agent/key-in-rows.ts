import type { Engine, ResultColumn, Value } from '../../engine/engine.js';
import type { ColumnLineage } from '../../interop/sql/judge/examine.js';

/**
 * The first columns that tell the rows of a task apart, where neither its SELECT nor the ontology says which do: as few
 * as it takes, in the order of the table, none of them aggregated, a fraction or null; of a single row, which any column
 * tells apart, all of them. Undefined where there are none.
 */
export async function keyInRows(
  engine: Engine,
  sql: string,
  lineage: readonly ColumnLineage[],
  names: readonly string[],
): Promise<readonly string[] | undefined> {
  const answer = await engine.query(sql);
  if ('error' in answer) return undefined;
  const { columns, rows } = answer.value;
  const tells = names.flatMap((_, i) =>
    lineage[i]?.how !== 'aggregated' && isName(columns[i]) && rows.every((r) => r[i] !== null)
      ? [i]
      : [],
  );
  if (rows.length < 2) return tells.length === 0 ? undefined : tells.map((i) => names[i]!);
  for (let n = 1; n <= tells.length; n++) {
    const key = tells.slice(0, n);
    if (areApart(rows, key)) return key.map((i) => names[i]!);
  }
  return undefined;
}

/** Whether values of a column name things: numbers of things and moments do, fractions measure. */
function isName(column: ResultColumn | undefined): boolean {
  return column !== undefined && !['decimal', 'double', 'unknown'].includes(column.type.kind);
}

function areApart(rows: readonly (readonly Value[])[], key: readonly number[]): boolean {
  return new Set(rows.map((row) => JSON.stringify(key.map((i) => row[i])))).size === rows.length;
}
