import { addUnits, startOf } from '../../base/time/calendar-days.js';
import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { Stage, Time } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import { placedCondition } from './conditions.js';
import { writeKeys } from './keys.js';
import type { WrittenKeys } from './keys.js';
import { writeRankings } from './rankings.js';
import { writeShares } from './shares.js';
import { isHole, writeMeasures } from './measures.js';
import type { WrittenMeasures } from './measures.js';
import type { GroupedPlan, MeasurePlan } from './grouped-plan.js';
import { isCalendarUnit } from '../../bind/time/days.js';
import { membersOnly } from '../members-only.js';
import { testOf } from '../words/comparisons.js';
import { dayRangeOf } from '../dates/day-range.js';
import { writePerDay } from '../dates/per-day.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import { sourcesOfAll } from '../scope.js';
import type { Reader } from '../reader.js';
import type { Condition, Keep } from '../reading.js';

/** Writes the stage that groups: keys, numbers, comparisons, order. `index` is its place in `stages`. */
export function writeGrouped(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  index: number,
): Stage {
  const pointer = at('/stages', index);
  const { root, match = [] } = plan;
  const mentions = plan.measures.map((m) => m.mention);
  const keys = writeKeys(reader, annotations, plan.keys, mentions, at(pointer, 'by'), root);
  const scoped = shareConditions(reader, plan, root);
  const time =
    keys.grain === undefined ? undefined : commonTime(reader, annotations, plan, pointer);
  const measures =
    keys.grain === undefined ? scoped.measures : scoped.measures.map((m) => ({ ...m, times: [] }));
  const written = writeMeasures(reader, annotations, measures, pointer, {
    ...(keys.grain !== undefined && { grain: keys.grain }),
    ...(time !== undefined && { time }),
    taken: new Set(keys.by.map((k) => k.as)),
  });
  notePartial(reader, annotations, plan, keys, time, pointer);
  const tested = scoped.stage.map((slot, i) =>
    fill(annotations, slot.text, at(pointer, 'where', i)),
  );
  const where = [...tested, ...membersOnly(reader, plan, keys)];
  where.slice(tested.length).forEach((test, i) => {
    const about = plan.keeps[0]?.about ?? plan.rankings[0]?.about ?? test;
    const taken = [{ about, taken: reader.texts.tested(test) }];
    note(annotations, taken, at(pointer, 'where', tested.length + i));
  });
  scoped.stage.forEach(({ condition }, i) => {
    const taken = { about: condition.about, taken: reader.texts.tested(where[i]!) };
    const said = condition.notes.length > 0 || where[i] === '?' ? condition.notes : [taken];
    note(annotations, said, at(pointer, 'where', i));
  });
  const perDay = writePerDay(reader, annotations, plan, written, pointer);
  const shares = writeShares(reader, annotations, plan, keys, written, pointer);
  const keep = writeKeeps(reader, plan.keeps, written, keys);
  keep.forEach((test, i) => {
    const about = plan.keeps.map((k) => k.about)[keep.length === 1 ? 0 : i]!;
    note(annotations, [{ about, taken: reader.texts.kept(test) }], at(pointer, 'keep', i));
  });
  const ranked = writeRankings(reader, annotations, plan, keys, written, pointer);
  notePopulation(reader, annotations, plan, keys, pointer);
  return {
    name: plan.name,
    ...(root !== undefined && { from: quoteName(root.name) }),
    ...(match.length > 0 && { match }),
    ...(time !== undefined && { time }),
    ...(where.length > 0 && { where }),
    by: keys.by,
    measures: [...written.measures, ...shares.measures],
    ...(shares.windows.length + ranked.windows.length > 0 && {
      windows: [...shares.windows, ...ranked.windows],
    }),
    ...(written.compute.length + perDay.length + shares.compute.length > 0 && {
      compute: [...written.compute, ...perDay, ...shares.compute],
    }),
    ...(keep.length > 0 && { keep }),
    ...(ranked.order.length > 0 && { order: ranked.order }),
    ...(ranked.limit !== undefined && { limit: ranked.limit }),
  };
}

interface PlacedConditions {
  readonly stage: readonly {
    readonly condition: Condition;
    readonly text: Exclude<ReturnType<typeof placedCondition>, undefined>;
  }[];
  readonly measures: readonly MeasurePlan[];
}

/** A condition that every number reaches stands in the stage; else in each number that reaches it (law 7). */
function shareConditions(
  reader: Reader,
  plan: GroupedPlan,
  root: Entity | undefined,
): PlacedConditions {
  const stage: PlacedConditions['stage'][number][] = [];
  let measures = plan.measures;
  const sources = root === undefined ? sourcesOfAll(plan.measures.map((m) => m.mention)) : [root];
  for (const condition of plan.conditions) {
    const text = placedCondition(reader, condition, sources, root);
    if (text !== undefined) stage.push({ condition, text });
    else measures = measures.map((m) => ({ ...m, conditions: [...m.conditions, condition] }));
  }
  return { stage, measures };
}

/** With buckets of time the stage says which are shown; numbers with different ranges have no such. */
function commonTime(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  pointer: JsonPointer,
): Time | undefined {
  const readings = plan.measures.flatMap((m) => m.times);
  const [first] = readings;
  if (first === undefined) return undefined;
  const different =
    plan.measures.some((m) => m.times.length !== 1) ||
    readings.some((r) => r.about !== first.about);
  if (different) ask(reader, first.about, reader.texts.timesAndGrain(first.about));
  if (isHole(first.time)) {
    note(annotations, first.notes, at(pointer, 'time'));
    return { period: fill(annotations, first.time, at(pointer, 'time', 'period')) };
  }
  const past = plan.measures.some((m) => m.changes.length > 0)
    ? untilAsOf(reader, first.time)
    : undefined;
  const taken = past && [{ about: first.about, taken: reader.texts.days(past.from, past.to) }];
  note(annotations, taken ?? first.notes, at(pointer, 'time'));
  return past ? { ...first.time, to: `date '${past.to}'` } : first.time;
}

/** 2026年 in November: a month that is still to come would be compared with the one before, and fall to nothing. */
function untilAsOf(
  { asOf, scheduled, ontology }: Reader,
  time: Time,
): { readonly from?: string; readonly to: string } | undefined {
  const { from, to } = dayRangeOf(time, asOf, ontology) ?? {};
  if (scheduled || to === undefined || to <= asOf || (from ?? asOf) > asOf) return undefined;
  return { ...(from !== undefined && { from }), to: asOf };
}

/** 近8周每周: a range that begins in the middle of a bucket makes the first one smaller than the others, one that ends in it the last that is compared. */
function notePartial(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  { grain }: WrittenKeys,
  time: Time | undefined,
  pointer: JsonPointer,
): void {
  const { from, to } = (time && dayRangeOf(time, reader.asOf, reader.ontology)) ?? {};
  const about = plan.keys.find((k) => k.kind === 'grain')?.about;
  if (grain === undefined || about === undefined || !isCalendarUnit(grain)) return;
  const say = (taken: string): void => note(annotations, [{ about, taken }], at(pointer, 'time'));
  if (from !== undefined && startOf(from, grain) !== from)
    say(reader.texts.partialBucket(from, grain));
  const isCompared = plan.measures.some((m) => m.changes.length > 0);
  if (isCompared && to !== undefined && startOf(addUnits(to, 1, 'day'), grain) <= to)
    say(reader.texts.partialLast(to, grain));
}

function writeKeeps(
  reader: Reader,
  keeps: readonly Keep[],
  written: WrittenMeasures,
  keys: WrittenKeys,
): readonly string[] {
  const tests = keeps.flatMap((keep) => {
    if (keys.by.length === 0) ask(reader, keep.about, reader.texts.noGroup(keep.about));
    const columns = written.columns.get(keep.word) ?? [];
    if (columns.length > 1) ask(reader, keep.about, reader.texts.whichTime(keep.about));
    const [column] = columns;
    return column === undefined ? [] : [{ keep, test: testOf(quoteName(column), keep) }];
  });
  const joined = tests.length === 2 && tests[1]!.keep.or === true;
  return joined ? [`${tests[0]!.test} or ${tests[1]!.test}`] : tests.map(({ test }) => test);
}

/** Which rows the result has: those with data, unless its `from` says otherwise. */
function notePopulation(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  keys: WrittenKeys,
  pointer: JsonPointer,
): void {
  note(annotations, plan.notes, at(pointer, (plan.match ?? []).length === 0 ? 'from' : 'match'));
  const values = plan.keys.filter(
    (k) =>
      k.kind === 'value' && k.entity !== undefined && (keys.columns.get(k.word)?.length ?? 0) > 0,
  );
  if (plan.root !== undefined || values.length === 0) return;
  const about = values.map((k) => k.about).join(', ');
  note(annotations, [{ about, taken: reader.texts.presentOnly(about) }], at(pointer, 'by'));
}
