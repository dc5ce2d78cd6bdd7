import type { User } from './people.js';
import { random, type Random } from './random.js';
import { within, type Listed, type Session } from './sessions.js';
import { columns, yuan, type Table } from './table.js';
import { dayOf, daySeconds, end, partition, timestamp, type Second } from './time.js';

/** What viewers did. Orders start from `watches` and `clicks`; the raw log is made from `watches`. */
export interface Audience {
  readonly watches: readonly Watch[];
  readonly clicks: readonly Click[];
  readonly tables: readonly Table[];
}

/** One stay of a viewer in a session; a viewer who is not signed in has no user. */
export interface Watch {
  readonly id: number;
  readonly session: Session;
  readonly user: number | null;
  readonly enter: Second;
  readonly leave: Second;
  readonly source: Source;
  readonly fan: boolean;
  /** The day of the partition it arrived in. */
  readonly arrived: number;
}

/** One click of a viewer on an item that the session shows. */
export interface Click {
  readonly watch: Watch;
  readonly user: number;
  readonly listed: Listed;
  readonly at: Second;
}

/** What brought a viewer to a session. */
export type Source = 'recommend' | 'follow' | 'search' | 'video' | 'ad';

const sources: readonly (readonly [Source, number])[] = [
  ['recommend', 9],
  ['follow', 6],
  ['search', 3],
  ['video', 4],
  ['ad', 3],
];

/** Plays every session that took place, in the order of their starts. */
export function audience(sessions: readonly Session[], users: readonly User[]): Audience {
  const r = random('audience');
  const fans = new Set(users.flatMap((u) => u.follows.map((anchor) => `${u.id} ${anchor}`)));
  const watches: Watch[] = [];
  const clicks: Click[] = [];
  const rows = { intr: [], follow: [], expo: [], clk: [] } as Record<string, Event[]>;
  const log = (table: string, at: Second, values: Event['values']): void => {
    if (at < end) rows[table]!.push({ at, arrived: arrival(r, at), values });
  };
  const fansOf = (anchor: number): readonly number[] =>
    users.filter((u) => fans.has(`${u.id} ${anchor}`)).map((u) => u.id);
  const held = sessions.filter((s) => !s.canceled && s.start < end);
  for (const session of held.toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))) {
    const followers = fansOf(session.anchor.id);
    for (let i = 0; i < session.audience; i++) {
      const watch = enter(r, watches.length, session, followers, users, fans);
      if (watch.enter >= end) continue;
      watches.push(watch);
      const { user } = watch;
      const stay = Math.min(watch.leave, end) - watch.enter;
      if (user === null || stay < 10) continue;
      const during = (): Second => watch.enter + r.int(1, stay - 1);
      const base = { user_id: user, live_id: session.id };
      if (stay >= 30 && r.chance(0.18)) {
        const type = r.weighted([
          ['comment', 4],
          ['like', 6],
          ['share', 1],
          ['gift', 1],
        ]);
        const gift = type === 'gift' ? yuan(r.pick([10, 100, 660, 5200])) : null;
        for (let n = r.int(1, 2); n > 0; n--)
          log('intr', during(), { ...base, intr_type: type, gift_amt: gift });
      }
      const pair = `${user} ${session.anchor.id}`;
      if (stay >= 60 && r.chance(fans.has(pair) ? 0.007 : 0.1)) {
        const action = fans.has(pair) ? 'unfollow' : 'follow';
        if (action === 'follow') fans.add(pair);
        else fans.delete(pair);
        log('follow', during(), { ...base, anchor_id: session.anchor.id, action });
      }
      if (!r.chance(0.38)) continue;
      for (const listed of r.sample(session.items, r.int(1, 2))) {
        const at = watch.enter + r.int(1, Math.ceil(stay / 2));
        const item = { ...base, item_id: listed.item.id };
        log('expo', at, {
          ...item,
          expo_cnt: r.weighted([
            [1, 6],
            [2, 3],
            [4, 1],
          ]),
        });
        if (!r.chance(0.45)) continue;
        const clicked = r.int(at, watch.enter + stay - 1);
        log('clk', clicked, item);
        if (clicked < end) clicks.push({ watch, user, listed, at: clicked });
      }
    }
  }
  return {
    watches,
    clicks,
    tables: [
      watchTable(watches),
      events(
        'dwd_live_intr_di',
        'intr',
        20_000_001,
        rows['intr']!,
        'user_id BIGINT, live_id VARCHAR, intr_type VARCHAR, gift_amt DECIMAL(18,2)',
      ),
      events(
        'dwd_live_follow_di',
        'follow',
        30_000_001,
        rows['follow']!,
        'user_id BIGINT, anchor_id BIGINT, live_id VARCHAR, action VARCHAR',
      ),
      events(
        'dwd_live_itm_expo_di',
        'expo',
        40_000_001,
        rows['expo']!,
        'user_id BIGINT, live_id VARCHAR, item_id BIGINT, expo_cnt BIGINT',
      ),
      events(
        'dwd_live_itm_clk_di',
        'clk',
        50_000_001,
        rows['clk']!,
        'user_id BIGINT, live_id VARCHAR, item_id BIGINT',
      ),
    ],
  };
}

interface Event {
  readonly at: Second;
  readonly arrived: number;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** One viewer comes in: more often a fan, more often early, and many leave at once. */
function enter(
  r: Random,
  number: number,
  session: Session,
  followers: readonly number[],
  users: readonly User[],
  fans: ReadonlySet<string>,
): Watch {
  const someone = followers.length > 0 && r.chance(0.45) ? r.pick(followers) : regular(r, users).id;
  const user = r.chance(0.03) ? null : someone;
  const at = session.start + Math.min(r.int(0, 999), r.int(0, 999)) * length(session);
  const stays = r.weighted([
    [r.int(1, 2), 15],
    [r.int(3, 60), 35],
    [r.int(61, 600), 35],
    [r.int(601, 5400), 15],
  ]);
  return {
    id: 10_000_001 + number,
    session,
    user,
    enter: at,
    leave: Math.min(at + stays, Math.max(session.end, at + 1)),
    source: r.weighted(sources),
    fan: user !== null && fans.has(`${user} ${session.anchor.id}`),
    arrived: arrival(r, at),
  };
}

/** Some users come every day and some hardly ever. */
function regular(r: Random, users: readonly User[]): User {
  const draw = r.next();
  return users[Math.floor(draw * draw * draw * users.length)]!;
}

/** A thousandth of a session, in seconds, at least one. */
function length(session: Session): number {
  return Math.max(1, Math.floor((session.end - session.start) / 1000));
}

/** Most rows arrive on their day, two in a hundred a day later, half of those of the last ten minutes. */
export function arrival(r: Random, at: Second): number {
  const day = dayOf(at);
  const lastMinutes = at - day * daySeconds >= daySeconds - 600;
  return r.chance(lastMinutes ? 0.5 : 0.02) ? day + 1 : day;
}

/** Who is still there when the data end has no leaving time and no duration yet. */
function watchTable(watches: readonly Watch[]): Table {
  const rows = watches.map((w) => ({
    log_id: w.id,
    user_id: w.user,
    live_id: w.session.id,
    anchor_id: w.session.anchor.id,
    enter_time: timestamp(w.enter),
    leave_time: w.leave < end ? timestamp(w.leave) : null,
    watch_dur_sec: w.leave < end ? w.leave - w.enter : null,
    source: w.source,
    fan_flag: w.fan ? 1 : 0,
    ds: partition(w.arrived),
  }));
  return {
    name: 'dwd_live_watch_di',
    columns: columns(
      'log_id BIGINT, user_id BIGINT, live_id VARCHAR, anchor_id BIGINT, enter_time TIMESTAMP, leave_time TIMESTAMP, watch_dur_sec BIGINT, source VARCHAR, fan_flag BIGINT, ds VARCHAR',
    ),
    rows: within(rows),
  };
}

/** A table of events with `<name>_id` as its key and `<name>_time` as its clock. */
function events(
  table: string,
  name: string,
  from: number,
  list: readonly Event[],
  line: string,
): Table {
  const rows = list.map(({ at, arrived, values }, i) => ({
    [`${name}_id`]: from + i,
    ...values,
    [`${name}_time`]: timestamp(at),
    ds: partition(arrived),
  }));
  return {
    name: table,
    columns: columns(`${name}_id BIGINT, ${line}, ${name}_time TIMESTAMP, ds VARCHAR`),
    rows: within(rows),
  };
}
