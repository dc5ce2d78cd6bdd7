import type {
  BoundDocument,
  BoundStage,
  BoundTarget,
  ConstantExpr,
  SourceExpr,
} from '../../../bind/bound.js';
import { call, literal, reference } from '../../../expr/build.js';
import { parseType } from '../../../expr/parse-type.js';
import { types, type Type } from '../../../expr/type.js';
import type { Layer } from '../../../ontology/model.js';
import { bareName, layerInName } from '../../../rules/layers.js';
import type { ColumnLineage, Examined } from './examine.js';
import { same } from '../relation.js';
import type { WrittenTable } from './target-of.js';
import type { SqlNode, SqlTask } from '../tree.js';

/** A statement in the terms that laws, DDL and data quality checks are made in. */
export interface BoundTask {
  readonly document: BoundDocument;
  /** Absent for a query, and where neither the name nor the ontology says the layer. */
  readonly target?: BoundTarget;
}

/**
 * Says a statement in those terms: tables are matches, columns what they show, the key what rows are grouped by.
 * `given` are the types that DuckDB binds, in the order of the SELECT. Nothing is planned or printed of it but its
 * target.
 */
export function boundTask(
  task: SqlTask,
  examined: Examined,
  written: WrittenTable | undefined,
  given: readonly Type[] | undefined,
  title: string,
): BoundTask {
  const typeOf = (i: number): Type => given?.[i] ?? types.unknown;
  const labels = labelsOf(examined);
  const layer = written === undefined ? undefined : layerOf(written);
  const shown = examined.columns.map((c, i) => ({
    name:
      written?.columns[i]?.name ??
      written?.partition.find((p) => p.value === undefined)?.column ??
      c.name,
    lineage: c,
    type: typeOf(i),
  }));
  const columns = (written?.columns ?? []).map(({ name, comment, type: stated }, i) => {
    const said = comment ?? labels(examined.columns[i]);
    const type = (stated === undefined ? undefined : parseType(stated, '')[0]) ?? typeOf(i);
    const at = `/columns/${name}` as const;
    return { name, type, at, ...(said !== undefined && { comment: said }) };
  });
  const target: BoundTarget | undefined =
    written === undefined || layer === undefined
      ? undefined
      : {
          table: written.target.table,
          layer,
          comment: task.declared?.comment ?? (task.declared === undefined ? title : ''),
          ...(written.entity?.domain !== undefined && { domain: written.entity.domain }),
          write: written.target.how === 'create' ? 'overwrite' : written.target.how,
          partition: written.partition.map(({ column, value }, i) => ({
            as: column,
            type: value === undefined ? typeOf(columns.length + i) : types.string,
            ...(value !== undefined && { value: constantOf(value) }),
            at: `/partition/${i}`,
          })),
          key: keyOf(
            task,
            examined,
            columns.map((c) => c.name),
          ),
          ...(task.declared?.lifecycle !== undefined && { lifecycle: task.declared.lifecycle }),
          columns,
        };
  const stage = {
    name: 'result',
    matches: examined.reads.map(({ entity }, i) => ({
      as: `read_${i}`,
      to: { kind: 'entity', entity },
      on: [],
      whole: true,
      at: `/reads/${i}`,
    })),
    where: [],
    columns: shown.map(({ name, lineage, type }) => ({
      as: name,
      is: expressionOf(lineage, examined, type),
      type,
      at: `/columns/${name}`,
    })),
    leaves: [],
    measures: [],
    steps: [],
    keep: [],
    order: [],
    output: shown.map(({ name, type }) => ({ name, type, at: `/columns/${name}` })),
    resultKey: undefined,
    key: undefined,
    at: '',
  } satisfies BoundStage;
  const document: BoundDocument = {
    title,
    params: [],
    stages: [stage],
    ...(target !== undefined && { target }),
    calendars: new Map(),
    summaries: new Map(),
    links: new Map(),
    policies: new Map(),
    views: new Map(),
  };
  return { document, ...(target !== undefined && { target }) };
}

/** A copied column is itself; of anything else only what it shows is known. */
function expressionOf(
  { how, shows, from }: ColumnLineage,
  { reads, roots }: Examined,
  type: Type,
): SourceExpr {
  const references = shows.flatMap((name): readonly SourceExpr[] => {
    const root = roots.get(name);
    const read = reads.findIndex((r) => r.entity === root?.entity);
    if (root === undefined) return [];
    const { attribute } = root;
    return [
      reference(
        {
          kind: 'match',
          // What came through a table that an earlier statement writes is read nowhere here.
          match: read < 0 ? 'earlier' : `read_${read}`,
          column: attribute.name,
          path: [],
          attribute,
          ...(attribute.sensitive && { sensitive: true as const }),
        },
        attribute.type,
      ),
    ];
  });
  const [only] = references;
  if (how === 'copied' && from.length === 1 && only !== undefined) return only;
  return call('coalesce', references, type);
}

function constantOf(value: string): ConstantExpr {
  if (value.includes('$'))
    return reference({ kind: 'param', name: value.slice(1), type: types.string }, types.string);
  return literal(types.string, value);
}

function layerOf({ target, entity }: WrittenTable): Layer | undefined {
  return entity?.table.layer ?? layerInName(bareName(target.table));
}

/** What people call a copied column. */
function labelsOf({ roots }: Examined): (column: ColumnLineage | undefined) => string | undefined {
  return (column) =>
    column?.how === 'copied' && column.from.length === 1
      ? roots.get(column.from[0]!)?.attribute.label
      : undefined;
}

/** What a grouped or distinct SELECT tells its rows apart by, where all of it is among its columns; else not known. */
function keyOf(
  { query }: SqlTask,
  { columns }: Examined,
  names: readonly string[],
): readonly string[] {
  const [arm] = query.arms;
  if (arm === undefined || query.arms.length > 1) return [];
  const grouped = arm.items.some((i) => i.value.kind === 'star') ? [] : arm.group;
  if (arm.distinct && grouped.length === 0) return names;
  const positions = grouped.map((g) => {
    if (g.kind === 'literal') return Number(g.text) - 1;
    const said = arm.items.findIndex((i) => isSame(i.value, g));
    if (said >= 0 || g.kind !== 'column' || g.table !== undefined) return said;
    return columns.findIndex((c) => same(c.name, g.name));
  });
  if (positions.includes(-1)) return [];
  return positions.flatMap((i) => names[i] ?? []);
}

function isSame(a: SqlNode, b: SqlNode): boolean {
  if (a.kind !== 'column' || b.kind !== 'column') return JSON.stringify(a) === JSON.stringify(b);
  const [s, t] = [a.table, b.table];
  return same(a.name, b.name) && (s === undefined || t === undefined || same(s, t));
}
