import type { RunDay } from './run-day.js';

/** The days that the partitions of one task are read at. */
export interface ReadDays {
  /** Says one of them; undefined where it is the as-of day. */
  readonly readAt: (day: string) => string | undefined;
  /** The as-of day of a question, as ISO. */
  readonly asOf: () => string | undefined;
}

/**
 * Settles which day a document counts from: a model from its run; a question from the day of the run where its SQL names
 * that, else from the first day that it reads a partition of.
 */
export function readDays(run: RunDay, given: string | undefined, several: () => void): ReadDays {
  let named: string | undefined;
  let namesRun = false;
  const readAt = (day: string): string | undefined => {
    if (run === '$bizdate') return day === run ? undefined : day;
    if (day.includes(run)) {
      namesRun = true;
      if (named !== undefined && named !== given) several();
      return day === run ? undefined : day;
    }
    const iso = /'(.*)'/.exec(day)?.[1];
    if (namesRun || (named !== undefined && named !== iso))
      return iso === given && namesRun ? undefined : day;
    named = iso;
    return undefined;
  };
  return { readAt, asOf: () => named ?? given };
}
