import { withCalendar, type Calendar } from './calendar.js';
import type { Stage } from '../dsl/document.js';
import {
  add,
  dayMs,
  rangeOf,
  readShift,
  startOf,
  windowTo,
  withinDay,
  type Range,
  type Relative,
} from './time.js';
import type { Value } from './value.js';
import { Unsupported } from './unsupported.js';
import type { World } from './world.js';

/** How moments fall into buckets; a bucket is told apart by a number. */
export interface Grain {
  /** The bucket of a moment; null: of none, as where a calendar lacks the day. */
  readonly of: (ms: number) => number | null;
  readonly value: (bucket: number) => Value;
  /** The bucket that another is moved to; null where there is none. */
  readonly moved: (bucket: number, shifts: readonly string[]) => number | null;
  /** Whether a moment lies in the window that ends where a bucket ends. */
  readonly inWindow: (ms: number, bucket: number, relative: Relative) => boolean;
  /** Every bucket with a moment in a range that is bounded. */
  readonly between: (range: { readonly from: number; readonly until: number }) => readonly number[];
  /** Every bucket from the first to the last of some, or to the bounds that a range has. */
  readonly spanning: (buckets: readonly number[], range: Range) => readonly number[];
  /** Whether a bucket has a moment in a range. */
  readonly meets: (bucket: number, range: Range) => boolean;
}

const builtIn = ['day', 'week', 'month', 'quarter', 'year', ...Object.keys(withinDay)];

/** The grain of a name: a unit of time, or one of a calendar. */
export function grainOf(world: World, name: string): Grain {
  if (builtIn.includes(name)) return unitGrain(name);
  const read = calendarsRead.get(world) ?? new Map<string, Grain>();
  const grain = read.get(name) ?? withCalendar(world, name, calendarGrain);
  calendarsRead.set(world, read.set(name, grain));
  return grain;
}

/** Calendars are the same for everything that is asked of one world. */
const calendarsRead = new WeakMap<World, Map<string, Grain>>();

/** The keys of a stage that are buckets. */
export function grainKeys(
  stage: Stage,
): readonly { readonly as: string; readonly grain: string; readonly fill: boolean }[] {
  return (stage.by ?? []).flatMap(({ as, grain, gaps }) =>
    grain === undefined ? [] : [{ as, grain, fill: gaps === 'fill' }],
  );
}

function unitGrain(name: string): Grain {
  const end = (bucket: number): number => add(bucket, 1, name);
  return {
    of: (ms) => startOf(ms, name),
    value: (ms) =>
      name in withinDay ? { kind: 'timestamp', ms } : { kind: 'date', day: ms / dayMs },
    moved: (bucket, shifts) => {
      const to = shifts.reduce((at, shift) => {
        const read = readShift(shift);
        const unit = 'startOf' in read ? read.startOf : read.unit;
        if (!builtIn.includes(unit)) throw new Unsupported(`a bucket moved by ${unit}`);
        return 'startOf' in read ? startOf(at, unit) : add(at, read.count, unit);
      }, bucket);
      return startOf(to, name);
    },
    inWindow: (ms, bucket, relative) => {
      if (relative.mode !== 'all' && !builtIn.includes(relative.unit))
        throw new Unsupported(`a window of ${relative.unit}`);
      // A bucket of a day is an as-of day (S11).
      const { from, until } =
        name === 'day' ? rangeOf(relative, bucket) : windowTo(end(bucket), relative);
      return (from === undefined || ms >= from) && ms < until!;
    },
    between: ({ from, until }) => {
      const found: number[] = [];
      for (let at = startOf(from, name); at < until; at = add(at, 1, name)) found.push(at);
      return found;
    },
    spanning: (buckets, { from, until }) => {
      const first = from === undefined ? Math.min(...buckets) : startOf(from, name);
      const last = until === undefined ? Math.max(...buckets) : until - 1;
      const found: number[] = [];
      for (let at = first; at <= last; at = add(at, 1, name)) found.push(at);
      return found;
    },
    meets: (bucket, { from, until }) =>
      (from === undefined || end(bucket) > from) && (until === undefined || bucket < until),
  };
}

/** Buckets of a calendar: the places of their order values, one after the other. */
function calendarGrain({ days, values, grain }: Calendar): Grain {
  const places = [...new Set(days.map((d) => d.place))].toSorted((a, b) => a - b);
  const of = (ms: number): number | null =>
    days.find((d) => d.ms === startOf(ms, 'day'))?.place ?? null;
  const own = (bucket: number): readonly number[] =>
    days.filter((d) => d.place === bucket).map((d) => d.ms);
  const meets: Grain['meets'] = (bucket, { from, until }) =>
    own(bucket).some(
      (ms) => (from === undefined || ms >= from) && (until === undefined || ms < until),
    );
  return {
    of,
    value: (bucket) => values.get(bucket) ?? null,
    moved: (bucket, shifts) => {
      const to = shifts.reduce((at, shift) => {
        const read = readShift(shift);
        if ('startOf' in read || read.unit !== grain)
          throw new Unsupported(`a bucket of a calendar moved by ${shift}`);
        return at + read.count;
      }, places.indexOf(bucket));
      return places[to] ?? null;
    },
    inWindow: (ms, bucket, relative) => {
      const end = Math.max(...own(bucket)) + dayMs;
      if (relative.mode === 'all' || builtIn.includes(relative.unit)) {
        const { from, until } = windowTo(end, relative);
        return (from === undefined || ms >= from) && ms < until!;
      }
      if (relative.unit !== grain) throw new Unsupported('a window of another calendar grain');
      const at = of(ms);
      if (at === null) return false;
      const place = places.indexOf(at) - places.indexOf(bucket);
      if (relative.mode === 'complete') return place < 0 && place >= -relative.last;
      return place <= 0 && place > -relative.last;
    },
    between: (range) => places.filter((bucket) => meets(bucket, range)),
    spanning: (buckets, range) =>
      places.filter(
        (bucket) =>
          meets(bucket, range) &&
          (range.from !== undefined || bucket >= Math.min(...buckets)) &&
          (range.until !== undefined || bucket <= Math.max(...buckets)),
      ),
    meets,
  };
}
