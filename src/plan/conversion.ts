import type { JsonPointer } from '../base/diagnostic.js';
import type { BoundConversion, ConversionStep, SourceExpr } from '../bind/bound.js';
import {
  and,
  binary,
  branch,
  call,
  caseWhen,
  integerLiteral,
  isNotNull,
  nullLiteral,
  stringLiteral,
} from '../expr/build.js';
import { isPartOfDay } from '../expr/literals.js';
import { types, type Type } from '../expr/type.js';
import { copied } from './carried.js';
import type { Context } from './context.js';
import { plusDays } from './time/days.js';
import { aggregate, columnOf, equal, filter, join, project, union, windowed } from './nodes.js';
import type { Reach } from './partition.js';
import type { Column, Made, Plan, PlanExpr, PlanLeaf, PlanOrder } from './plan.js';
import type { Rows, Wanted } from './rows.js';

/** Plans the rows of an entity: given, because rows may hold conversions and conversions rows. */
type RowsOf = (context: Context, wanted: Wanted) => Rows;

/** Events of a step, or what is known of them: whose, when, and what they are credited to. */
interface Events {
  readonly plan: Plan;
  readonly who: readonly Column[];
  readonly time: Column;
  /** last_before: the moment of the first step that these come from. */
  readonly base: Column;
}

/** The expressions that rows of the first step need for a conversion. */
export function needsOfConversion({ steps }: BoundConversion): readonly SourceExpr[] {
  const { who, where, clock } = steps[0]!;
  return [...who, ...where, clock];
}

/**
 * Rows of the first step's entity, each with how many conversions it is credited with (S18). Steps are
 * matched by stacking one on the other and looking along time: no pair of events is ever formed, so the
 * work grows with the events and engines that join on equalities only can do it. What is found is then
 * looked up by who and when; of rows of one moment the first by their key is credited.
 */
export function withConversions(
  context: Context,
  plan: Plan,
  conversion: BoundConversion,
  say: (expr: SourceExpr) => PlanExpr,
  wanted: Wanted,
  rowsOf: RowsOf,
): { readonly plan: Plan; readonly credited: PlanExpr } {
  const { steps, match } = conversion;
  const type = momentType(conversion);
  const events = (step: ConversionStep): Events =>
    eventsOf(context, step, type, wanted, conversion, rowsOf);
  const found =
    match === 'last_before'
      ? lastBefore(context, conversion, events, wanted.at)
      : firstAfter(context, conversion, events, wanted.at);
  const step = steps[0]!;
  const who = step.who.map((w) => say(w));
  const time = asType(say(step.clock), type);
  const is = and(step.where.map((w) => say(w)));
  const place = context.column('place', types.bigint);
  const credits = wanted.from.kind === 'entity' && match === 'last_before';
  const ranked = credits
    ? windowed(
        plan,
        [
          {
            column: place,
            fn: 'row_number',
            per: [...who, time],
            order: tieOrder(plan, is),
            at: wanted.at,
          },
        ],
        wanted.at,
      )
    : plan;
  const on = [
    ...who.map((w, i) => equal(w, columnOf(found.who[i]!))),
    equal(time, columnOf(found.time)),
  ];
  const joined = join(
    'left',
    ranked,
    found.plan,
    on,
    true,
    'S18: what an event is credited with',
    wanted.at,
  );
  const count = columnOf(found.count);
  const first = credits ? [equal(columnOf(place), integerLiteral(1))] : [];
  const counts = and([is, ...first, isNotNull(count)]);
  return {
    plan: joined,
    credited: caseWhen<PlanLeaf>([branch(counts, count)], integerLiteral(0)),
  };
}

/** One order for rows of the same moment: those that are events of the step first, then by what tells them apart. */
function tieOrder(plan: Plan, is: PlanExpr): readonly PlanOrder[] {
  const byKey = plan.key?.map((id) => plan.columns.find((c) => c.id === id)!) ?? plan.columns;
  const ascending = (by: PlanExpr): PlanOrder => ({ by, descending: false, nullsFirst: false });
  const rank = caseWhen<PlanLeaf>([branch(is, integerLiteral(0))], integerLiteral(1));
  return [ascending(rank), ...byKey.map((c) => ascending(columnOf(c)))];
}

/** The moments of all steps have one type: days are compared with days, else a day is its first moment. */
function momentType({ steps, within }: BoundConversion): Type {
  const partOfDay = within !== undefined && isPartOfDay(within.unit);
  const days = !partOfDay && steps.every((s) => s.clock.type.kind === 'date');
  return days ? types.date : types.timestamp;
}

function asType(moment: PlanExpr, type: Type): PlanExpr {
  return moment.type.kind === type.kind
    ? moment
    : { kind: 'cast', try: false, operand: moment, type };
}

/** The rows of a step that are its events: a null agrees with nothing, and without a moment nothing follows. */
function eventsOf(
  context: Context,
  step: ConversionStep,
  type: Type,
  wanted: Wanted,
  conversion: BoundConversion,
  rowsOf: RowsOf,
): Events {
  const { entity, who, where, clock } = step;
  const rows = rowsOf(context, {
    from: { kind: 'entity', entity },
    matches: [],
    expressions: [...who, ...where, clock],
    reach: reachOfStep(step, wanted.reach, conversion),
    clock,
    at: wanted.at,
  });
  const moment = rows.say(clock);
  const known = [...who.map((w) => rows.say(w)), moment].map((e) => isNotNull(e));
  const kept = filter(rows.plan, [...where.map((w) => rows.say(w)), ...known], wanted.at);
  const made = [
    ...who.map((w, i): Made => ({
      column: context.column(`who_${i + 1}`, w.type),
      is: rows.say(w),
    })),
    { column: context.column('moment', type), is: asType(moment, type) },
  ];
  const time = made.at(-1)!.column;
  return {
    plan: project(kept, made, wanted.at),
    who: made.slice(0, -1).map((m) => m.column),
    time,
    base: time,
  };
}

/** Days that steps after the first may lie later; undefined: any number. */
function laterDays({ steps, within }: BoundConversion): number | undefined {
  if (within === undefined) return undefined;
  return (steps.length - 1) * Math.ceil(within.count * daysAtMost[within.unit]);
}

const daysAtMost = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
} as const;

/** What is credited to days of a range lies in them or, by the window, after (S12). */
function reachOfStep(step: ConversionStep, reach: Reach, conversion: BoundConversion): Reach {
  const later = laterDays(conversion);
  const day = reach.day !== undefined && { day: reach.day };
  if (step.otherClock === true) return { ranges: [undefined], ...day };
  const ranges = reach.ranges.map(
    (range) =>
      range && {
        at: range.at,
        ...(range.from !== undefined && { from: range.from }),
        ...(range.until !== undefined &&
          later !== undefined && { until: plusDays(range.until, later) as typeof range.until }),
      },
  );
  return { ranges, ...day };
}

/** What is looked up: of whom and when, how many conversions. */
interface Credits {
  readonly plan: Plan;
  readonly who: readonly Column[];
  readonly time: Column;
  readonly count: Column;
}

/** Each event of a step belongs to the last one of the step before, at or before it: one credit each. */
function lastBefore(
  context: Context,
  conversion: BoundConversion,
  events: (step: ConversionStep) => Events,
  at: JsonPointer,
): Credits {
  const [first, ...others] = conversion.steps;
  const last = others.reduce((before, step, i) => {
    const same = step.entity.name === conversion.steps[i]!.entity.name;
    return matched(context, conversion, events(step), before, { forward: true, same }, at);
  }, events(first!));
  const count = context.column('conversions', types.bigint);
  const keys = copied(context, [...last.who, last.base]);
  const counted = { column: count, agg: 'count', where: [], at } as const;
  const columns = keys.map((k) => k.column);
  return {
    plan: aggregate(last.plan, keys, [counted], undefined, at),
    who: columns.slice(0, -1),
    time: columns.at(-1)!,
    count,
  };
}

/** Each event takes the first of the next step, at or after it, from which the rest follows: once. */
function firstAfter(
  context: Context,
  conversion: BoundConversion,
  events: (step: ConversionStep) => Events,
  at: JsonPointer,
): Credits {
  const backwards = conversion.steps.toReversed();
  const first = backwards.slice(1).reduce((after, step, i) => {
    const same = step.entity.name === backwards[i]!.entity.name;
    return matched(context, conversion, events(step), after, { forward: false, same }, at);
  }, events(backwards[0]!));
  const keys = copied(context, [...first.who, first.time]);
  const distinct = aggregate(first.plan, keys, [], undefined, at);
  const count = context.column('conversions', types.bigint);
  const made = copied(
    context,
    keys.map((k) => k.column),
  );
  const columns = made.map((m) => m.column);
  return {
    plan: project(distinct, [...made, { column: count, is: integerLiteral(1) }], at),
    who: columns.slice(0, -1),
    time: columns.at(-1)!,
    count,
  };
}

/**
 * The events that have one of the neighbouring step close enough: before them (`forward`) or after. Both
 * are stacked; along time the nearest neighbour is the greatest moment so far, or the least. Rows of one
 * moment: neighbours come first, so they count; of one entity they come last, so no event follows itself.
 */
function matched(
  context: Context,
  { within }: BoundConversion,
  own: Events,
  neighbours: Events,
  { forward, same }: { readonly forward: boolean; readonly same: boolean },
  at: JsonPointer,
): Events {
  const { type } = own.time;
  const column = (name: string, of: Type): Column => context.column(name, of);
  const who = own.who.map((c) => column(c.name, c.type));
  const time = column('moment', type);
  const isOwn = column('is_own', types.bigint);
  const near = column('near', type);
  const base = column('base_moment', type);
  const stacked = [...who, time, isOwn, near, base];
  const side = (events: Events, values: readonly PlanExpr[]): Plan =>
    project(
      events.plan,
      [...[...events.who, events.time].map(columnOf), ...values].map((is, i): Made => ({
        column: column(stacked[i]!.name, stacked[i]!.type),
        is,
      })),
      at,
    );
  const nothing = nullLiteral(type);
  const inputs = [
    side(neighbours, [integerLiteral(0), columnOf(neighbours.time), columnOf(neighbours.base)]),
    side(own, [integerLiteral(1), nothing, nothing]),
  ];
  const rows = union(
    context.relation(),
    stacked,
    inputs,
    inputs.map((i) => i.columns),
    at,
  );
  const order: readonly PlanOrder[] = [
    { by: columnOf(time), descending: !forward, nullsFirst: false },
    { by: columnOf(isOwn), descending: same, nullsFirst: false },
  ];
  const per = who.map(columnOf);
  const running = (of: Column, name: string) => ({
    column: column(name, type),
    fn: forward ? ('max' as const) : ('min' as const),
    of: columnOf(of),
    per,
    order,
    at,
  });
  const [nearest, from] = [running(near, 'nearest'), running(base, 'credited_moment')];
  // A later neighbour comes from no earlier base, so that of the nearest is the greatest too.
  const marked = windowed(rows, forward ? [nearest, from] : [nearest], at);
  const found = columnOf(nearest.column);
  const [early, late] = forward ? [found, columnOf(time)] : [columnOf(time), found];
  const kept = filter(
    marked,
    [
      equal(columnOf(isOwn), integerLiteral(1)),
      isNotNull(found),
      ...(within === undefined ? [] : [binary('<', late, plus(early, within))]),
    ],
    at,
  );
  const result = [...who, time, ...(forward ? [from.column] : [])];
  const made = copied(context, result);
  const columns = made.map((m) => m.column);
  return {
    plan: project(kept, made, at),
    who: columns.slice(0, who.length),
    time: columns[who.length]!,
    base: columns.at(-1)!,
  };
}

function plus(moment: PlanExpr, { count, unit }: NonNullable<BoundConversion['within']>): PlanExpr {
  return call('date_add', [stringLiteral(unit), integerLiteral(count), moment], moment.type);
}
