import { at, steps, type JsonPointer } from '../base/diagnostic.js';
import { replace, type ProblemOf, type Repair } from '../base/form/form.js';
import { isObject } from '../base/json/json-object.js';
import { isPlainName } from '../base/text/name.js';
import type { ParsedExpr } from '../expr/expr.js';
import { parseExpr } from '../expr/parse.js';
import { printExpr } from '../expr/print.js';
import schema from './dsl.schema.json' with { type: 'json' };
import { namesRead } from './names-read.js';
import { ownerOf } from './relocate.js';

type Members = Readonly<Record<string, unknown>>;
type Item = 'Stage' | 'Key' | 'Column' | 'Measure' | 'Window' | 'Match' | 'Order' | 'On';

/** What the items of a list are, by its key. */
const itemsOf: Readonly<Record<string, Item>> = {
  stages: 'Stage',
  by: 'Key',
  columns: 'Column',
  compute: 'Column',
  measures: 'Measure',
  windows: 'Window',
  match: 'Match',
  order: 'Order',
  on: 'On',
};

/** A value of another shape that can only be meant as what belongs there. */
export function reshape(problem: ProblemOf<'wrong-shape'>, root: unknown): Repair {
  const { path, found, expected, value, definition = '' } = problem;
  const key = steps(path).at(-1) ?? '';
  const made = (what: unknown): Repair => (what === undefined ? undefined : [replace(path, what)]);
  if (expected.includes('list')) {
    if (typeof value === 'string') return made(listOfText(key, value));
    if (isObject(value)) return made(listByName(itemsOf[key], value));
  }
  if (found === 'list' && definition === 'Stage') return flattened(path, value, root);
  if (expected.includes('text') && isObject(value)) {
    if (isCondition(path)) return made(conditionOf(value));
    const [only, second] = Object.entries(value);
    const named = only !== undefined && second === undefined && typeof only[1] === 'string';
    return named && /^(?:name|id|metric|period|value|column|field|expr|is)$/.test(only[0])
      ? made(only[1])
      : undefined;
  }
  if (key === 'lifecycle' && typeof value === 'string') {
    const [, days] = /^(\d{1,6}) *(?:days?|d|天)$/i.exec(value.trim()) ?? [];
    return made(days === undefined ? undefined : Number(days));
  }
  if (found === 'number' && definition === 'Limit') return made({ rows: value });
  return typeof value === 'string' ? made(objectOf(definition, value)) : undefined;
}

/**
 * The name of a column that lacks it: the only name that later places read and nothing makes. Without such
 * a reader any name would do, and none is right.
 */
export function nameMissing({ path, key, value }: ProblemOf<'missing-key'>, root: unknown): Repair {
  if (key === 'dsl') return [{ op: 'add', path: at(path, 'dsl'), value: '1' }];
  if (key !== 'as' || !isObject(value)) return undefined;
  const stage = steps(path).slice(0, 2);
  const [only, second] = namesRead(root, stage);
  return only === undefined || second !== undefined
    ? undefined
    : [{ op: 'add', path: at(path, 'as'), value: only }];
}

/** Conditions that stand in one text are apart at each `and` of its outermost level. */
function listOfText(key: string, text: string): readonly unknown[] | undefined {
  if (key === 'where' || key === 'keep') {
    const [expr] = parseExpr(text, '');
    return expr === undefined ? undefined : conjuncts(expr).map(printExpr);
  }
  const parts = text.split(/\s*[,，、]\s*/u).filter((part) => part !== '');
  if (key === 'order') {
    const items = parts.map((part) => objectOf('Order', part));
    return items.includes(undefined) ? undefined : items;
  }
  return parts.length > 1 && parts.every((part) => part.split('.').every(isPlainName))
    ? parts
    : undefined;
}

function conjuncts(expr: ParsedExpr): readonly ParsedExpr[] {
  if (expr.kind !== 'binary' || expr.operator !== 'and') return [expr];
  return [...conjuncts(expr.left), ...conjuncts(expr.right)];
}

/** Items that stand by their names: `{"a": {…}}` for `[{"as": "a", …}]`. */
function listByName(item: Item | undefined, value: Members): readonly unknown[] | undefined {
  if (item === undefined) return undefined;
  const known = Object.keys(schema.$defs[item].properties);
  const entries = Object.entries(value);
  if (entries.length === 0 || entries.some(([key]) => known.includes(key))) return undefined;
  const name = item === 'Stage' ? 'name' : 'as';
  if (!known.includes(name)) return undefined;
  const items = entries.map(([key, part]) => {
    if (isObject(part)) return part[name] === undefined ? { [name]: key, ...part } : undefined;
    if (typeof part !== 'string') return undefined;
    if (item === 'Column' || item === 'Key') return { as: key, is: part };
    return item === 'Measure' && isPlainName(part) ? { as: key, metric: part } : undefined;
  });
  return items.includes(undefined) ? undefined : items;
}

/** The only item of a list that is a list itself. */
function flattened(path: JsonPointer, value: unknown, root: unknown): Repair {
  const all = isObject(root) ? root['stages'] : undefined;
  return Array.isArray(all) && all.length === 1 && Array.isArray(value)
    ? [replace(ownerOf(path), value)]
    : undefined;
}

function isCondition(path: JsonPointer): boolean {
  return /^(?:where|keep)$/.test(steps(path).at(-2) ?? '');
}

const operators: Readonly<Record<string, string>> = {
  '=': '=',
  '==': '=',
  eq: '=',
  equals: '=',
  is: '=',
  '!=': '<>',
  '<>': '<>',
  ne: '<>',
  neq: '<>',
  '>': '>',
  gt: '>',
  '>=': '>=',
  gte: '>=',
  ge: '>=',
  '<': '<',
  lt: '<',
  '<=': '<=',
  lte: '<=',
  le: '<=',
  in: 'in',
  'not in': 'not in',
  not_in: 'not in',
  like: 'like',
};

/** A condition in three parts: `{"field": "city", "operator": "=", "value": "Rome"}`. */
function conditionOf(value: Members): string | undefined {
  const part = (...names: readonly string[]): unknown =>
    Object.entries(value).find(([key]) => names.includes(key.toLowerCase()))?.[1];
  const field = part('field', 'column', 'attribute', 'path', 'name', 'left', 'key', '字段');
  const operator = part('operator', 'op', 'comparison', 'cmp', '操作符', '运算符');
  const compared = part('value', 'values', 'right', '值');
  const symbol = typeof operator === 'string' ? operators[operator.toLowerCase()] : undefined;
  if (typeof field !== 'string' || symbol === undefined || Object.keys(value).length !== 3)
    return undefined;
  const many = symbol === 'in' || symbol === 'not in';
  const right = many && Array.isArray(compared) ? listText(compared) : literal(compared);
  if (right === undefined || (many && !Array.isArray(compared))) return undefined;
  const text = `${field} ${symbol} ${right}`;
  return parseExpr(text, '')[0] === undefined ? undefined : text;
}

function listText(values: readonly unknown[]): string | undefined {
  const parts = values.map(literal);
  return parts.length === 0 || parts.includes(undefined) ? undefined : `(${parts.join(', ')})`;
}

function literal(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value.startsWith('$')) return undefined;
  return /^'.*'$|^date '.*'$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

function objectOf(definition: string, text: string): object | undefined {
  if (definition === 'Order') {
    const [, by = '', dir] = /^(\S+)(?: +(asc|desc|ascending|descending))?$/i.exec(text) ?? [];
    if (!isPlainName(by)) return undefined;
    return { by, ...(dir?.toLowerCase().startsWith('desc') === true && { dir: 'desc' }) };
  }
  if (definition === 'Time') return timeOf(text);
  if (!text.split('.').every(isPlainName)) return undefined;
  const last = text.split('.').at(-1) ?? '';
  if (definition === 'Measure') return last === text ? { as: text, metric: text } : undefined;
  if (definition === 'Key' || definition === 'Column') return { as: last, is: text };
  if (definition === 'On') return { key: last, is: text };
  return undefined;
}

/** `7d`, or so many days in words: longer units may be meant whole or not. */
function timeOf(text: string): object | undefined {
  const [, count] =
    /^(?:the )?(?:last|past|近|最近|过去)\s*(\d{1,4})\s*(?:days?|天|日)$/i.exec(text) ?? [];
  if (count !== undefined) return { last: Number(count), unit: 'day', mode: 'rolling' };
  return /^\w+$/.test(text) || isPlainName(text) ? { period: text } : undefined;
}
