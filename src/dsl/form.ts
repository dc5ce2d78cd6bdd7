import { at, type Diagnostic, type PatchOperation } from '../base/diagnostic.js';
import { formDiagnostic, replace, type ProblemOf, type ReportForm } from '../base/form.js';
import { compileSchema, type SchemaCheck, type SchemaProblem } from '../base/json-schema.js';
import { isPlainName } from '../base/name.js';
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
  return compiled(value)
    .filter((problem) => !isJudgedLater(problem))
    .map((problem) => formDiagnostic(problem, report as ReportForm, { foreign, fillIn, reshape }));
}

/** Holes are asked for by `holes.ts`; texts with a form of their own are judged by the laws, in better words. */
function isJudgedLater(problem: SchemaProblem): boolean {
  if (problem.kind === 'unknown-value') return problem.value === '?';
  return problem.kind === 'out-of-range' && problem.keyword === 'pattern';
}

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

/** A column that only lacks its name has one already: the metric's, the grain's, or that of the path it is. */
function fillIn({ path, key, value }: ProblemOf<'missing-key'>): PatchOperation | undefined {
  if (key !== 'as') return undefined;
  const { metric, is, grain, ...others } = value as Readonly<Record<string, unknown>>;
  const source = metric ?? is ?? grain;
  if (typeof source !== 'string' || 'agg' in others) return undefined;
  const name = source.split('.').at(-1) ?? '';
  return isPlainName(name) ? { op: 'add', path: at(path, 'as'), value: name } : undefined;
}

/** A text or number that can only be meant as the object it stands for. */
function reshape({
  path,
  found,
  value,
  definition = '',
}: ProblemOf<'wrong-shape'>): PatchOperation | undefined {
  if (found === 'number' && definition === 'Limit') return replace(path, { rows: value });
  const made = typeof value === 'string' ? objectOf(definition, value) : undefined;
  return made === undefined ? undefined : replace(path, made);
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
