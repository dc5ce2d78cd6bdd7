import { arrival, type Audience, type Source } from './audience.js';
import type { Catalogue, Coupon } from './catalogue.js';
import type { User } from './people.js';
import { random, type Random } from './random.js';
import { within, type Listed, type Session } from './sessions.js';
import { columns, split, yuan, type Table } from './table.js';
import { date, dayOf, days, daySeconds, end, partition, timestamp, type Second } from './time.js';

/** Orders, payments and refunds. */
export interface Trade {
  readonly pays: readonly Pay[];
  readonly refunds: readonly Refund[];
  readonly tables: readonly Table[];
}
interface Order {
  readonly id: number;
  readonly buyer: number;
  readonly session: Session | null;
  readonly channel: 'live' | 'video' | 'shop';
  readonly source: Source;
  readonly touch: { readonly type: 'click' | 'watch'; readonly at: Second } | null;
  readonly fan: boolean | null;
  readonly test: boolean;
  readonly at: Second;
  readonly arrived: number;
  readonly coupon: Coupon | null;
  /** In fen. */
  readonly freight: number;
  readonly lines: readonly Line[];
}
interface Line {
  readonly id: number;
  readonly item: Listed['item'];
  readonly qty: number;
  /** In fen, after its part of the coupon. */
  readonly amount: number;
}

/** A payment of one line of an order. */
export interface Pay {
  readonly order: Order;
  readonly line: Line;
  readonly at: Second;
  readonly arrived: number;
}

/** A payment asked back, in whole or in part. */
export interface Refund {
  readonly pay: Pay;
  /** In fen. */
  readonly amount: number;
  readonly type: 'only' | 'return';
  readonly success: boolean;
  readonly at: Second;
  readonly arrived: number;
}
/** What leads to an order. */
type Lead = Pick<Order, 'buyer' | 'session' | 'channel' | 'source' | 'touch' | 'fan' | 'at'> & {
  readonly first: Listed;
};

const week = 7 * daySeconds;

/** Makes orders from clicks, from views and from nowhere known; then payments, then refunds. */
export function trade(
  { watches, clicks }: Audience,
  { items, coupons }: Catalogue,
  users: readonly User[],
): Trade {
  const r = random('trade');
  const leads: Lead[] = [
    ...clicks
      .filter(() => r.chance(0.4))
      .map((click): Lead => ({
        buyer: click.user,
        session: click.watch.session,
        channel: 'live',
        source: click.watch.source,
        fan: click.watch.fan,
        touch: { type: 'click', at: click.at },
        at: click.at + r.int(10, 900),
        first: click.listed,
      })),
    ...watches
      .filter((w) => w.user !== null && w.leave - w.enter > 20 && r.chance(0.05))
      .map((w): Lead => ({
        buyer: w.user!,
        session: w.session,
        channel: r.pick(['live', 'video', 'shop'] as const),
        source: w.source,
        fan: w.fan,
        touch: { type: 'watch', at: w.enter },
        at: w.enter + r.int(1, 9 * 24) * 3600 + r.int(0, 3599),
        first: r.pick(w.session.items),
      })),
    ...Array.from({ length: days * 15 }, (_, i): Lead => {
      const item = r.pick(items);
      return {
        buyer: r.pick(users).id,
        session: null,
        channel: r.pick(['video', 'shop'] as const),
        source: r.pick(['search', 'recommend'] as const),
        fan: null,
        touch: null,
        at: Math.floor(i / 15) * daySeconds + r.int(0, daySeconds - 1),
        first: { item, price: item.price, share: 0 },
      };
    }),
  ];
  const orders = leads
    .filter((lead) => lead.at < end)
    .toSorted((a, b) => a.at - b.at || a.buyer - b.buyer)
    .map((lead, i) => order(r, i, lead, coupons))
    // What arrived before the data is not in them, so neither are its payments and refunds.
    .filter((o) => o.arrived >= 0);
  const pays = orders.flatMap((o) => pay(r, o)).filter((p) => p.at < end);
  const refunds = pays
    .filter((p) => p.line.amount > 0 && r.chance(0.14))
    .flatMap((p, i) => refund(r, p, i))
    .filter((x) => x.at < end);
  return { pays, refunds, tables: [...orderTables(orders), payTable(pays), refundTable(refunds)] };
}

function order(r: Random, number: number, lead: Lead, coupons: readonly Coupon[]): Order {
  const others = lead.session?.items.filter(({ item }) => item.id !== lead.first.item.id) ?? [];
  const listed = [lead.first, ...(r.chance(0.4) ? r.sample(others, r.int(1, 2)) : [])];
  const quantities = listed.map(() =>
    r.weighted([
      [1, 7],
      [2, 2],
      [3, 1],
    ]),
  );
  const amounts = listed.map(({ price }, i) => price * quantities[i]!);
  const total = amounts.reduce((a, b) => a + b, 0);
  const coupon = r.chance(0.3) ? r.pick(coupons) : null;
  const used = coupon !== null && coupon.face < total ? coupon : null;
  const reductions = split(used?.face ?? 0, amounts);
  const lines = listed.map(({ item }, i) => ({
    id: 0,
    item,
    qty: quantities[i]!,
    amount: Math.max(0, amounts[i]! - reductions[i]!),
  }));
  const gift = r.chance(0.02) ? [{ id: 0, item: r.pick(listed).item, qty: 1, amount: 0 }] : [];
  const test = r.chance(0.01);
  return {
    ...lead,
    id: 6_000_001 + number,
    test,
    arrived: arrival(r, lead.at),
    coupon: used,
    freight: total < 9_900 ? 1_000 : 0,
    // Test orders are large, so that a number that counts them is plainly wrong.
    lines: [...lines, ...gift].map((line, i) => ({
      ...line,
      id: (6_000_001 + number) * 10 + i + 1,
      amount: test ? 9_999_900 : line.amount,
    })),
  };
}

/** Most orders are paid within half an hour, some a day or two later, some never; a line may be dropped before. */
function pay(r: Random, o: Order): readonly Pay[] {
  const delay = r.weighted([
    [r.int(20, 1800), 88],
    [r.int(20, 48) * 3600, 5],
    [null, 7],
  ]);
  if (delay === null) return [];
  const at = o.at + delay;
  // Never before its order, so that a payment always finds it.
  const arrived = Math.max(o.arrived, arrival(r, at));
  const dropped = o.lines.length > 1 && r.chance(0.05) ? o.lines.at(-1) : undefined;
  return o.lines
    .filter((line) => line !== dropped)
    .map((line) => ({ order: o, line, at, arrived }));
}

/**
 * Most refunds come within the week, some after it, the first one at its very end (which is no longer
 * within it); a few are closed, and a few are paid in two parts.
 */
function refund(r: Random, paid: Pay, number: number): readonly Refund[] {
  const spread = r.weighted([
    [r.int(3600, 5 * daySeconds), 60],
    [r.int(5 * daySeconds, 10 * daySeconds), 25],
    [r.int(10 * daySeconds, 20 * daySeconds), 15],
  ]);
  const at = paid.at + (number === 0 ? week : spread);
  const type = r.pick(['only', 'return'] as const);
  const success = number === 0 || r.chance(0.85);
  const parts = r.chance(0.1) ? split(paid.line.amount, [3, 7]) : [paid.line.amount];
  return parts.map((amount, i) => {
    const when = at + i * r.int(600, 3 * daySeconds);
    const arrived = Math.max(paid.arrived, arrival(r, when));
    return { pay: paid, amount, type, success, at: when, arrived };
  });
}

function orderTables(orders: readonly Order[]): readonly Table[] {
  return [
    {
      name: 'dwd_trd_order_di',
      columns: columns(
        'order_id BIGINT, buyer_id BIGINT, create_time TIMESTAMP, order_amt DECIMAL(18,2), freight_amt DECIMAL(18,2), coupon_id BIGINT, coupon_amt DECIMAL(18,2), test_flag BIGINT, ds VARCHAR',
      ),
      rows: within(
        orders.map((o) => ({
          order_id: o.id,
          buyer_id: o.buyer,
          create_time: timestamp(o.at),
          order_amt: yuan(o.lines.reduce((sum, { amount }) => sum + amount, o.freight)),
          freight_amt: yuan(o.freight),
          coupon_id: o.coupon?.id ?? null,
          coupon_amt: yuan(o.coupon?.face ?? 0),
          test_flag: o.test ? 1 : 0,
          ds: partition(o.arrived),
        })),
      ),
    },
    {
      name: 'dwd_trd_sub_order_di',
      columns: columns(
        'sub_order_id BIGINT, order_id BIGINT, buyer_id BIGINT, item_id BIGINT, live_id VARCHAR, anchor_id BIGINT, qty BIGINT, crt_amt DECIMAL(18,2), create_time TIMESTAMP, channel VARCHAR, test_flag BIGINT, ds VARCHAR',
      ),
      rows: within(
        orders.flatMap((o) =>
          o.lines.map((line) => ({
            sub_order_id: line.id,
            order_id: o.id,
            buyer_id: o.buyer,
            item_id: line.item.id,
            live_id: o.session?.id ?? null,
            anchor_id: o.session?.anchor.id ?? null,
            qty: line.qty,
            crt_amt: yuan(line.amount),
            create_time: timestamp(o.at),
            channel: o.channel,
            test_flag: o.test ? 1 : 0,
            ds: partition(o.arrived),
          })),
        ),
      ),
    },
  ];
}

function payTable(pays: readonly Pay[]): Table {
  return {
    name: 'dwd_trd_live_pay_di',
    columns: columns(
      'sub_order_id BIGINT, order_id BIGINT, buyer_id BIGINT, item_id BIGINT, live_id VARCHAR, anchor_id BIGINT, qty BIGINT, pay_amt DECIMAL(18,2), pay_time TIMESTAMP, channel VARCHAR, source VARCHAR, touch_type VARCHAR, touch_time TIMESTAMP, fan_flag BIGINT, test_flag BIGINT, ds VARCHAR',
    ),
    rows: within(
      pays.map(({ order: o, line, at, arrived }) => ({
        sub_order_id: line.id,
        order_id: o.id,
        buyer_id: o.buyer,
        item_id: line.item.id,
        live_id: o.session?.id ?? null,
        anchor_id: o.session?.anchor.id ?? null,
        qty: line.qty,
        pay_amt: yuan(line.amount),
        pay_time: timestamp(at),
        channel: o.channel,
        source: o.source,
        touch_type: o.touch?.type ?? null,
        touch_time: o.touch === null ? null : timestamp(o.touch.at),
        fan_flag: o.fan === null ? null : o.fan ? 1 : 0,
        test_flag: o.test ? 1 : 0,
        ds: partition(arrived),
      })),
    ),
  };
}

function refundTable(refunds: readonly Refund[]): Table {
  return {
    name: 'dwd_trd_live_refund_di',
    columns: columns(
      'refund_id BIGINT, sub_order_id BIGINT, buyer_id BIGINT, item_id BIGINT, live_id VARCHAR, anchor_id BIGINT, refund_type VARCHAR, status VARCHAR, refund_amt DECIMAL(18,2), pay_time TIMESTAMP, refund_time TIMESTAMP, test_flag BIGINT, ds VARCHAR',
    ),
    rows: within(
      refunds.map(({ pay: p, amount, type, success, at, arrived }, i) => ({
        refund_id: 7_000_001 + i,
        sub_order_id: p.line.id,
        buyer_id: p.order.buyer,
        item_id: p.line.item.id,
        live_id: p.order.session?.id ?? null,
        anchor_id: p.order.session?.anchor.id ?? null,
        refund_type: type,
        status: success ? 'success' : 'closed',
        refund_amt: yuan(amount),
        pay_time: timestamp(p.at),
        refund_time: timestamp(at),
        test_flag: p.order.test ? 1 : 0,
        ds: partition(arrived),
      })),
    ),
  };
}

/** When buyers paid in the live channel, for the users' first payment; tests do not count. */
export function livePayments(
  pays: readonly Pay[],
): readonly { readonly user: number; readonly date: string; readonly arrived: number }[] {
  return pays
    .filter(({ order: o }) => o.channel === 'live' && !o.test)
    .map(({ order: o, at, arrived }) => ({ user: o.buyer, date: date(dayOf(at)), arrived }));
}
