import { addUnits } from '../../base/time/calendar-days.js';
import type { CalendarUnit } from '../../base/time/calendar-days.js';
import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { isCalendarUnit } from '../../bind/time/days.js';
import { periodOf } from '../../bind/time/periods.js';
import type { Column, Measure, Time } from '../../dsl/document.js';
import { placedCondition } from './conditions.js';
import { dayRangeOf } from '../dates/day-range.js';
import type { MeasurePlan } from './grouped-plan.js';
import { changeSuffix, freeName, timeSuffix } from '../names.js';
import { measureLabel } from '../dates/period-label.js';
import { columnIn } from '../plain-name.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { ChangeReading, Hole, Note, TimeReading } from '../reading.js';
import { moveRange, shiftOf } from '../dates/shift-phrase.js';
import type { PeriodLength, Shift } from '../dates/shift-phrase.js';

/** The measures and computed columns of a stage, and which column each mention has become. */
export interface WrittenMeasures {
  readonly measures: readonly Measure[];
  readonly compute: readonly Column[];
  /** By the mention's word: one column for each of its times. */
  readonly columns: ReadonlyMap<number, readonly string[]>;
}

/** Writes each number once for each time it has, then what it is compared with. */
export function writeMeasures(
  reader: Reader,
  annotations: Annotations,
  plans: readonly MeasurePlan[],
  pointer: JsonPointer,
  stage: { readonly grain?: string; readonly time?: Time; readonly taken: ReadonlySet<string> },
): WrittenMeasures {
  const measures: Measure[] = [];
  const compute: Column[] = [];
  const columns = new Map<number, string[]>();
  const taken = new Set(stage.taken);
  const written = new Map<string, Measure>();
  const name = (wanted: string): string => {
    const as = freeName(columnIn(reader, wanted), taken);
    taken.add(as);
    return as;
  };
  const writeOne = (plan: MeasurePlan, reading: TimeReading | undefined): Measure => {
    const here = at(pointer, 'measures', measures.length);
    const isTimed = reading !== undefined || stage.grain !== undefined;
    const bare = bareMeasure(reader, annotations, plan, here, isTimed);
    const time = reading === undefined ? undefined : timeOf(annotations, reading, at(here, 'time'));
    const made = {
      as: name(columnOf(reader, plan, time)),
      ...bare,
      ...(time !== undefined && { time }),
    };
    measures.push(made);
    // Of a length that no period names, and of some rows only, the metric's label says nothing.
    const abouts = plan.conditions.map((c) => c.about);
    if ((plan.times.length > 1 && time?.last !== undefined) || abouts.length > 0) {
      const label = measureLabel(reader, plan.mention, time);
      const comment = abouts.length === 0 ? label : reader.texts.only(label, abouts);
      annotations.comments.push({ name: made.as, comment });
    }
    note(annotations, plan.mention.notes, here);
    if (reading !== undefined) note(annotations, reading.notes, at(here, 'time'));
    return made;
  };
  for (const plan of plans) {
    const { mention } = plan;
    const times = plan.times.length === 0 ? [undefined] : plan.times;
    for (const reading of times) {
      const same = written.get(identityOf(plan, reading));
      const made = same ?? writeOne(plan, reading);
      written.set(identityOf(plan, reading), made);
      const { as, time } = made;
      columns.set(mention.word, [...(columns.get(mention.word) ?? []), as]);
      for (const change of plan.changes) {
        const moved = movedTime(reader, change, time, stage);
        if (moved === undefined) continue;
        const isYear = change.shift.kind === 'units' && change.shift.unit === 'year';
        const before = name(`${as}_${isYear ? 'ly' : 'prev'}`);
        const here = at(pointer, 'measures', measures.length);
        note(annotations, moved.notes, here);
        const bare = bareMeasure(reader, annotations, plan, here, true);
        measures.push({ as: before, ...bare, ...moved.time });
        const suffix = changeSuffix(change.shift, time ?? stage.time, stage.grain);
        const difference = `${as} - ${before}`;
        const isRate = change.give === 'rate';
        const changed = name(isRate ? `${as}_${suffix}` : `${as}_${suffix}_diff`);
        compute.push({ as: changed, is: isRate ? `(${difference}) / ${before}` : difference });
        const whole = measureLabel(reader, mention, time);
        annotations.comments.push(
          { name: before, comment: reader.texts.comparedValue(whole, change.about) },
          { name: changed, comment: reader.texts.changeOf(whole, change.about) },
        );
      }
    }
  }
  return { measures, compute, columns };
}

/** The same for mentions that ask for the same number: the second is no column of its own. */
function identityOf(
  { mention, conditions }: MeasurePlan,
  reading: TimeReading | undefined,
): string {
  const { what } = mention;
  const number = what.kind === 'agg' ? { ...what, entity: what.entity.name } : what.name;
  const time = reading === undefined || isHole(reading.time) ? reading !== undefined : reading.time;
  return JSON.stringify([number, conditions.map((c) => c.about), time]);
}

function bareMeasure(
  reader: Reader,
  annotations: Annotations,
  { mention, conditions }: MeasurePlan,
  here: JsonPointer,
  isTimed: boolean,
): Omit<Measure, 'as' | 'time'> {
  const { what, sources } = mention;
  const root = sources.length === 1 ? sources[0] : undefined;
  const where = what.kind === 'agg' ? [...what.where] : [];
  for (const condition of conditions) {
    const slot = placedCondition(reader, condition, sources, root);
    if (slot === undefined)
      ask(
        reader,
        condition.about,
        reader.texts.unreachableCondition(condition.about, mention.label),
      );
    else {
      const place = at(here, 'where', where.length);
      where.push(fill(annotations, slot, place));
      note(annotations, condition.notes, place);
    }
  }
  const conditional = where.length > 0 ? { where } : {};
  if (what.kind === 'metric')
    return {
      metric:
        typeof what.name === 'string'
          ? quoteName(what.name)
          : fill(annotations, what.name, at(here, 'metric')),
      ...conditional,
    };
  return {
    agg: what.agg,
    entity: quoteName(what.entity.name),
    ...(what.of !== undefined && { of: what.of }),
    ...conditional,
    // A clock without any time would say nothing.
    ...(what.clock !== undefined && isTimed && { clock: what.clock }),
  };
}

function timeOf(annotations: Annotations, { time }: TimeReading, pointer: JsonPointer): Time {
  return isHole(time) ? { period: fill(annotations, time, at(pointer, 'period')) } : time;
}

/** Whether what should be a time is open. */
export function isHole(time: Time | Hole): time is Hole {
  return 'question' in time;
}

function columnOf(
  reader: Reader,
  { mention, conditions }: MeasurePlan,
  time: Time | undefined,
): string {
  const prefixes = conditions.map((c) => c.meanings[0]?.prefix ?? '').filter((p) => p !== '');
  const base = [...prefixes, mention.base].join('_').toLowerCase();
  const suffix = time?.period === '?' ? '' : timeSuffix(time, reader.ontology);
  return suffix === '' || base.endsWith(`_${suffix}`) ? base : `${base}_${suffix}`;
}

/** When a number is compared: by a shift where its time is relative, else over the days that are meant. */
function movedTime(
  reader: Reader,
  { about, shift }: ChangeReading,
  time: Time | undefined,
  stage: { readonly grain?: string },
): { readonly time: Pick<Measure, 'time' | 'shift'>; readonly notes: readonly Note[] } | undefined {
  const own = time === undefined ? {} : { time };
  const shifted = (by: string): ReturnType<typeof movedTime> => ({
    time: { ...own, shift: by },
    notes: [{ about, taken: reader.texts.shifted(by, movedDays(reader, stage.grain, time, by)) }],
  });
  if (stage.grain !== undefined) {
    if (shift.kind === 'previous') return shifted(`-1 ${stage.grain}`);
    if (wholeIn[stage.grain]?.includes(shift.unit) === true)
      return shifted(`-${shift.count} ${shift.unit}`);
    ask(reader, about, reader.texts.changeOfBuckets(about));
    return undefined;
  }
  // What it is compared with follows from the answer to which time it is.
  if (time?.period === '?') return undefined;
  const period = time?.period === undefined ? undefined : periodOf(reader.ontology, time.period);
  const isAll = period?.mode === 'all' || time === undefined;
  const length = period?.mode === 'all' ? undefined : (period as PeriodLength | undefined);
  if (!isAll && !isBeside(reader, shift, time, length)) {
    ask(reader, about, reader.texts.changeOverlaps(about));
    return undefined;
  }
  const by = isAll ? undefined : shiftOf(shift, time, length);
  if (by !== undefined) return shifted(by);
  const range = isAll ? undefined : dayRangeOf(time, reader.asOf, reader.ontology);
  if (range?.from === undefined || range.to === undefined) {
    ask(reader, about, reader.texts.changeOfWhat(about));
    return undefined;
  }
  const moved = moveRange({ from: range.from, to: range.to }, shift);
  return {
    time: { time: { from: `date '${moved.from}'`, to: `date '${moved.to}'` } },
    notes: [{ about, taken: reader.texts.days(moved.from, moved.to) }],
  };
}

/** The days that a moved time of a question comes to; those of a table are other ones each day. */
function movedDays(
  reader: Reader,
  grain: string | undefined,
  time: Time | undefined,
  by: string,
): { readonly from: string; readonly to: string } | undefined {
  const [, count, unit = ''] = /^-(\d+) (\w+)$/.exec(by) ?? [];
  const isRelative = time?.period !== undefined || time?.last !== undefined;
  if (reader.scheduled || grain !== undefined || !isRelative) return undefined;
  if (count === undefined || !isCalendarUnit(unit)) return undefined;
  const asOf = addUnits(reader.asOf, -Number(count), unit);
  const { from, to } = dayRangeOf(time, asOf, reader.ontology) ?? {};
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** By which units a bucket moves to another whole bucket: a week a year ago is none. */
const wholeIn: Readonly<Record<string, readonly CalendarUnit[]>> = {
  day: ['day', 'week', 'month', 'quarter', 'year'],
  week: ['week'],
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  year: ['year'],
};

/** Whether the time compared with lies wholly before: 日环比 of seven days would share six of them. */
function isBeside(
  reader: Reader,
  shift: Shift,
  time: Time,
  length: PeriodLength | undefined,
): boolean {
  const { last, unit } = length ?? time;
  if (shift.kind === 'previous')
    return shift.of === undefined || (shift.of.count === last && shift.of.unit === (unit ?? 'day'));
  const range = dayRangeOf(time, reader.asOf, reader.ontology);
  if (range?.from === undefined || range.to === undefined) return true;
  return addUnits(range.to, -shift.count, shift.unit) < range.from;
}
