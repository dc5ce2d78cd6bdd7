import { quoteName } from '../../../base/text/name.js';
import { hasErrors, type Checked, type Diagnostic } from '../../../base/diagnostic.js';
import type { Document, Stage } from '../../../dsl/document.js';
import type { ParsedExpr } from '../../../expr/expr.js';
import { parseExpr } from '../../../expr/parse.js';
import { printExpr } from '../../../expr/print.js';
import { mapReferences } from '../../../expr/visit.js';
import { interopDiagnostic } from '../../diagnostics.js';
import type { Library } from '../library.js';
import { pathTo } from '../path.js';
import { aggregated, joinedToSpine, type Group } from './aggregated.js';
import { add, refuse, type Builder, type Part } from './builder.js';
import { conversionParts, conversionValue } from './conversion.js';
import { cumulativeParts } from './cumulative.js';
import { distinctValues } from './distinct.js';
import { merged } from './merged.js';
import { offsetParts } from './offsets.js';
import type { Query } from './query.js';
import { coarsest, grainOf, leavesOf, treeOf, type Leaf, type Tree } from './tree.js';

/**
 * A query of MetricFlow as a document of ours: each measure over its own rows, by the keys of the query,
 * under its conditions; then the keys that any of them has (as its full outer joins keep them), then
 * arithmetic. What cannot be said exactly is refused.
 */
export function documentOf(library: Library, query: Query): Checked<Document> {
  const found: Diagnostic[] = [];
  const stages: Stage[] = [];
  const part = write(library, query, stages, found);
  if (part === undefined || hasErrors(found)) return [undefined, found];
  return [{ dsl: '1', title: query.title, stages }, found];
}

/** Writes the stages of a query; the last one has its columns. */
function write(
  library: Library,
  query: Query,
  stages: Stage[],
  found: Diagnostic[],
): Part | undefined {
  const builder: Builder = {
    library,
    query,
    metricTime:
      query.metrics.length === 0 ? 'day' : coarsest(query.metrics.map((m) => grainOf(library, m))),
    stages,
    found,
    inner: (inside) => write(library, inside, stages, found),
  };
  if (query.metrics.length === 0) return distinctValues(builder);
  const trees = query.metrics.map((name) => treeOf(library, name, found));
  if (!trees.every((tree) => tree !== undefined)) return undefined;
  const groups = groupsOf(trees);
  const parts: Part[] = [];
  for (const group of groups) {
    const made = partsOf(builder, group);
    if (made === undefined) return undefined;
    parts.push(...made);
  }
  const whole = merged(builder, parts);
  return whole === undefined ? undefined : result(builder, trees, groups, whole);
}

function partsOf(builder: Builder, group: Group): readonly Part[] | undefined {
  const { leaf } = group;
  if (leaf.conversion !== undefined) return conversionParts(builder, group);
  if (leaf.cumulative !== undefined) return cumulativeParts(builder, group);
  if (leaf.offsets.length > 0) return offsetParts(builder, group);
  const part = aggregated(builder, group);
  return part === undefined || !leaf.spine ? part && [part] : joinedToSpine(builder, part, leaf);
}

/** Leaves that one stage can have, in the order they are written. */
function groupsOf(trees: readonly Tree[]): readonly Group[] {
  const groups = new Map<string, { leaf: Leaf; values: { leaf: Leaf; column: string }[] }>();
  for (const leaf of trees.flatMap(leavesOf)) {
    const key = rowsKey(leaf);
    const group = groups.get(key) ?? { leaf, values: [] };
    groups.set(key, group);
    if (group.values.some((v) => v.leaf.of.measure === leaf.of.measure)) continue;
    const count = [...groups.values()].reduce((n, { values }) => n + values.length, 0);
    group.values.push({ leaf, column: `value_${count + 1}` });
  }
  return [...groups.values()];
}

/** What two leaves must have in common to be values of one stage. */
function rowsKey({ of, before, filters, spine, offsets, cumulative, conversion }: Leaf): string {
  const { model, measure } = of;
  return JSON.stringify([
    model.model.name,
    measure.time ?? null,
    [...before, ...filters].map(({ text }) => text.trim()),
    before.length,
    spine,
    offsets,
    cumulative === undefined ? null : [cumulative.window, cumulative.toDate, cumulative.at],
    conversion?.name ?? null,
  ]);
}

function result(
  builder: Builder,
  trees: readonly Tree[],
  groups: readonly Group[],
  whole: Part,
): Part | undefined {
  const { query, found } = builder;
  const columnOf = (leaf: Leaf): string =>
    groups
      .find((g) => rowsKey(g.leaf) === rowsKey(leaf))!
      .values.find((v) => v.leaf.of.measure === leaf.of.measure)!.column;
  const columns = trees.map((tree, i) => {
    const expr = valueOf(tree, columnOf, found);
    return { as: query.metrics[i]!, is: expr === undefined ? 'null' : printExpr(expr) };
  });
  if (hasErrors(found)) return undefined;
  if (query.limit !== undefined && query.orderBy.length === 0)
    return refuse(builder, 'a limit without an order');
  const order = orderOf(builder, whole);
  if (order === undefined) return undefined;
  const stage = add(builder, 'result', {
    from: whole.stage,
    columns,
    ...(order.length > 0 && { order }),
    ...(query.limit !== undefined && { limit: { rows: query.limit } }),
    show: [...whole.keys.map(({ column }) => column), ...query.metrics],
  });
  return { stage, keys: whole.keys, values: query.metrics };
}

/** Arithmetic of MetricFlow is SQL's over doubles: decimals of ours would round. */
function valueOf(
  tree: Tree,
  columnOf: (leaf: Leaf) => string,
  found: Diagnostic[],
): ParsedExpr | undefined {
  if (tree.kind === 'leaf') {
    const { fill } = tree.leaf;
    const column = pathTo([columnOf(tree.leaf)]);
    if (tree.leaf.conversion !== undefined) return conversionValue(tree.leaf.conversion, column);
    if (fill === undefined) return column;
    const zero: ParsedExpr = { kind: 'literal', type: { kind: 'bigint' }, value: String(fill) };
    return { kind: 'call', name: 'coalesce', args: [column, zero], type: { kind: 'unknown' } };
  }
  const [expr, problems] = parseExpr(tree.expr, '');
  const lose = (problem: string): undefined => {
    found.push(interopDiagnostic('fragment', '', { text: tree.expr, problem }));
    return undefined;
  };
  if (expr === undefined) return lose(problems.map(({ code }) => code).join(', '));
  let unknown: string | undefined;
  const said = mapReferences(expr, (to, reference): ParsedExpr => {
    const name = to.kind === 'path' && to.names.length === 1 ? to.names[0]! : '';
    const input = tree.inputs.get(name);
    const value = input === undefined ? undefined : valueOf(input, columnOf, found);
    if (value === undefined) {
      unknown ??= name;
      return reference;
    }
    return input!.kind === 'arithmetic'
      ? value
      : { kind: 'cast', try: false, operand: value, type: { kind: 'double' } };
  });
  return unknown === undefined ? said : lose(`${unknown} is no input`);
}

function orderOf(builder: Builder, whole: Part): Stage['order'] | undefined {
  const { query } = builder;
  const made = query.orderBy.map(({ name, descending }) => {
    const column =
      query.metrics.find((metric) => metric === name) ??
      whole.keys.find(({ column: key }) => key === name || key.startsWith(`${name}__`))?.column;
    return column === undefined
      ? undefined
      : { by: quoteName(column), ...(descending && { dir: 'desc' as const }) };
  });
  return made.every((one) => one !== undefined)
    ? made
    : refuse(builder, 'an order by what is not asked for');
}
