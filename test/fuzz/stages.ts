import type { Ontology } from '../../src/ontology/model.js';
import { columnsOf, condition, value, type Column } from './expressions.js';
import { measures, ownMeasure, timeOf } from './measures.js';
import type { Chance } from './random.js';

/** A stage that was made, and what later stages may say about it. */
export interface MadeStage {
  readonly stage: Readonly<Record<string, unknown>>;
  readonly columns: readonly Column[];
  /** Where it is known. */
  readonly key?: readonly string[];
  /** One row in all. */
  readonly single: boolean;
}

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
  return { dsl: '1', title: 'fuzz', as_of: asOf, stages: made.map(({ stage }) => stage) };
}

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
  const entity = chance.pick(['person', 'sale', 'sale', 'shop', 'city', 'back', 'visit', 'stock']);
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
  const [match, matched] = matches(chance, before, columns);
  const all = [...columns, ...matched];
  const hasClock = ontology.entities.get(entity)!.time !== undefined;
  const timed = hasClock && chance.often(0.3);
  const head = {
    name,
    from: entity,
    ...match,
    ...(timed && { time: timeOf(chance) }),
    ...(chance.often(0.4) && { where: [condition(chance, all)] }),
  };
  if (isGrouped) return grouped(chance, ontology, head, all, hasClock, entity);
  const own = ontology.entities.get(entity)!.key;
  const keys = chance.often(0.8) ? own.map((k) => ({ as: k, is: k })) : [];
  const more = chance.some([0, 1, 2], 3).map((i) => ({ as: `c${i}`, ...asIs(value(chance, all)) }));
  const taken =
    more.length + keys.length === 0 ? [{ as: 'c9', ...asIs(value(chance, all)) }] : more;
  const made = [
    ...keys.map(({ as }) => ({ name: as, kind: 'bigint' })),
    ...taken.map(({ as, kind }) => ({ name: as, kind })),
  ];
  const others = chance.often(0.4) ? measures(chance, ontology, entity, timed) : [];
  const stage = {
    ...head,
    columns: [...keys, ...taken.map(({ as, is }) => ({ as, is }))],
    ...(others.length > 0 && { measures: others.map((m) => m.measure) }),
  };
  const key = keys.length > 0 ? own : undefined;
  return finished(chance, stage, [...made, ...others.map((m) => m.column)], key);
}

function asIs({ name, kind }: Column): { readonly is: string; readonly kind: string } {
  return { is: name, kind };
}

function grouped(
  chance: Chance,
  ontology: Ontology,
  head: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
  hasClock: boolean,
  entity?: string,
): MadeStage {
  const groupable = columns.filter(({ kind }) => kind !== 'double');
  const keys = chance
    .some([0, 1], 2)
    .map((i) => ({ as: `k${i}`, ...asIs(value(chance, groupable)) }));
  const grain = hasClock && chance.often(0.25) ? [bucketKey(chance)] : [];
  const own = chance
    .some([0, 1, 2], 3)
    .map((i) => ownMeasure(chance, `m${i}`, columns, chance.often(0.3)));
  const beside =
    entity !== undefined && grain.length === 0
      ? measures(chance, ontology, entity, head['time'] !== undefined)
      : [];
  const all = [...own, ...beside];
  const stage = {
    ...head,
    by: [...keys.map(({ as, is }) => ({ as, is })), ...grain],
    ...(all.length > 0 && { measures: all.map((m) => m.measure) }),
  };
  const made = [
    ...keys.map(({ as, kind }) => ({ name: as, kind })),
    ...grain.map(({ as }) => ({ name: as, kind: 'date' })),
  ];
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

function bucketKey(chance: Chance): {
  readonly as: string;
  readonly grain: string;
  readonly gaps?: string;
} {
  return {
    as: 'b',
    grain: chance.pick(['day', 'week', 'month', 'month', 'quarter']),
    ...(chance.often(0.35) && { gaps: 'fill' }),
  };
}

/** Without `from`: metrics of one or several entities on keys that most of them reach. */
function free(chance: Chance, ontology: Ontology, name: string): MadeStage {
  const reach: Readonly<Record<string, readonly string[]>> = {
    sale: ['sale', 'person', 'shop'],
    back: ['back', 'sale', 'person', 'shop'],
    visit: ['visit', 'person'],
    person: ['person', 'city', 'region'],
    stock: ['stock', 'shop'],
  };
  const chosen = chance.some(Object.keys(reach), 2);
  const sources = chosen.length === 0 ? ['sale'] : chosen;
  const shared = reach[sources[0]!]!.filter((e) => sources.every((s) => reach[s]!.includes(e)));
  const columns = shared.flatMap((e) => columnsOf(ontology, e, 1, `${e}.`));
  const groupable = columns.filter(({ kind }) => kind !== 'double');
  const keys =
    groupable.length === 0
      ? []
      : chance.some([0, 1], 2).map((i) => ({ as: `k${i}`, ...asIs(value(chance, groupable)) }));
  const grain = chance.often(0.45) ? [bucketKey(chance)] : [];
  const made = sources.flatMap((source, at) =>
    measures(chance, ontology, undefined, false, source, grain.length > 0, `f${at}_`),
  );
  const timed = chance.often(0.4) ? { time: timeOf(chance) } : {};
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
    ...grain.map(({ as }) => ({ name: as, kind: 'date' })),
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
  return finished(chance, stage, columns, from.key);
}

type Matches = readonly [{ readonly match?: readonly object[] }, readonly Column[]];

/** A look-up in an earlier stage with a key that values of the same kinds can be found for. */
function matches(
  chance: Chance,
  before: readonly MadeStage[],
  columns: readonly Column[],
): Matches {
  const possible = before.filter(({ key }) => key !== undefined);
  if (possible.length === 0 || !chance.often(0.6)) return [{}, []];
  const to = chance.pick(possible);
  const kindOf = (name: string): string => to.columns.find((c) => c.name === name)?.kind ?? '?';
  const on = to.key!.map((key) => {
    const fitting = columns.filter(({ kind }) => kind === kindOf(key));
    return fitting.length === 0 ? undefined : { key, is: chance.pick(fitting).name };
  });
  if (on.includes(undefined)) return [{}, []];
  const target = to.stage['name'] as string;
  const only = chance.often(0.3) ? { only: chance.pick(['matched', 'unmatched']) } : {};
  const seen = to.columns.map(({ name, kind }) => ({ name: `${target}.${name}`, kind }));
  const readable = 'only' in only ? [] : [...seen, { name: `found(${target})`, kind: 'boolean' }];
  return [{ match: [{ to: target, on, ...only }] }, readable];
}

/** Windows, compute, keep, order, limit and show over the columns of a stage. */
function finished(
  chance: Chance,
  stage: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
  key?: readonly string[],
): MadeStage {
  const numbers = columns.filter(({ kind }) => ['bigint', 'decimal', 'double'].includes(kind));
  const name = stage['name'] as string;
  const windows = chance.often(0.3) ? [window(chance, `${name}_w`, columns, numbers)] : [];
  const withWindows = [...columns, ...windows.map((w) => w.column)];
  const compute = chance.often(0.3)
    ? [{ as: `${name}_x`, ...asIs(value(chance, withWindows)) }]
    : [];
  const all = [...withWindows, ...compute.map(({ as, kind }) => ({ name: as, kind }))];
  const order = chance.often(0.3)
    ? chance.some(all, 2).map(({ name }) => sorted(chance, name))
    : [];
  const limit = order.length > 0 && chance.often(0.5) ? { limit: limits(chance, columns) } : {};
  const shown = chance.often(0.15) ? all.filter(() => chance.often(0.7)) : [];
  const made = {
    ...stage,
    ...(windows.length > 0 && { windows: windows.map((w) => w.window) }),
    ...(compute.length > 0 && { compute: compute.map(({ as, is }) => ({ as, is })) }),
    ...(chance.often(0.25) && { keep: [condition(chance, all, 1)] }),
    ...(order.length > 0 && { order }),
    ...limit,
    ...(shown.length > 0 && { show: shown.map(({ name }) => name) }),
  };
  const seen = shown.length > 0 ? shown : all;
  const whole = key?.every((name) => seen.some((c) => c.name === name)) === true;
  const single = key !== undefined && key.length === 0;
  return { stage: made, columns: seen, single, ...(whole && { key }) };
}

function sorted(chance: Chance, by: string): object {
  return {
    by,
    ...(chance.often(0.5) && { dir: chance.pick(['asc', 'desc']) }),
    ...(chance.often(0.3) && { nulls: chance.pick(['first', 'last']) }),
  };
}

function limits(chance: Chance, columns: readonly Column[]): object {
  return {
    rows: 1 + chance.below(4),
    ...(chance.often(0.4) && { per: [chance.pick(columns).name] }),
    ...(chance.often(0.3) && { ties: 'include' }),
  };
}

function window(
  chance: Chance,
  as: string,
  columns: readonly Column[],
  numbers: readonly Column[],
): { readonly window: object; readonly column: Column } {
  const order = [sorted(chance, chance.pick(columns).name)];
  const per = chance.often(0.5) ? { per: [chance.pick(columns).name] } : {};
  const ranks = ['row_number', 'rank', 'dense_rank', 'ntile', 'percent_rank'];
  if (numbers.length === 0 || chance.often(0.3)) {
    const fn = chance.pick(ranks);
    const n = fn === 'ntile' ? { n: 1 + chance.below(3) } : {};
    const kind = fn === 'percent_rank' ? 'double' : 'bigint';
    return { window: { as, fn, ...per, order, ...n }, column: { name: as, kind } };
  }
  const of = chance.pick(numbers);
  const fn = chance.pick([
    'lag',
    'lead',
    'first',
    'last',
    'sum',
    'avg',
    'min',
    'max',
    'count',
    'share',
  ]);
  const aggregate = ['sum', 'avg', 'min', 'max', 'count'].includes(fn);
  const running = aggregate && chance.often(0.6);
  const ordered = running || ['lag', 'lead', 'first', 'last'].includes(fn) ? { order } : {};
  const last = running && chance.often(0.4) ? { last: 1 + chance.below(3) } : {};
  const kind = fn === 'count' ? 'bigint' : ['avg', 'share'].includes(fn) ? 'double' : of.kind;
  return {
    window: { as, fn, of: of.name, ...per, ...ordered, ...last },
    column: { name: as, kind: kind === 'decimal' && fn === 'share' ? 'double' : kind },
  };
}
