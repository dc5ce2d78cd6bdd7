import type { JsonPointer } from '../base/diagnostic.js';
import { at } from '../base/diagnostic.js';
import { quoteName } from '../base/name.js';
import type { Column, Limit, Match, Measure, Order, Stage, Time, Window } from '../dsl/document.js';
import type { Entity } from '../ontology/model.js';
import { placedCondition } from './assemble-conditions.js';
import { writeKeys } from './assemble-keys.js';
import type { WrittenKeys } from './assemble-keys.js';
import { isHole, writeMeasures } from './assemble-measures.js';
import type { MeasurePlan, WrittenMeasures } from './assemble-measures.js';
import { testOf } from './comparison-words.js';
import { freeName } from './names.js';
import { fill, note } from './places.js';
import type { Places } from './places.js';
import { ask } from './reader.js';
import type { Reader } from './reader.js';
import type { Condition, Keep, KeyMention, Note, Ranking } from './reading.js';
import type { ShareReading } from './share-words.js';

/** What a stage of groups is made of. */
export interface GroupedPlan {
  readonly name: string;
  readonly measures: readonly MeasurePlan[];
  readonly keys: readonly KeyMention[];
  /** Conditions that hold for every number. */
  readonly conditions: readonly Condition[];
  readonly keeps: readonly Keep[];
  readonly rankings: readonly Ranking[];
  /** Numbers whose part of a whole is asked for. */
  readonly shares: readonly ShareReading[];
  /** The stage's `from`: whose rows the result is about. */
  readonly root?: Entity;
  readonly match?: readonly Match[];
  /** What was taken about the rows of the result. */
  readonly notes: readonly Note[];
}

/** Writes the stage that groups: keys, numbers, comparisons, order. `index` is its place in `stages`. */
export function writeGrouped(
  reader: Reader,
  places: Places,
  plan: GroupedPlan,
  index: number,
): Stage {
  const pointer = at('/stages', index);
  const { root, match = [] } = plan;
  const mentions = plan.measures.map((m) => m.mention);
  const keys = writeKeys(reader, places, plan.keys, mentions, at(pointer, 'by'), root);
  const scoped = shareConditions(reader, plan, root);
  const time = keys.grain === undefined ? undefined : commonTime(reader, places, plan, pointer);
  const measures =
    keys.grain === undefined ? scoped.measures : scoped.measures.map((m) => ({ ...m, times: [] }));
  const written = writeMeasures(reader, places, measures, pointer, {
    ...(keys.grain !== undefined && { grain: keys.grain }),
    ...(time !== undefined && { time }),
    taken: new Set(keys.by.map((k) => k.as)),
  });
  const where = scoped.stage.map((slot, i) => fill(places, slot.text, at(pointer, 'where', i)));
  scoped.stage.forEach(({ condition }, i) =>
    note(places, condition.notes, at(pointer, 'where', i)),
  );
  const shares = writeShares(reader, places, plan, keys, written, pointer);
  const keep = writeKeeps(reader, plan.keeps, written, keys);
  const ranked = writeRankings(reader, places, plan, keys, written, pointer);
  notePopulation(reader, places, plan, keys, pointer);
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
    ...(written.compute.length + shares.compute.length > 0 && {
      compute: [...written.compute, ...shares.compute],
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
  const sources = root === undefined ? plan.measures.flatMap((m) => m.mention.sources) : [root];
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
  places: Places,
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
  note(places, first.notes, at(pointer, 'time'));
  return isHole(first.time)
    ? { period: fill(places, first.time, at(pointer, 'time', 'period')) }
    : first.time;
}

function writeKeeps(
  reader: Reader,
  keeps: readonly Keep[],
  written: WrittenMeasures,
  keys: WrittenKeys,
): readonly string[] {
  return keeps.flatMap((keep) => {
    if (keys.by.length === 0) ask(reader, keep.about, reader.texts.noGroup(keep.about));
    const columns = written.columns.get(keep.word) ?? [];
    if (columns.length > 1) ask(reader, keep.about, reader.texts.whichTime(keep.about));
    const [column] = columns;
    return column === undefined ? [] : [testOf(quoteName(column), keep)];
  });
}

/** The part of a number in the total of all groups, or the part that meets the conditions in all of it. */
function writeShares(
  reader: Reader,
  places: Places,
  plan: GroupedPlan,
  keys: WrittenKeys,
  written: WrittenMeasures,
  pointer: JsonPointer,
): { windows: readonly Window[]; measures: readonly Measure[]; compute: readonly Column[] } {
  const windows: Window[] = [];
  const measures: Measure[] = [];
  const compute: Column[] = [];
  const hasGroups = plan.keys.some((k) => k.kind === 'value');
  const per = plan.keys
    .filter((k) => k.kind === 'grain')
    .flatMap((k) => keys.columns.get(k.word) ?? []);
  const taken = new Set([...keys.by.map((k) => k.as), ...written.measures.map((m) => m.as)]);
  for (const { word, about } of plan.shares) {
    const target = plan.measures.find((m) => m.mention.word === word);
    const conditions = [...plan.conditions, ...(target?.conditions ?? [])];
    for (const column of written.columns.get(word) ?? []) {
      const as = freeName(`${column}_share`, taken);
      taken.add(as);
      if (hasGroups && conditions.length > 0)
        ask(reader, about, reader.texts.shareOfPartOrGroup(about));
      else if (hasGroups) {
        note(
          places,
          [{ about, taken: reader.texts.shareOfAll(target!.mention.about) }],
          at(pointer, 'windows', windows.length),
        );
        windows.push({ as, fn: 'share', of: column, ...(per.length > 0 && { per }) });
      } else if (conditions.length === 0 || plan.conditions.length > 0)
        ask(reader, about, reader.texts.shareOfWhat(about));
      else {
        const part = written.measures.find((m) => m.as === column)!;
        const own = target!.mention.what.kind === 'agg' ? target!.mention.what.where : [];
        const { where: _, as: __, ...rest } = part;
        const all = freeName(`all_${column}`, taken);
        taken.add(all);
        measures.push({ as: all, ...rest, ...(own.length > 0 && { where: own }) });
        compute.push({ as, is: `${quoteName(column)} / ${quoteName(all)}` });
        const said = conditions.map((c) => c.about).join(', ');
        note(
          places,
          [{ about, taken: reader.texts.shareOfTotal(said, target!.mention.label) }],
          at(pointer, 'compute', compute.length - 1),
        );
      }
    }
  }
  return { windows, measures, compute };
}

/** Order, limit and place. Without any the rows stand in the order of their keys, so that they are the same every time. */
function writeRankings(
  reader: Reader,
  places: Places,
  plan: GroupedPlan,
  keys: WrittenKeys,
  written: WrittenMeasures,
  pointer: JsonPointer,
): {
  readonly order: readonly Order[];
  readonly limit?: Limit;
  readonly windows: readonly Window[];
} {
  const all = keys.by.map((k) => k.as);
  if (plan.rankings.length === 0)
    return { order: reader.scheduled ? [] : keys.identity.map((by) => ({ by })), windows: [] };
  const limited = plan.rankings.find((r) => r.rows !== undefined);
  const per = limited === undefined ? [] : perOf(plan, limited, keys);
  const order: Order[] = per.map((by) => ({ by }));
  const windows: Window[] = [];
  for (const ranking of plan.rankings) {
    const columns = ranking.word === undefined ? [] : (written.columns.get(ranking.word) ?? []);
    const options = (columns.length > 0 ? columns : written.measures.map((m) => m.as)).map(
      (as) => ({ label: as, value: as }),
    );
    const { about } = ranking;
    const slot =
      columns.length === 1
        ? columns[0]!
        : { about, question: reader.texts.whichOrder(about), options };
    const by = fill(places, slot, at(pointer, 'order', order.length, 'by'));
    const sorted: Order = { by, ...(!ranking.ascending && { dir: 'desc' as const }) };
    order.push(sorted);
    if (ranking.column && by !== '?')
      windows.push({
        as: freeName(`${by}_rank`, new Set(all)),
        fn: 'rank',
        ...(per.length > 0 && { per }),
        order: [sorted],
      });
  }
  if (limited?.rows === undefined) return { order, windows };
  const here = at(pointer, 'limit');
  if (limited.ties) note(places, [{ about: limited.about, taken: reader.texts.ties() }], here);
  if (per.length > 0)
    note(
      places,
      [{ about: limited.about, taken: reader.texts.topPer(per.join(', ')) }],
      at(here, 'per'),
    );
  const limit: Limit = {
    rows: limited.rows,
    ...(per.length > 0 && { per }),
    ...(limited.ties && { ties: 'include' as const }),
  };
  return { order, limit, windows };
}

/** 每个类目支付金额前3的商品: what is ranked was said, so the other keys are what it is ranked within. */
function perOf(plan: GroupedPlan, ranking: Ranking, keys: WrittenKeys): readonly string[] {
  const columnsOf = (key: KeyMention): readonly string[] => keys.columns.get(key.word) ?? [];
  const values = plan.keys.filter((k) => k.kind === 'value');
  const ranked =
    values.find((k) => k.word === ranking.ranked) ??
    (values.length > 1 ? values.at(-1) : undefined);
  const others =
    ranked === undefined
      ? plan.keys.filter((k) => k.kind === 'grain')
      : plan.keys.filter((k) => k !== ranked);
  return values.length === 0 ? [] : others.flatMap(columnsOf);
}

/** Which rows the result has: those with data, unless its `from` says otherwise. */
function notePopulation(
  reader: Reader,
  places: Places,
  plan: GroupedPlan,
  keys: WrittenKeys,
  pointer: JsonPointer,
): void {
  note(places, plan.notes, at(pointer, plan.match === undefined ? 'from' : 'match'));
  const values = plan.keys.filter(
    (k) => k.kind === 'value' && (keys.columns.get(k.word)?.length ?? 0) > 0,
  );
  if (plan.root !== undefined || values.length === 0) return;
  const about = values.map((k) => k.about).join(', ');
  note(places, [{ about, taken: reader.texts.presentOnly(about) }], at(pointer, 'by'));
}
