import { runDayOf } from '../days/run-day.js';
import { ofDialect } from '../expressions/of-dialect.js';
import { writeExpression } from '../expressions/write-expression.js';
import { nameIn, partitionIn } from '../relation.js';
import type { SqlColumn, SqlNode } from '../tree.js';
import { ownerOf, pathOf } from './placed.js';
import type { StageParts } from './stage-parts.js';
import { conditionOf, scalarOf } from './subqueries.js';

/** A source expression as the document says it: over the paths of the rows. */
export function sourceText(parts: StageParts, node: SqlNode): string {
  const { translation, rows, scope } = parts;
  const write = (n: SqlNode): string => sourceText(parts, n);
  return writeExpression(
    node,
    (n) => {
      if (n.kind === 'column') return columnText(parts, n);
      const day = runDayOf(n, translation.run);
      if (day !== undefined) return day;
      if (n.kind === 'in-query' || n.kind === 'exists')
        return (
          conditionOf(translation, n, rows, scope, write, false) ??
          translation.refuse('a subquery in this place')
        );
      return n.kind === 'query'
        ? scalarOf(translation, n.query, rows, scope, write)
        : ofDialect(n, translation.dialect, write);
    },
    translation.refuse,
  );
}

/** A condition on source rows; undefined where a match says it. */
export function conditionText(parts: StageParts, node: SqlNode): string | undefined {
  const { translation, rows, scope } = parts;
  return node.kind === 'in-query' || node.kind === 'exists'
    ? conditionOf(translation, node, rows, scope, (n) => sourceText(parts, n), true)
    : sourceText(parts, node);
}

/** The path of a column of the rows; refuses what has none. */
export function columnText({ translation, rows }: StageParts, column: SqlColumn): string {
  const owner = ownerOf(column, rows.placed);
  const path = owner === undefined ? undefined : pathOf(column, owner);
  if (path !== undefined) return path;
  const name = column.table === undefined ? [column.name] : [column.table, column.name];
  const isPartition = owner !== undefined && partitionIn(owner.relation, column.name) !== undefined;
  return translation.refuse(
    isPartition
      ? `the partition ${column.name} as a value`
      : `the column ${name.join('.')}, which ${owner === undefined ? 'no one source has' : 'has no name in the ontology'}`,
    name,
  );
}

/** The text of a source expression without a word about what it cannot say; undefined where it is none. */
export function quietText(parts: StageParts, node: SqlNode): string | undefined {
  if (node.kind === 'literal' || isOfRows(node)) return undefined;
  const { translation, rows } = parts;
  const unsaid: SqlNode[] = [];
  const no = (n: SqlNode = node): string => {
    unsaid.push(n);
    return 'null';
  };
  const leaf = (n: SqlNode): string | undefined => {
    if (isOfRows(n)) return no(n);
    const day = runDayOf(n, translation.run);
    if (day !== undefined) return day;
    if (n.kind !== 'column') return ofDialect(n, translation.dialect, write);
    const owner = ownerOf(n, rows.placed);
    return (owner && pathOf(n, owner)) ?? no(n);
  };
  const write = (n: SqlNode): string => writeExpression(n, leaf, () => no(n));
  const text = write(node);
  return unsaid.length === 0 ? text : undefined;
}

/** What is made of many rows, not of one: it is no text over a row's columns. */
function isOfRows({ kind }: SqlNode): boolean {
  return ['aggregate', 'window', 'query', 'in-query', 'exists'].includes(kind);
}

/** What an aggregate is of: DuckDB's mean of decimals is a double. */
export function averagedText(parts: StageParts, fn: string, of: SqlNode): string {
  const { translation, rows } = parts;
  const text = sourceText(parts, of);
  if (fn !== 'avg' || translation.dialect !== 'duckdb') return text;
  const owner = of.kind === 'column' ? ownerOf(of, rows.placed)?.relation : undefined;
  const attribute =
    of.kind === 'column' && owner?.kind === 'entity' ? nameIn(owner, of.name) : undefined;
  const type =
    attribute === undefined || owner?.kind !== 'entity'
      ? undefined
      : owner.entity.attributes.get(attribute)?.type.kind;
  return type === 'bigint' || type === 'double' ? text : `cast(${text} as double)`;
}
