import type { Insert, Query, WithQuery } from '../ast.js';

/** The rows of an INSERT as its table holds them: its columns, then all partitions as columns like others. */
export function withPartitions(insert: Insert): WithQuery {
  return withPartitionValues(insert, insert.partition);
}

/** The query with a column for each partition value, among those it has already, in the order of the partitions. */
export function withPartitionValues(insert: Insert, partition: Insert['partition']): WithQuery {
  if (partition.every(({ value }) => value === undefined)) return insert.with;
  const own = insert.columns.length;
  const add = (query: Query): Query => {
    if (query.kind === 'union') return { ...query, inputs: query.inputs.map(add) };
    const dynamic = query.columns.slice(own);
    const values = partition.map(({ name, value }) =>
      value === undefined ? dynamic.find((column) => column.as === name)! : { is: value, as: name },
    );
    return { ...query, columns: [...query.columns.slice(0, own), ...values] };
  };
  return { ...insert.with, query: add(insert.with.query) };
}
