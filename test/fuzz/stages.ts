import type { Ontology } from '../../src/ontology/model.js';
import { columnsOf, condition, value, type Column } from './expressions.js';
import { matches } from './matches.js';
import { withOwnTable } from './own-table.js';
import { lookedUp, measures, ownMeasure, timeOf } from './measures.js';
import type { Chance } from './random.js';
import { asIs, finished, type MadeStage } from './result-parts.js';

const params = [{ name: 'p', type: 'bigint', default: '2' }];

/** A question of one to three stages, of which most bind. */
export function makeDocument(
  chance: Chance,
  ontology: Ontology,
  asOf: string,
): Readonly<Record<string, unknown>> {
  const made: MadeStage[] = [];
  const count = 1 + chance.below(3);
  while (made.length < count) {
    const name = made.length === count - 1 ? 'result' : `s${made.length}`;
    made.push(makeStage(chance, ontology, made, name));
  }
  const stages = made.map(({ stage }) => stage);
  const zones = timezonesOf(ontology).length > 0 && chance.often(0.7);
  const timezone = zones ? { timezone: chance.pick(['Asia/Shanghai', 'America/New_York']) } : {};
  const keyed = made.at(-1)!.key !== undefined;
  if (!keyed || chance.often(0.8))
    return { dsl: '1', title: 'fuzz', as_of: asOf, ...timezone, params, stages };
  // A model: the as-of day comes with the run.
  const partition = [{ as: 'ds', is: '$bizdate' }];
  const target = {
    table: 'ads_fuzz',
    layer: 'ads',
    comment: 'made up',
    write: 'overwrite',
    partition,
  };
  const all = chance.often(0.5) ? withOwnTable(chance, made) : stages;
  return { dsl: '1', title: 'fuzz', ...timezone, params, stages: all, target };
}

/** The zones that an ontology declares. */
function timezonesOf({ entities }: Ontology): readonly string[] {
  return [...entities.values()].flatMap(({ table, attributes }) =>
    [table, ...attributes.values()].flatMap(({ timezone }) => timezone ?? []),
  );
}

/** Days that snapshots and versions are read at. */
const readingDays = ["date '2024-02-01'", "date '2024-03-02'", "date '2024-01-10'"];

function makeStage(
  chance: Chance,
  ontology: Ontology,
  before: readonly MadeStage[],
  name: string,
): MadeStage {
  const kinds = ['rows', 'grouped', 'free', 'free'];
  const kind = chance.pick(before.length > 0 ? [...kinds, 'stage', 'stage', 'union'] : kinds);
  if (kind === 'free') return free(chance, ontology, name);
  if (kind === 'union') {
    const first = chance.pick(before);
    const same = before.filter(
      (b) =>
        b.columns.map((c) => c.name + c.kind).join() ===
        first.columns.map((c) => c.name + c.kind).join(),
    );
    const from = chance.often(0.5) ? [first, first] : same;
    return finished(chance, { name, union: from.map(({ stage }) => stage['name']) }, first.columns);
  }
  if (kind === 'stage') return overStage(chance, ontology, before, name);
  const others = ['plan', 'zone', 'cal'].filter((e) => ontology.entities.has(e));
  const usual = ['person', 'sale', 'sale', 'shop', 'city', 'back', 'visit', 'stock'];
  const entity = chance.pick([...usual, ...others]);
  return overEntity(chance, ontology, before, name, entity, kind === 'grouped');
}

function overEntity(
  chance: Chance,
  ontology: Ontology,
  before: readonly MadeStage[],
  name: string,
  entity: string,
  isGrouped: boolean,
): MadeStage {
  const columns = columnsOf(ontology, entity, 2);
  const [match, matched] = matches(chance, ontology, before, columns);
  const all = [...columns, ...matched];
  // Of many partners: in conditions of rows, and in keys of groups.
  const partners = chance.often(0.25) ? partnersOf(ontology, entity) : [];
  const tested = partners.length > 0 && chance.often(0.5) ? partners : all;
  const hasClock = ontology.entities.get(entity)!.time !== undefined;
  const timed = hasClock && chance.often(0.3);
  const head = {
    name,
    from: entity,
    ...(chance.often(0.15) && { at: chance.pick(readingDays) }),
    ...match,
    ...(timed && { time: timeOf(chance) }),
    ...(chance.often(0.4) && { where: [condition(chance, tested)] }),
  };
  if (isGrouped) return grouped(chance, ontology, head, all, hasClock, entity, partners);
  const own = ontology.entities.get(entity)!.key;
  const keys = chance.often(0.8) ? own.map((k) => ({ as: k, is: k })) : [];
  const more = chance.some([0, 1, 2], 3).map((i) => ({ as: `c${i}`, ...asIs(value(chance, all)) }));
  const taken =
    more.length + keys.length === 0 ? [{ as: 'c9', ...asIs(value(chance, all)) }] : more;
  const kindOf = (key: string): string =>
    ontology.entities.get(entity)!.attributes.get(key)!.type.kind;
  const made = [
    ...keys.map(({ as }) => ({ name: as, kind: kindOf(as) })),
    ...taken.map(({ as, kind }) => ({ name: as, kind })),
  ];
  const beside = chance.often(0.4) ? measures(chance, ontology, entity, timed) : [];
  const stage = {
    ...head,
    columns: [...keys, ...taken.map(({ as, is }) => ({ as, is }))],
    ...(beside.length > 0 && { measures: beside.map((m) => m.measure) }),
  };
  const key = keys.length > 0 ? own : undefined;
  return finished(chance, stage, [...made, ...beside.map((m) => m.column)], key);
}

function grouped(
  chance: Chance,
  ontology: Ontology,
  head: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
  hasClock: boolean,
  entity?: string,
  partners: readonly Column[] = [],
): MadeStage {
  const many = partners.length > 0 && chance.often(0.7);
  const groupable = (many ? partners : columns).filter(({ kind }) => kind !== 'double');
  const keys = chance
    .some([0, 1], 2)
    .map((i) => ({ as: `k${i}`, ...asIs(value(chance, groupable)) }));
  const grain = hasClock && chance.often(0.3) ? bucketKeys(chance, ontology, [entity!]) : [];
  const own = chance.some([0, 1, 2], 3).map((i) => {
    const made = ownMeasure(chance, `m${i}`, columns, chance.often(0.3));
    const chosen = partners.length > 0 && chance.often(0.2);
    const where = chosen ? { where: [condition(chance, partners, 1)] } : {};
    return { ...made, measure: { ...made.measure, ...where } };
  });
  const timed = head['time'] !== undefined;
  const beside =
    entity !== undefined && !many && (grain.length === 0 || chance.often(0.5))
      ? measures(chance, ontology, entity, timed, undefined, grain[0]?.grain)
      : [];
  const windowed =
    entity !== undefined && grain.length > 0 && chance.often(0.3)
      ? measures(chance, ontology, entity, false, entity, grain[0]?.grain, 'w')
      : [];
  const all = [...own, ...beside, ...windowed];
  const stage = {
    ...head,
    by: [...keys.map(({ as, is }) => ({ as, is })), ...grain],
    ...(all.length > 0 && { measures: all.map((m) => m.measure) }),
  };
  const made = [...keys.map(({ as, kind }) => ({ name: as, kind })), ...grain.map(columnOfBucket)];
  const names = made.map((c) => c.name);
  if (all.length + names.length === 0)
    return finished(
      chance,
      { ...stage, measures: [{ as: 'm9', agg: 'count' }] },
      [{ name: 'm9', kind: 'bigint' }],
      [],
    );
  return finished(chance, stage, [...made, ...all.map((m) => m.column)], names);
}

/** What can be read of many partners: of an entity, or of one it leads to. */
function partnersOf(ontology: Ontology, entity: string): readonly Column[] {
  const without = new Set(columnsOf(ontology, entity, 2).map(({ name }) => name));
  return columnsOf(ontology, entity, 2, '', true).filter(({ name }) => !without.has(name));
}

interface Bucket {
  readonly as: string;
  readonly grain: string;
  readonly gaps?: string;
}

/** Buckets of time: units, grains of the calendar if there is one, hours where clocks have them. */
function bucketKeys(
  chance: Chance,
  ontology: Ontology,
  sources: readonly string[],
): readonly Bucket[] {
  const hours = sources.every((name) => {
    const { time, attributes } = ontology.entities.get(name)!;
    return attributes.get(time ?? '')?.type.kind === 'timestamp';
  });
  const custom = ontology.calendars.size > 0 ? ['fiscal_month', 'campaign', 'fiscal_month'] : [];
  const units = ['day', 'week', 'month', 'month', 'quarter', 'year'];
  const grain = chance.pick([...units, ...custom, ...(hours ? ['hour'] : [])]);
  const fills = grain !== 'hour' && chance.often(0.35);
  const first = { as: 'b', grain, ...(fills && { gaps: 'fill' }) };
  if (fills || !chance.often(0.08)) return [first];
  return [first, { as: 'b2', grain: chance.pick(units) }];
}

function columnOfBucket({ as, grain }: Bucket): Column {
  const kinds: Readonly<Record<string, string>> = {
    hour: 'timestamp',
    fiscal_month: 'string',
    campaign: 'string',
  };
  return { name: as, kind: kinds[grain] ?? 'date' };
}

/** Without `from`: metrics of one or several entities on keys that most of them reach. */
function free(chance: Chance, ontology: Ontology, name: string): MadeStage {
  const beyond = ['tag', 'plan', 'zone'].filter((e) => ontology.entities.has(e));
  const reach: Readonly<Record<string, readonly string[]>> = {
    sale: ['sale', 'person', 'shop', ...beyond],
    back: ['back', 'sale', 'person', 'shop', ...beyond],
    visit: ['visit', 'person'],
    person: ['person', 'city', 'region'],
    stock: ['stock', 'shop'],
    ...(beyond.includes('plan') && { plan: ['plan', 'zone'] }),
  };
  const chosen = chance.some(Object.keys(reach), 2);
  const all = chosen.length === 0 ? ['sale'] : chosen;
  const bucketed = chance.often(0.45);
  const timed = chance.often(0.4) ? { time: timeOf(chance) } : {};
  const hasClocks = bucketed || 'time' in timed;
  const sources = all.filter((e) => !hasClocks || ontology.entities.get(e)!.time !== undefined);
  if (sources.length === 0) return free(chance, ontology, name);
  const shared = reach[sources[0]!]!.filter((e) => sources.every((s) => reach[s]!.includes(e)));
  const columns = shared.flatMap((e) => columnsOf(ontology, e, 1, `${e}.`));
  const groupable = columns.filter(({ kind }) => kind !== 'double');
  const keys =
    groupable.length === 0
      ? []
      : chance.some([0, 1], 2).map((i) => ({ as: `k${i}`, ...asIs(value(chance, groupable)) }));
  const grain = bucketed ? bucketKeys(chance, ontology, sources) : [];
  const made = sources.flatMap((source, at) =>
    measures(chance, ontology, undefined, false, source, grain[0]?.grain, `f${at}_`),
  );
  const filtered =
    columns.length > 0 && chance.often(0.3) ? { where: [condition(chance, columns)] } : {};
  const stage = {
    name,
    ...timed,
    ...filtered,
    by: [...keys.map(({ as, is }) => ({ as, is })), ...grain],
    measures: made.map((m) => m.measure),
  };
  const names = [...keys, ...grain].map(({ as }) => as);
  const out = [
    ...keys.map(({ as, kind }) => ({ name: as, kind })),
    ...grain.map(columnOfBucket),
    ...made.map((m) => m.column),
  ];
  return finished(chance, stage, out, names);
}

function overStage(
  chance: Chance,
  ontology: Ontology,
  before: readonly MadeStage[],
  name: string,
): MadeStage {
  const from = chance.pick(before);
  const [match, matched] = matches(
    chance,
    ontology,
    before.filter((b) => b !== from),
    from.columns,
  );
  const all = [...from.columns, ...matched];
  const head = {
    name,
    from: from.stage['name'],
    ...match,
    ...(chance.often(0.4) && { where: [condition(chance, all)] }),
  };
  if (chance.often(0.5)) return grouped(chance, ontology, head, all, false);
  const more = chance
    .some([0, 1], 2)
    .map((i) => ({ as: `${name}_${i}`, ...asIs(value(chance, all)) }));
  const stage = {
    ...head,
    ...(more.length > 0 && { columns: more.map(({ as, is }) => ({ as, is })) }),
  };
  const columns = [...from.columns, ...more.map(({ as, kind }) => ({ name: as, kind }))];
  const found = chance.often(0.4) ? lookedUp(chance, ontology, `${name}_l`, from.columns) : [];
  return finished(
    chance,
    { ...stage, ...(found.length > 0 && { measures: found.map((m) => m.measure) }) },
    [...columns, ...found.map((m) => m.column)],
    from.key,
  );
}
