import { at } from '../../base/diagnostic.js';
import type { Match, Stage } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import { writeAbsences } from './absences.js';
import { scopeConditions } from './conditions.js';
import { writeGrouped } from './grouped.js';
import type { GroupedPlan, MeasurePlan } from './grouped-plan.js';
import { columnName } from '../words/keys.js';
import { placeOf } from '../place.js';
import { note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask, claim, markAt, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { KeyMention, Note, Parts } from '../reading.js';
import { readPerDay } from '../dates/per-day.js';
import { labelOf } from '../scope.js';
import { settleTimes, untimed } from './settle-times.js';
import { claimTrend, readPopulation, readShares, unrelatedTo } from '../words/shares.js';

/** The stages of a requirement that asks for numbers: one, or one that chooses rows and one that counts them. */
export function groupStages(
  reader: Reader,
  annotations: Annotations,
  parts: Parts,
): readonly Stage[] {
  const { mentions } = parts;
  const keys = withTrend(reader, [...parts.keys, ...valueKeys(reader, parts)]);
  const settled = settleTimes(reader, { ...parts, keys });
  const shown = mentions.filter((m) => !parts.keeps.some((k) => k.word === m.word));
  const shares = readShares(reader, shown.length > 0 ? shown : mentions);
  const population = readPopulation(reader, mentions, settled.keys);
  for (const mention of mentions) {
    const other = mention.counts === undefined ? undefined : unrelatedTo(reader, mention, mentions);
    if (other !== undefined)
      ask(
        reader,
        `${mention.about} ${other.about}`,
        reader.texts.related(mention.about, other.about),
      );
  }
  const scoped = scopeConditions(reader, mentions, parts.conditions);
  // A part of a whole without groups is the part that meets the conditions: they belong to the number.
  const isPart = shares.length > 0 && !settled.keys.some((k) => k.kind === 'value');
  const shared = isPart ? [] : scoped.shared;
  const measures = settled.measures.map((measure): MeasurePlan => ({
    ...measure,
    conditions: [...(isPart ? scoped.shared : []), ...(scoped.own.get(measure.mention.word) ?? [])],
  }));
  const notes: Note[] = [
    ...sharedTime(reader, parts),
    ...parts.notes,
    ...scoped.notes,
    ...untimed(reader, settled),
  ];
  const plan: GroupedPlan = {
    name: 'result',
    measures,
    keys: settled.keys,
    conditions: shared,
    keeps: parts.keeps,
    rankings: parts.rankings,
    shares,
    perDay: readPerDay(reader, mentions),
    notes:
      population === undefined
        ? []
        : [{ about: population.about, taken: reader.texts.everyOne(labelOf(population.entity)) }],
    ...(population !== undefined && { root: population.entity }),
  };
  const stages =
    parts.absences.length > 0
      ? withoutAny(reader, annotations, parts, plan)
      : (restricted(reader, annotations, plan) ?? [writeGrouped(reader, annotations, plan, 0)]);
  note(annotations, notes, at('/stages', stages.length - 1));
  return stages;
}

/** 支付金额超过20元的客户近7天的订单数: the time stands behind the comparison and is taken for both. */
function sharedTime(reader: Reader, { times: { only }, keeps, mentions }: Parts): readonly Note[] {
  if (only === undefined || !mentions.some((m) => m.first > only.word)) return [];
  return keeps
    .filter((keep) => keep.last < only.word)
    .map(({ about }) => ({ about, taken: reader.texts.sameTime(only.about) }));
}

/** 店播和达人播的支付金额: values that are listed are seen one by one. */
function valueKeys(reader: Reader, { conditions, keys }: Parts): readonly KeyMention[] {
  return conditions.flatMap(({ each, first, about, meanings }): KeyMention[] => {
    const [meaning] = meanings;
    if (!each || meaning === undefined) return [];
    const as = columnName(meaning.candidate.entity, meaning.candidate.attribute.name);
    const mark = previousOf(reader, first);
    if (markAt(reader, mark, 'by', 'each') !== undefined) claim(reader, mark);
    if (keys.some((k) => k.kind === 'value' && k.parts.some((p) => p.as === as))) return [];
    const part = { as, candidates: meanings.map((m) => m.candidate), naming: false };
    const notes = [{ about, taken: reader.texts.grouped(labelOf(meaning.candidate.attribute)) }];
    return [{ kind: 'value', word: first, about, parts: [part], notes }];
  });
}

function withTrend(reader: Reader, keys: readonly KeyMention[]): readonly KeyMention[] {
  const about = claimTrend(reader);
  if (about === undefined || keys.some((k) => k.kind === 'grain')) return keys;
  const word = reader.words.length;
  return [
    ...keys,
    { kind: 'grain', word, about, unit: 'day', notes: [{ about, taken: reader.texts.byDay() }] },
  ];
}

/** 没有订单的客户数: counts of the rows that are left. */
function withoutAny(
  reader: Reader,
  annotations: Annotations,
  parts: Parts,
  plan: GroupedPlan,
): readonly Stage[] {
  const { subject, about } = parts.absences[0]!;
  const isCount = plan.measures.every((m) => m.mention.counts === subject);
  if (!isCount) ask(reader, about, reader.texts.openMark(about));
  const absent = writeAbsences(reader, annotations, parts.absences, subject, parts.times.all, 0);
  const measures = plan.measures.map((m) => ({ ...m, times: [] }));
  const inner: GroupedPlan = { ...plan, measures, root: subject, match: absent.match };
  return [...absent.stages, writeGrouped(reader, annotations, inner, absent.stages.length)];
}

/**
 * 近30天支付超过2000元的主播，近7天每天的支付金额: the comparison is over another time than the numbers, or
 * over all of it where they are shown by day. So the groups are chosen first and counted then.
 */
function restricted(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
): readonly Stage[] | undefined {
  const isCompared = (m: MeasurePlan): boolean => plan.keeps.some((k) => k.word === m.mention.word);
  const chosen = plan.measures.filter(isCompared);
  const counted = plan.measures.filter((m) => !isCompared(m));
  const grain = plan.keys.find((k) => k.kind === 'grain');
  const [compared] = chosen;
  if (compared === undefined || counted.length === 0 || plan.root !== undefined) return undefined;
  const lastKeep = Math.max(...plan.keeps.map((k) => k.last));
  const isApart =
    counted.every((m) => m.mention.first > lastKeep) &&
    (grain === undefined || grain.word > lastKeep);
  const differs = counted.some(
    (m) =>
      JSON.stringify(m.times.map((t) => t.time)) !==
      JSON.stringify(compared.times.map((t) => t.time)),
  );
  if (!differs && !(grain !== undefined && isApart)) return undefined;
  const subject = plan.keys.find(
    (k) => k.kind === 'value' && k.entity !== undefined && k.word > lastKeep - 3,
  );
  const about = plan.keeps.map((k) => k.about).join(', ');
  if (subject?.kind !== 'value' || subject.entity === undefined) {
    ask(reader, about, reader.texts.noGroup(about));
    return undefined;
  }
  const { entity } = subject;
  const name = `kept_${entity.name}`;
  const identity = { ...subject, parts: subject.parts.filter((p) => !p.naming) };
  const first = writeGrouped(
    reader,
    annotations,
    {
      name,
      measures: chosen,
      keys: [identity],
      conditions: plan.conditions,
      keeps: plan.keeps,
      rankings: [],
      shares: [],
      perDay: [],
      notes: [],
    },
    0,
  );
  const root = grain === undefined ? entity : onlySource(counted);
  const match = root && matchOf(reader, identity, name, root);
  if (root === undefined || match === undefined) {
    ask(reader, about, reader.texts.restrictedGrain(about));
    return [{ ...first, order: [] }];
  }
  const rest: GroupedPlan = {
    ...plan,
    measures: counted,
    keeps: [],
    root,
    match: [match],
    notes: [{ about, taken: reader.texts.restricted(about) }],
  };
  const { order: _, ...kept } = first;
  return [kept, writeGrouped(reader, annotations, rest, 1)];
}

/** The one entity whose rows all numbers count by its own clock: its rows can be read directly. */
function onlySource(measures: readonly MeasurePlan[]): Entity | undefined {
  const [first] = measures[0]?.mention.sources ?? [];
  const isOwn = measures.every(({ mention: { what, sources } }) => {
    const clocked =
      what.kind === 'agg'
        ? what.clock !== undefined
        : what.metric?.type !== 'aggregate' || what.metric.time !== undefined;
    return sources.length === 1 && sources[0] === first && !clocked;
  });
  return isOwn ? first : undefined;
}

/** The match of the rows of `root` with the stage that chose groups of `key`. */
function matchOf(
  reader: Reader,
  key: KeyMention & { readonly kind: 'value' },
  stage: string,
  root: Entity,
): Match | undefined {
  const on = key.parts.flatMap(({ as, candidates }) => {
    const place = placeOf(reader.ontology, candidates, [root], root);
    return place.kind === 'one' ? [{ key: as, is: place.path }] : [];
  });
  return on.length === key.parts.length ? { to: stage, on, only: 'matched' } : undefined;
}
