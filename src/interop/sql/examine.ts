import type { Details, Diagnostic } from '../../base/diagnostic.js';
import { suggest } from '../../base/suggest.js';
import type { Layer, Ontology } from '../../ontology/model.js';
import { bareName, layerInName, permissions } from '../../rules/layers.js';
import { taskDiagnostic } from './diagnostics.js';
import { columnsOf, conjuncts, entityOfTable, partsOf, same } from './relation.js';
import type { SqlToken } from './tokens.js';
import type { SqlNode, SqlQuery, SqlSelect, SqlTask } from './tree.js';

/** Where one output column comes from. */
export interface ColumnLineage {
  readonly name: string;
  /** `table.column`, sorted. */
  readonly from: readonly string[];
  readonly how: 'copied' | 'computed' | 'aggregated';
}

/** What one statement reads and gives. */
export interface Examined {
  readonly tables: readonly string[];
  readonly columns: readonly ColumnLineage[];
  readonly findings: readonly Diagnostic[];
}

interface Known {
  readonly alias: string;
  /** Absent where the table is unknown: then nothing is said about its columns. */
  readonly columns?: readonly ColumnLineage[];
  readonly table?: string;
}

interface Look {
  readonly ontology: Ontology;
  readonly find: (name: readonly string[]) => Details;
  readonly tables: Set<string>;
  readonly findings: Map<string, Diagnostic>;
}

type Sources = readonly Known[];

/**
 * Tables, columns and lineage of one statement against the ontology and the standards of the warehouse.
 * Findings stand at the first place of the statement that has the name they are about.
 */
export function examine(task: SqlTask, tokens: readonly SqlToken[], ontology: Ontology): Examined {
  const own = tokens.filter((t) => t.start >= task.start && t.end <= task.end);
  const look: Look = {
    ontology,
    find: (name) => placeOf(own, name, task),
    tables: new Set(),
    findings: new Map(),
  };
  const columns = examineQuery(look, task.query, new Map());
  checkTarget(look, task);
  return { tables: [...look.tables].toSorted(), columns, findings: [...look.findings.values()] };
}

/** The first place where the parts of a name stand one after the other, dots between; else the statement's begin. */
export function placeOf(
  tokens: readonly SqlToken[],
  name: readonly string[],
  { start }: Pick<SqlTask, 'start'>,
): Details {
  const parts = name.flatMap((p, i) => (i === 0 ? [p] : ['.', p]));
  const at = tokens.findIndex((_, i) =>
    parts.every((p, k) => tokens[i + k] !== undefined && same(tokens[i + k]!.text, p)),
  );
  if (at < 0 || parts.length === 0)
    return { offset: start, length: tokens[0] === undefined ? 1 : tokens[0].end - tokens[0].start };
  return {
    offset: tokens[at]!.start,
    length: tokens[at + parts.length - 1]!.end - tokens[at]!.start,
  };
}

function report(look: Look, key: string, finding: Diagnostic): void {
  if (!look.findings.has(key)) look.findings.set(key, finding);
}

function examineQuery(
  look: Look,
  query: SqlQuery,
  outer: ReadonlyMap<string, Known>,
  enclosing: Sources = [],
): readonly ColumnLineage[] {
  const scope = new Map(outer);
  for (const { name, query: inner } of query.with)
    scope.set(name.toLowerCase(), { alias: name, columns: examineQuery(look, inner, scope) });
  const arms = query.arms.map((arm) => examineSelect(look, arm, scope, enclosing));
  const [first = []] = arms;
  return first.map((column, i) => ({
    ...column,
    from: [...new Set(arms.flatMap((a) => a[i]?.from ?? []))].toSorted(),
  }));
}

function examineSelect(
  look: Look,
  select: SqlSelect,
  scope: ReadonlyMap<string, Known>,
  enclosing: Sources,
): readonly ColumnLineage[] {
  const sources = select.from.map((s): Known => {
    if (s.query !== undefined)
      return { alias: s.alias, columns: examineQuery(look, s.query, scope, enclosing) };
    const cte = s.table?.length === 1 ? scope.get(s.table[0]!.toLowerCase()) : undefined;
    return cte === undefined ? tableOf(look, s.alias, s.table ?? []) : { ...cte, alias: s.alias };
  });
  for (const s of select.from)
    if (s.join === 'cross')
      report(
        look,
        `cross ${s.alias}`,
        taskDiagnostic('cross-join', '', { table: s.alias }, look.find(s.table ?? [s.alias])),
      );
  checkPartitions(look, select, sources);
  const roots = (node: SqlNode): readonly string[] =>
    rootsOf(look, node, sources, scope, enclosing);
  for (const node of [select.where, select.having, ...select.from.map((s) => s.on)])
    if (node !== undefined) roots(node);
  for (const node of select.group)
    if (
      node.kind !== 'column' ||
      node.table !== undefined ||
      !select.items.some((i) => i.as !== undefined && same(i.as, node.name))
    )
      roots(node);
  return select.items.flatMap(({ value, as }, i): readonly ColumnLineage[] => {
    if (value.kind === 'star') {
      report(look, 'star', taskDiagnostic('star', '', {}, look.find(['*'])));
      return sources
        .filter((s) => value.table === undefined || same(s.alias, value.table))
        .flatMap((s) => (s.columns ?? []).map((c): ColumnLineage => ({ ...c, how: 'copied' })));
    }
    const from = [...new Set(roots(value))].toSorted();
    const name = as ?? (value.kind === 'column' ? value.name : `column_${i + 1}`);
    const how =
      value.kind === 'column' ? 'copied' : holds(value, 'aggregate') ? 'aggregated' : 'computed';
    return [{ name, from, how }];
  });
}

function tableOf(look: Look, alias: string, table: readonly string[]): Known {
  const name = table.join('.');
  look.tables.add(name);
  const entity = entityOfTable(look.ontology, table);
  if (entity === undefined) {
    const known = [...look.ontology.entities.values()]
      .map((e) => e.table.name.join('.'))
      .filter((n) => n !== '');
    const near = suggest(name, known);
    const place = { ...look.find(table), ...(near.length > 0 && { allowed: near }) };
    report(look, `table ${name}`, taskDiagnostic('unknown-table', '', { table: name }, place));
    return { alias, table: name };
  }
  const columns = columnsOf({ kind: 'entity', entity }).map((c): ColumnLineage => ({
    name: c,
    from: [`${name}.${c}`],
    how: 'copied',
  }));
  return { alias, table: name, columns };
}

function checkPartitions(look: Look, select: SqlSelect, sources: Sources): void {
  const conditions = [select.where, ...select.from.map((s) => s.on)].flatMap((c) => conjuncts(c));
  for (const [i, { table }] of select.from.entries()) {
    const entity =
      table === undefined || sources[i]?.table === undefined
        ? undefined
        : entityOfTable(look.ontology, table);
    const [partition] = entity?.table.partition ?? [];
    if (partition === undefined || table === undefined) continue;
    const said = conditions.some((c) => names(c).some((n) => same(n, partition.column)));
    const params = { table: table.join('.'), column: partition.column };
    if (!said)
      report(
        look,
        `partition ${params.table}`,
        taskDiagnostic('no-partition', '', params, look.find(table)),
      );
  }
}

function names(node: SqlNode): readonly string[] {
  return node.kind === 'column' ? [node.name] : partsOf(node).flatMap(names);
}

function rootsOf(
  look: Look,
  node: SqlNode,
  sources: Sources,
  scope: ReadonlyMap<string, Known>,
  enclosing: Sources,
): readonly string[] {
  const inside = [...sources, ...enclosing];
  const below = partsOf(node).flatMap((p) => rootsOf(look, p, sources, scope, enclosing));
  if (node.kind === 'in-query' || node.kind === 'exists' || node.kind === 'query') {
    const query = examineQuery(look, node.query, scope, inside).flatMap((c) => c.from);
    return [...below, ...query];
  }
  if (node.kind !== 'column') return below;
  return columnRoots(look, node, sources, enclosing);
}

function columnRoots(
  look: Look,
  column: Extract<SqlNode, { kind: 'column' }>,
  sources: Sources,
  enclosing: Sources,
): readonly string[] {
  for (const level of [sources, enclosing]) {
    const meant = level.filter((s) => column.table === undefined || same(s.alias, column.table));
    const found = meant.filter((s) => s.columns?.some((c) => same(c.name, column.name)) === true);
    if (found.length > 1 && level === sources && column.table === undefined) {
      const from = found.map((f) => f.alias);
      report(
        look,
        `ambiguous ${column.name}`,
        taskDiagnostic(
          'ambiguous-column',
          '',
          { column: column.name, from },
          look.find([column.name]),
        ),
      );
    }
    const [first] = found;
    if (first !== undefined) return first.columns!.find((c) => same(c.name, column.name))!.from;
    // A column of a table that nobody knows may be any.
    if (meant.some((s) => s.columns === undefined)) return [];
  }
  const all = sources.flatMap((s) => s.columns ?? []).map((c) => c.name);
  const near = suggest(column.name, all);
  const name = column.table === undefined ? [column.name] : [column.table, column.name];
  const place = { ...look.find(name), ...(near.length > 0 && { allowed: near }) };
  const from = sources.map((s) => s.alias).join(', ');
  report(
    look,
    `column ${name.join('.')}`,
    taskDiagnostic('unknown-column', '', { column: name.join('.'), from }, place),
  );
  return [];
}

function holds(node: SqlNode, kind: SqlNode['kind']): boolean {
  return node.kind === kind || partsOf(node).some((p) => holds(p, kind));
}

/** The laws of names and layers, for the table that is written. */
function checkTarget(look: Look, { target }: SqlTask): void {
  if (target === undefined) return;
  const table = target.table.join('.');
  const layer = layerInName(bareName(target.table));
  if (layer === undefined) {
    report(look, 'target', taskDiagnostic('target-name', '', { table }, look.find(target.table)));
    return;
  }
  for (const read of look.tables) {
    const name = read.split('.');
    const its: Layer | undefined =
      entityOfTable(look.ontology, name)?.table.layer ?? layerInName(bareName(name));
    if (its === undefined || permissions[layer][its] === 'yes') continue;
    report(
      look,
      `layer ${read}`,
      taskDiagnostic(
        'layer',
        '',
        { target: table, layer, table: read, reads: its },
        look.find(name),
      ),
    );
  }
}
