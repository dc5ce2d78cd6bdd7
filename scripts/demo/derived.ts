import type { Watch } from './audience.js';
import { random } from './random.js';
import { within } from './sessions.js';
import { columns, groupBy, yuan, type Table } from './table.js';
import { date, dayOf, days, daySeconds, end, partition, timestamp, type Second } from './time.js';
import type { Pay, Refund } from './trade.js';

/** The last day, and this many before it, for which the raw log is still kept. */
const rawDays = 7;
const codes = { recommend: '1', follow: '2', search: '3', video: '4', ad: '5' } as const;

/**
 * The raw watch log as clients send it: times are text, an unknown user is the text `null` or nothing,
 * a heartbeat and its final report are two rows of one log_id, and some rows are rubbish.
 */
export function rawLog(watches: readonly Watch[]): Table {
  const r = random('raw');
  const rows = watches
    .filter((w) => w.arrived >= days - rawDays && w.arrived < days)
    .flatMap((w) => {
      const at = sent(w, r.int(300, 36_000));
      const final = {
        log_id: w.id,
        user_id: w.user === null ? r.pick(['null', '']) : String(w.user),
        live_id: w.session.id,
        enter_time: timestamp(w.enter),
        leave_time: w.leave < end ? timestamp(w.leave) : null,
        source_code: codes[w.source],
        is_fan: w.fan ? '1' : '0',
        gmt_modified: timestamp(at),
        ds: partition(w.arrived),
      };
      const early = Math.max(w.arrived * daySeconds, at - r.int(1, 120));
      const heartbeat = { ...final, leave_time: null, gmt_modified: timestamp(early) };
      const broken = {
        ...final,
        ...r.pick([
          { log_id: null },
          { log_id: w.id + 90_000_000, enter_time: 'N/A' },
          { log_id: w.id + 90_000_000, live_id: 'L00000000000' },
        ]),
      };
      return [
        ...(early < at && r.chance(0.03) ? [heartbeat] : []),
        final,
        ...(r.chance(0.01) ? [broken] : []),
      ];
    });
  return {
    name: 'ods_live_watch_log_di',
    columns: columns(
      'log_id BIGINT, user_id VARCHAR, live_id VARCHAR, enter_time VARCHAR, leave_time VARCHAR, source_code VARCHAR, is_fan VARCHAR, gmt_modified TIMESTAMP, ds VARCHAR',
    ),
    rows,
  };
}

/** When the final report came in: after leaving, but within the day of its partition. */
function sent(w: Watch, delay: number): Second {
  if (w.arrived > dayOf(w.enter)) return w.arrived * daySeconds + delay;
  return Math.min(w.leave + 5, (w.arrived + 1) * daySeconds - 1);
}

/** The category summary of the common layer: what was paid and refunded on each day, tests left out. */
export function categoryDays(pays: readonly Pay[], refunds: readonly Refund[]): Table {
  const counted = [
    ...pays
      .filter((p) => p.arrived < days && !p.order.test)
      .map((p) => ({
        day: dayOf(p.at),
        cate: p.line.item.cate,
        paid: p.line.amount,
        lines: 1,
        qty: p.line.qty,
        refunded: 0,
        refundedLine: null,
      })),
    ...refunds
      .filter((x) => x.arrived < days && x.success && !x.pay.order.test)
      .map((x) => ({
        day: dayOf(x.at),
        cate: x.pay.line.item.cate,
        paid: 0,
        lines: 0,
        qty: 0,
        refunded: x.amount,
        refundedLine: x.pay.line.id,
      })),
  ];
  const groups = groupBy(counted, ({ day, cate }) => day * 1000 + cate);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  const rows = [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([, group]) => ({
      cate_id: group[0]!.cate,
      stat_date: date(group[0]!.day),
      pay_amt_1d: yuan(sum(group.map(({ paid }) => paid))),
      pay_sub_cnt_1d: sum(group.map(({ lines }) => lines)),
      pay_qty_1d: sum(group.map(({ qty }) => qty)),
      rfd_amt_1d: yuan(sum(group.map(({ refunded }) => refunded))),
      rfd_sub_cnt_1d: new Set(group.flatMap(({ refundedLine }) => refundedLine ?? [])).size,
      ds: partition(group[0]!.day),
    }));
  return {
    name: 'dws_live_category_1d',
    columns: columns(
      'cate_id BIGINT, stat_date DATE, pay_amt_1d DECIMAL(18,2), pay_sub_cnt_1d BIGINT, pay_qty_1d BIGINT, rfd_amt_1d DECIMAL(18,2), rfd_sub_cnt_1d BIGINT, ds VARCHAR',
    ),
    rows: within(rows),
  };
}
