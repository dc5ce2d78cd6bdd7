import type { TableRows } from '../support/compiled-rows.js';
import { later, name, table, whole, type Rows } from './cells.js';
import { entity, role } from './definitions.js';
import type { Chance } from './random.js';

/** Definitions and tables beside the business's own, and relationships and columns they add to its sales. */
export interface Extra {
  readonly definitions: readonly object[];
  readonly tables: TableRows;
  readonly saleRoles: Readonly<Record<string, object>>;
}

const none: Extra = { definitions: [], tables: {}, saleRoles: {} };

/** Labels of sales, any number of each, by a bridge that may have weights. */
export function tags(chance: Chance, sales: number): Extra {
  if (!chance.often(0.5)) return none;
  const weighted = chance.often(0.5);
  const link = (size: number): string | null =>
    chance.often(0.08) ? null : `${1 + chance.below(size + 1)}`;
  return {
    definitions: [
      entity('tag', ['tag_id'], { tag_id: 'bigint', tname: 'string', grade: 'bigint' }),
      entity(
        'sale_tag',
        [],
        { sale_id: 'bigint', tag_id: 'bigint', w: 'decimal(6,2)' },
        { sale: role('sale', { sale_id: 'sale_id' }), tag: role('tag', { tag_id: 'tag_id' }) },
      ),
    ],
    tables: {
      t_tag: table(chance, 3, (i) => ({
        tag_id: `${i}`,
        tname: name(chance),
        grade: whole(chance, 3),
      })),
      t_sale_tag: table(chance, chance.below(20), () => ({
        sale_id: link(Math.max(1, sales)),
        tag_id: link(3),
        w: chance.pick(['0.50', '0.25', '1.00', '0.00', '2.00']),
      })),
    },
    saleRoles: {
      tags: {
        to: 'tag',
        cardinality: 'many_to_many',
        through: 'sale_tag',
        ...(weighted && { weight: 'w' }),
      },
    },
  };
}

/** Plans and the zones they lie in, each in versions that follow one another, sometimes with gaps. */
export function versions(chance: Chance): Extra {
  if (!chance.often(0.5)) return none;
  const type = chance.pick(['date', 'timestamp']);
  const zone = type === 'timestamp' && chance.often(0.3) ? { timezone: 'UTC' } : {};
  const made = (of: (i: number) => Readonly<Record<string, string | null>>): Rows =>
    [1, 2, 3].flatMap((i) => versionsOf(chance, type, i, of));
  return {
    definitions: [
      versioned(
        entity(
          'plan',
          ['plan_id'],
          {
            plan_id: 'bigint',
            level: 'string',
            fee: 'bigint',
            zone_id: 'bigint',
            vf: type,
            vt: type,
          },
          { zone: role('zone', { zone_id: 'zone_id' }) },
          { source: zone },
        ),
      ),
      versioned(
        entity('zone', ['zone_id'], { zone_id: 'bigint', zname: 'string', vf: type, vt: type }),
      ),
    ],
    tables: {
      t_plan: made((i) => ({
        plan_id: `${i}`,
        level: name(chance),
        fee: whole(chance, 4),
        zone_id: chance.often(0.1) ? null : `${1 + chance.below(3)}`,
      })),
      t_zone: made((i) => ({ zone_id: `${i}`, zname: name(chance) })),
    },
    saleRoles: { plan: role('plan', { plan_id: 'plan_id' }) },
  };
}

function versioned(definition: object): object {
  return { ...definition, validity: { from: 'vf', to: 'vt' } };
}

function versionsOf(
  chance: Chance,
  type: string,
  i: number,
  of: (i: number) => Readonly<Record<string, string | null>>,
): Rows {
  let from = later('2023-12-01', chance.below(40));
  const found: Record<string, string | null>[] = [];
  const moment = (at: string): string =>
    type === 'date' ? at : `${at} ${chance.pick(['00:00:00', '12:30:00'])}`;
  for (let n = chance.below(4); n > 0; n--) {
    const to = later(from, 1 + chance.below(40));
    const ends = moment(to);
    const begins = found.at(-1)?.['vt'] ?? moment(from);
    const open = n === 1 && chance.often(0.7);
    found.push({ ...of(i), vf: begins, vt: open ? null : ends });
    // A gap: the next version does not begin where this one ends.
    if (!open && chance.often(0.2)) {
      from = later(to, 3);
      found.push({ ...of(i), vf: moment(from), vt: null });
      break;
    }
    from = to;
  }
  return found;
}

/** Days with fiscal months of four, four and five weeks, and campaigns that are not every day. */
export function calendar(chance: Chance): Extra {
  if (!chance.often(0.5)) return none;
  const weeks = [4, 4, 5];
  const [lost, rest] = [chance.often(0.3), chance.often(0.5)];
  const days: Record<string, string | null>[] = [];
  let at = '2023-11-27';
  for (let month = 1; month <= 6; month++)
    for (let d = 0; d < weeks[(month - 1) % 3]! * 7; d++) {
      const season = Math.floor(days.length / 17) + 1;
      const between = rest && days.length % 17 > 12;
      if (!(lost && chance.often(0.1)))
        days.push({
          cday: at,
          fm: `F${month}`,
          fo: `${month + 10}`,
          camp: between ? null : `C${season}`,
          co: between ? null : `${season}`,
        });
      at = later(at, 1);
    }
  return {
    definitions: [
      entity('cal', ['cday'], {
        cday: 'date',
        fm: 'string',
        fo: 'bigint',
        camp: 'string',
        co: 'bigint',
      }),
      {
        calendar: 'trade',
        entity: 'cal',
        day: 'cday',
        grains: {
          fiscal_month: { value: 'fm', order: 'fo' },
          campaign: { value: 'camp', order: 'co' },
        },
      },
    ],
    tables: { t_cal: days },
    saleRoles: {},
  };
}

/** Rows that are hidden and values that are masked, for everybody. */
export function policies(chance: Chance): readonly object[] {
  if (!chance.often(0.4)) return [];
  const possible = [
    { policy: 'p_city', entity: 'city', filter: 'size > 0' },
    { policy: 'p_person', entity: 'person', filter: "grp <> 'b'" },
    { policy: 'p_sale', entity: 'sale', filter: "kind <> 'z'" },
    { policy: 'p_sale2', entity: 'sale', filter: 'start.region.rname is not null or qty > 1' },
    { policy: 'p_shop', entity: 'shop', filter: 'open' },
    { policy: 'p_amt', entity: 'sale', mask: [{ attribute: 'amt', with: '0.00' }] },
    { policy: 'p_name', entity: 'person', mask: [{ attribute: 'pname', with: 'left(pname, 1)' }] },
    {
      policy: 'p_qty',
      entity: 'sale',
      filter: 'buyer.grp is not null or ratio is null',
      mask: [{ attribute: 'qty', with: 'if(amt > 10, qty, 0)' }],
    },
    { policy: 'p_back', entity: 'back', filter: 'sale.big is null or sale.qty > 0' },
    { policy: 'p_visit', entity: 'visit', filter: "page = 'h'" },
    { policy: 'p_stock', entity: 'stock', filter: 'held <> 3' },
  ];
  return chance.some(possible, 3);
}
