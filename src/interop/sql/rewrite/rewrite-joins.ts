import type { Ontology } from '../../../ontology/model.js';
import { mapNodes, mapOrder } from './map-nodes.js';
import { outputsOf, outputsOfQuery, type Output, type Outputs } from './outputs.js';
import { columnsIn, conjuncts, contains, same } from '../relation.js';
import type {
  SqlColumn,
  SqlItem,
  SqlNode,
  SqlOrder,
  SqlQuery,
  SqlSelect,
  SqlSource,
} from '../tree.js';

/**
 * Says joins that may multiply rows as what a document can say, with the same rows: a LEFT JOIN that looks for
 * missing partners as NOT EXISTS; a LEFT, RIGHT or FULL JOIN of two sources as the rows with partners and those
 * without, one after the other; sources that a SELECT DISTINCT only tests as EXISTS. What has none of these
 * forms stays as it is.
 */
export function rewriteJoins(
  query: SqlQuery,
  ontology: Ontology,
  outer: Outputs = new Map(),
): SqlQuery {
  const scope = new Map(outer);
  const ctes = query.with.map((cte) => {
    const made = rewriteJoins(cte.query, ontology, scope);
    scope.set(cte.name.toLowerCase(), outputsOfQuery(made, ontology, scope));
    return { ...cte, query: made };
  });
  const [first, ...others] = query.arms.map((arm, i) =>
    rewriteSelect(arm, i === 0 && query.arms.length === 1 ? query.order : [], ontology, scope),
  );
  if (first === undefined) return query;
  return {
    ...query,
    with: ctes,
    arms: [first.select, ...others.map((o) => o.select)],
    order: query.arms.length === 1 ? first.order : query.order,
  };
}

interface Rewritten {
  readonly select: SqlSelect;
  readonly order: readonly SqlOrder[];
}

function rewriteSelect(
  given: SqlSelect,
  order: readonly SqlOrder[],
  ontology: Ontology,
  scope: Outputs,
): Rewritten {
  const from = given.from.map((s) =>
    s.query === undefined ? s : { ...s, query: rewriteJoins(s.query, ontology, scope) },
  );
  const select = withoutMissing(turned({ ...given, from }), order, ontology, scope);
  return (
    stacked(select, order, ontology, scope) ?? {
      select: onlyTested(select, order, ontology, scope),
      order,
    }
  );
}

/** A RIGHT JOIN is a LEFT JOIN from the other side. */
function turned(select: SqlSelect): SqlSelect {
  const [a, b] = select.from;
  if (select.from.length !== 2 || a === undefined || b?.join !== 'right') return select;
  if (b.on === undefined) return select;
  const { on, ...first } = b;
  return {
    ...select,
    from: [
      { ...first, join: 'comma' },
      { ...a, join: 'left', on },
    ],
  };
}

/** `a LEFT JOIN b ON a.x = b.y WHERE b.y IS NULL`: rows of a without a partner. */
function withoutMissing(
  select: SqlSelect,
  order: readonly SqlOrder[],
  ontology: Ontology,
  scope: Outputs,
): SqlSelect {
  const owner = ownerIn(select, ontology, scope);
  for (const source of select.from.filter((s) => s.join === 'left' && s.on !== undefined)) {
    const joined = conjuncts(source.on)
      .flatMap((c) => (c.kind === 'binary' && c.op === '=' ? [c.left, c.right] : []))
      .filter((n) => n.kind === 'column')
      .filter((c) => owner(c) === source);
    const all = conjuncts(select.where);
    const missing = all.find(
      (c) =>
        c.kind === 'is-null' &&
        !c.not &&
        joined.some(
          (j) => c.of.kind === 'column' && owner(c.of) === source && same(j.name, c.of.name),
        ),
    );
    const rest = all.filter((c) => c !== missing);
    const others = select.from.filter((s) => s !== source);
    const read = [...readBy({ ...select, from: others }, order, rest)];
    if (missing === undefined || read.some((c) => owner(c) === source)) continue;
    return { ...select, from: others, ...whereOf([...rest, existsIn([source], source.on, true)]) };
  }
  return select;
}

/** A LEFT or FULL JOIN of two sources as rows with partners, then rows without. */
function stacked(
  select: SqlSelect,
  order: readonly SqlOrder[],
  ontology: Ontology,
  scope: Outputs,
): Rewritten | undefined {
  const [a, b] = select.from;
  if (select.from.length !== 2 || a === undefined || b?.on === undefined) return undefined;
  if (b.join !== 'left' && b.join !== 'full') return undefined;
  if (select.items.some((i) => i.value.kind === 'star')) return undefined;
  const owner = ownerIn(select, ontology, scope);
  // What only the kept side says holds for its rows with and without partners.
  const own = b.join === 'full' ? [] : conjuncts(select.where).filter((c) => isOnly(c, a, owner));
  const rest = conjuncts(select.where).filter((c) => !own.includes(c));
  const bare: SqlSelect = { ...select, from: [a, { ...b, on: { kind: 'star' } }] };
  const read = [...readBy(bare, order, rest)];
  const known = outputsOf(a, ontology, scope);
  const names = new Map<string, { readonly source: SqlSource; readonly name: string }>();
  for (const c of read) {
    const source = owner(c);
    if (source !== undefined) names.set(called(source, c.name), { source, name: c.name });
  }
  if (![...names.values()].some((n) => n.source === a)) {
    const [first] = known ?? [];
    if (first === undefined) return undefined;
    names.set(called(a, first.name), { source: a, name: first.name });
  }
  const items = (side: SqlSource | undefined): readonly SqlItem[] =>
    [...names].map(([as, { source, name }]) => ({
      as,
      value:
        side === undefined || source === side
          ? { kind: 'column', table: source.alias, name }
          : nothing(outputsOf(source, ontology, scope)?.find((o) => same(o.name, name))),
    }));
  const arm = (
    from: readonly SqlSource[],
    side: SqlSource | undefined,
    where: readonly SqlNode[],
  ) => ({
    distinct: false,
    items: items(side),
    from,
    ...whereOf(where),
    group: [],
    more: [],
  });
  const alone = (s: SqlSource, other: SqlSource): SqlSelect => {
    return arm([unjoined(s)], s, [...own, existsIn([other], b.on, true)]);
  };
  const arms = [
    arm([a, { ...b, join: 'inner' }], undefined, own),
    alone(a, b),
    ...(b.join === 'full' ? [alone(b, a)] : []),
  ];
  const query: SqlQuery = { with: [], arms, sets: arms.slice(1).map(() => 'union all'), order: [] };
  const alias = 'joined';
  const moved = (node: SqlNode): SqlNode =>
    mapNodes(node, (n) => {
      const source = n.kind === 'column' ? owner(n) : undefined;
      if (n.kind !== 'column' || source === undefined) return n;
      return { kind: 'column', table: alias, name: called(source, n.name) };
    });
  const isAlias = (n: SqlNode): boolean =>
    n.kind === 'column' &&
    n.table === undefined &&
    select.items.some((i) => i.as !== undefined && same(i.as, n.name));
  const { where: _, ...others } = select;
  return {
    select: {
      ...others,
      items: select.items.map(({ value, as }) => {
        const name = as ?? (value.kind === 'column' ? value.name : undefined);
        return { value: moved(value), ...(name !== undefined && { as: name }) };
      }),
      from: [{ alias, query, join: 'comma' }],
      ...whereOf(rest.map(moved)),
      group: select.group.map(moved),
      ...(select.having !== undefined && { having: moved(select.having) }),
      ...(select.qualify !== undefined && { qualify: moved(select.qualify) }),
    },
    order: mapOrder(order, (n) => (isAlias(n) ? n : moved(n))),
  };
}

/** Of a SELECT DISTINCT: inner joined sources whose columns it does not show only say which rows there are. */
function onlyTested(
  select: SqlSelect,
  order: readonly SqlOrder[],
  ontology: Ontology,
  scope: Outputs,
): SqlSelect {
  const values = select.items.map((i) => i.value);
  if (!select.distinct || select.group.length > 0) return select;
  if (select.having !== undefined || select.qualify !== undefined) return select;
  if (values.some((v) => v.kind === 'star' || contains(v, 'aggregate') || contains(v, 'window')))
    return select;
  if (
    select.from.some((s) => !['comma', 'inner', 'cross'].includes(s.join) || s.using !== undefined)
  )
    return select;
  const owner = ownerIn(select, ontology, scope);
  const shown = new Set([...values, ...order.map((o) => o.by)].flatMap(columnsIn).map(owner));
  const kept = select.from.filter((s) => shown.has(s));
  const conditions = [select.where, ...select.from.map((s) => s.on)].flatMap((c) => conjuncts(c));
  const others = select.from.filter((s) => !shown.has(s));
  if (kept.length === 0 || others.length === 0) return select;
  const made = narrowed(kept, others, conditions, owner);
  return made === undefined ? select : { ...select, ...made };
}

/** The kept sources with their conditions, and the others as EXISTS, those in turn from the ones tied to them. */
function narrowed(
  kept: readonly SqlSource[],
  others: readonly SqlSource[],
  conditions: readonly SqlNode[],
  owner: Owner,
): Pick<SqlSelect, 'from' | 'where'> | undefined {
  const plain = kept.map(unjoined);
  const touches = (c: SqlNode): boolean =>
    columnsIn(c).some((col) => others.some((o) => owner(col) === o));
  const own = conditions.filter((c) => !touches(c));
  if (others.length === 0) return { from: plain, ...whereOf(own) };
  const ties = conditions.filter(touches);
  const near = others.filter((o) =>
    ties.some((c) => {
      const owners = columnsIn(c).map(owner);
      return owners.includes(o) && owners.some((x) => x !== undefined && kept.includes(x));
    }),
  );
  if (near.length === 0) return undefined;
  const inner = narrowed(
    near,
    others.filter((o) => !near.includes(o)),
    ties,
    owner,
  );
  if (inner === undefined) return undefined;
  return { from: plain, ...whereOf([...own, existsIn(inner.from, inner.where, false)]) };
}

type Owner = (column: SqlColumn) => SqlSource | undefined;

function ownerIn({ from }: SqlSelect, ontology: Ontology, scope: Outputs): Owner {
  const columns = new Map(from.map((s) => [s, outputsOf(s, ontology, scope)]));
  return ({ table, name }) => {
    if (table !== undefined) return from.find((s) => same(s.alias, table));
    const found = from.filter((s) => columns.get(s)?.some((c) => same(c.name, name)) === true);
    return found.length === 1 ? found[0] : undefined;
  };
}

function isOnly(node: SqlNode, source: SqlSource, owner: Owner): boolean {
  if (contains(node, 'in-query') || contains(node, 'exists') || contains(node, 'query'))
    return false;
  return columnsIn(node).every((c) => owner(c) === source);
}

function* readBy(
  { items, from, group, having, qualify }: SqlSelect,
  order: readonly SqlOrder[],
  where: readonly SqlNode[],
): Iterable<SqlColumn> {
  for (const node of [
    ...items.map((i) => i.value),
    ...from.flatMap((s) => s.on ?? []),
    ...group,
    ...(having === undefined ? [] : [having]),
    ...(qualify === undefined ? [] : [qualify]),
    ...order.map((o) => o.by),
    ...where,
  ])
    yield* columnsIn(node);
}

function called({ alias }: SqlSource, column: string): string {
  return `${alias}_${column}`.toLowerCase();
}

function nothing(output: Output | undefined): SqlNode {
  const none: SqlNode = { kind: 'literal', type: 'null', text: 'null' };
  return output?.type === undefined ? none : { kind: 'cast', of: none, to: output.type };
}

function existsIn(from: readonly SqlSource[], where: SqlNode | undefined, not: boolean): SqlNode {
  const sources = from.map(unjoined);
  const one: SqlSelect = {
    distinct: false,
    items: [{ value: { kind: 'literal', type: 'number', text: '1' } }],
    from: sources,
    ...(where !== undefined && { where }),
    group: [],
    more: [],
  };
  return { kind: 'exists', not, query: { with: [], arms: [one], sets: [], order: [] } };
}

/** A source by itself. */
function unjoined(source: SqlSource): SqlSource {
  const { on: _, ...rest } = source;
  return { ...rest, join: 'comma' };
}

function whereOf(conditions: readonly SqlNode[]): { readonly where?: SqlNode } {
  const [first, ...rest] = conditions;
  if (first === undefined) return {};
  return {
    where: rest.reduce((left, right) => ({ kind: 'binary', op: 'and', left, right }), first),
  };
}
