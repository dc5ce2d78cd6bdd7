import type { JsonPointer } from '../base/diagnostic.js';
import { at } from '../base/diagnostic.js';
import { quoteName } from '../base/name.js';
import { periodOf } from '../bind/periods.js';
import type { Column, Measure, Time } from '../dsl/document.js';
import { placedCondition } from './assemble-conditions.js';
import { dayRangeOf } from './day-range.js';
import type { MeasurePlan } from './grouped-plan.js';
import { changeSuffix, freeName, timeSuffix } from './names.js';
import { fill, note } from './places.js';
import type { Places } from './places.js';
import { ask } from './reader.js';
import type { Reader } from './reader.js';
import type { ChangeReading, Hole, Note, TimeReading } from './reading.js';
import { moveRange, shiftOf } from './shift-phrase.js';

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
  places: Places,
  plans: readonly MeasurePlan[],
  pointer: JsonPointer,
  stage: { readonly grain?: string; readonly time?: Time; readonly taken: ReadonlySet<string> },
): WrittenMeasures {
  const measures: Measure[] = [];
  const compute: Column[] = [];
  const columns = new Map<number, string[]>();
  const taken = new Set(stage.taken);
  const written = new Map<string, string>();
  const name = (wanted: string): string => {
    const as = freeName(wanted, taken);
    taken.add(as);
    return as;
  };
  for (const plan of plans) {
    const { mention } = plan;
    const times = plan.times.length === 0 ? [undefined] : plan.times;
    for (const reading of times) {
      const here = at(pointer, 'measures', measures.length);
      const bare = bareMeasure(reader, places, plan, here);
      const time = reading === undefined ? undefined : timeOf(places, reading, at(here, 'time'));
      const whole: Omit<Measure, 'as'> = { ...bare, ...(time !== undefined && { time }) };
      const same = written.get(JSON.stringify(whole));
      const as = same ?? name(columnOf(plan, time));
      columns.set(mention.word, [...(columns.get(mention.word) ?? []), as]);
      if (same === undefined) {
        written.set(JSON.stringify(whole), as);
        measures.push({ as, ...whole });
        note(places, mention.notes, here);
        if (reading !== undefined) note(places, reading.notes, at(here, 'time'));
      }
      for (const change of plan.changes) {
        const moved = movedMeasure(reader, change, whole, time, stage);
        if (moved === undefined) continue;
        const before = name(
          `${as}_${change.shift.kind === 'units' && change.shift.unit === 'year' ? 'ly' : 'prev'}`,
        );
        note(places, moved.notes, at(pointer, 'measures', measures.length));
        measures.push({ as: before, ...moved.measure });
        const suffix = changeSuffix(change.shift, time ?? stage.time, stage.grain);
        const difference = `${as} - ${before}`;
        compute.push(
          change.give === 'rate'
            ? { as: name(`${as}_${suffix}`), is: `(${difference}) / ${before}` }
            : { as: name(`${as}_${suffix}_diff`), is: difference },
        );
      }
    }
  }
  return { measures, compute, columns };
}

function bareMeasure(
  reader: Reader,
  places: Places,
  { mention, conditions }: MeasurePlan,
  here: JsonPointer,
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
      where.push(fill(places, slot, place));
      note(places, condition.notes, place);
    }
  }
  const conditional = where.length > 0 ? { where } : {};
  if (what.kind === 'metric')
    return {
      metric:
        typeof what.name === 'string'
          ? quoteName(what.name)
          : fill(places, what.name, at(here, 'metric')),
      ...conditional,
    };
  return {
    agg: what.agg,
    entity: quoteName(what.entity.name),
    ...(what.of !== undefined && { of: what.of }),
    ...conditional,
    ...(what.clock !== undefined && { clock: what.clock }),
  };
}

function timeOf(places: Places, { time }: TimeReading, pointer: JsonPointer): Time {
  return isHole(time) ? { period: fill(places, time, at(pointer, 'period')) } : time;
}

/** Whether what should be a time is open. */
export function isHole(time: Time | Hole): time is Hole {
  return 'question' in time;
}

function columnOf({ mention, conditions }: MeasurePlan, time: Time | undefined): string {
  const prefixes = conditions.map((c) => c.meanings[0]?.prefix ?? '').filter((p) => p !== '');
  const base = [...prefixes, mention.base].join('_').toLowerCase();
  const suffix = time?.period === '?' ? '' : timeSuffix(time);
  return suffix === '' || base.endsWith(`_${suffix}`) ? base : `${base}_${suffix}`;
}

/** The number as of another time: by a shift where its time is relative, else over the days that are meant. */
function movedMeasure(
  reader: Reader,
  { about, shift }: ChangeReading,
  measure: Omit<Measure, 'as'>,
  time: Time | undefined,
  stage: { readonly grain?: string; readonly time?: Time },
): { readonly measure: Omit<Measure, 'as'>; readonly notes: readonly Note[] } | undefined {
  const shifted = (by: string): ReturnType<typeof movedMeasure> => ({
    measure: { ...measure, shift: by },
    notes: [{ about, taken: reader.texts.shifted(by) }],
  });
  if (stage.grain !== undefined)
    return shifted(shift.kind === 'units' ? `-${shift.count} ${shift.unit}` : `-1 ${stage.grain}`);
  if (time === undefined || time.period === '?') {
    if (time === undefined) ask(reader, about, reader.texts.changeOfWhat(about));
    return undefined;
  }
  const period = time.period === undefined ? undefined : periodOf(reader.ontology, time.period);
  if (period?.mode === 'all') {
    ask(reader, about, reader.texts.changeOfWhat(about));
    return undefined;
  }
  const by = shiftOf(
    shift,
    time,
    period === undefined ? undefined : { ...period, mode: period.mode },
  );
  if (by !== undefined) return shifted(by);
  const range = dayRangeOf(time, reader.asOf, reader.ontology);
  if (range?.from === undefined || range.to === undefined) {
    ask(reader, about, reader.texts.changeOfWhat(about));
    return undefined;
  }
  const moved = moveRange({ from: range.from, to: range.to }, shift);
  return {
    measure: { ...measure, time: { from: `date '${moved.from}'`, to: `date '${moved.to}'` } },
    notes: [{ about, taken: reader.texts.days(moved.from, moved.to) }],
  };
}
