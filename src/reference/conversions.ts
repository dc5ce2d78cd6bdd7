import type { ConversionMetric } from '../ontology/model.js';
import { evaluate, holds, later } from './expression.js';
import { endOf, pathTo } from './paths.js';
import { compare, identity, same, type Row, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import { attributeOf, look, namesOfRow, rowsOf, type EntityRow, type World } from './world.js';

/** One event of a step: whose it is and when. */
interface Event {
  readonly row: EntityRow;
  readonly who: readonly Value[];
  readonly at: Value;
}

/** S18: how many conversions each event of the first step is credited with. */
export function creditsOf(world: World, metric: ConversionMetric): ReadonlyMap<Row, number> {
  const steps = metric.steps.map((_, i) => eventsOf(world, metric, i));
  const counts = metric.match === 'first_after' ? firstAfter : lastBefore;
  return counts(world, metric, steps);
}

function eventsOf(world: World, metric: ConversionMetric, index: number): readonly Event[] {
  const step = metric.steps[index]!;
  const entity = world.ontology.entities.get(step.entity)!;
  const clock = step.clock?.expr;
  return rowsOf(world, entity)
    .filter((row) => step.where.every((c) => holds(c.expr, namesOfRow(world, row))))
    .map((row) => ({
      row,
      who: [metric.per, ...metric.same].flatMap((name) => whoOf(world, row, name)),
      at:
        clock === undefined
          ? attributeOf(world, row, entity.time!)
          : evaluate(clock, namesOfRow(world, row)),
    }));
}

/** The value of an attribute, or the key of the entity that a name leads to, as the row holds it. */
export function whoOf(world: World, row: EntityRow, name: string): readonly Value[] {
  const names = name.split('.');
  if (names.length === 1 && row.entity.attributes.has(name)) return [attributeOf(world, row, name)];
  if (name === row.entity.name) return row.entity.key.map((key) => attributeOf(world, row, key));
  const along = endOf(world, row.entity, names);
  if (along === undefined && names.length > 1) return [look(world, row, names)];
  const path = along === undefined ? pathTo(world, row.entity, name) : names;
  const before = endOf(world, row.entity, path.slice(0, -1))!;
  const role = before.relationships.get(path.at(-1)!)!;
  return role.on.map(({ from }) => look(world, row, [...path.slice(0, -1), from]));
}

/** Whether an event may follow one of the step before (S18). */
function follows(before: Event, after: Event): boolean {
  const agree = before.who.every((value, i) => {
    const theirs = after.who[i] ?? null;
    return value !== null && theirs !== null && same(value, theirs);
  });
  if (!agree || before.at === null || after.at === null) return false;
  const order = compare(before.at, after.at);
  return order < 0 || (order === 0 && before.row.entity.name !== after.row.entity.name);
}

function isNear({ within }: ConversionMetric, before: Event, after: Event): boolean {
  if (within === undefined) return true;
  const [count, unit] = within.split(' ');
  return compare(after.at, later(before.at, Number(count), unit!)) < 0;
}

/** Each event of a step belongs to the last event of the step before it, if that is near enough. */
function lastBefore(
  world: World,
  metric: ConversionMetric,
  [first, ...rest]: readonly (readonly Event[])[],
): ReadonlyMap<Row, number> {
  let belonging: readonly { readonly event: Event; readonly root: Event }[] = first!.map(
    (event) => ({
      event,
      root: event,
    }),
  );
  for (const step of rest)
    belonging = step.flatMap((event) => {
      const before = belonging.filter((one) => follows(one.event, event));
      const latest = before.filter(({ event: one }) =>
        before.every((other) => compare(other.event.at, one.at) <= 0),
      );
      const near = latest.filter((one) => isNear(metric, one.event, event));
      return near.length === 0
        ? []
        : [
            {
              event,
              root: firstByKey(
                world,
                near.map((n) => n.root),
              ),
            },
          ];
    });
  const credits = new Map<Row, number>();
  for (const { root } of belonging) credits.set(root.row.raw, (credits.get(root.row.raw) ?? 0) + 1);
  return credits;
}

/** Of first-step events at one moment the first by its key; which one is open where they have none. */
function firstByKey(world: World, roots: readonly Event[]): Event {
  const different = roots.filter(
    (root, i) => roots.findIndex((r) => r.row.raw === root.row.raw) === i,
  );
  if (different.length === 1) return different[0]!;
  const { key } = different[0]!.row.entity;
  if (key.length === 0) throw new Unsupported('events at one moment that no key tells apart');
  const keyOf = (event: Event): readonly Value[] =>
    key.map((name) => attributeOf(world, event.row, name));
  return different.toSorted((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    const at = x.findIndex((value, i) => identity(value) !== identity(y[i]!));
    if (at < 0) throw new Unsupported('two events with one key');
    if (x[at] === null || y[at] === null) throw new Unsupported('an event without a key');
    return compare(x[at]!, y[at]!);
  })[0]!;
}

/** A first-step event has one conversion where a next step follows that is followed in turn. */
function firstAfter(
  _: World,
  metric: ConversionMetric,
  [first, ...rest]: readonly (readonly Event[])[],
): ReadonlyMap<Row, number> {
  const reaches = (event: Event, [next, ...others]: readonly (readonly Event[])[]): boolean =>
    next === undefined ||
    next.some((one) => follows(event, one) && isNear(metric, event, one) && reaches(one, others));
  return new Map(first!.map((event) => [event.row.raw, reaches(event, rest) ? 1 : 0]));
}
