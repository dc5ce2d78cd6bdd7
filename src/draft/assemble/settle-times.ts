import type { Time } from '../../dsl/document.js';
import type { MeasurePlan } from './grouped-plan.js';
import { isHole } from './measures.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { KeyMention, Mention, Note, Parts, TimeReading } from '../reading.js';
import { comparesTimes, labelOf, leavesOf, ownTimeOf, unique } from '../scope.js';
import { periodOptions } from '../words/times.js';

/** Keys and times of the numbers, once it is known whether a table or an answer is made. */
export interface Settled {
  readonly keys: readonly KeyMention[];
  readonly measures: readonly Omit<MeasurePlan, 'conditions'>[];
}

/**
 * Settles what time means for each number: a table made every day has no key of days but the period of
 * one; a metric that brings its own period takes no other; a number without any time is asked about in
 * a table and counts everything in an answer.
 */
export function settleTimes(reader: Reader, parts: Parts): Settled {
  const grains = parts.keys.flatMap((k) => (k.kind === 'grain' ? [k] : []));
  const isDaily = reader.scheduled && grains.some((k) => k.unit === 'day');
  if (reader.scheduled)
    for (const grain of grains)
      if (grain.unit !== 'day') ask(reader, grain.about, reader.texts.grainInModel(grain.about));
  const keys = reader.scheduled ? parts.keys.filter((k) => k.kind === 'value') : parts.keys;
  const measures = parts.mentions.map((mention) => ({
    mention,
    times: timesOf(reader, parts, mention, isDaily ? grains[0] : undefined),
    changes: parts.times.changes.get(mention.word) ?? [],
  }));
  for (const { mention, times } of measures)
    if (times.length > 0 || (!reader.scheduled && grains.length > 0))
      checkClock(reader, mention, times[0]?.about ?? grains[0]!.about);
  return { keys, measures };
}

function timesOf(
  reader: Reader,
  parts: Parts,
  mention: Mention,
  daily: KeyMention | undefined,
): readonly TimeReading[] {
  const said = parts.times.of.get(mention.word) ?? [];
  const metric = mention.what.kind === 'metric' ? mention.what.metric : undefined;
  const own = metric && ownTimeOf(reader.ontology, metric);
  if (metric !== undefined && own !== undefined) {
    for (const { about, time } of said)
      if (isHole(time) || !isSameTime(time, own))
        ask(reader, about, reader.texts.ownTime(about, labelOf(metric)));
    return [];
  }
  if (said.length > 0) return said.map((reading) => counted(reader, mention, reading));
  const isBucketed = parts.keys.some((k) => k.kind === 'grain');
  const isCompared = metric !== undefined && !isBucketed && comparesTimes(reader.ontology, metric);
  if (!reader.scheduled && !isCompared) return [];
  if (daily !== undefined) {
    const period = [...reader.ontology.periods.values()].find(
      (p) => p.last === 1 && (p.unit ?? 'day') === 'day' && (p.mode ?? 'rolling') === 'rolling',
    );
    const time: Time =
      period === undefined ? { last: 1, unit: 'day', mode: 'rolling' } : { period: period.name };
    return [
      { about: daily.about, time, notes: [{ about: daily.about, taken: reader.texts.daily() }] },
    ];
  }
  const { about } = mention;
  const question = isCompared ? reader.texts.whichTime(about) : reader.texts.whosePeriod(about);
  return [{ about, time: { about, question, options: periodOptions(reader) }, notes: [] }];
}

/** Rows of an entity fall into a time by its clock, which the requirement did not name. */
function counted(reader: Reader, { counts }: Mention, reading: TimeReading): TimeReading {
  const clock = counts?.time === undefined ? undefined : counts.attributes.get(counts.time);
  if (counts === undefined || clock === undefined) return reading;
  const taken = reader.texts.counted(labelOf(counts), labelOf(clock));
  return { ...reading, notes: [...reading.notes, { about: reading.about, taken }] };
}

function isSameTime(
  time: Time,
  own: { period?: string; last?: number; unit?: string; mode?: string },
): boolean {
  return time.period !== undefined
    ? time.period === own.period
    : time.last !== undefined &&
        time.last === own.last &&
        time.unit === own.unit &&
        time.mode === own.mode;
}

/** A number over rows that have no clock has no time either. */
function checkClock(reader: Reader, mention: Mention, about: string): void {
  const { what } = mention;
  const leaves =
    what.kind === 'agg'
      ? [{ entity: what.entity.name, clocked: what.clock !== undefined }]
      : what.metric === undefined
        ? []
        : leavesOf(reader.ontology, what.metric);
  for (const { entity, clocked } of leaves) {
    const source = reader.ontology.entities.get(entity);
    if (!clocked && source !== undefined && source.time === undefined)
      ask(reader, about, reader.texts.noClock(about, labelOf(source)));
  }
}

/** What a document says about time that a requirement did not: everything. */
export function untimed(reader: Reader, settled: Settled): readonly Note[] {
  const timeless = settled.measures.filter(
    ({ mention, times }) =>
      times.length === 0 &&
      mention.sources.some((source) => source.time !== undefined) &&
      !(
        mention.what.kind === 'metric' &&
        mention.what.metric !== undefined &&
        ownTimeOf(reader.ontology, mention.what.metric) !== undefined
      ),
  );
  if (reader.scheduled || timeless.length === 0) return [];
  return [
    {
      about: unique(timeless.map((m) => m.mention.about)).join(', '),
      taken: reader.texts.allTime(),
    },
  ];
}
