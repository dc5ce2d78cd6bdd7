import { addUnits } from '../../../base/time/calendar-days.js';
import { quoteName } from '../../../base/text/name.js';
import type { Key, Stage } from '../../../dsl/document.js';
import type { Attribute, Entity } from '../../../ontology/model.js';
import type { Comparison } from '../../lexing/mark.js';
import { dayRangeOf } from '../../dates/day-range.js';
import { freeName } from '../../names.js';
import type { Field, Filter } from '../frame.js';
import { chainTo, pathOf, wayTo } from '../join.js';
import { isTemporal } from '../../attribute-kinds.js';
import { unique, type Conditions, type Writing } from './writing.js';

/** Writes a filter over the rows of an entity: as a condition where they look it up, else as a set they are in or not in. */
export function applyFilter(
  writing: Writing,
  root: Entity,
  filter: Filter,
  conditions: Conditions,
  prefix = '',
): void {
  const entity = filterEntity(filter, root);
  const found = wayTo(writing.ontology, root, entity);
  if (found.kind === 'several') {
    writing.stuck = true;
    return;
  }
  const way = found.kind === 'one' ? { ...found, text: joined(prefix, found.text) } : found;
  if (way.kind === 'none') {
    if (filter.kind === 'test' && saysNot(filter.test)) writing.stuck = true;
    const negated = filter.kind === 'exists' && filter.negated;
    const inner = filter.kind === 'exists' ? filter.filters : [filter];
    const times = filter.kind === 'exists' && filter.times !== undefined ? filter.times : undefined;
    const set = { filters: inner, negated, prefix, ...(times !== undefined && { times }) };
    throughSet(writing, root, entity, set, conditions);
    return;
  }
  switch (filter.kind) {
    case 'test':
      conditions.where.push(filter.test(pathOf(way.text, filter.field.attribute.name)));
      return;
    case 'mean':
      applyMean(writing, entity, filter, conditions, way.text);
      return;
    case 'time':
      applyTime(writing, root, filter, conditions, way.text);
      return;
    case 'exists': {
      if (filter.times !== undefined) writing.stuck = true;
      const key = entity.key[0];
      if (key === undefined && (way.text !== '' || filter.negated)) writing.stuck = true;
      const path = pathOf(way.text, key ?? '');
      if (filter.negated) {
        // Without this, without that: which of them is meant is a guess.
        if (filter.filters.length > 0 || way.text === '') writing.stuck = true;
        conditions.where.push(`${path} is null`);
        return;
      }
      if (way.text !== '' && !way.required) conditions.where.push(`${path} is not null`);
      for (const inner of filter.filters) applyFilter(writing, entity, inner, conditions, way.text);
    }
  }
}

/** Drivers whose rides have no code: one of a driver's rides may have none and another one; whether any or all are meant is a guess. */
function saysNot(test: (path: string) => string): boolean {
  return /^not\b|<>|\bis null$|^coalesce\(/.test(test('x'));
}

function filterEntity(filter: Filter, root: Entity): Entity {
  if (filter.kind === 'test' || filter.kind === 'mean') return filter.field.entity;
  return filter.kind === 'exists' ? filter.entity : (filter.of?.entity ?? root);
}

/** A column beside its average: a stage that has it, looked up by what the rows have in common. */
function applyMean(
  writing: Writing,
  entity: Entity,
  { field, op, within, plus, filters }: Extract<Filter, { kind: 'mean' }>,
  conditions: Conditions,
  way: string,
): void {
  const inner: Conditions = { where: [], match: [] };
  for (const filter of filters) applyFilter(writing, entity, filter, inner);
  const group = within === undefined ? undefined : wayTo(writing.ontology, entity, within.entity);
  if (group !== undefined && group.kind !== 'one') writing.stuck = true;
  const path = (prefix: string): string =>
    group?.kind === 'one' ? pathOf(joined(prefix, group.text), within!.attribute.name) : '';
  const name = freeName('average', takenNames(writing));
  const value = freeName(`${field.attribute.name}_avg`, new Set());
  const by =
    within === undefined ? [] : [{ as: freeName(within.attribute.name, new Set()), is: path('') }];
  writing.stages.push({
    name,
    from: quoteName(entity.name),
    ...(inner.match.length > 0 && { match: inner.match }),
    ...(inner.time !== undefined && { time: inner.time }),
    ...(inner.where.length > 0 && { where: unique(inner.where) }),
    by,
    measures: [{ as: value, agg: 'avg', of: quoteName(field.attribute.name) }],
  });
  const on = by.map(({ as }) => ({ key: quoteName(as), is: path(way) }));
  conditions.match.push({ to: name, on });
  conditions.where.push(
    `${pathOf(way, field.attribute.name)} ${op} ${name}.${quoteName(value)}${plus === undefined ? '' : ` + ${plus}`}`,
  );
}

/** A range of days over a clock: that of the entity, its only time, or columns for year and month. */
function applyTime(
  writing: Writing,
  root: Entity,
  { time, of }: Extract<Filter, { kind: 'time' }>,
  conditions: Conditions,
  way: string,
): void {
  const range = dayRangeOf(time, writing.asOf, writing.ontology);
  const clock = of ?? clockOf(root);
  const isOwnRow = way === '';
  if (range === undefined) writing.stuck = true;
  else if (clock !== undefined) {
    const path = pathOf(way, clock.attribute.name);
    const isOwn = isOwnRow && root.time === clock.attribute.name;
    if (isOwn && conditions.time === undefined) {
      conditions.time = time;
      return;
    }
    const isDate = clock.attribute.type.kind === 'date';
    if (range.from !== undefined) conditions.where.push(`${path} >= date '${range.from}'`);
    if (range.to !== undefined)
      conditions.where.push(
        isDate
          ? `${path} <= date '${range.to}'`
          : `${path} < date '${addUnits(range.to, 1, 'day')}'`,
      );
  } else conditions.where.push(...splitTime(writing, root, range, way));
}

/** Whether all rows are of one year, as the question says. */
export function isOfOneYear({ asOf, ontology }: Writing, filters: readonly Filter[]): boolean {
  const times = filters.flatMap((f) => (f.kind === 'exists' ? f.filters : [f]));
  return times.some((f) => {
    const range = f.kind === 'time' ? dayRangeOf(f.time, asOf, ontology) : undefined;
    return range?.from?.slice(0, 4) === range?.to?.slice(0, 4) && range?.from !== undefined;
  });
}

/** The one time that rows of an entity have. */
export function clockOf(entity: Entity): Field | undefined {
  const own = entity.time === undefined ? undefined : entity.attributes.get(entity.time);
  const times = [...entity.attributes.values()].filter(isTemporal);
  const attribute = own ?? (times.length === 1 ? times[0] : undefined);
  return attribute === undefined ? undefined : { entity, attribute };
}

/** The only column that holds the year as a number: year, release_year. */
export function yearOf(entity: Entity): Attribute | undefined {
  const own = entity.attributes.get('year');
  if (own !== undefined) return own;
  const years = [...entity.attributes.values()].filter(
    (a) => a.type.kind === 'bigint' && /(?:^|_)(?:year|yr)(?:_num)?$/i.test(a.name),
  );
  return years.length === 1 ? years[0] : undefined;
}

/** A whole year or month over columns that hold the year and the month. */
function splitTime(
  writing: Writing,
  entity: Entity,
  { from, to }: { readonly from?: string; readonly to?: string },
  way: string,
): readonly string[] {
  const year = yearOf(entity);
  const [first, last] = [from?.split('-').map(Number), to?.split('-').map(Number)];
  const isOfYears =
    year?.type.kind === 'bigint' && from?.endsWith('-01-01') === true && to?.endsWith('-12-31');
  if (isOfYears === true && first?.[0] !== last?.[0])
    return [`${pathOf(way, year.name)} between ${String(first![0])} and ${String(last![0])}`];
  const isWhole =
    year?.type.kind === 'bigint' &&
    first?.[2] === 1 &&
    to !== undefined &&
    addUnits(to, 1, 'day').endsWith('-01') &&
    first[0] === last?.[0];
  if (!isWhole) {
    writing.stuck = true;
    return [];
  }
  const tests = [`${pathOf(way, year.name)} = ${String(first[0])}`];
  if (first[1] === 1 && last![1] === 12) return tests;
  const month =
    first[1] === last![1]
      ? monthTest(entity.attributes.get('month'), first[1]!, pathOf(way, 'month'))
      : undefined;
  if (month === undefined) writing.stuck = true;
  return month === undefined ? [] : [...tests, month];
}

function monthTest(month: Attribute | undefined, number: number, path: string): string | undefined {
  if (month?.type.kind === 'bigint') return `${path} = ${number}`;
  const name = monthNames[number - 1]!;
  return month?.values?.has(name) === true ? `${path} = '${name}'` : undefined;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface Set {
  readonly filters: readonly Filter[];
  readonly negated: boolean;
  /** How many there are; those without any have none. */
  readonly times?: { readonly op: Comparison; readonly value: string };
  /** The path to the entity that the set is seen from. */
  readonly prefix: string;
}

function joined(prefix: string, way: string): string {
  return prefix === '' ? way : way === '' ? prefix : `${prefix}.${way}`;
}

/** Rows that another entity's rows point back to: a stage with their keys, and a match on it (S9). */
function throughSet(
  writing: Writing,
  root: Entity,
  target: Entity,
  { filters, negated, prefix, times }: Set,
  conditions: Conditions,
): void {
  const chain = chainTo(writing.ontology, root, target);
  if (chain === undefined || chain === 'several') {
    writing.stuck = true;
    return;
  }
  const back = chain.findIndex((hop) => hop.back);
  const before = chain.slice(0, back);
  const hop = chain[back]!;
  const rest = chain.slice(back + 1);
  const inner: Conditions = { where: [], match: [] };
  const goal: Filter = { kind: 'exists', entity: target, filters, negated: false };
  if (rest.length === 0) for (const f of filters) applyFilter(writing, hop.to, f, inner);
  else applyFilter(writing, hop.to, goal, inner);
  const name = freeName(`with_${hop.to.name}`, takenNames(writing));
  const way = joined(prefix, before.map((h) => quoteName(h.relationship.name)).join('.'));
  const by = hop.relationship.on.map((o): Key => ({ as: o.from, is: quoteName(o.from) }));
  // Fewer than three are also none: those that have three or more are left out.
  const bound =
    times && (lessThan[times.op] === undefined ? times : { ...times, op: lessThan[times.op]! });
  const without = negated !== (times !== undefined && bound !== times);
  if (times !== undefined && (negated || rest.length > 0 || times.op === '=')) writing.stuck = true;
  const count = freeName(`${hop.to.name}_cnt`, new Set(by.map((k) => k.as)));
  writing.stages.push({
    name,
    from: quoteName(hop.to.name),
    ...(inner.match.length > 0 && { match: inner.match }),
    ...(inner.time !== undefined && { time: inner.time }),
    ...(inner.where.length > 0 && { where: unique(inner.where) }),
    by,
    ...(bound !== undefined && {
      measures: [{ as: count, agg: 'count' }],
      keep: [`${quoteName(count)} ${bound.op} ${bound.value}`],
    }),
  } satisfies Stage);
  conditions.match.push({
    to: name,
    on: hop.relationship.on.map((o) => ({ key: quoteName(o.from), is: pathOf(way, o.to) })),
    only: without ? 'unmatched' : 'matched',
  });
}

/** The bound that those pass who do not pass this one. */
const lessThan: Readonly<Partial<Record<Comparison, Comparison>>> = { '<': '>=', '<=': '>' };

/** Names that a stage cannot have: those of entities and of stages before it. */
function takenNames({ ontology, stages }: Writing): ReadonlySet<string> {
  return new Set([...ontology.entities.keys(), ...stages.map((s) => s.name)]);
}
