import type { Ontology } from '../../src/ontology/model.js';
import { columnsOf, condition, type Column } from './expressions.js';
import type { Chance } from './random.js';

/** A measure that was made, and the column that it becomes. */
export interface MadeMeasure {
  readonly measure: object;
  readonly column: Column;
}

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

function relative(chance: Chance): object {
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
  const agg = chance.pick(['count_distinct', 'sum', 'avg', 'min', 'max', 'median', 'sum', 'count']);
  const of = chance.pick(numbers);
  const kind = agg.startsWith('count')
    ? 'bigint'
    : ['avg', 'median'].includes(agg)
      ? 'double'
      : of.kind;
  const fill = agg === 'sum' && chance.often(0.3) ? { fill: 0 } : {};
  return { measure: { as, agg, of: of.name, ...where, ...fill }, column: { name: as, kind } };
}

/** Metrics by the entity whose rows they aggregate, with the kind of their value. */
const metrics: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  sale: [
    ['sale_cnt', 'bigint'],
    ['sale_amt', 'decimal'],
    ['paid_amt', 'decimal'],
    ['buyers', 'bigint'],
    ['qty_avg', 'double'],
    ['sale_amt_7d', 'decimal'],
    ['big_amt', 'decimal'],
    ['local_cnt', 'bigint'],
    ['aov', 'double'],
    ['growth', 'decimal'],
  ],
  back: [
    ['back_amt', 'decimal'],
    ['back_cnt', 'bigint'],
    ['back_rate', 'double'],
  ],
  visit: [['visit_cnt', 'bigint']],
  person: [['people', 'bigint']],
  stock: [['held', 'bigint']],
  shop: [],
  city: [],
  region: [],
};

/** Entities that reach an entity many-to-one. */
const belonging: Readonly<Record<string, readonly string[]>> = {
  person: ['sale', 'visit', 'back'],
  shop: ['sale', 'stock', 'back'],
  city: ['person', 'shop', 'sale'],
  sale: ['back', 'sale'],
};

/** Measures over one entity, or over those that belong to the rows of `from`. */
export function measures(
  chance: Chance,
  ontology: Ontology,
  from: string | undefined,
  timed: boolean,
  source?: string,
  bucketed = false,
  prefix = 'o',
): readonly MadeMeasure[] {
  const sources = source !== undefined ? [source] : (belonging[from!] ?? []);
  if (sources.length === 0) return [];
  return [0, ...chance.some([1, 2], 2)].map((i) => {
    const entity = chance.pick(sources);
    const as = `${prefix}${i}`;
    const parts = extras(chance, ontology, entity, from, timed, bucketed);
    const named = metrics[entity]!;
    if (named.length > 0 && chance.often(0.65)) {
      const [metric, kind] = chance.pick(named);
      return { measure: { as, metric, ...parts }, column: { name: as, kind } };
    }
    const { measure, column } = ownMeasure(chance, as, columnsOf(ontology, entity, 1), false);
    return { measure: { ...measure, entity, ...parts }, column };
  });
}

function extras(
  chance: Chance,
  ontology: Ontology,
  entity: string,
  from: string | undefined,
  timed: boolean,
  bucketed: boolean,
): object {
  const hasClock = ontology.entities.get(entity)!.time !== undefined;
  const ownTime = hasClock && (timed || chance.often(0.25));
  const time = ownTime ? { time: bucketed ? relative(chance) : timeOf(chance) } : {};
  const shifted = hasClock && chance.often(0.25) && (bucketed || ownTime);
  const where = chance.often(0.3)
    ? { where: [condition(chance, columnsOf(ontology, entity, 1), 1)] }
    : {};
  const clock =
    entity === 'sale' && (ownTime || bucketed) && chance.often(0.2) ? { clock: 'paid' } : {};
  const shift = shifted
    ? { shift: chance.pick(['-1 month', '-7 day', '-1 year', '-1 week', 'start of month']) }
    : {};
  const roads = ['start', 'buyer.city', 'shop.city'];
  const via =
    entity === 'sale' && (from === 'city' || (from === undefined && chance.often(0.3)))
      ? { via: [chance.pick(roads)] }
      : {};
  return { ...via, ...where, ...time, ...clock, ...shift, ...(chance.often(0.15) && { fill: 0 }) };
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
