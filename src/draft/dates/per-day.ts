import { daysBetween } from '../../base/time/calendar-days.js';
import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { periodOf } from '../../bind/time/periods.js';
import type { Column, Time } from '../../dsl/document.js';
import type { Metric, Ontology } from '../../ontology/model.js';
import type { WrittenMeasures } from '../assemble/measures.js';
import { dayRangeOf } from './day-range.js';
import type { GroupedPlan } from '../assemble/grouped-plan.js';
import { freeName } from '../names.js';
import { measureLabel } from './period-label.js';
import { note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { aboutOf, ask, claim, isFree, markAt, nextOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';

/** A number that is asked for by the day on average. */
export interface PerDayReading {
  /** The mention's word. */
  readonly word: number;
  readonly about: string;
}

/** 日均支付金额, daily average of revenue: of the number beside the word, or of the only one. */
export function readPerDay(reader: Reader, mentions: readonly Mention[]): readonly PerDayReading[] {
  return reader.words.flatMap((_, word) => {
    if (markAt(reader, word, 'per-day') === undefined || !isFree(reader, word)) return [];
    const next = nextOf(reader, word, 'of');
    const beside =
      mentions.find((m) => m.first === next) ??
      mentions.find((m) => nextOf(reader, m.last, 'of') === word) ??
      (mentions.length === 1 ? mentions[0] : undefined);
    if (beside === undefined) return [];
    claim(reader, word);
    return [{ word: beside.word, about: aboutOf(reader, word, beside.first, beside.last) }];
  });
}

/** The total divided by the days of its time; only for what adds up over days. */
export function writePerDay(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  written: WrittenMeasures,
  pointer: JsonPointer,
): readonly Column[] {
  const columns: Column[] = [];
  for (const { word, about } of plan.perDay) {
    const target = plan.measures.find((m) => m.mention.word === word);
    const isBucketed = plan.keys.some((k) => k.kind === 'grain');
    for (const column of written.columns.get(word) ?? []) {
      const { time } = written.measures.find((m) => m.as === column) ?? {};
      const days = time === undefined || isBucketed ? undefined : daysOf(reader, time);
      if (days === undefined || target === undefined || !addsUp(reader.ontology, target.mention)) {
        ask(reader, about, reader.texts.perDayOf(about));
        continue;
      }
      const taken = new Set([...written.measures, ...written.compute, ...columns].map((c) => c.as));
      const here = at(pointer, 'compute', written.compute.length + columns.length);
      note(annotations, [{ about, taken: reader.texts.perDay(days) }], here);
      const is = `${quoteName(column)} / ${days}`;
      const as = freeName(`${column}_per_day`, taken);
      const label = measureLabel(reader, target.mention, time);
      annotations.comments.push({ name: as, comment: reader.texts.perDayColumn(label) });
      columns.push({ as, is });
    }
  }
  return columns;
}

/** How many days a time has; in a model only where every run has the same. */
function daysOf(reader: Reader, time: Time): number | undefined {
  const length = time.period === undefined ? time : periodOf(reader.ontology, time.period);
  const { mode, last, unit } = length ?? {};
  const isSteady = mode !== 'to_date' && mode !== 'all' && (unit === 'day' || unit === 'week');
  if (reader.scheduled && !(isSteady && last !== undefined)) return undefined;
  const range = dayRangeOf(time, reader.asOf, reader.ontology);
  if (range?.from === undefined || range.to === undefined) return undefined;
  return daysBetween(range.from, range.to) + 1;
}

function addsUp(ontology: Ontology, { what }: Mention): boolean {
  if (what.kind === 'agg') return what.agg === 'sum' || what.agg === 'count';
  return what.metric !== undefined && isAdditive(ontology, what.metric, 0);
}

function isAdditive(ontology: Ontology, metric: Metric, depth: number): boolean {
  if (metric.type === 'aggregate')
    return (metric.agg === 'sum' || metric.agg === 'count') && metric.snapshot === undefined;
  const base = metric.type === 'derived' ? ontology.metrics.get(metric.of) : undefined;
  return base !== undefined && depth < 8 && isAdditive(ontology, base, depth + 1);
}
