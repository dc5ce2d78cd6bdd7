import type { JsonPointer } from '../../base/diagnostic.js';
import { binary, branch, call, caseWhen, integerLiteral, isNotNull } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import type { Calendar } from '../../ontology/model.js';
import { calendarDays } from './calendar.js';
import { copied } from '../carried.js';
import type { Context } from '../context.js';
import { aggregate, columnOf, equal, filter, join, project, windowed } from '../nodes.js';
import type { AggregateColumn, Column, Plan, PlanExpr, PlanLeaf } from '../plan.js';
import { asDay } from '../range.js';
import { readStage } from '../relation.js';

/** A grain of a calendar, and for whom its units are looked up. */
export interface CalendarUnits {
  readonly calendar: Calendar;
  readonly grain: string;
  /** The stage that asks. */
  readonly stage: string;
  readonly at: JsonPointer;
}

/** A unit of a calendar (a fiscal month, a season): its value, first and last day, and which it is in the calendar's order. */
export interface Unit {
  readonly value: PlanExpr;
  readonly first: PlanExpr;
  readonly last: PlanExpr;
  readonly place: PlanExpr;
}

/** Rows, and a unit that was looked up for each: null where the calendar has none. */
export interface WithUnit {
  readonly plan: Plan;
  readonly unit: Unit;
}

/** All units of a grain, in a part that is planned once: one row each. */
export function allUnits(
  context: Context,
  of: CalendarUnits,
): WithUnit & { readonly column: Column } {
  const { calendar, grain, stage, at } = of;
  const id = JSON.stringify([calendar.name, grain]);
  const known = context.units.get(id);
  const name = known ?? context.partName(stage, `${grain}_units`);
  if (known === undefined) {
    context.units.set(id, name);
    const plan = unitsOfDays(context, of);
    context.add({ name, stage, plan, columns: plan.columns, key: ['unit'], at });
  }
  const { plan } = readStage(context, name, at);
  const [value, first, last, place] = plan.columns;
  return {
    plan,
    column: value!,
    unit: {
      value: columnOf(value!),
      first: columnOf(first!),
      last: columnOf(last!),
      place: columnOf(place!),
    },
  };
}

/** The unit that a day lies in. */
export function unitOf(
  context: Context,
  plan: Plan,
  day: PlanExpr,
  units: CalendarUnits,
): WithUnit {
  const { calendar, grain, at } = units;
  const days = calendarDays(context, calendar, grain, at);
  const all = allUnits(context, units);
  const because = 'S3: a day outside the calendar';
  const dated = join(
    'left',
    plan,
    days.plan,
    [equal(asDay(day), dayOf(days.day))],
    true,
    because,
    at,
  );
  const on = [equal(columnOf(days.value), all.unit.value)];
  return {
    plan: join('left', dated, all.plan, on, true, 'S11: the unit of a day', at),
    unit: all.unit,
  };
}

/** The unit at a place of the calendar's order. */
export function unitAt(
  context: Context,
  plan: Plan,
  place: PlanExpr,
  units: CalendarUnits,
): WithUnit {
  const all = allUnits(context, units);
  const on = [equal(place, all.unit.place)];
  const because = "S11: custom grains shift by the calendar's order";
  return { plan: join('left', plan, all.plan, on, true, because, units.at), unit: all.unit };
}

/** So many places later in the calendar's order, or earlier. */
export function laterPlace(place: PlanExpr, count: number): PlanExpr {
  if (count === 0) return place;
  const size = integerLiteral(Math.abs(count));
  return binary(count < 0 ? '-' : '+', place, size, types.bigint);
}

/** So many places earlier, or the first of the calendar's order where there are not so many. */
export function placeBefore(place: PlanExpr, count: number): PlanExpr {
  if (count === 0) return place;
  return fromFirst(place, count, integerLiteral(1), laterPlace(place, -count));
}

/** What holds where the calendar has no unit so many places earlier, and what else; neither where there is no place. */
export function fromFirst(
  place: PlanExpr,
  count: number,
  first: PlanExpr,
  otherwise: PlanExpr,
): PlanExpr {
  const none = binary<PlanLeaf>('<=', place, integerLiteral(count), types.boolean);
  return caseWhen([branch(none, first)], otherwise);
}

/** The rows whose day lies in a unit (between two of them there may be others), and which one that is. */
export function inUnits(
  context: Context,
  plan: Plan,
  clock: PlanExpr,
  { calendar, grain, at }: CalendarUnits,
): { readonly plan: Plan; readonly value: PlanExpr } {
  const days = calendarDays(context, calendar, grain, at);
  const on = [equal(asDay(clock), dayOf(days.day))];
  const looked = join('inner', plan, days.plan, on, true, 'S11: days of the units', at);
  const value = columnOf(days.value);
  return { plan: filter(looked, [isNotNull(value)], at), value };
}

/** The day as far into a unit as `day` is after `first`, and no later than the unit's last. */
export function movedInto(
  unit: { readonly first: PlanExpr; readonly last: PlanExpr },
  day: PlanExpr,
  first: PlanExpr,
): PlanExpr {
  const far = call<PlanLeaf>('days_between', [first, day], types.bigint);
  return call('least', [binary('+', unit.first, far, types.date), unit.last], types.date);
}

function dayOf(day: Column): PlanExpr {
  return asDay(columnOf(day));
}

/** One row for each value of a grain: its days from the first to the last, numbered in the calendar's order. */
function unitsOfDays(context: Context, { calendar, grain, at }: CalendarUnits): Plan {
  const days = calendarDays(context, calendar, grain, at);
  const inside = filter(days.plan, [isNotNull(columnOf(days.value))], at);
  const value = context.column('unit', days.value.type);
  const edge = (name: string, agg: 'min' | 'max', of: PlanExpr): AggregateColumn => ({
    column: context.column(name, of.type),
    agg,
    of,
    where: [],
    at,
  });
  const [first, last, order] = [
    edge('first_day', 'min', dayOf(days.day)),
    edge('last_day', 'max', dayOf(days.day)),
    edge('unit_order', 'min', columnOf(days.order)),
  ];
  const grouped = aggregate(
    inside,
    [{ column: value, is: columnOf(days.value) }],
    [first, last, order],
    undefined,
    at,
  );
  const place = context.column('place', types.bigint);
  const by = [order.column, value].map((c) => ({
    by: columnOf(c),
    descending: false,
    nullsFirst: false,
  }));
  const numbered = windowed(
    grouped,
    [{ column: place, fn: 'row_number', per: [], order: by, at }],
    at,
  );
  const made = copied(context, [value, first.column, last.column, place]);
  return project(numbered, made, at);
}
