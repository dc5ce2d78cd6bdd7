import { conjuncts } from '../../expr/build.js';
import { unreachable } from '../../base/unreachable.js';
import { columnOf, filter, join, project, scan } from '../nodes.js';
import type { Column, Join, Plan, PlanExpr, Scan } from '../plan.js';
import { columnIn, columnsIn, readsOnly, replaceColumns } from './columns-read.js';
import type { Fresh } from './fresh.js';

/** Tables whose joined rows have every value of a column that some rows have, and fewer than all there are. */
export interface Domain {
  readonly column: Column;
  readonly base: Scan;
  /** Look-ups from the base, each after those it hangs on. */
  readonly looked: readonly Table[];
  readonly where: readonly PlanExpr[];
}

/** A table that stands in every row, and the look-up that found it; the first has none. */
interface Table {
  readonly scan: Scan;
  readonly found?: Join;
}

/**
 * What conditions say of the values that `asked` has in the rows of `plan` for which `conditions` hold:
 * the first table that has such a column and something to choose its rows by, best one of which it is
 * the key.
 */
export function domainOf(
  plan: Plan,
  asked: Column,
  conditions: readonly PlanExpr[],
): Domain | undefined {
  const tables: Table[] = [];
  const all: PlanExpr[] = conditions.flatMap(conjuncts);
  collect(plan, tables, all);
  const equal = equalTo(asked, [...all, ...tables.flatMap(({ found }) => found?.on ?? [])]);
  const domains = tables.flatMap(({ scan: base }, i): readonly Domain[] => {
    const column = base.columns.find((c) => equal.has(c.id));
    return column === undefined ? [] : chosen(base, column, tables.slice(i + 1), all);
  });
  return domains.find(isKey) ?? domains[0];
}

function isKey({ base, column }: Domain): boolean {
  return base.key?.length === 1 && base.key[0] === column.id;
}

/** Tables whose rows stand in every row, and what holds for them all. */
function collect(plan: Plan, tables: Table[], all: PlanExpr[]): void {
  switch (plan.kind) {
    case 'scan':
      tables.push({ scan: plan });
      return;
    case 'filter':
      all.push(...plan.where.flatMap(conjuncts));
      collect(plan.input, tables, all);
      return;
    case 'semi':
      collect(plan.left, tables, all);
      return;
    case 'join': {
      collect(plan.left, tables, all);
      const { type, right } = plan;
      const table = right.kind === 'filter' ? right.input : right;
      if (type !== 'inner' || table.kind !== 'scan') return;
      if (right.kind === 'filter') all.push(...right.where.flatMap(conjuncts));
      tables.push({ scan: table, found: plan });
      return;
    }
    case 'project':
    case 'aggregate':
    case 'windowed':
    case 'union':
    case 'sorted':
    case 'series':
    case 'read':
      // Their rows are not rows of one table.
      return;
    default:
      unreachable(plan);
  }
}

/** Ids of the columns that equalities make equal to one. */
function equalTo(asked: Column, conditions: readonly PlanExpr[]): ReadonlySet<number> {
  const equal = new Set([asked.id]);
  for (let before = 0; before < equal.size;) {
    before = equal.size;
    for (const c of conditions.flatMap(conjuncts)) {
      if (c.kind !== 'binary' || c.operator !== '=') continue;
      const [a, b] = [columnIn(c.left)?.id, columnIn(c.right)?.id];
      if (a === undefined || b === undefined) continue;
      if (equal.has(a)) equal.add(b);
      else if (equal.has(b)) equal.add(a);
    }
  }
  return equal;
}

/** The table with the look-ups from it that conditions read; nothing where no condition chooses its rows. */
function chosen(
  base: Scan,
  column: Column,
  others: readonly Table[],
  all: readonly PlanExpr[],
): readonly Domain[] {
  const known = new Set(base.columns.map((c) => c.id));
  const reachable = others.filter(({ scan: of, found }) => {
    const own = of.columns.map((c) => c.id);
    const reached =
      found?.single === true && found.on.every((on) => readsOnly(on, [...known, ...own]));
    if (reached) for (const id of own) known.add(id);
    return reached;
  });
  const where = all.filter((c) => columnsIn([c]).length > 0 && readsOnly(c, known));
  const days = [base, ...reachable.map((t) => t.scan)].flatMap((of) => of.partition);
  // Which day of a table is read says nothing of its keys.
  if (!where.some((c) => !readsOnly(c, days))) return [];
  const needed = new Set(columnsIn(where));
  const looked = reachable
    .toReversed()
    .filter(({ scan: of, found }) => {
      const used = of.columns.some((c) => needed.has(c.id) && !of.partition.includes(c.id));
      if (used) for (const id of columnsIn(found!.on)) needed.add(id);
      return used;
    })
    .toReversed();
  const read = new Set(
    [base, ...looked.map((t) => t.scan)].flatMap((of) => of.columns.map((c) => c.id)),
  );
  return [{ column, base, looked, where: where.filter((c) => readsOnly(c, read)) }];
}

/** The domain as a relation of its own, of that one column. */
export function relationOf(
  { column, base, looked, where }: Domain,
  fresh: Fresh,
): { readonly plan: Plan; readonly column: Column } {
  const place = new Map<number, Column>();
  const again = (of: Scan): Scan => {
    for (const c of of.columns) place.set(c.id, fresh.column(c.name, c.type));
    const columns = of.columns.map((c, i) => ({
      column: place.get(c.id)!,
      physical: of.physical[i]!,
    }));
    const moved = (ids: readonly number[]): readonly number[] => ids.map((id) => place.get(id)!.id);
    const key = of.key && moved(of.key);
    return scan(fresh.relation(), of.name, of.table, columns, key, of.at, moved(of.partition));
  };
  const said = (expr: PlanExpr): PlanExpr =>
    replaceColumns(expr, ({ id }) => columnOf(place.get(id)!));
  const rows = looked.reduce<Plan>((left, { scan: of, found }) => {
    const right = again(of);
    return join('inner', left, right, found!.on.map(said), true, found!.because, of.at);
  }, again(base));
  const own = place.get(column.id)!;
  const kept = filter(rows, where.map(said), base.at);
  return { plan: project(kept, [{ column: own, is: columnOf(own) }], base.at), column: own };
}
