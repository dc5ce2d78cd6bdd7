import type { Item } from './catalogue.js';
import { snapshots } from './catalogue.js';
import type { Anchor } from './people.js';
import { random, type Random } from './random.js';
import { columns, split, yuan, type Row, type Table } from './table.js';
import { date, dayOf, days, daySeconds, end, partition, timestamp, type Second } from './time.js';

/** One broadcast. */
export interface Session {
  readonly id: string;
  readonly anchor: Anchor;
  readonly room: number;
  readonly title: string;
  readonly start: Second;
  readonly end: Second;
  readonly canceled: boolean;
  /** Viewers to expect; 0 for a few. */
  readonly audience: number;
  readonly items: readonly Listed[];
}

/** An item as one session shows it: its price there, and its part of the session in millionths. */
export interface Listed {
  readonly item: Item;
  /** In fen. */
  readonly price: number;
  readonly share: number;
}

/** How likely an anchor broadcasts on a day, and how many come. */
const habits = {
  S: { chance: 0.7, audience: 115 },
  A: { chance: 0.5, audience: 52 },
  B: { chance: 0.35, audience: 23 },
  C: { chance: 0.15, audience: 9 },
} as const;
/** Anchors who never broadcast. */
const silent = new Set([1056, 1057]);
/** The first day of the Singles' Day season in the data: 2026-10-31. */
const seasonFrom = 22;

/** The broadcasts from the day before the data through those announced for the day after them. */
export function sessions(anchors: readonly Anchor[], items: readonly Item[]): readonly Session[] {
  const r = random('sessions');
  return Array.from({ length: days + 2 }, (_, i) => i - 1).flatMap((day) =>
    anchors
      .filter((a) => !silent.has(a.id) && signed(a, day) && r.chance(habits[a.level].chance))
      .map((anchor, n) => session(r, day, n + 1, anchor, items)),
  );
}

/** A new anchor broadcasts from the day after signing on, so that the announcement finds the anchor's snapshot. */
function signed(anchor: Anchor, day: number): boolean {
  return anchor.since === 0 || day > anchor.since;
}

function session(
  r: Random,
  day: number,
  number: number,
  anchor: Anchor,
  items: readonly Item[],
): Session {
  const hour = r.weighted([
    [9, 1],
    [14, 2],
    [19, 4],
    [20, 5],
    [21, 3],
    [22, 2],
    [23, 1],
  ]);
  const start = day * daySeconds + hour * 3600 + r.int(0, 59) * 60 + r.int(0, 59);
  const minutes = hour < 18 ? r.bell(60, 240) : r.bell(60, 330);
  const rush = day >= seasonFrom ? 1.3 : 1;
  const audience = Math.round((habits[anchor.level].audience * rush * r.bell(50, 150)) / 100);
  const listed = r.sample(items, r.int(5, 10));
  const shares = split(
    1_000_000,
    listed.map(() => r.int(1, 9)),
  );
  return {
    id: `L${partition(day)}${String(number).padStart(3, '0')}`,
    anchor,
    room: r.pick(anchor.rooms),
    title: `${r.pick(['晚间好物', '品牌专场', '新品首发', '双11预售', '清仓福利'])}第${day + 2}期`,
    start,
    end: start + minutes * 60,
    canceled: r.chance(0.02),
    audience: r.chance(0.02) ? 0 : audience,
    items: listed.map((item, i) => ({
      item,
      price: Math.round((item.price * r.int(6, 9)) / 10),
      share: shares[i]!,
    })),
  };
}

/** The tables that a session writes by itself: its snapshots, day segments, samples, listed items and ad costs. */
export function sessionTables(all: readonly Session[]): readonly Table[] {
  const held = all.filter((s) => !s.canceled && s.start < end);
  return [sessionSnapshots(all), segments(held), online(held), listedItems(held), adCosts(held)];
}

/** A session is announced the day before it starts; its end is known on the day it ends. */
function sessionSnapshots(all: readonly Session[]): Table {
  return snapshots(
    'dim_live_session_df',
    'live_id VARCHAR, room_id BIGINT, anchor_id BIGINT, title VARCHAR, room_type VARCHAR, status VARCHAR, start_time TIMESTAMP, end_time TIMESTAMP',
    (day) => {
      const now = (day + 1) * daySeconds;
      return all
        .filter((s) => dayOf(s.start) - 1 <= day)
        .map((s) => {
          const over = !s.canceled && s.end <= now;
          const status =
            s.start >= now ? 'notice' : s.canceled ? 'canceled' : over ? 'ended' : 'living';
          return {
            live_id: s.id,
            room_id: s.room,
            anchor_id: s.anchor.id,
            title: s.title,
            room_type: s.anchor.type === 'brand' ? 'brand' : 'talent',
            status,
            start_time: timestamp(s.start),
            end_time: over ? timestamp(s.end) : null,
          };
        });
    },
  );
}

/** Cut at midnight; the segment of a session that is still on stops at the end of the data. */
function segments(held: readonly Session[]): Table {
  const rows = held.flatMap((s) => {
    const until = Math.min(s.end, end);
    const midnight = (dayOf(s.start) + 1) * daySeconds;
    const first = { from: s.start, to: Math.min(midnight, until) };
    const parts = until > midnight ? [first, { from: midnight, to: until }] : [first];
    return parts.map(({ from, to }, i) => ({
      live_id: s.id,
      seg_no: i + 1,
      anchor_id: s.anchor.id,
      seg_start: timestamp(from),
      seg_end: timestamp(to),
      seg_sec: to - from,
      ds: partition(dayOf(from)),
    }));
  });
  return {
    name: 'dwd_live_session_seg_di',
    columns: columns(
      'live_id VARCHAR, seg_no BIGINT, anchor_id BIGINT, seg_start TIMESTAMP, seg_end TIMESTAMP, seg_sec BIGINT, ds VARCHAR',
    ),
    rows: within(rows),
  };
}

/** A sample every 15 minutes from the start: it rises for a third of the session, then falls. */
function online(held: readonly Session[]): Table {
  const r = random('online');
  const rows = held.flatMap((s) => {
    const until = Math.min(s.end, end);
    const count = Math.ceil((until - s.start) / 900);
    return Array.from({ length: count }, (_, i) => {
      const at = s.start + i * 900;
      const part = (at - s.start) / (s.end - s.start);
      const shape = part < 1 / 3 ? 0.3 + 2.1 * part : 1 - 0.9 * (part - 1 / 3);
      const base = s.audience * shape * 0.4;
      return {
        live_id: s.id,
        stat_time: timestamp(at),
        online_cnt: s.audience === 0 ? 0 : Math.max(1, Math.round((base * r.int(85, 115)) / 100)),
        ds: partition(dayOf(at)),
      };
    });
  });
  return {
    name: 'dwd_live_online_di',
    columns: columns('live_id VARCHAR, stat_time TIMESTAMP, online_cnt BIGINT, ds VARCHAR'),
    rows: within(rows),
  };
}

function listedItems(held: readonly Session[]): Table {
  const rows = held.flatMap((s) =>
    s.items.map(({ item, price, share }, i) => ({
      live_id: s.id,
      item_id: item.id,
      seq_no: i + 1,
      list_time: timestamp(s.start),
      live_price: yuan(price),
      alloc_share: `${Math.floor(share / 1_000_000)}.${String(share % 1_000_000).padStart(6, '0')}`,
      ds: partition(dayOf(s.start)),
    })),
  );
  return {
    name: 'dwd_live_session_item_di',
    columns: columns(
      'live_id VARCHAR, item_id BIGINT, seq_no BIGINT, list_time TIMESTAMP, live_price DECIMAL(18,2), alloc_share DECIMAL(9,6), ds VARCHAR',
    ),
    rows: within(rows),
  };
}

/** Paid traffic of the larger anchors, booked by the hour. */
function adCosts(held: readonly Session[]): Table {
  const r = random('ad');
  const paying = held.filter((s) => 'SA'.includes(s.anchor.level) && r.chance(0.65));
  const rows = paying.flatMap((s) =>
    Array.from({ length: r.int(1, 3) }, (_, i) => s.start + i * 3600)
      .filter((at) => at < Math.min(s.end, end))
      .map((at) => ({ live_id: s.id, at, cost: r.int(2_000, 60_000) })),
  );
  return {
    name: 'dwd_live_ad_cost_di',
    columns: columns(
      'cost_id BIGINT, live_id VARCHAR, cost_time TIMESTAMP, cost_amt DECIMAL(18,2), ds VARCHAR',
    ),
    rows: within(
      rows.map(({ live_id, at, cost }, i) => ({
        cost_id: 80001 + i,
        live_id,
        cost_time: timestamp(at),
        cost_amt: yuan(cost),
        ds: partition(dayOf(at)),
      })),
    ),
  };
}

/** Keeps the rows of partitions that the data have. */
export function within<R extends Row & { readonly ds: string }>(rows: readonly R[]): readonly R[] {
  const [from, to] = [partition(0), partition(days - 1)];
  return rows.filter(({ ds }) => ds >= from && ds <= to);
}

/** The public calendar from 2025-10-01 on: fiscal months start on the 26th, seasons around Singles' Day. */
export function calendar(): Table {
  const rows = Array.from({ length: 458 }, (_, i) => {
    const day = i - 373;
    const on = date(day);
    const months = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1;
    const fiscal = Number(on.slice(8)) >= 26 ? months + 1 : months;
    const season = seasons.findLast(({ from }) => from <= on)!;
    return {
      stat_date: on,
      fiscal_month: `${Math.floor(fiscal / 12)}-${String((fiscal % 12) + 1).padStart(2, '0')}`,
      fiscal_month_no: fiscal,
      season: season.name,
      season_no: seasons.indexOf(season) + 1,
    };
  });
  return {
    name: 'dim_pub_date',
    columns: columns(
      'stat_date DATE, fiscal_month VARCHAR, fiscal_month_no BIGINT, season VARCHAR, season_no BIGINT',
    ),
    rows,
  };
}

const seasons = [
  { from: '0000-00-00', name: '2025年日常' },
  { from: '2025-10-20', name: '2025年双11' },
  { from: '2025-11-15', name: '2026年上半年' },
  { from: '2026-05-20', name: '2026年618' },
  { from: '2026-06-21', name: '2026年下半年' },
  { from: '2026-10-20', name: '2026年双11' },
  { from: '2026-11-15', name: '2026年冬季' },
];
