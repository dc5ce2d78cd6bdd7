import { child, list, nameOf, wordOf, type Ast } from './ast.js';
import { attempted } from '../dialect-forms/for-grammar.js';
import { groupings } from '../dialect-forms/groupings.js';
import { qualifyMark } from '../dialect-forms/qualified.js';
import { lateralOf, withoutMarks } from '../dialect-forms/marked-joins.js';
import { aggregates, textAggregates } from './aggregate-names.js';
import { intervalOf, literal, textOf, unsupported } from './literals.js';
import { frameOf } from './window-frame.js';
import type {
  SqlItem,
  SqlNode,
  SqlOrder,
  SqlQuery,
  SqlSelect,
  SqlSource,
  SqlWindow,
} from '../tree.js';

/** The library's tree of one query as ours; what it holds beyond ours is named, never dropped. */
export function queryOf(given: unknown): SqlQuery {
  const head = astOf(given);
  const arms: Ast[] = [];
  const sets: string[] = [];
  for (let arm: Ast | undefined = head; arm !== undefined; arm = child(arm['_next'])) {
    arms.push(arm);
    if (typeof arm['set_op'] === 'string') sets.push(arm['set_op'].toLowerCase());
  }
  const last = arms.at(-1)!;
  const limit = limitOf(last['limit']);
  const early = arms
    .slice(0, -1)
    .some((a) => list(a['orderby']).length > 0 || limitOf(a['limit']).limit !== undefined);
  return {
    with: arms
      .flatMap((a) => list(a['with']))
      .map((one) => ({
        name: nameOf(one['name']),
        query: withNames(
          queryOf(one['stmt']),
          list(one['columns']).map((c) => nameOf(c['column'])),
        ),
      })),
    arms: arms.map((arm) => selectOf(arm, early ? ['ORDER BY or LIMIT inside a UNION'] : [])),
    sets,
    order: list(last['orderby']).map(orderOf),
    ...limit,
  };
}

/** A query with names for its columns in order: of `with x(a, b) as …`, or of the table that its rows go into. */
export function withNames(query: SqlQuery, names: readonly string[]): SqlQuery {
  if (names.length === 0) return query;
  const arms = query.arms.map((arm) => ({
    ...arm,
    items: arm.items.map((item, i): SqlItem => ({ ...item, as: names[i] ?? item.as ?? '' })),
  }));
  return { ...query, arms };
}

function selectOf(ast: Ast, early: readonly string[]): SqlSelect {
  const distinct = child(ast['distinct'])?.['type'] ?? ast['distinct'];
  const group = child(ast['groupby']);
  const where = child(ast['where']);
  const having = child(ast['having']);
  const grouped = list(
    group?.['columns'] ?? (Array.isArray(ast['groupby']) ? ast['groupby'] : []),
  ).map(nodeOf);
  const several = grouped.filter(isSeveral);
  const more = [
    ...early,
    ...(ast['type'] === 'select' ? [] : [String(ast['type'])]),
    ...(typeof distinct === 'string' && distinct !== 'DISTINCT' ? [distinct] : []),
    ...several.map(({ name }) => groupings.get(name)!),
    ...(child(ast['window']) === undefined ? [] : ['a named WINDOW']),
    ...(child(child(ast['into'])?.['expr']) === undefined ? [] : ['SELECT … INTO']),
    ...(list(ast['options']).length > 0 ? ['an option of SELECT'] : []),
  ];
  return {
    distinct: distinct === 'DISTINCT',
    items: Array.isArray(ast['columns'])
      ? list(ast['columns']).map(itemOf)
      : [{ value: { kind: 'star' } }],
    ...withoutMarks(
      list(ast['from']).map(sourceOf),
      where === undefined ? undefined : nodeOf(where),
    ),
    // Of several groupings at once the columns are those of all of them.
    group: grouped.flatMap((n) => (isSeveral(n) ? n.args : [n])),
    ...havingOf(having === undefined ? undefined : nodeOf(having)),
    more,
  };
}

/** The condition on groups, and the one on windows that was written into it. */
function havingOf(node: SqlNode | undefined): Pick<SqlSelect, 'having' | 'qualify'> {
  if (node === undefined) return {};
  const last = node.kind === 'binary' && node.op === 'and' ? node.right : node;
  const [qualify] = last.kind === 'call' && last.name === qualifyMark ? last.args : [];
  if (qualify === undefined) return { having: node };
  return { ...(node.kind === 'binary' && { having: node.left }), qualify };
}

function isSeveral(node: SqlNode): node is Extract<SqlNode, { kind: 'call' }> {
  return node.kind === 'call' && groupings.has(node.name);
}

function itemOf(ast: Ast): SqlItem {
  const as = ast['as'] === null || ast['as'] === undefined ? undefined : nameOf(ast['as']);
  return { value: nodeOf(ast['expr']), ...(as !== undefined && { as }) };
}

function sourceOf(ast: Ast): SqlSource {
  const join = wordOf(ast['join']).toLowerCase();
  const on = child(ast['on']);
  const using = list(ast['using']).map((u) => nameOf(u));
  const inner = child(ast['expr']);
  const query =
    inner === undefined
      ? undefined
      : (child(inner['ast']) ?? (inner['type'] === 'select' ? inner : undefined));
  const table = [ast['catalog'], ast['db'], ast['schema'], ast['table']].flatMap((n) =>
    n === null || n === undefined ? [] : [nameOf(n)],
  );
  const written =
    ast['as'] === null || ast['as'] === undefined ? (table.at(-1) ?? '') : nameOf(ast['as']);
  // `as x(a, b)`: the grammars leave the names of the columns in the alias.
  const [, alias = written, listed] = /^([^(]*)\(([^()]*)\)$/.exec(written) ?? [];
  const names = listed?.split(',').map((n) => n.trim().replace(/^"|"$/g, '')) ?? [];
  const made = query === undefined ? undefined : withNames(queryOf(query), names);
  const lateral = made === undefined ? undefined : lateralOf(made);
  if (lateral !== undefined) return { alias, lateral, join: 'other' };
  return {
    alias,
    ...(made === undefined ? (table.length > 0 ? { table } : {}) : { query: made }),
    join:
      join === ''
        ? 'comma'
        : join === 'cross join'
          ? 'cross'
          : join === 'inner join' || join === 'join'
            ? on === undefined && using.length === 0
              ? 'cross'
              : 'inner'
            : join === 'left join' || join === 'left outer join'
              ? 'left'
              : join === 'right join' || join === 'right outer join'
                ? 'right'
                : join === 'full join' || join === 'full outer join'
                  ? 'full'
                  : 'other',
    ...(on !== undefined && { on: nodeOf(on) }),
    ...(using.length > 0 && { using }),
  };
}

function limitOf(given: unknown): { readonly limit?: number; readonly offset?: number } {
  const limit = child(given);
  const values = list(limit?.['value']).map((v) => Number(v['value']));
  if (values.length === 0) return {};
  if (values.length === 1)
    return limit?.['seperator'] === 'offset' ? { offset: values[0]! } : { limit: values[0]! };
  const [a, b] = values as [number, number];
  return limit?.['seperator'] === 'offset' ? { limit: a, offset: b } : { limit: b, offset: a };
}

function astOf(given: unknown): Ast {
  const ast = child(given) ?? {};
  return child(ast['ast']) ?? ast;
}

/** An expression of the library's tree as ours; what is not known is `unsupported`, with its name. */
function nodeOf(given: unknown): SqlNode {
  const ast = given as Ast;
  if (child(ast['ast']) !== undefined) return { kind: 'query', query: queryOf(ast) };
  const type = wordOf(ast['type']);
  switch (type) {
    case 'expr':
      return nodeOf(ast['expr']);
    case 'select':
      return { kind: 'query', query: queryOf(ast) };
    case 'column_ref':
      return columnOf(ast);
    case 'double_quote_string':
      return { kind: 'column', name: String(ast['value']) };
    case 'star':
      return { kind: 'star' };
    case 'number':
    case 'bigint':
      return literal('number', String(ast['value']));
    case 'bool':
    case 'boolean':
      return literal('boolean', String(ast['value']).toLowerCase());
    case 'null':
      return literal('null', 'null');
    case 'single_quote_string':
    case 'string':
      return textOf(String(ast['value']));
    case 'date':
    case 'timestamp':
      return literal(type, String(ast['value']));
    case 'interval':
      return intervalOf(ast);
    case 'expr_list': {
      const items = list(ast['value']);
      return items.length === 1 ? nodeOf(items[0]) : unsupported('a row of values');
    }
    case 'binary_expr':
      return binaryOf(ast);
    case 'unary_expr':
      return unaryOf(String(ast['operator']).toLowerCase(), ast['expr']);
    case 'case':
      return caseOf(ast);
    case 'cast':
      return castOf(ast);
    case 'extract': {
      const args = child(ast['args'])!;
      return {
        kind: 'call',
        name: nameOf(args['field']).toLowerCase(),
        args: [nodeOf(args['source'])],
      };
    }
    case 'aggr_func':
      return aggregateOf(ast);
    case 'window_func':
      return windowOf(nameOf(ast['name']).toLowerCase(), argsOf(ast), child(ast['over'])!);
    case 'function':
      return callOf(ast);
    default:
      return unsupported(type === '' ? 'an expression' : type.replaceAll('_', ' '));
  }
}

/** One key of an ORDER BY. */
function orderOf(ast: Ast): SqlOrder {
  const nulls = typeof ast['nulls'] === 'string' ? ast['nulls'].toLowerCase() : '';
  return {
    by: nodeOf(ast['expr']),
    descending: String(ast['type']).toUpperCase() === 'DESC',
    ...(nulls.includes('first') && { nulls: 'first' as const }),
    ...(nulls.includes('last') && { nulls: 'last' as const }),
  };
}

function columnOf(ast: Ast): SqlNode {
  const table =
    ast['table'] === null || ast['table'] === undefined ? undefined : nameOf(ast['table']);
  const name = nameOf(ast['column']);
  if (name === '*') return { kind: 'star', ...(table !== undefined && { table }) };
  return { kind: 'column', name, ...(table !== undefined && { table }) };
}

function binaryOf(ast: Ast): SqlNode {
  const op = String(ast['operator']).toLowerCase();
  const left = nodeOf(ast['left']);
  const not = op.startsWith('not ') || op === 'is not';
  const right = child(ast['right'])!;
  const values = list(right['value']);
  if (op === 'in' || op === 'not in') {
    const [first] = values;
    if (values.length === 1 && child(first?.['ast']) !== undefined)
      return { kind: 'in-query', not, of: left, query: queryOf(first) };
    return { kind: 'in', not, of: left, list: values.map(nodeOf) };
  }
  if (op === 'between' || op === 'not between')
    return { kind: 'between', not, of: left, low: nodeOf(values[0]), high: nodeOf(values[1]) };
  if ((op === 'is' || op === 'is not') && right['type'] === 'null')
    return { kind: 'is-null', not, of: left };
  return { kind: 'binary', op: operators.get(op) ?? op, left, right: nodeOf(right) };
}

/** Other ways to write an operator. */
const operators = new Map([
  ['<>', '!='],
  ['==', '='],
]);

function unaryOf(op: string, of: unknown): SqlNode {
  if (op === 'exists' || op === 'not exists')
    return { kind: 'exists', not: op !== 'exists', query: queryOf(of) };
  if (op === 'not' || op === '!') return { kind: 'unary', op: 'not', of: nodeOf(of) };
  if (op === '-') return { kind: 'unary', op: '-', of: nodeOf(of) };
  return op === '+' ? nodeOf(of) : unsupported(`the operator ${op}`);
}

function caseOf(ast: Ast): SqlNode {
  const args = list(ast['args']);
  const otherwise = args.find((a) => a['type'] === 'else');
  const of = child(ast['expr']);
  return {
    kind: 'case',
    ...(of !== undefined && { of: nodeOf(of) }),
    whens: args
      .filter((a) => a['type'] === 'when')
      .map((a) => ({ when: nodeOf(a['cond']), gives: nodeOf(a['result']) })),
    ...(otherwise !== undefined && { otherwise: nodeOf(otherwise['result']) }),
  };
}

function castOf(ast: Ast): SqlNode {
  const target = Array.isArray(ast['target']) ? list(ast['target'])[0] : child(ast['target']);
  const name = wordOf(target?.['dataType']).toLowerCase();
  const size = target?.['length'];
  const scale = target?.['scale'];
  const sized =
    typeof size === 'number' ? `(${size}${typeof scale === 'number' ? `,${scale}` : ''})` : '';
  return { kind: 'cast', of: nodeOf(ast['expr']), to: `${name}${sized}` };
}

function aggregateOf(ast: Ast): SqlNode {
  const fn = nameOf(ast['name']).toLowerCase();
  const args = child(ast['args']);
  const over = child(ast['over']);
  const values = list(args?.['value']);
  const inner = args?.['expr'] ?? values[0];
  const of = inner === undefined ? undefined : nodeOf(inner);
  if (over !== undefined)
    return args?.['distinct']
      ? unsupported('a distinct window')
      : windowOf(fn, of === undefined ? [] : [of], over);
  const isKnown = aggregates.has(fn);
  if (isKnown && (list(args?.['orderby']).length > 0 || values.length > 1))
    return unsupported(`the aggregate ${fn}`, fn);
  // What no document has is refused by its name.
  if (of?.kind === 'unsupported') return unsupported(`the aggregate ${fn}`, fn);
  const filter = child(child(ast['filter'])?.['where']);
  return {
    kind: 'aggregate',
    fn,
    distinct: args?.['distinct'] === 'DISTINCT',
    ...(of !== undefined && of.kind !== 'star' && { of }),
    ...(filter !== undefined && { filter: nodeOf(filter) }),
  };
}

function windowOf(fn: string, args: readonly SqlNode[], over: Ast): SqlNode {
  const inside = child(over['as_window_specification']);
  const named = child(inside?.['window_specification']);
  if (named === undefined) return unsupported('a named WINDOW');
  const frame = child(named['window_frame_clause']);
  const made: SqlWindow = {
    kind: 'window',
    fn,
    args: args.filter((a) => a.kind !== 'star'),
    partition: list(named['partitionby']).map(nodeOf),
    order: list(named['orderby']).map(orderOf),
    ...(frame !== undefined && { frame: frameOf(frame) }),
  };
  return made;
}

function callOf(ast: Ast): SqlNode {
  const parts = list(child(ast['name'])?.['name']);
  const name = parts.map(nameOf).join('.').toLowerCase();
  const values = argsOf(ast);
  const over = child(ast['over']);
  if (over?.['type'] === 'window') return windowOf(name, values, over);
  if (name === attempted && values[0]?.kind === 'cast') return { ...values[0], attempt: true };
  if (name === 'not' && values.length === 1) return { kind: 'unary', op: 'not', of: values[0]! };
  if (name === 'exists' && values[0]?.kind === 'query')
    return { kind: 'exists', not: false, query: values[0].query };
  if (aggregates.has(name) && values.length === 1)
    return { kind: 'aggregate', fn: name, distinct: false, of: values[0]! };
  if (name === 'count_if' && values.length === 1)
    return { kind: 'aggregate', fn: 'count', distinct: false, filter: values[0]! };
  const joined = textAggregates.has(name) ? values.find((v) => v.kind !== 'literal') : undefined;
  if (joined !== undefined) return { kind: 'aggregate', fn: name, distinct: false, of: joined };
  if (name === 'corr' && values.length === 2)
    return { kind: 'aggregate', fn: name, distinct: false, of: values[0]!, with: values[1]! };
  return { kind: 'call', name, args: values };
}

function argsOf(ast: Ast): readonly SqlNode[] {
  const args = child(ast['args']);
  if (args === undefined) return [];
  return args['type'] === 'expr_list' ? list(args['value']).map(nodeOf) : [nodeOf(args)];
}
