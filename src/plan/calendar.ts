import type { BoundKey } from '../bind/bound.js';
import type { Context } from './context.js';
import { scan } from './nodes.js';
import type { Column, Plan } from './plan.js';

/** The days of a calendar, with what one grain of it says of each. */
export interface CalendarDays {
  readonly plan: Plan;
  readonly day: Column;
  readonly value: Column;
  readonly order: Column;
}

/** Scans the days of the calendar that a key's grain is a column of; a bug where there is none. */
export function calendarDays(context: Context, { bucket, at }: BoundKey): CalendarDays {
  const calendar = bucket?.calendar;
  const grain = calendar?.grains.get(bucket?.grain ?? '');
  const entity = calendar && context.calendars.get(calendar.name);
  if (calendar === undefined || grain === undefined || entity === undefined)
    throw new Error(`no calendar has the grain "${bucket?.grain ?? ''}"`);
  const column = (name: string): { readonly column: Column; readonly physical: string } => {
    const attribute = entity.attributes.get(name)!;
    if (attribute.column === undefined) throw new Error(`"${name}" of a calendar is no column`);
    return { column: context.column(name, attribute.type), physical: attribute.column };
  };
  const [day, value, order] = [column(calendar.day), column(grain.value), column(grain.order)];
  const plan = scan(
    context.relation(),
    entity.name,
    entity.table.name,
    [day, value, order],
    [day.column.id],
    at,
  );
  return { plan, day: day.column, value: value.column, order: order.column };
}
