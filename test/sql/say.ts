import { checkExpr } from '../../src/expr/check.js';
import { reference } from '../../src/expr/build.js';
import { parseExpr } from '../../src/expr/parse.js';
import type { Scope } from '../../src/expr/scope.js';
import { types, type Type } from '../../src/expr/type.js';
import type { Printed, Query, Select, SqlExpr, SqlLeaf, SqlStatement } from '../../src/sql/ast.js';
import type { Dialect } from '../../src/sql/dialect.js';
import { print } from '../../src/sql/print/print.js';

/** Columns of the relation `t` that expressions of these tests read; `$p…` are parameters. */
export const columns: Readonly<Record<string, Type>> = {
  b: types.boolean,
  n: types.bigint,
  m: types.bigint,
  amt: types.decimal(18, 2),
  price: types.decimal(12, 4),
  x: types.double,
  y: types.double,
  s: types.string,
  u: types.string,
  d: types.date,
  e: types.date,
  t1: types.timestamp,
  t2: types.timestamp,
  j: types.string,
  tags: types.array(types.string),
};

const params: Readonly<Record<string, Type>> = {
  bizdate: types.date,
  label: types.string,
  count: types.bigint,
  moment: types.timestamp,
};

const scope: Scope<SqlLeaf> = {
  resolve: (name) => {
    if (name.kind === 'param')
      return [reference({ kind: 'param', name: name.name }, params[name.name]!), []];
    const column = name.kind === 'path' ? name.names.join('.') : '';
    return [reference({ kind: 'column', relation: 't', name: column }, columns[column]!), []];
  },
};

/** A checked expression over `t`. */
export function expression(written: string): SqlExpr {
  const [parsed, syntax] = parseExpr(written, '');
  if (parsed === undefined) throw new Error(`${written}: ${JSON.stringify(syntax)}`);
  const [checked, found] = checkExpr(parsed, scope, '');
  if (checked === undefined) throw new Error(`${written}: ${JSON.stringify(found)}`);
  return checked;
}

/** A SELECT of one column from nothing, or from `t`. */
export function selectOf(is: SqlExpr, from?: string, rest: Partial<Select> = {}): Select {
  return {
    kind: 'select',
    columns: [{ is, as: 'value' }],
    ...(from !== undefined && { from: { kind: 'table', name: [from], as: 't' } }),
    where: [],
    having: [],
    order: [],
    at: '',
    ...rest,
  };
}

/** A query as a statement. */
export function queryOf(query: Query): SqlStatement {
  return { kind: 'query', with: { ctes: [], query } };
}

/** The printed statement; a test that does not expect findings fails with them. */
export function printed(statement: SqlStatement, dialect: Dialect): Printed {
  const [made, found] = print(statement, dialect);
  if (made === undefined) throw new Error(JSON.stringify(found));
  return made;
}

/** The printed expression alone. */
export function text(expr: SqlExpr, dialect: Dialect): string {
  const { text: sql } = printed(queryOf(selectOf(expr)), dialect);
  return sql
    .replace(/^SELECT\s+/, '')
    .replace(/ AS value;\n$/, '')
    .replaceAll(/\s+/g, ' ');
}
