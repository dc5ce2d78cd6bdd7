import { at, type Diagnostic, type Details, type PatchOperation } from '../base/diagnostic.js';
import { compileSchema, type SchemaCheck, type SchemaProblem } from '../base/json-schema.js';
import { closest, suggest } from '../base/suggest.js';
import { isPlainName } from '../base/name.js';
import { unreachable } from '../base/unreachable.js';
import { report } from './diagnostics.js';
import schema from './dsl.schema.json' with { type: 'json' };

let compiled: SchemaCheck | undefined;

/**
 * Whether a value has the form of a document: keys, shapes and words of `dsl.schema.json`, each problem
 * with the repair that keeps the meaning where there is exactly one. A hole (`"?"`) may stand wherever a
 * text may.
 */
export function checkForm(value: unknown): readonly Diagnostic[] {
  compiled ??= compileSchema(schema);
  return compiled(value).flatMap(diagnosticOf);
}

function diagnosticOf(problem: SchemaProblem): readonly Diagnostic[] {
  switch (problem.kind) {
    case 'unknown-key':
      return [unknownKey(problem)];
    case 'missing-key': {
      const { path, key, definition = '' } = problem;
      return [report('missing-key', path, { key, owner: definition }, missingKeyFix(problem))];
    }
    case 'wrong-shape': {
      const { path, found, expected } = problem;
      return [report('wrong-shape', path, { found, expected }, shapeFix(problem))];
    }
    case 'unknown-value': {
      const { path, value, allowed } = problem;
      // Its question is asked for by `holes.ts`.
      if (value === '?') return [];
      const meant = closest(String(value), allowed);
      return [
        report(
          'unknown-value',
          path,
          { value: String(value), values: allowed },
          { allowed, ...(meant !== undefined && { fix: [replace(path, meant)] }) },
        ),
      ];
    }
    case 'out-of-range': {
      const { path, value, keyword, limit } = problem;
      // Texts with a form of their own are judged by the laws, in better words.
      if (keyword === 'pattern') return [];
      const shown = Array.isArray(value) ? '[]' : JSON.stringify(value);
      const cut = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
      return [report('out-of-range', path, { value: cut, bound: keyword, limit: String(limit) })];
    }
    default:
      return unreachable(problem);
  }
}

type ProblemOf<K extends SchemaProblem['kind']> = Extract<SchemaProblem, { readonly kind: K }>;

/** What other languages call our keys: too far from them for a typing mistake, too common to leave unsaid. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  group_by: ['by'],
  groupby: ['by'],
  dimensions: ['by'],
  group: ['by'],
  keys: ['by'],
  filter: ['where'],
  filters: ['where'],
  conditions: ['where'],
  having: ['keep'],
  qualify: ['keep'],
  select: ['show', 'columns'],
  fields: ['columns', 'show'],
  order_by: ['order'],
  orderby: ['order'],
  sort: ['order'],
  join: ['match'],
  joins: ['match'],
  metrics: ['measures'],
  aggregations: ['measures'],
  calculations: ['compute'],
  source: ['from'],
  table: ['from', 'table'],
  alias: ['as'],
  name: ['as'],
  id: ['name'],
  expr: ['is', 'of'],
  expression: ['is', 'of'],
  sql: ['is'],
  value: ['is'],
  func: ['fn', 'agg'],
  function: ['fn', 'agg'],
  aggregation: ['agg'],
  column: ['of', 'is', 'by'],
  field: ['of', 'is', 'by'],
  direction: ['dir'],
  partition_by: ['per'],
  top: ['rows'],
  n: ['rows'],
  count: ['rows'],
  asof: ['as_of'],
};

function unknownKey(problem: ProblemOf<'unknown-key'>): Diagnostic {
  const { path, key, allowed, present, value, definition = '' } = problem;
  const free = allowed.filter((name) => !present.includes(name));
  const translated = (foreign[key.toLowerCase()] ?? []).filter((name) => free.includes(name));
  const near = [...new Set([...translated, ...suggest(key, free)])];
  const meant = translated.length === 1 ? translated[0] : closest(key, free);
  const owner = path.slice(0, path.lastIndexOf('/')) as typeof path;
  const fix: readonly PatchOperation[] =
    meant === undefined
      ? []
      : [
          { op: 'remove', path },
          { op: 'add', path: at(owner, meant), value },
        ];
  const names = near.length > 0 ? near : free;
  return report(
    'unknown-key',
    path,
    { key, owner: definition, near: near.length, names },
    { key: true, ...(names.length > 0 && { allowed: names }), ...(fix.length > 0 && { fix }) },
  );
}

/** A column that only lacks its name has one already: the metric's, or that of the path it is. */
function missingKeyFix({ path, key, value }: ProblemOf<'missing-key'>): Details {
  if (key !== 'as') return {};
  const { metric, is, grain, ...others } = value as Readonly<Record<string, unknown>>;
  const source = metric ?? is ?? grain;
  if (typeof source !== 'string' || 'agg' in others) return {};
  const name = source.split('.').at(-1) ?? '';
  return isPlainName(name) ? { fix: [{ op: 'add', path: at(path, 'as'), value: name }] } : {};
}

/** Shapes that can only be meant in one way: one item for a list, a plain name for the object it stands for. */
function shapeFix({ path, found, expected, value, definition }: ProblemOf<'wrong-shape'>): Details {
  const one = (fixed: unknown): Details => ({ fix: [replace(path, fixed)] });
  if (expected.includes('list') && (found === 'text' || found === 'object')) return one([value]);
  if (expected.includes('text')) {
    if (found === 'number' || found === 'boolean') return one(String(value));
    if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string')
      return one(value[0]);
  }
  if (expected.includes('number') || expected.includes('whole number')) {
    const written = typeof value === 'string' ? value.trim() : '';
    if (/^-?\d+(\.\d+)?$/.test(written)) return one(Number(written));
  }
  if (expected.includes('object') && definition !== undefined) {
    if (found === 'number' && definition === 'Limit') return one({ rows: value });
    const made = typeof value === 'string' ? objectOf(definition, value) : undefined;
    if (made !== undefined) return one(made);
  }
  return {};
}

function objectOf(definition: string, text: string): object | undefined {
  if (definition === 'Order') {
    const [, by = '', dir] = /^(\S+)(?: +(asc|desc))?$/i.exec(text) ?? [];
    if (!isPlainName(by)) return undefined;
    return { by, ...(dir?.toLowerCase() === 'desc' && { dir: 'desc' }) };
  }
  const last = text.split('.').at(-1) ?? '';
  if (!text.split('.').every(isPlainName))
    return definition === 'Time' && /^\w+$/.test(text) ? { period: text } : undefined;
  if (definition === 'Time') return { period: text };
  if (definition === 'Key' || definition === 'Column') return { as: last, is: text };
  if (definition === 'On') return { key: last, is: text };
  return undefined;
}

function replace(path: Diagnostic['path'], value: unknown): PatchOperation {
  return { op: 'replace', path, value };
}
