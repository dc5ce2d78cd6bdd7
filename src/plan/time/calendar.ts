import type { JsonPointer } from '../../base/diagnostic.js';
import type { SourceExpr } from '../../bind/bound.js';
import type { Calendar } from '../../ontology/model.js';
import type { Context } from '../context.js';
import type { Column, Plan, PlanExpr } from '../plan.js';
import { rowsOf } from '../rows.js';

/** The days of a calendar, with what one grain of it says of each. */
export interface CalendarDays {
  readonly plan: Plan;
  readonly day: Column;
  readonly value: Column;
  readonly order: Column;
}

/** Scans the days of a calendar with one of its grains; a bug where it has no such grain. */
export function calendarDays(
  context: Context,
  calendar: Calendar,
  named: string,
  at: JsonPointer,
): CalendarDays {
  const grain = calendar.grains.get(named);
  const entity = context.calendars.get(calendar.name);
  if (grain === undefined || entity === undefined) throw new Error(`no calendar has "${named}"`);
  const wanted = [calendar.day, grain.value, grain.order].map((name): SourceExpr => {
    const attribute = entity.attributes.get(name)!;
    if (attribute.column === undefined) throw new Error(`"${name}" of a calendar is no column`);
    return {
      kind: 'reference',
      to: { kind: 'attribute', path: [], attribute },
      type: attribute.type,
    };
  });
  const { plan, say } = rowsOf(context, {
    from: { kind: 'entity', entity },
    matches: [],
    expressions: wanted,
    reach: { ranges: [undefined] },
    at,
  });
  const [day, value, order] = wanted.map((e) => columnRead(say(e)));
  return { plan, day: day!, value: value!, order: order! };
}

function columnRead(expr: PlanExpr): Column {
  if (expr.kind !== 'reference' || expr.to.kind !== 'column')
    throw new Error('an attribute is read from a column');
  return expr.to.column;
}
