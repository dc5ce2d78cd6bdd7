import type { Day } from '../../../base/time/calendar-days.js';
import { partsOfText, writtenParam } from '../text/params.js';
import { dayText, scheduledDay } from './scheduled-day.js';

/** SQL with what the scheduler writes for its parameters on a day; those of other values stay. */
export function withDay(sql: string, day: Day | undefined): string {
  if (day === undefined) return sql;
  return sql.replace(/'(?:[^'\\]|''|\\[\s\S])*'/g, (text) => {
    const parts = partsOfText(text.slice(1, -1)).map((part) => {
      if ('text' in part) return part.text;
      const meant = scheduledDay(part.param);
      return meant === undefined ? writtenParam(part.param) : dayText(meant, day);
    });
    return `'${parts.join('')}'`;
  });
}
