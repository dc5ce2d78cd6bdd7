import type { CalendarMoment } from '../../bind/bound.js';
import { unreachable } from '../../base/unreachable.js';
import { isNotNull } from '../../expr/build.js';
import { mapReferences, references } from '../../expr/visit.js';
import { calendarDays } from './calendar.js';
import type { Context } from '../context.js';
import { constant } from './days.js';
import { expressionsOf } from '../expressions.js';
import { aggregate, columnOf, equal, filter, join } from '../nodes.js';
import type { Column, Plan, PlanExpr, PlannedStage } from '../plan.js';
import { asDay } from '../range.js';
import { readStage } from '../relation.js';
import { dayAfter } from './spine.js';
import {
  fromFirst,
  laterPlace,
  movedInto,
  placeBefore,
  unitAt,
  unitOf,
  type Unit,
} from './units.js';

/**
 * A plan in which days that only a calendar's rows tell (the start of the fiscal month of the as-of day)
 * are looked up: each is a part of one row, put beside the rows of the node that speaks of it.
 */
export function withMoments(context: Context, stage: PlannedStage): Plan {
  return resolved(context, stage, stage.plan);
}

function resolved(context: Context, stage: PlannedStage, plan: Plan): Plan {
  const below = (input: Plan): Plan => resolved(context, stage, input);
  const own = momentsIn(expressionsOf(plan));
  const rows = own.map((moment) => ({ moment, row: rowOf(context, stage, moment) }));
  const columns = new Map(rows.map(({ moment, row }) => [textOf(moment), row.column]));
  const say = (expr: PlanExpr): PlanExpr =>
    columns.size === 0
      ? expr
      : mapReferences(expr, (leaf, node): PlanExpr => {
          const column =
            leaf.kind === 'param' && leaf.moment !== undefined
              ? columns.get(textOf(leaf.moment))
              : undefined;
          return column === undefined ? { ...node, to: leaf } : columnOf(column);
        });
  const beside = (input: Plan): Plan =>
    rows.reduce<Plan>(
      (left, { row }) =>
        join('inner', left, row.plan, [], true, 'S11: a day that the calendar tells', plan.at),
      below(input),
    );
  switch (plan.kind) {
    case 'scan':
    case 'read':
      return plan;
    case 'series': {
      const first = rows[0]?.row.plan;
      const over = plan.over === undefined ? first : beside(plan.over);
      const more = plan.over === undefined ? rows.slice(1) : [];
      const all = more.reduce<Plan | undefined>(
        (left, { row }) =>
          left && join('inner', left, row.plan, [], true, 'law 2: one row each', plan.at),
        over,
      );
      const [from, to] = [say(plan.from), say(plan.to)];
      return { ...plan, from, to, ...(all !== undefined && { over: all }) };
    }
    case 'filter':
      return { ...plan, input: beside(plan.input), where: plan.where.map(say) };
    case 'project': {
      const made = plan.made.map((m) => ({ ...m, is: say(m.is) }));
      return { ...plan, input: beside(plan.input), made };
    }
    case 'join':
      return { ...plan, left: beside(plan.left), right: below(plan.right), on: plan.on.map(say) };
    case 'semi':
      return { ...plan, left: beside(plan.left), right: below(plan.right), on: plan.on.map(say) };
    case 'aggregate':
      return {
        ...plan,
        input: beside(plan.input),
        keys: plan.keys.map((k) => ({ ...k, is: say(k.is) })),
        aggregates: plan.aggregates.map((a) => ({
          ...a,
          ...(a.of !== undefined && { of: say(a.of) }),
          ...(a.with !== undefined && { with: say(a.with) }),
          ...(a.ties !== undefined && { ties: a.ties.map(say) }),
          where: a.where.map(say),
        })),
      };
    case 'windowed':
      return { ...plan, input: below(plan.input) };
    case 'union':
      return { ...plan, inputs: plan.inputs.map(below) };
    case 'sorted':
      return { ...plan, input: below(plan.input) };
    default:
      return unreachable(plan);
  }
}

function momentsIn(exprs: readonly PlanExpr[]): readonly CalendarMoment[] {
  const all = exprs.flatMap((e) =>
    references(e).flatMap(({ to }) =>
      to.kind === 'param' && to.moment !== undefined ? [to.moment] : [],
    ),
  );
  return [...new Map(all.map((m) => [textOf(m), m])).values()];
}

function textOf(moment: CalendarMoment): string {
  const { calendar, grain, day, count, at } = moment;
  return JSON.stringify([calendar.name, grain, day, count, at]);
}

/** The part of one row that holds a day, planned once. */
function rowOf(
  context: Context,
  { stage, at }: PlannedStage,
  moment: CalendarMoment,
): { readonly plan: Plan; readonly column: Column } {
  const id = textOf(moment);
  const known = context.moments.get(id);
  const name = known ?? context.partName(stage, `${moment.grain}_day`);
  if (known === undefined) {
    context.moments.set(id, name);
    const plan = dayRow(context, stage, moment, at);
    context.add({ name, stage, plan, columns: plan.columns, key: [], at });
  }
  const { plan } = readStage(context, name, at);
  return { plan, column: plan.columns[0]! };
}

function dayRow(
  context: Context,
  stage: string,
  { calendar, grain, day: of, count, at: edge }: CalendarMoment,
  at: PlannedStage['at'],
): Plan {
  const units = { calendar, grain, stage, at };
  const days = calendarDays(context, calendar, grain, at);
  const day = constant(of);
  const one = filter(days.plan, [equal(asDay(columnOf(days.day)), day)], at);
  const current = unitOf(context, one, asDay(columnOf(days.day)), units);
  const { place, first } = current.unit;
  // A range begins with the calendar where that has no unit so early; a day moved there is none.
  const begins = edge === 'first' || edge === 'after';
  const to = begins ? placeBefore(place, -count) : laterPlace(place, count);
  const { plan, unit } = count === 0 ? current : unitAt(context, current.plan, to, units);
  const value = edgeOf(edge, unit, movedInto(unit, day, first), place, -count);
  const column = context.column('day', value.type);
  // One row in any case: of a day outside the calendar no unit is known, and nothing is in its range.
  return aggregate(
    plan,
    [],
    [{ column, agg: 'min', of: value, where: [isNotNull(value)], at }],
    undefined,
    at,
  );
}

function edgeOf(
  edge: CalendarMoment['at'],
  unit: Unit,
  moved: PlanExpr,
  place: PlanExpr,
  back: number,
): PlanExpr {
  if (edge === 'same') return moved;
  return edge === 'after' ? fromFirst(place, back, unit.first, dayAfter(moved)) : unit[edge];
}
