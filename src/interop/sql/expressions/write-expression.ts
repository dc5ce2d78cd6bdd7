import { together } from '../dialect-forms/aggregate-forms.js';
import { functionNamed } from '../../../expr/functions.js';
import { hiveCall } from './hive-functions.js';
import { writtenParam } from '../text/params.js';
import type { SqlNode } from '../tree.js';

/** Says one thing that the DSL has no words for. */
export type Refuse = (what: string, name?: readonly string[]) => string;

/**
 * An SQL expression in the expression language. `leaf` says columns, aggregates, windows and subqueries (or
 * anything else it knows better); what neither knows is refused by name.
 */
export function writeExpression(
  node: SqlNode,
  leaf: (node: SqlNode) => string | undefined,
  refuse: Refuse,
): string {
  const known = leaf(node);
  if (known !== undefined) return known;
  const write = (n: SqlNode): string => writeExpression(n, leaf, refuse);
  switch (node.kind) {
    case 'literal':
      if (node.type === 'string') return quoted(node.text);
      if (node.type === 'number' || node.type === 'boolean' || node.type === 'null')
        return node.text;
      return `${node.type} ${quoted(node.text)}`;
    case 'binary':
      return binary(node, write, refuse);
    case 'unary':
      return node.op === 'not' ? `(not ${write(node.of)})` : `(-${write(node.of)})`;
    case 'in':
      return `(${write(node.of)} ${node.not ? 'not ' : ''}in (${node.list.map(write).join(', ')}))`;
    case 'between':
      return `(${write(node.of)} ${node.not ? 'not ' : ''}between ${write(node.low)} and ${write(node.high)})`;
    case 'is-null':
      return `(${write(node.of)} is ${node.not ? 'not ' : ''}null)`;
    case 'case':
      return [
        'case',
        ...(node.of === undefined ? [] : [write(node.of)]),
        ...node.whens.map((w) => `when ${write(w.when)} then ${write(w.gives)}`),
        ...(node.otherwise === undefined ? [] : [`else ${write(node.otherwise)}`]),
        'end',
      ].join(' ');
    case 'cast': {
      const type = typeNamed(node.to);
      return type === undefined
        ? refuse(`the type ${node.to}`)
        : `${node.attempt === true ? 'try_cast' : 'cast'}(${write(node.of)} as ${type})`;
    }
    case 'call':
      return call(node.name, node.args, write, refuse);
    case 'param':
      return refuse(`the parameter ${writtenParam(node.name)}`, [writtenParam(node.name)]);
    case 'unsupported':
      return refuse(node.what, node.name === undefined ? undefined : [node.name]);
    case 'star':
      return refuse('* as a value');
    case 'aggregate':
      return refuse('an aggregate in this place');
    case 'window':
      return refuse('a window in this place');
    case 'column':
      return refuse(`the column ${node.name}`, [node.name]);
    case 'in-query':
    case 'exists':
    case 'query':
      break;
  }
  return refuse('a subquery in this place');
}

const operators = new Set([
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '||',
  'and',
  'or',
  'like',
  'ilike',
  'not like',
  'not ilike',
]);

function binary(
  { op, left, right }: Extract<SqlNode, { kind: 'binary' }>,
  write: (n: SqlNode) => string,
  refuse: Refuse,
): string {
  const pattern = op.replace(/^not /, '');
  if (pattern === 'rlike' || pattern === 'regexp') {
    const found = `regexp_matches(${write(left)}, ${write(right)})`;
    return op === pattern ? found : `(not ${found})`;
  }
  if (!operators.has(op)) return refuse(`the operator ${op}`);
  return `(${write(left)} ${op} ${write(right)})`;
}

/** Functions that are called the same, or take their arguments in another order. */
function call(
  name: string,
  args: readonly SqlNode[],
  write: (n: SqlNode) => string,
  refuse: Refuse,
): string {
  const made = (to: string, ...given: readonly (SqlNode | undefined)[]): string =>
    `${to}(${given.map((g) => write(g!)).join(', ')})`;
  if (name === together) return refuse('the aggregate count(distinct …) of several', ['count']);
  const [a, b] = args;
  const hive = hiveCall(name, args, write);
  if (hive !== undefined) return hive;
  if (name === 'mod' && args.length === 2) return `(${write(a!)} % ${write(b!)})`;
  if ((name === 'date_part' || name === 'datepart') && a?.kind === 'literal')
    return call(a.text.toLowerCase(), [b!], write, refuse);
  // 0 is Sunday there, 7 is here.
  if (name === 'dow') return `(${made('day_of_week', a)} % 7)`;
  if (name === 'date_trunc' && a?.kind === 'literal')
    return made('date_trunc', { ...a, text: a.text.toLowerCase() }, b);
  if (name === 'isodow') return made('day_of_week', a);
  if (name === 'doy' || name === 'dayofyear') return made('day_of_year', a);
  if (name === 'datediff' && args.length === 2) return made('days_between', b, a);
  if ((name === 'date_diff' || name === 'datediff') && args.length === 3)
    return made('date_diff', ...args);
  if (name === 'nvl' || name === 'ifnull') return made('coalesce', ...args);
  if (name === 'substr') return made('substring', ...args);
  if (name === 'strftime' || name === 'get_json_object' || name === 'pow' || name === 'ceiling')
    return made(name, ...args);
  if (functionNamed(name) === undefined) return refuse(`the function ${name}`, [name]);
  return made(name, ...args);
}

function typeNamed(written: string): string | undefined {
  const [, name = '', size] = /^([a-z0-9_ ]+?)\s*(\(.*\))?$/.exec(written) ?? [];
  if (name === 'decimal' || name === 'numeric') return `decimal${size ?? '(18,3)'}`;
  return typeNames.get(name);
}

const typeNames = new Map([
  ...['int', 'integer', 'bigint', 'smallint', 'tinyint', 'long', 'int4', 'int8', 'hugeint'].map(
    (n) => [n, 'bigint'] as const,
  ),
  ...['double', 'float', 'real', 'double precision', 'float8', 'float4'].map(
    (n) => [n, 'double'] as const,
  ),
  ...['string', 'varchar', 'text', 'char'].map((n) => [n, 'string'] as const),
  ...['timestamp', 'datetime'].map((n) => [n, 'timestamp'] as const),
  ['date', 'date'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
]);

/** A text as the expression language writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("''", "'").replaceAll("'", "''")}'`;
}
