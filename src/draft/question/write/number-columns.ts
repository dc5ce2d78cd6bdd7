import { quoteName } from '../../../base/text/name.js';
import type { Column, Key, Measure as MeasureColumn, Window } from '../../../dsl/document.js';
import type { Aggregate, Measure } from '../frame.js';
import { measureKey } from '../measure-key.js';
import { type Writing, columnOf, named } from './writing.js';

/** The columns that numbers became. */
export interface NumberColumns {
  readonly measures: readonly MeasureColumn[];
  readonly windows: readonly Window[];
  readonly compute: readonly Column[];
  /** What a number's column is called, by its key. */
  readonly names: ReadonlyMap<string, string>;
}

/** The columns of numbers, each made of what `column` makes of its aggregates; names that are taken grow. */
export function numberColumns(
  writing: Writing,
  numbers: readonly Measure[],
  by: readonly Key[],
  taken: Set<string>,
  column: (aggregate: Aggregate, as: string) => MeasureColumn,
): NumberColumns {
  const measures: MeasureColumn[] = [];
  const windows: Window[] = [];
  const compute: Column[] = [];
  const names = new Map<string, string>();
  const aggregate = (a: Aggregate): string => {
    const known = names.get(measureKey(a));
    if (known !== undefined) return known;
    const as = named(numberName(a), taken);
    measures.push(column(a, as));
    names.set(measureKey(a), as);
    return as;
  };
  for (const number of numbers) {
    if (number.kind === 'aggregate') {
      aggregate(number);
      continue;
    }
    const over = aggregate(number.over);
    if (number.kind === 'change' || number.kind === 'running') {
      const as = named(number.kind === 'change' ? 'change_pct' : `${over}_to_date`, taken);
      const course = courseOf(number.kind, over, as, by, taken);
      if (course === undefined) writing.stuck = true;
      else {
        windows.push(course.window);
        compute.push(...course.compute);
      }
      names.set(measureKey(number), as);
      continue;
    }
    if (number.kind !== 'quotient') {
      const as = named(number.kind === 'growth' ? 'change_pct' : 'difference', taken);
      const [now, then] = [quoteName(over), quoteName(aggregate(number.by))];
      const more = `${now} - ${then}`;
      compute.push({ as, is: number.kind === 'growth' ? `100 * (${more}) / ${then}` : more });
      names.set(measureKey(number), as);
      continue;
    }
    const as = named(number.percent ? 'percentage' : 'ratio', taken);
    const factor = number.percent ? '100 * ' : '';
    if (number.by !== undefined)
      compute.push({ as, is: `${factor}${quoteName(over)} / ${quoteName(aggregate(number.by))}` });
    else {
      const share = number.percent ? named('share', taken) : as;
      const { within } = number;
      const per = within === undefined ? undefined : by.find((k) => k.as === columnOf(within));
      if (within !== undefined && per === undefined) writing.stuck = true;
      windows.push({
        as: share,
        fn: 'share',
        of: over,
        ...(per !== undefined && { per: [quoteName(per.as)] }),
      });
      if (number.percent) compute.push({ as, is: `${factor}${quoteName(share)}` });
    }
    names.set(measureKey(number), as);
  }
  return { measures, windows, compute, names };
}

const buckets = ['year', 'quarter', 'month', 'week', 'day'];

/** A number along the only buckets of time among the keys, for each of the others. */
function courseOf(
  kind: 'change' | 'running',
  over: string,
  as: string,
  by: readonly Key[],
  taken: Set<string>,
): { readonly window: Window; readonly compute: readonly Column[] } | undefined {
  const times = by.filter((k) => buckets.includes(k.as));
  const [time] = times;
  if (time === undefined || times.length > 1) return undefined;
  const per = by.filter((k) => k !== time).map((k) => quoteName(k.as));
  const along = {
    of: quoteName(over),
    ...(per.length > 0 && { per }),
    order: [{ by: quoteName(time.as) }],
  };
  if (kind === 'running') return { window: { as, fn: 'sum', ...along }, compute: [] };
  const before = named(`${over}_before`, taken);
  const [now, then] = [quoteName(over), quoteName(before)];
  return {
    window: { as: before, fn: 'lag', ...along },
    compute: [{ as, is: `100 * (${now} - ${then}) / ${then}` }],
  };
}

/** What the column of an aggregate is called. */
export function numberName({ agg, entity, of, made }: Aggregate): string {
  if (made !== undefined) return `${made.name}_${agg}`;
  if (of === undefined) return `${entity.name}_cnt`;
  return agg === 'count_distinct' ? `${of.name}_cnt` : `${of.name}_${agg}`;
}
