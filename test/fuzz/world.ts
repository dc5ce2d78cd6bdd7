import type { TableRows } from '../support/compiled-rows.js';
import type { Chance } from './random.js';

/** A made-up business: YAML documents (as JSON) of its ontology, and rows of its tables as text. */
export interface MadeWorld {
  readonly definitions: readonly object[];
  readonly tables: TableRows;
  readonly asOf: string;
}

type Cell = string | null;
type Rows = readonly Readonly<Record<string, Cell>>[];

const dayMs = 86_400_000;
/** Days lie around the as-of day, across ends of months and a leap day. */
const firstDay = Date.parse('2023-12-20T00:00:00Z') / dayMs;
const asOfs = ['2024-01-31', '2024-02-29', '2024-03-04', '2024-03-31'];

/** A star or snowflake with roles, a self join, a composite key, a keyless log and a daily snapshot. */
export function makeWorld(chance: Chance): MadeWorld {
  const composite = chance.often(0.5);
  const secondCity = chance.often(0.5);
  const late = chance.below(3);
  const increment = chance.often(0.6);
  const size = (): number => chance.below(chance.often(0.2) ? 2 : 22);
  const asOf = chance.pick(asOfs);
  const clock = chance.often(0.7) ? 'timestamp' : 'date';

  const regions = table(chance, 3, (i) => ({ region_id: `${i}`, rname: name(chance) }));
  const cities = table(chance, 4, (i) => ({
    city_id: `${i}`,
    cname: name(chance),
    region_id: link(chance, 3),
    size: whole(chance, 5),
  }));
  const people = table(chance, 6, (i) => ({
    person_id: `${i}`,
    pname: name(chance),
    born: day(chance),
    city_id: link(chance, 4),
    boss_id: link(chance, 6),
    grp: chance.often(0.2) ? null : chance.pick(['a', 'b']),
  }));
  const shops = table(chance, 5, (i) => ({
    area: `${1 + (i % 2)}`,
    no: `${i}`,
    city_id: link(chance, 4),
    open: flag(chance),
  }));
  const sales = table(chance, size(), (i) => {
    const at = day(chance);
    const arrived = at === null ? 0 : chance.below(late + 1);
    return {
      sale_id: `${i}`,
      person_id: link(chance, 6),
      area: chance.often(0.1) ? null : `${1 + chance.below(2)}`,
      no: link(chance, 5),
      from_city: link(chance, 4),
      to_city: link(chance, 4),
      at: at === null || clock === 'date' ? at : `${at} ${time(chance)}`,
      paid: chance.often(0.3) ? null : `${day(chance) ?? '2024-02-01'} ${time(chance)}`,
      kind: chance.often(0.15) ? null : chance.pick(['x', 'y', 'z']),
      qty: whole(chance, 6),
      amt: money(chance),
      ratio: chance.often(0.2) ? null : chance.pick(['0.5', '1.25', '-2', '0', '3.75']),
      ds: compact(later(at ?? '2024-02-01', arrived)),
    };
  });
  const backs = table(chance, size() / 2, (i) => ({
    back_id: `${i}`,
    sale_id: link(chance, Math.max(1, sales.length)),
    bat: day(chance),
    bamt: money(chance),
    why: chance.often(0.3) ? null : chance.pick(['p', 'q']),
  }));
  const visits = table(chance, size(), () => ({
    person_id: link(chance, 6),
    vat: chance.often(0.1) ? null : `${day(chance) ?? '2024-01-01'} ${time(chance)}`,
    page: chance.often(0.1) ? null : chance.pick(['h', 'i']),
    n: whole(chance, 4),
  }));
  const stocks = table(chance, chance.often(0.7) ? 12 : 0, (i) => {
    const at = later(asOf, -chance.below(4));
    return { area: '1', no: `${i}`, sday: at, held: whole(chance, 9), ds: compact(at) };
  });

  const shopKey = composite ? ['area', 'no'] : ['no'];
  const toShop = role('shop', Object.fromEntries(shopKey.map((k) => [k, k])));
  const definitions = [
    entity('region', ['region_id'], { region_id: 'bigint', rname: 'string' }),
    entity(
      'city',
      ['city_id'],
      { city_id: 'bigint', cname: 'string', region_id: 'bigint', size: 'bigint' },
      { region: role('region', { region_id: 'region_id' }) },
    ),
    entity(
      'person',
      ['person_id'],
      {
        person_id: 'bigint',
        pname: 'string',
        born: 'date',
        city_id: 'bigint',
        boss_id: 'bigint',
        grp: 'string',
        is_a: { type: 'boolean', is: "grp = 'a'" },
      },
      {
        city: role('city', { city_id: 'city_id' }),
        boss: role('person', { boss_id: 'person_id' }),
      },
      { time: 'born' },
    ),
    entity(
      'shop',
      shopKey,
      { area: 'bigint', no: 'bigint', city_id: 'bigint', open: 'boolean' },
      chance.often(0.7) ? { city: role('city', { city_id: 'city_id' }) } : {},
    ),
    entity(
      'sale',
      ['sale_id'],
      {
        sale_id: 'bigint',
        person_id: 'bigint',
        area: 'bigint',
        no: 'bigint',
        from_city: 'bigint',
        to_city: 'bigint',
        at: clock,
        paid: 'timestamp',
        kind: 'string',
        qty: 'bigint',
        amt: 'decimal(12,2)',
        ratio: 'double',
        ds: 'string',
        big: { type: 'boolean', is: 'qty > 2' },
        total: { type: 'decimal(31,2)', is: 'qty * amt' },
        local: { type: 'boolean', is: 'buyer.city.city_id = start.city_id' },
      },
      {
        buyer: role('person', { person_id: 'person_id' }),
        shop: toShop,
        start: role('city', { from_city: 'city_id' }),
        ...(secondCity && { goal: role('city', { to_city: 'city_id' }) }),
      },
      { time: 'at', ...(increment && partitioned('increment', `${late} day`)) },
    ),
    entity(
      'back',
      ['back_id'],
      { back_id: 'bigint', sale_id: 'bigint', bat: 'date', bamt: 'decimal(12,2)', why: 'string' },
      { sale: role('sale', { sale_id: 'sale_id' }) },
      { time: 'bat' },
    ),
    entity(
      'visit',
      [],
      { person_id: 'bigint', vat: 'timestamp', page: 'string', n: 'bigint' },
      { who: role('person', { person_id: 'person_id' }) },
      { time: 'vat' },
    ),
    entity(
      'stock',
      ['area', 'no'],
      { area: 'bigint', no: 'bigint', sday: 'date', held: 'bigint', ds: 'string' },
      { shop: toShop },
      { time: 'sday', ...partitioned('full') },
    ),
    ...metrics,
  ];
  return {
    definitions,
    asOf,
    tables: {
      t_region: regions,
      t_city: cities,
      t_person: people,
      t_shop: shops,
      t_sale: sales,
      t_back: backs,
      t_visit: visits,
      t_stock: unique(stocks, ['area', 'no', 'ds']),
    },
  };
}

const metrics: readonly object[] = [
  { period: '7d', last: 7, unit: 'day', mode: 'rolling' },
  { period: 'mtd', last: 1, unit: 'month', mode: 'to_date' },
  { metric: 'sale_cnt', type: 'aggregate', entity: 'sale', agg: 'count' },
  { metric: 'sale_amt', type: 'aggregate', entity: 'sale', agg: 'sum', of: 'amt' },
  {
    metric: 'paid_amt',
    type: 'aggregate',
    entity: 'sale',
    agg: 'sum',
    of: 'amt',
    where: ["kind <> 'z'"],
    time: 'paid',
  },
  { metric: 'buyers', type: 'aggregate', entity: 'sale', agg: 'count_distinct', of: 'person_id' },
  { metric: 'qty_avg', type: 'aggregate', entity: 'sale', agg: 'avg', of: 'qty' },
  { metric: 'back_amt', type: 'aggregate', entity: 'back', agg: 'sum', of: 'bamt', fill: 0 },
  { metric: 'back_cnt', type: 'aggregate', entity: 'back', agg: 'count' },
  { metric: 'visit_cnt', type: 'aggregate', entity: 'visit', agg: 'count' },
  { metric: 'people', type: 'aggregate', entity: 'person', agg: 'count' },
  {
    metric: 'held',
    type: 'aggregate',
    entity: 'stock',
    agg: 'sum',
    of: 'held',
    snapshot: { over: 'sday', take: 'last', per: ['area', 'no'] },
  },
  { metric: 'sale_amt_7d', type: 'derived', of: 'sale_amt', time: { period: '7d' } },
  { metric: 'big_amt', type: 'derived', of: 'sale_amt', where: ['big'] },
  { metric: 'local_cnt', type: 'derived', of: 'sale_cnt', where: ['local'] },
  { metric: 'aov', type: 'composite', is: 'sale_amt / sale_cnt' },
  { metric: 'back_rate', type: 'composite', is: 'back_amt / sale_amt' },
  {
    metric: 'growth',
    type: 'composite',
    is: 'now - coalesce(before, 0)',
    inputs: [
      { as: 'now', metric: 'sale_amt' },
      { as: 'before', metric: 'sale_amt', shift: '-1 month' },
    ],
  },
];

function entity(
  of: string,
  key: readonly string[],
  attributes: Readonly<Record<string, string | object>>,
  relationships: Readonly<Record<string, object>> = {},
  more: { readonly time?: string; readonly source?: object } = {},
): object {
  const typed = Object.entries(attributes).map(([n, type]) => [
    n,
    typeof type === 'string' ? { type } : type,
  ]);
  return {
    entity: of,
    ...(key.length > 0 && { key }),
    ...more,
    source: { table: `t_${of}`, ...more.source },
    attributes: Object.fromEntries(typed) as object,
    ...(Object.keys(relationships).length > 0 && { relationships }),
  };
}

function role(to: string, on: Readonly<Record<string, string>>): object {
  return { to, on, cardinality: 'many_to_one' };
}

function partitioned(mode: string, late?: string): { readonly source: object } {
  const partition = [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }];
  return { source: { mode, partition, ...(late !== undefined && { late }) } };
}

function table(
  chance: Chance,
  size: number,
  row: (i: number) => Readonly<Record<string, Cell>>,
): Rows {
  const count = chance.often(0.1) ? 0 : Math.floor(size);
  return Array.from({ length: count }, (_, i) => row(i + 1));
}

function unique(rows: Rows, key: readonly string[]): Rows {
  const keyed = (row: Rows[number]): string => key.map((k) => row[k]).join();
  return [...new Map(rows.map((row) => [keyed(row), row])).values()];
}

/** A key of another table: sometimes null, sometimes one that does not exist. */
function link(chance: Chance, size: number): Cell {
  return chance.often(0.12) ? null : `${1 + chance.below(Math.ceil(size) + 1)}`;
}

function name(chance: Chance): Cell {
  return chance.often(0.15) ? null : chance.pick(['A', 'b', 'Cc', '上海', '', "o'x"]);
}

function flag(chance: Chance): Cell {
  return chance.often(0.2) ? null : chance.pick(['true', 'false']);
}

function whole(chance: Chance, most: number): Cell {
  return chance.often(0.15) ? null : `${chance.below(most + 2) - 1}`;
}

function money(chance: Chance): Cell {
  return chance.often(0.15)
    ? null
    : `${chance.below(60) - 5}.${chance.pick(['00', '25', '99', '10'])}`;
}

function day(chance: Chance): Cell {
  if (chance.often(0.1)) return null;
  return new Date((firstDay + chance.below(105)) * dayMs).toISOString().slice(0, 10);
}

function later(text: string, days: number): string {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

function compact(text: string): string {
  return text.replaceAll('-', '');
}

function time(chance: Chance): string {
  return chance.pick(['00:00:00', '23:59:59', '12:30:00', '08:00:01']);
}
