import type { Details, Diagnostic } from '../../../base/diagnostic.js';
import { suggest } from '../../../base/text/suggest.js';
import type { Attribute, Entity, Ontology } from '../../../ontology/model.js';
import { taskDiagnostic } from '../diagnostics.js';
import { boundedFrom, unbounded, unconditioned } from './joined-rows.js';
import { placeOf } from './place.js';
import {
  columnsIn,
  columnsOf,
  conjuncts,
  entityOfTable,
  nameIn,
  ownName,
  partsOf,
  same,
} from '../relation.js';
import type { SqlToken } from '../text/tokens.js';
import type { SqlNode, SqlQuery, SqlSelect, SqlSource, SqlTask } from '../tree.js';

/** Where one output column comes from. */
export interface ColumnLineage {
  readonly name: string;
  /** `table.column`, sorted. */
  readonly from: readonly string[];
  readonly how: 'copied' | 'computed' | 'aggregated';
  /** Those of `from` whose values can be read off it: what is only counted, or asked whether it is there, cannot. */
  readonly shows: readonly string[];
}

/** What one statement reads and gives. */
export interface Examined {
  readonly tables: readonly string[];
  readonly columns: readonly ColumnLineage[];
  readonly findings: readonly Diagnostic[];
  /** The entities over tables that are read, each at its first place. */
  readonly reads: readonly EntityAt[];
  /** Partitioned tables of which every partition is read. */
  readonly unbounded: readonly EntityAt[];
  /** What `table.column` of a lineage is in the ontology. */
  readonly roots: ReadonlyMap<string, { readonly entity: Entity; readonly attribute: Attribute }>;
}

/** An entity that the SQL reads, and where its table is named. */
export interface EntityAt {
  readonly entity: Entity;
  readonly at: Details;
}

interface Known {
  readonly alias: string;
  /** Absent where the table is unknown: then nothing is said about its columns. */
  readonly columns?: readonly ColumnLineage[];
  readonly table?: string;
  readonly entity?: Entity;
  /** Columns that are one with those of the same name before it. */
  readonly using?: readonly string[];
}

interface Look {
  readonly ontology: Ontology;
  readonly find: (name: readonly string[], isTable?: boolean) => Details;
  readonly tables: Set<string>;
  readonly findings: Map<string, Diagnostic>;
  readonly reads: Map<string, EntityAt>;
  readonly unbounded: Map<string, EntityAt>;
  readonly roots: Map<string, { readonly entity: Entity; readonly attribute: Attribute }>;
}

type Sources = readonly Known[];
type Scope = ReadonlyMap<string, Known>;

/** What a SELECT stands in: CTEs by name, the sources of queries around it, and its columns that these bound. */
interface Around {
  readonly scope: Scope;
  readonly enclosing: Sources;
  readonly bounded: readonly string[];
}

/**
 * Tables, columns and lineage of one statement against the ontology. Findings stand at the first place of the
 * statement that has the name they are about.
 */
export function examine(task: SqlTask, tokens: readonly SqlToken[], ontology: Ontology): Examined {
  const look: Look = {
    ontology,
    find: (name, isTable) => placeOf(tokens, name, task, isTable),
    tables: new Set(),
    findings: new Map(),
    reads: new Map(),
    unbounded: new Map(),
    roots: new Map(),
  };
  const locals = localsOf(look, task);
  const columns = examineQuery(look, task.query, { scope: locals, enclosing: [], bounded: [] });
  return {
    tables: [...look.tables].toSorted(),
    columns,
    findings: [...look.findings.values()],
    reads: [...look.reads.values()],
    unbounded: [...look.unbounded.values()],
    roots: look.roots,
  };
}

/** What earlier statements made, and was judged there: a table of the warehouse, or rows that only the task reads. */
function localsOf(look: Look, { locals }: SqlTask): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  for (const { name, query, isTable } of locals) {
    const quiet: Look = { ...look, findings: new Map(), unbounded: new Map() };
    const apart: Look = { ...quiet, tables: new Set(), reads: new Map() };
    const around = { scope: known, enclosing: [], bounded: [] };
    const columns = examineQuery(isTable ? apart : quiet, query, around);
    if (isTable) look.tables.add(name);
    known.set(name.toLowerCase(), {
      alias: name,
      columns: isTable
        ? columns.map((c) => ({ ...c, from: [`${name}.${c.name}`], how: 'copied' }))
        : columns,
    });
  }
  return known;
}

function report(look: Look, key: string, finding: Diagnostic): void {
  if (!look.findings.has(key)) look.findings.set(key, finding);
}

function examineQuery(look: Look, query: SqlQuery, around: Around): readonly ColumnLineage[] {
  const scope = new Map(around.scope);
  for (const { name, query: inner } of query.with) {
    const columns = examineQuery(look, inner, { ...around, scope, bounded: [] });
    scope.set(name.toLowerCase(), { alias: name, columns });
  }
  const arms = query.arms.map((arm) => examineSelect(look, arm, { ...around, scope }));
  const [first = []] = arms;
  return first.map((column, i) => {
    const all = arms.flatMap((a) => a[i] ?? []);
    return {
      ...column,
      from: union(all.map((c) => c.from)),
      shows: union(all.map((c) => c.shows)),
      how: all.every((c) => c.how === column.how) ? column.how : 'computed',
    };
  });
}

function examineSelect(look: Look, select: SqlSelect, around: Around): readonly ColumnLineage[] {
  const sources: Known[] = [];
  for (const s of select.from) {
    const known = sourceOf(look, select, s, sources, around);
    sources.push({ ...known, ...(s.using !== undefined && { using: s.using }) });
  }
  const joined = select.from.map((source, i) => {
    const { columns, entity } = sources[i]!;
    return {
      source,
      ...(columns !== undefined && { columns: columns.map((c) => c.name) }),
      partition: entity?.table.partition.map((p) => p.column) ?? [],
    };
  });
  for (const { alias, table } of unconditioned(select, joined)) {
    const place = look.find(table ?? [alias], table !== undefined);
    report(look, `cross ${alias}`, taskDiagnostic('cross-join', '', { table: alias }, place));
  }
  // What a window ranks or adds up is read before anybody outside takes rows away.
  const windowed = [...select.items.map((i) => i.value), ...conjuncts(select.qualify)];
  const outer = windowed.some((n) => holds(n, 'window')) ? [] : around.bounded;
  for (const { source } of unbounded(select, joined, outer)) {
    const known = sources[joined.findIndex((j) => j.source === source)]!;
    const at = look.find(source.table ?? [], true);
    if (!look.unbounded.has(known.table!))
      look.unbounded.set(known.table!, { entity: known.entity!, at });
  }
  const read = (node: SqlNode): readonly ColumnLineage[] => lineageOf(look, node, sources, around);
  for (const node of [select.where, select.having, ...select.from.map((s) => s.on)])
    if (node !== undefined) read(node);
  for (const node of [
    ...select.group,
    ...(select.qualify === undefined ? [] : columnsIn(select.qualify)),
  ])
    if (
      node.kind !== 'column' ||
      node.table !== undefined ||
      !select.items.some((i) => i.as !== undefined && same(i.as, node.name))
    )
      read(node);
  return select.items.flatMap(({ value, as }, i): readonly ColumnLineage[] => {
    if (value.kind === 'star') {
      const meant = sources.filter((s) => value.table === undefined || same(s.alias, value.table));
      // The columns of a query are listed in it.
      if (meant.some((s) => s.table !== undefined))
        report(look, 'star', taskDiagnostic('star', '', {}, look.find(['*'])));
      return meant.flatMap((s) => s.columns ?? []);
    }
    const found = read(value);
    const name = as ?? ownName(value) ?? `column_${i + 1}`;
    const how =
      value.kind === 'column'
        ? (found[0]?.how ?? 'copied')
        : holds(value, 'aggregate')
          ? 'aggregated'
          : 'computed';
    const shows = shownBy(look, value, sources, around);
    return [{ name, from: union(found.map((c) => c.from)), how, shows }];
  });
}

function sourceOf(
  look: Look,
  select: SqlSelect,
  s: SqlSource,
  before: Sources,
  around: Around,
): Known {
  if (s.lateral !== undefined) {
    const from = union(
      s.lateral.args.flatMap((a) => lineageOf(look, a, before, around)).map((c) => c.from),
    );
    const { columns } = s.lateral;
    return {
      alias: s.alias,
      columns: columns.map((name) => ({ name, from, how: 'computed', shows: from })),
    };
  }
  if (s.query !== undefined) {
    const bounded = boundedFrom(select, s.alias);
    return { alias: s.alias, columns: examineQuery(look, s.query, { ...around, bounded }) };
  }
  const cte = s.table?.length === 1 ? around.scope.get(s.table[0]!.toLowerCase()) : undefined;
  return cte === undefined ? tableOf(look, s.alias, s.table ?? []) : { ...cte, alias: s.alias };
}

function tableOf(look: Look, alias: string, table: readonly string[]): Known {
  const name = table.join('.');
  look.tables.add(name);
  const entity = entityOfTable(look.ontology, table);
  const at = look.find(table, true);
  if (entity === undefined) {
    const known = [...look.ontology.entities.values()]
      .map((e) => e.table.name.join('.'))
      .filter((n) => n !== '');
    const near = suggest(name, known);
    const place = { ...at, ...(near.length > 0 && { allowed: near }) };
    report(look, `table ${name}`, taskDiagnostic('unknown-table', '', { table: name }, place));
    return { alias, table: name };
  }
  if (!look.reads.has(name)) look.reads.set(name, { entity, at });
  const relation = { kind: 'entity' as const, entity };
  const columns = columnsOf(relation).map((c): ColumnLineage => {
    const root = `${name}.${c}`;
    const attribute = entity.attributes.get(nameIn(relation, c) ?? '');
    if (attribute !== undefined) look.roots.set(root, { entity, attribute });
    return { name: c, from: [root], how: 'copied', shows: [root] };
  });
  return { alias, table: name, columns, entity };
}

/** The columns that an expression reads, those of queries in it included. */
function lineageOf(
  look: Look,
  node: SqlNode,
  sources: Sources,
  around: Around,
): readonly ColumnLineage[] {
  const below = partsOf(node).flatMap((p) => lineageOf(look, p, sources, around));
  if (node.kind === 'in-query' || node.kind === 'exists' || node.kind === 'query')
    return [...below, ...queryIn(look, node.query, sources, around)];
  if (node.kind !== 'column') return below;
  const found = columnNamed(look, node, sources, around.enclosing);
  return found === undefined ? [] : [found];
}

function queryIn(
  look: Look,
  query: SqlQuery,
  sources: Sources,
  around: Around,
): readonly ColumnLineage[] {
  const enclosing = [...sources, ...around.enclosing];
  return examineQuery(look, query, { scope: around.scope, enclosing, bounded: [] });
}

/** The roots whose values can be read off an expression. */
function shownBy(look: Look, node: SqlNode, sources: Sources, around: Around): readonly string[] {
  if (node.kind === 'is-null' || node.kind === 'exists') return [];
  if ((node.kind === 'aggregate' || node.kind === 'window') && node.fn === 'count') return [];
  if (node.kind === 'query')
    return union(queryIn(look, node.query, sources, around).map((c) => c.shows));
  if (node.kind === 'column')
    return columnNamed(look, node, sources, around.enclosing)?.shows ?? [];
  const parts =
    node.kind === 'window'
      ? node.args
      : node.kind === 'aggregate'
        ? node.of === undefined
          ? []
          : [node.of]
        : partsOf(node);
  return union(parts.map((p) => shownBy(look, p, sources, around)));
}

function columnNamed(
  look: Look,
  column: Extract<SqlNode, { kind: 'column' }>,
  sources: Sources,
  enclosing: Sources,
): ColumnLineage | undefined {
  for (const level of [sources, enclosing]) {
    const meant = level.filter((s) => column.table === undefined || same(s.alias, column.table));
    const found = meant.filter((s) => s.columns?.some((c) => same(c.name, column.name)) === true);
    const isOne = found.some((f) => f.using?.some((u) => same(u, column.name)) === true);
    if (found.length > 1 && !isOne && level === sources && column.table === undefined) {
      const from = found.map((f) => f.alias);
      const params = { column: column.name, from };
      const place = look.find([column.name]);
      const finding = taskDiagnostic('ambiguous-column', '', params, place);
      report(look, `ambiguous ${column.name}`, finding);
    }
    const [first] = found;
    if (first !== undefined) return first.columns!.find((c) => same(c.name, column.name))!;
    // A column of a table that nobody knows may be any.
    if (meant.some((s) => s.columns === undefined)) return undefined;
  }
  const all = sources.flatMap((s) => s.columns ?? []).map((c) => c.name);
  const near = suggest(column.name, all);
  const name = column.table === undefined ? [column.name] : [column.table, column.name];
  const place = { ...look.find(name), ...(near.length > 0 && { allowed: near }) };
  const from = sources.map((s) => s.alias).join(', ');
  const params = { column: name.join('.'), from };
  report(look, `column ${name.join('.')}`, taskDiagnostic('unknown-column', '', params, place));
  return undefined;
}

function holds(node: SqlNode, kind: SqlNode['kind']): boolean {
  return node.kind === kind || partsOf(node).some((p) => holds(p, kind));
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].toSorted();
}
