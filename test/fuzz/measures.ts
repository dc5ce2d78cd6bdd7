import type { Ontology } from '../../src/ontology/model.js';
import { columnsOf, condition, type Column } from './expressions.js';
import { hasOwnTime, metricsOver } from './metrics.js';
import type { Chance } from './random.js';

/** A measure that was made, and the column that it becomes. */
export interface MadeMeasure {
  readonly measure: object;
  readonly column: Column;
}

const calendarGrains = ['fiscal_month', 'campaign'];

/** A time of a stage: fixed or relative. */
export function timeOf(chance: Chance): object {
  const fixed = [
    { from: "date '2024-01-10'", to: "date '2024-02-20'" },
    { from: "date '2024-02-01'", to: "date '2024-02-29'" },
    { from: "date '2024-01-01'" },
    { to: "date '2024-03-01'" },
  ];
  return chance.often(0.5) ? chance.pick(fixed) : relative(chance);
}

function relative(chance: Chance, grain = ''): object {
  const custom = calendarGrains.includes(grain);
  const own = custom || grain === 'hour';
  if (own && chance.often(0.6))
    return {
      last: 1 + chance.below(3),
      unit: grain,
      mode: chance.pick(['rolling', 'complete', 'to_date']),
    };
  if (chance.often(0.3)) return { period: chance.pick(['7d', 'mtd']) };
  return {
    last: 1 + chance.below(3),
    unit: chance.pick(['day', 'week', 'month']),
    mode: chance.pick(['rolling', 'complete', 'to_date']),
  };
}

/** An aggregate over the stage's own rows. */
export function ownMeasure(
  chance: Chance,
  as: string,
  columns: readonly Column[],
  filtered: boolean,
): MadeMeasure {
  const numbers = columns.filter(({ kind }) => ['bigint', 'decimal'].includes(kind));
  const where = filtered ? { where: [condition(chance, columns, 1)] } : {};
  if (numbers.length === 0 || chance.often(0.25))
    return { measure: { as, agg: 'count', ...where }, column: { name: as, kind: 'bigint' } };
  const times = columns.filter((c) => ['date', 'timestamp'].includes(c.kind));
  const flags = columns.filter((c) => c.kind === 'boolean');
  const of = chance.pick(numbers);
  const made = (measure: object, kind: string): MadeMeasure => ({
    measure: { as, ...measure, ...where },
    column: { name: as, kind },
  });
  if (chance.often(0.15)) {
    const any = chance.pick(columns.filter((c) => c.kind !== 'boolean' && c.kind !== 'double'));
    const agg = chance.pick(['min', 'max', 'count_distinct', 'count']);
    return made({ agg, of: any.name }, agg.startsWith('count') ? 'bigint' : any.kind);
  }
  if (flags.length > 0 && chance.often(0.08))
    return made({ agg: chance.pick(['any', 'every']), of: chance.pick(flags).name }, 'boolean');
  if (times.length > 0 && chance.often(0.08))
    return made(
      { agg: chance.pick(['first', 'last']), of: of.name, with: chance.pick(times).name },
      of.kind,
    );
  if (chance.often(0.06))
    return made({ agg: 'corr', of: of.name, with: chance.pick(numbers).name }, 'double');
  if (chance.often(0.06))
    return made({ agg: 'percentile', of: of.name, p: chance.pick([0, 0.25, 0.9, 1]) }, 'double');
  const agg = chance.pick(aggregates);
  const kind = agg.startsWith('count')
    ? 'bigint'
    : ['avg', 'median', 'stddev', 'variance'].includes(agg)
      ? 'double'
      : of.kind;
  const fill = agg === 'sum' && chance.often(0.3) ? { fill: 0 } : {};
  return made({ agg, of: of.name, ...fill }, kind);
}

const aggregates = 'count_distinct sum avg min max median sum count stddev variance'.split(' ');

/** Whether an entity has the rows of another as its partners, by one path. */
function reaches(ontology: Ontology, from: string, to: string): boolean {
  return [...ontology.entities.get(from)!.relationships.values()].some(
    (role) =>
      role.through === undefined &&
      (role.to === to || (role.to !== from && reaches(ontology, role.to, to))),
  );
}

/** Entities that reach an entity many-to-one. */
const belonging: Readonly<Record<string, readonly string[]>> = {
  person: ['sale', 'visit', 'back'],
  shop: ['sale', 'stock', 'back'],
  city: ['person', 'shop', 'sale'],
  sale: ['back', 'sale'],
  plan: ['sale'],
  zone: ['plan', 'sale'],
  region: ['city', 'shop'],
};

/** Measures over one entity, or over those that belong to the rows of `from`. */
export function measures(
  chance: Chance,
  ontology: Ontology,
  from: string | undefined,
  timed: boolean,
  source?: string,
  grain?: string,
  prefix = 'o',
): readonly MadeMeasure[] {
  const sources =
    source !== undefined
      ? [source]
      : (belonging[from!] ?? []).filter((one) => reaches(ontology, one, from!));
  if (sources.length === 0) return [];
  return [0, ...chance.some([1, 2], 2)].map((i) => {
    const entity = chance.pick(sources);
    const as = `${prefix}${i}`;
    const named = metricsOver(ontology, entity);
    const must = entity === 'stock' && (timed || grain !== undefined || source !== undefined);
    if (named.length > 0 && (must || chance.often(0.65))) {
      const [metric, kind] = chance.pick(named);
      const said = hasOwnTime(metric);
      const parts = extras(chance, ontology, entity, from, timed, grain, entity === 'stock', said);
      const fill = kind !== 'string' && chance.often(0.15) ? { fill: 0 } : {};
      return { measure: { as, metric, ...parts, ...fill }, column: { name: as, kind } };
    }
    const { measure, column } = ownMeasure(chance, as, columnsOf(ontology, entity, 1), false);
    const parts = extras(chance, ontology, entity, from, timed, grain, false);
    return { measure: { ...measure, entity, ...parts }, column };
  });
}

function extras(
  chance: Chance,
  ontology: Ontology,
  entity: string,
  from: string | undefined,
  timed: boolean,
  grain: string | undefined,
  semi: boolean,
  said = false,
): object {
  const bucketed = grain !== undefined;
  const hasClock = ontology.entities.get(entity)!.time !== undefined;
  // Days of a snapshot are told apart by what takes one of them only (S12).
  const mayRange = hasClock && (entity !== 'stock' || semi);
  const ownTime = mayRange && !said && (timed || chance.often(0.25));
  const time = ownTime
    ? {
        time: bucketed
          ? chance.pick([relative(chance, grain), relative(chance, grain), timeOf(chance)])
          : timeOf(chance),
      }
    : {};
  const written = 'time' in time && 'from' in time.time;
  const shifted = mayRange && !semi && chance.often(0.25) && (bucketed ? !written : ownTime);
  const where = chance.often(0.3)
    ? {
        where: [
          condition(
            chance,
            columnsOf(ontology, entity, 1, '', from === undefined && chance.often(0.3)),
            1,
          ),
        ],
      }
    : {};
  const clock =
    entity === 'sale' && (ownTime || bucketed) && chance.often(0.2) ? { clock: 'paid' } : {};
  const custom = calendarGrains.find((name) => name === grain);
  const moves =
    custom !== undefined
      ? [`-1 ${custom}`, `-2 ${custom}`]
      : ['-1 month', '-7 day', '-1 year', '-1 week', ...(written ? [] : ['start of month'])];
  const shift = shifted ? { shift: chance.pick(moves) } : {};
  const roads = ['start', 'buyer.city', 'shop.city'].filter(
    (road) => road !== 'shop.city' || ontology.entities.get('shop')!.relationships.has('city'),
  );
  const via =
    entity === 'sale' && (from === 'city' || (from === undefined && chance.often(0.3)))
      ? { via: [chance.pick(roads)] }
      : {};
  return { ...via, ...where, ...time, ...clock, ...shift };
}

/** Measures over an entity for each row of a stage, by a key that some column of it holds (S7). */
export function lookedUp(
  chance: Chance,
  ontology: Ontology,
  as: string,
  columns: readonly Column[],
): readonly MadeMeasure[] {
  const numbers = columns.filter(({ kind }) => kind === 'bigint');
  if (numbers.length === 0) return [];
  const entity = chance.pick(['sale', 'visit', 'person']);
  const theirs = columnsOf(ontology, entity, 1);
  const key = chance.pick(['person_id', 'person_id', entity === 'sale' ? 'qty' : 'person_id']);
  const { measure, column } = ownMeasure(chance, as, theirs, false);
  const kinds = columns.filter(({ kind }) => theirs.some((t) => t.kind === kind));
  const ours = chance.pick(kinds);
  const fitting = theirs.filter(({ kind }) => kind === ours.kind);
  const compared = `${chance.pick(fitting).name} ${chance.pick(['>', '<=', '<>'])} row.${ours.name}`;
  const where = chance.often(0.5) ? { where: [compared] } : {};
  const on = [{ key, is: chance.pick(numbers).name }];
  return [{ measure: { ...measure, entity, on, ...where }, column }];
}
