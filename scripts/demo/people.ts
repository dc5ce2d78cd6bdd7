import { random } from './random.js';
import { snapshots } from './catalogue.js';
import { groupBy, type Table } from './table.js';
import { date, daySeconds, timestamp } from './time.js';

/** Who broadcasts and who watches. */
export interface People {
  readonly anchors: readonly Anchor[];
  readonly users: readonly User[];
  readonly tables: readonly Table[];
}

/** Someone who broadcasts, in rooms of their own. */
export interface Anchor {
  readonly id: number;
  readonly type: 'talent' | 'brand' | 'agency';
  readonly level: 'S' | 'A' | 'B' | 'C';
  readonly rooms: readonly number[];
  /** The first day with a snapshot; 0 or the day of signing, if later. */
  readonly since: number;
}

/** Someone who watches and buys. */
export interface User {
  readonly id: number;
  readonly nick: string;
  readonly mobile: string;
  readonly gender: string;
  readonly age: string;
  readonly province: string;
  readonly tier: string;
  readonly registered: string;
  /** The date of a first payment before the data begin. */
  readonly paidBefore: string | null;
  /** Anchors followed before the data begin. */
  readonly follows: readonly number[];
}

const given = [
  '小满',
  '阿杰',
  '糖糖',
  '大壮',
  '晓月',
  '安妮',
  '老周',
  '米粒',
  '阿宁',
  '果果',
  '子墨',
  '佳佳',
];
const rooms = ['严选', '小铺', '好物', '美学', '厨房', '衣橱', '优选', '日记', '工坊', '直播间'];
const provinces = ['浙江', '广东', '江苏', '上海', '北京', '四川', '湖北', '山东', '河南', '福建'];
/** Anchors who change their name, the day of the first snapshot with the new one, and that name. */
const renamed = new Map([
  [1007, { day: 11, name: '老周讲茶' }],
  [1023, { day: 25, name: '子墨的私房菜' }],
]);
/** The anchor who rises from B to A, and the first day with the new level. */
const promoted = { id: 1018, day: 23 };

/** Makes agencies, anchors, rooms and users; `follows` of users draw popular anchors more often. */
export function people(): People {
  const r = random('people');
  const mcns = Array.from({ length: 8 }, (_, i) => ({
    id: 201 + i,
    name: `${['星光', '百川', '青藤', '蓝鲸', '长风', '有光', '十月', '方糖'][i]!}传媒`,
    level: i < 2 ? 'gold' : i < 5 ? 'silver' : 'normal',
  }));
  const anchors = Array.from({ length: 60 }, (_, i) => {
    const level: Anchor['level'] = i < 4 ? 'S' : i < 14 ? 'A' : i < 34 ? 'B' : 'C';
    const type: Anchor['type'] = i % 6 === 5 ? 'brand' : i % 10 === 8 ? 'agency' : 'talent';
    const since = i >= 58 ? 16 : 0;
    return {
      id: 1001 + i,
      level,
      type,
      since,
      rooms: i % 10 === 2 ? [5001 + i, 5101 + i] : [5001 + i],
      name: `${given[i % given.length]!}${rooms[(i * 7) % rooms.length]!}`,
      mcn: type === 'brand' || r.chance(0.25) ? null : r.pick(mcns).id,
      fans: { S: 2_000_000, A: 300_000, B: 40_000, C: 3_000 }[level] + r.int(0, 2_000),
      growth: { S: 900, A: 200, B: 40, C: 5 }[level],
      mobile: mobile(r.int(0, 99_999_999)),
      signed: since > 0 ? date(since) : date(-r.int(60, 900)),
    };
  });
  const popular = anchors.map(({ id, level }) => [id, { S: 9, A: 4, B: 2, C: 1 }[level]] as const);
  const users = Array.from({ length: 500 }, (_, i): User => {
    const drawn = Array.from({ length: i < 300 ? r.int(1, 8) : r.int(0, 1) }, () =>
      r.weighted(popular),
    );
    return {
      id: 100001 + i,
      nick: `用户${String(i + 1).padStart(4, '0')}`,
      mobile: mobile(r.int(0, 99_999_999)),
      gender: r.weighted([
        ['F', 6],
        ['M', 3],
        ['U', 1],
      ]),
      age: r.weighted([
        ['18-24', 4],
        ['25-29', 5],
        ['30-39', 6],
        ['40-49', 3],
        ['50+', 2],
      ]),
      province: r.pick(provinces),
      tier: r.weighted([
        ['T1', 3],
        ['T2', 4],
        ['T3', 5],
      ]),
      registered: timestamp(-r.int(10, 1500) * daySeconds + r.int(0, daySeconds - 1)),
      paidBefore: r.chance(0.4) ? date(-r.int(1, 400)) : null,
      follows: [...new Set(drawn)],
    };
  });
  return {
    anchors,
    users,
    tables: [
      snapshots('dim_live_mcn_df', 'mcn_id BIGINT, mcn_name VARCHAR, mcn_level VARCHAR', () =>
        mcns.map(({ id, name, level }) => ({ mcn_id: id, mcn_name: name, mcn_level: level })),
      ),
      snapshots(
        'dim_live_anchor_df',
        'anchor_id BIGINT, anchor_name VARCHAR, anchor_level VARCHAR, anchor_type VARCHAR, mcn_id BIGINT, fans_cnt BIGINT, mobile VARCHAR, sign_date DATE',
        (day) =>
          anchors
            .filter(({ since }) => since <= day)
            .map((anchor) => {
              const rename = renamed.get(anchor.id);
              const rises = anchor.id === promoted.id && day >= promoted.day;
              return {
                anchor_id: anchor.id,
                anchor_name: rename && day >= rename.day ? rename.name : anchor.name,
                anchor_level: rises ? 'A' : anchor.level,
                anchor_type: anchor.type,
                mcn_id: anchor.mcn,
                fans_cnt: anchor.fans + anchor.growth * day,
                mobile: anchor.mobile,
                sign_date: anchor.signed,
              };
            }),
      ),
      snapshots('dim_live_room_df', 'room_id BIGINT, room_name VARCHAR, anchor_id BIGINT', (day) =>
        anchors
          .filter(({ since }) => since <= day)
          .flatMap((anchor) =>
            anchor.rooms.map((room, i) => ({
              room_id: room,
              room_name: i === 0 ? `${anchor.name}的直播间` : `${anchor.name}的小号`,
              anchor_id: anchor.id,
            })),
          ),
      ),
    ],
  };
}

/**
 * The users' snapshots: on each day the first payment known by then. `paid` lists when live payments
 * happened and on which day they arrived.
 */
export function userSnapshots(
  users: readonly User[],
  paid: readonly { readonly user: number; readonly date: string; readonly arrived: number }[],
): Table {
  const known = new Map(users.map(({ id, paidBefore }) => [id, paidBefore]));
  const byDay = groupBy(paid, ({ arrived }) => arrived);
  return snapshots(
    'dim_mbr_user_df',
    'user_id BIGINT, nick_name VARCHAR, mobile VARCHAR, gender VARCHAR, age_band VARCHAR, province VARCHAR, city_tier VARCHAR, reg_time TIMESTAMP, first_live_pay_date DATE',
    (day) => {
      for (const { user, date: on } of byDay.get(day) ?? []) {
        const first = known.get(user) ?? null;
        if (first === null || on < first) known.set(user, on);
      }
      return users.map((user) => ({
        user_id: user.id,
        nick_name: user.nick,
        mobile: user.mobile,
        gender: user.gender,
        age_band: user.age,
        province: user.province,
        city_tier: user.tier,
        reg_time: user.registered,
        first_live_pay_date: known.get(user.id) ?? null,
      }));
    },
  );
}

function mobile(number: number): string {
  return `199${String(number).padStart(8, '0')}`;
}
