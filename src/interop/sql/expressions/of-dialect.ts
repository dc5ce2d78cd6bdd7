import { hasPopulations, skipsNulls } from '../dialects.js';
import type { SqlNode } from '../tree.js';

/** An expression whose words mean something else in a document than in the dialect, in words that mean the same. */
export function ofDialect(
  node: SqlNode,
  dialect: string,
  write: (node: SqlNode) => string,
): string | undefined {
  // DuckDB divides as doubles, whatever the types; the DSL rounds what two decimals give.
  if (node.kind === 'binary' && node.op === '/' && dialect === 'duckdb')
    return `(cast(${write(node.left)} as double) / ${write(node.right)})`;
  const isExtreme = node.kind === 'call' && ['greatest', 'least'].includes(node.name);
  if (!isExtreme || !skipsNulls(dialect)) return undefined;
  const [first = '', ...rest] = node.args.map(write);
  const named = (so: string, next: string): string =>
    `case when ${so} is null then ${next} when ${next} is null then ${so} else ${node.name}(${so}, ${next}) end`;
  return rest.reduce(named, first);
}

/** What an aggregate is called that is of all rows in the dialect, and of a sample in a document. */
export function ofAllRows(fn: string, dialect: string): string | undefined {
  return hasPopulations(dialect) ? populations.get(fn) : undefined;
}

const populations: ReadonlyMap<string, string> = new Map([
  ['stddev', 'stddev_pop'],
  ['variance', 'var_pop'],
]);
