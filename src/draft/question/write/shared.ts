import { quoteName } from '../../../base/text/name.js';
import type { Column, Key, Measure as MeasureColumn, Stage } from '../../../dsl/document.js';
import type { Entity } from '../../../ontology/model.js';
import { freeName } from '../../names.js';
import type { Aggregate, Filter, Frame, Measure } from '../frame.js';
import { pathOf, wayTo } from '../join.js';
import { measureKey } from '../measure-key.js';
import { applyFilter } from './filters.js';
import { type Conditions, type Writing, columnOf, entityFields, named, unique } from './writing.js';

/** What the numbers of a stage became: its columns, and the name of each number by its key. */
export interface SharedColumns {
  readonly measures: readonly MeasureColumn[];
  readonly compute: readonly Column[];
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Numbers of rows that only share an owner with the groups (reviews by the categories of their
 * businesses): added up for each owner first, then over the groups' rows, so each is counted once for
 * every group that its owner is in. Undefined where there is not exactly one owner.
 */
export function writeShared(
  writing: Writing,
  frame: Frame,
  numbers: readonly Measure[],
): { readonly stage: Omit<Stage, 'measures'>; readonly columns: SharedColumns } | undefined {
  const fields = frame.groups.flatMap((g) =>
    g.kind === 'field' ? [g.field] : g.kind === 'entity' ? entityFields(g.entity) : [],
  );
  const [members, ...others] = new Set(fields.map((f) => f.entity));
  const aggregates = numbers.flatMap((n) => (n.kind === 'aggregate' ? [n] : []));
  const [rows, ...more] = new Set(aggregates.map((a) => a.entity));
  if (members === undefined || rows === undefined || others.length + more.length > 0)
    return undefined;
  if (frame.groups.some((g) => g.kind === 'grain') || aggregates.length < numbers.length)
    return undefined;
  if (!aggregates.every(canAddUp)) return undefined;
  const owner = ownerOf(writing, rows, members);
  if (owner === undefined) return undefined;
  const inner: Conditions = { where: [], match: [] };
  const outer: Conditions = { where: [], match: [] };
  for (const filter of frame.filters) {
    const isOfRows = reachesFilter(writing, rows, filter);
    applyFilter(writing, isOfRows ? rows : members, filter, isOfRows ? inner : outer);
  }
  const [key] = owner.key;
  const taken = new Set<string>([key!]);
  const parts: MeasureColumn[] = [];
  const measures: MeasureColumn[] = [];
  const compute: Column[] = [];
  const names = new Map<string, string>();
  const name = freeName(
    `by_${owner.name}`,
    new Set([...writing.ontology.entities.keys(), ...writing.stages.map((s) => s.name)]),
  );
  const added = (wanted: string, part: Omit<MeasureColumn, 'as'>): string => {
    const as = named(wanted, taken);
    parts.push({ as, ...part });
    measures.push({ as, agg: 'sum', of: `${name}.${quoteName(as)}` });
    return as;
  };
  for (const aggregate of aggregates) {
    const { agg, of } = aggregate;
    if (of === undefined)
      names.set(measureKey(aggregate), added(`${rows.name}_cnt`, { agg: 'count' }));
    else {
      const sum = added(`${of.name}_sum`, { agg: 'sum', of: quoteName(of.name) });
      if (agg === 'sum') names.set(measureKey(aggregate), sum);
      else {
        const count = added(`${of.name}_cnt`, {
          agg: 'count',
          where: [`${quoteName(of.name)} is not null`],
        });
        const as = named(`${of.name}_avg`, taken);
        compute.push({ as, is: `${quoteName(sum)} / ${quoteName(count)}` });
        names.set(measureKey(aggregate), as);
      }
    }
  }
  writing.stages.push({
    name,
    from: quoteName(rows.name),
    ...(inner.match.length > 0 && { match: inner.match }),
    ...(inner.time !== undefined && { time: inner.time }),
    ...(inner.where.length > 0 && { where: unique(inner.where) }),
    by: [{ as: key!, is: ownerPath(writing, rows, owner) }],
    measures: parts,
  });
  const by = fields.map((f): Key => ({
    as: named(columnOf(f), taken),
    is: quoteName(f.attribute.name),
  }));
  const on = [{ key: quoteName(key!), is: ownerPath(writing, members, owner) }];
  const stage = {
    name: 'result',
    from: quoteName(members.name),
    match: [...outer.match, { to: name, on, only: 'matched' as const }],
    ...(outer.time !== undefined && { time: outer.time }),
    ...(outer.where.length > 0 && { where: unique(outer.where) }),
    by,
  };
  return { stage, columns: { measures, compute, names } };
}

/** Counts of rows, sums and averages are made of sums; those with conditions of their own are not read here. */
function canAddUp({ agg, of, since, filters }: Aggregate): boolean {
  return (
    filters.length === 0 &&
    since === undefined &&
    (of === undefined ? agg === 'count' : agg === 'sum' || agg === 'avg')
  );
}

/** The only thing that rows of both belong to directly. */
function ownerOf({ ontology }: Writing, rows: Entity, members: Entity): Entity | undefined {
  const direct = (from: Entity): ReadonlySet<string> =>
    new Set([...from.relationships.values()].map((r) => r.to));
  const [first, second] = [direct(rows), direct(members)];
  const shared = [...first].filter((n) => second.has(n) && n !== rows.name && n !== members.name);
  const owner = shared.length === 1 ? ontology.entities.get(shared[0]!) : undefined;
  return owner?.key.length === 1 ? owner : undefined;
}

function ownerPath(writing: Writing, from: Entity, owner: Entity): string {
  const way = wayTo(writing.ontology, from, owner);
  if (way.kind !== 'one') writing.stuck = true;
  return way.kind === 'one' ? pathOf(way.text, owner.key[0]!) : '';
}

function reachesFilter({ ontology }: Writing, rows: Entity, filter: Filter): boolean {
  const entity =
    filter.kind === 'exists'
      ? filter.entity
      : filter.kind === 'time'
        ? (filter.of?.entity ?? rows)
        : filter.field.entity;
  return wayTo(ontology, rows, entity).kind === 'one';
}
