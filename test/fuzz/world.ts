import type { TableRows } from '../support/compiled-rows.js';
import {
  compact,
  day,
  flag,
  later,
  link,
  money,
  name,
  table,
  time,
  unique,
  whole,
} from './cells.js';
import { entity, partitioned, role } from './definitions.js';
import { calendar, policies, tags, versions } from './extras.js';
import { makeMetrics } from './metrics.js';
import type { Chance } from './random.js';

/** A made-up business: YAML documents (as JSON) of its ontology, and rows of its tables as text. */
export interface MadeWorld {
  readonly definitions: readonly object[];
  readonly tables: TableRows;
  readonly asOf: string;
}

const asOfs = ['2024-01-31', '2024-02-29', '2024-03-04', '2024-03-31'];

/**
 * A star or snowflake with roles, a self join, a composite key, a keyless log and a daily snapshot; with
 * many-to-many labels, versions, a calendar and policies as it happens.
 */
export function makeWorld(chance: Chance): MadeWorld {
  const composite = chance.often(0.5);
  const secondCity = chance.often(0.5);
  const late = chance.below(3);
  const increment = chance.often(0.6);
  const size = (): number => (chance.often(0.15) ? chance.below(2) : 4 + chance.below(20));
  const asOf = chance.pick(asOfs);
  const clock = chance.often(0.7) ? 'timestamp' : 'date';

  // Clocks of several zones: only documents that name a zone can then read them beside each other.
  const zone = chance.often(0.3) ? { timezone: chance.pick(['UTC', 'America/New_York']) } : {};
  const paidZone = chance.often(0.2) ? { timezone: 'America/New_York' } : {};

  // A join on what is computed of the row.
  const computed = chance.often(0.3);

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
      plan_id: link(chance, 3),
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

  const extras = [tags(chance, sales.length), versions(chance), calendar(chance)];

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
        plan_id: 'bigint',
        at: clock,
        paid: { type: 'timestamp', ...paidZone },
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
        ...together(extras.map((extra) => extra.saleRoles)),
      },
      {
        time: 'at',
        source: {
          ...(increment && partitioned('increment', `${late} day`).source),
          ...(clock === 'timestamp' && zone),
        },
      },
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
      {
        person_id: 'bigint',
        vat: 'timestamp',
        page: 'string',
        n: 'bigint',
        ...(computed && { pid: { type: 'bigint', is: 'coalesce(person_id, n)' } }),
      },
      { who: role('person', { [computed ? 'pid' : 'person_id']: 'person_id' }) },
      { time: 'vat', source: zone },
    ),
    entity(
      'stock',
      ['area', 'no'],
      { area: 'bigint', no: 'bigint', sday: 'date', held: 'bigint', ds: 'string' },
      { shop: toShop },
      { time: 'sday', ...partitioned('full') },
    ),
    ...extras.flatMap((extra) => extra.definitions),
    ...makeMetrics(chance),
    ...policies(chance),
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
      ...together(extras.map((extra) => extra.tables)),
    },
  };
}

function together<T>(parts: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}
