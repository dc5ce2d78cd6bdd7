import { literal } from '../../expr/build.js';
import type { Attribute, Entity } from '../../ontology/model.js';
import type { From, Query, Select, SqlExpr, SqlStatement } from '../../sql/ast.js';

const boolean = { kind: 'boolean' } as const;
const bigint = { kind: 'bigint' } as const;

/** The value of an attribute's column, of a relation by its name. */
export function columnOf(attribute: Attribute, relation: string): SqlExpr {
  const name = attribute.column ?? attribute.name;
  return { kind: 'reference', to: { kind: 'column', relation, name }, type: attribute.type };
}

/** The table of an entity under a name. */
export function tableAs(entity: Entity, as: string): From {
  return { kind: 'table', name: entity.table.name, as };
}

/** A comparison of two values. */
export function compare(operator: '=' | '<>' | '<' | '>', left: SqlExpr, right: SqlExpr): SqlExpr {
  return { kind: 'binary', operator, left, right, type: boolean };
}

/** Any of some conditions. */
export function either(conditions: readonly SqlExpr[]): SqlExpr {
  return conditions.reduce((left, right) => ({
    kind: 'binary',
    operator: 'or',
    left,
    right,
    type: boolean,
  }));
}

/** Whether a value is null, or is not. */
export function isNull(operand: SqlExpr, not = false): SqlExpr {
  return { kind: 'is-null', not, operand, type: boolean };
}

/** Whether a value is none of some codes. */
export function isNoneOf(operand: SqlExpr, codes: Iterable<string>): SqlExpr {
  const list = [...codes].map((code) => literal(operand.type, code));
  return { kind: 'in', not: true, operand, list, type: boolean };
}

/** Rows of a source that satisfy all conditions, as some of their values. */
export function rowsOf(columns: readonly SqlExpr[], from: From, where: readonly SqlExpr[]): Select {
  return {
    kind: 'select',
    columns: columns.map((is, i) => ({ is, as: `c${i}` })),
    from,
    where,
    having: [],
    order: [],
    at: '',
  };
}

/** Combinations of values; with `repeated` only those that stand in several rows. */
export function groupsOf(
  keys: readonly SqlExpr[],
  from: From,
  where: readonly SqlExpr[],
  repeated: boolean,
): Select {
  const having = repeated ? [compare('>', counted, literal(bigint, '1'))] : [];
  return { ...rowsOf(keys, from, where), group: keys, having };
}

const counted: SqlExpr = {
  kind: 'reference',
  to: { kind: 'aggregate', agg: 'count', ties: [], where: [] },
  type: bigint,
};

/** How many rows a query has. */
export function countOf(query: Query): SqlStatement {
  return over(query, [{ is: counted, as: 'count' }]);
}

/** The first few values of a query's first columns, each once, in their order. */
export function examplesOf(query: Select, columns: number, limit: number): SqlStatement {
  const values = query.columns.slice(0, columns).map(({ as, is }): SqlExpr => ({
    kind: 'reference',
    to: { kind: 'column', relation: 'broken', name: as },
    type: is.type,
  }));
  return over(
    query,
    values.map((is, i) => ({ is, as: `c${i}` })),
    {
      group: values,
      order: values.map((by) => ({ by, descending: false, nullsFirst: false })),
      limit,
    },
  );
}

function over(query: Query, columns: Select['columns'], more: Partial<Select> = {}): SqlStatement {
  const outer: Select = {
    kind: 'select',
    columns,
    from: { kind: 'cte', name: 'broken', as: 'broken' },
    where: [],
    having: [],
    order: [],
    at: '',
    ...more,
  };
  return { kind: 'query', with: { ctes: [{ name: 'broken', query }], query: outer } };
}
