import { literal, reference } from '../expr/build.js';
import type { From, Insert, Query, SqlLeaf, SqlStatement, WithQuery } from './ast.js';
import { mapLeaves, mapSelect, type LeafMap } from './map-query.js';

/**
 * The statement with typed literals instead of parameters (S13), for engines that run it now; `values`
 * holds the text of each as `Literal.value` says, parameters without one stay.
 */
export function withParams(
  statement: SqlStatement,
  values: ReadonlyMap<string, string>,
): SqlStatement {
  const fill: LeafMap = (leaf, type) => {
    const value = leaf.kind === 'param' ? values.get(leaf.name) : undefined;
    return value === undefined ? reference<SqlLeaf>(leaf, type) : literal(type, value);
  };
  switch (statement.kind) {
    case 'query':
      return { kind: 'query', with: inWith(statement.with, fill) };
    case 'insert':
      return inInsert(statement, fill);
    case 'create-table':
      return statement;
  }
}

function inInsert(insert: Insert, fill: LeafMap): Insert {
  const partition = insert.partition.map((p) =>
    p.value === undefined ? p : { ...p, value: mapLeaves(p.value, fill) },
  );
  return { ...insert, partition, with: inWith(insert.with, fill) };
}

function inWith({ ctes, query }: WithQuery, fill: LeafMap): WithQuery {
  return {
    ctes: ctes.map((cte) => ({ ...cte, query: inQuery(cte.query, fill) })),
    query: inQuery(query, fill),
  };
}

function inQuery(query: Query, fill: LeafMap): Query {
  if (query.kind === 'union')
    return { ...query, inputs: query.inputs.map((input) => inQuery(input, fill)) };
  const mapped = mapSelect(query, fill);
  return mapped.from === undefined ? mapped : { ...mapped, from: inFrom(mapped.from, fill) };
}

function inFrom(from: From, fill: LeafMap): From {
  if (from.kind === 'join')
    return { ...from, left: inFrom(from.left, fill), right: inFrom(from.right, fill) };
  return from.kind === 'subquery' ? { ...from, query: inQuery(from.query, fill) } : from;
}
