import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { Column, Measure, Window } from '../../dsl/document.js';
import type { WrittenKeys } from './keys.js';
import { isHole } from './measures.js';
import type { WrittenMeasures } from './measures.js';
import type { GroupedPlan, MeasurePlan } from './grouped-plan.js';
import { freeName, timeSuffix } from '../names.js';
import { measureLabel, periodLabel } from '../dates/period-label.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import { labelOf } from '../scope.js';

/** What shares add to a stage. */
export interface WrittenShares {
  readonly windows: readonly Window[];
  readonly measures: readonly Measure[];
  readonly compute: readonly Column[];
}

/**
 * The part of a number in the total of all groups, or without groups the part that meets the conditions
 * in all of it. With both it could be either, so it is asked.
 */
export function writeShares(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  keys: WrittenKeys,
  written: WrittenMeasures,
  pointer: JsonPointer,
): WrittenShares {
  const windows: Window[] = [];
  const measures: Measure[] = [];
  const compute: Column[] = [];
  const hasGroups = plan.keys.some((k) => k.kind === 'value');
  const per = plan.keys
    .filter((k) => k.kind === 'grain')
    .flatMap((k) => keys.columns.get(k.word) ?? []);
  const taken = new Set([...keys.by.map((k) => k.as), ...written.measures.map((m) => m.as)]);
  const name = (wanted: string): string => {
    const as = freeName(wanted, taken);
    taken.add(as);
    return as;
  };
  for (const { word, about } of plan.shares) {
    const target = plan.measures.find((m) => m.mention.word === word);
    if (target === undefined) continue;
    const part = partOf(reader, target, plan);
    for (const column of written.columns.get(word) ?? []) {
      if (hasGroups && part !== undefined)
        ask(reader, about, reader.texts.shareOfPartOrGroup(about));
      else if (hasGroups) {
        const said = reader.texts.shareOfAll(target.mention.about, per.join(', '));
        note(annotations, [{ about, taken: said }], at(pointer, 'windows', windows.length));
        const as = name(`${column}_share`);
        annotations.comments.push({
          name: as,
          comment: reader.texts.shareOf(labelled(reader, target, column, written)),
        });
        windows.push({
          as,
          fn: 'share',
          of: column,
          ...(per.length > 0 && { per }),
        });
      } else if (part === undefined) ask(reader, about, reader.texts.shareOfWhat(about));
      else {
        const { as: _, where: __, ...rest } = written.measures.find((m) => m.as === column)!;
        const all = name(
          [`all_${part.base}`, timeSuffix(rest.time, reader.ontology)]
            .filter((w) => w !== '')
            .join('_'),
        );
        const here = at(pointer, 'measures', written.measures.length + measures.length);
        measures.push({
          as: all,
          ...rest,
          ...holes(annotations, target, rest, here),
          ...part.whole,
        });
        const said = reader.texts.shareOfTotal(part.said, part.label);
        note(annotations, [{ about, taken: said }], at(pointer, 'compute', compute.length));
        const as = name(`${column}_share`);
        const whole = [periodLabel(reader, rest.time), part.label]
          .join(reader.language === 'en' ? ' ' : '')
          .trim();
        annotations.comments.push(
          { name: all, comment: whole },
          { name: as, comment: reader.texts.shareOf(labelled(reader, target, column, written)) },
        );
        compute.push({
          as,
          is: `${quoteName(column)} / ${quoteName(all)}`,
        });
      }
    }
  }
  return { windows, measures, compute };
}

/** What is open in a number is open in its whole as well: each place has its own entry (S14). */
function holes(
  annotations: Annotations,
  { mention: { what }, times }: MeasurePlan,
  { metric, time }: Omit<Measure, 'as'>,
  here: JsonPointer,
): Partial<Measure> {
  const open = times.map((t) => t.time).find((t) => isHole(t));
  return {
    ...(metric === '?' &&
      what.kind === 'metric' && { metric: fill(annotations, what.name, at(here, 'metric')) }),
    ...(time?.period === '?' &&
      open !== undefined &&
      isHole(open) && { time: { period: fill(annotations, open, at(here, 'time', 'period')) } }),
  };
}

interface Part {
  readonly said: string;
  readonly label: string;
  readonly base: string;
  readonly whole: Partial<Measure>;
}

function labelled(
  reader: Reader,
  target: MeasurePlan,
  column: string,
  { measures }: WrittenMeasures,
): string {
  const time = measures.find((m) => m.as === column)?.time;
  return measureLabel(reader, target.mention, time);
}

/** What makes a number a part, and what the whole is: the same without its conditions, or the metric it is derived from. */
function partOf(
  reader: Reader,
  { mention, conditions }: MeasurePlan,
  plan: GroupedPlan,
): Part | undefined {
  const { what } = mention;
  const own = [...plan.conditions, ...conditions];
  const said = own.map((c) => c.about).join(', ');
  if (own.length > 0) {
    const whole = what.kind === 'agg' && what.where.length > 0 ? { where: what.where } : {};
    return { said, label: mention.label, base: mention.base, whole };
  }
  const metric = what.kind === 'metric' ? what.metric : undefined;
  if (metric?.type !== 'derived' || metric.where.length === 0) return undefined;
  const label = labelOf(reader.ontology.metrics.get(metric.of) ?? { name: metric.of });
  return { said: mention.about, label, base: metric.of, whole: { metric: quoteName(metric.of) } };
}
