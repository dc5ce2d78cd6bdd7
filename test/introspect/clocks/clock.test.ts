import { expect, it } from 'vitest';
import { entity, evidence, foundIn } from '../found.js';

const day = (name: string): string => `date '2024-01-01' + (i % 30)::INTEGER AS ${name}`;
const table = (name: string, columns: readonly string[], n = 40): string =>
  `CREATE TABLE ${name} AS SELECT ${columns.join(', ')} FROM range(${n}) t(i)`;

it.each([
  ['orders', [day('created_at'), day('order_date'), day('updated_at')], 'order_date'],
  ['orders', [day('o_orderdate'), 'i AS o_a', 'i AS o_b'], 'o_orderdate'],
  ['orders', [day('shipped_date'), day('created_at'), day('due_date')], 'created_at'],
  ['lineitem', [day('l_shipdate'), day('l_commitdate'), day('l_receiptdate')], 'l_shipdate'],
  ['sales', [day('"date"'), day('crtd_ts')], 'date'],
  [
    'transactions',
    [day('modified_date'), day('transaction_created_date')],
    'transaction_created_date',
  ],
  ['snapshots', [day('snapshot_date'), day('crtd_ts')], 'snapshot_date'],
  ['"订单"', [day('"创建时间"'), day('"下单时间"')], '下单时间'],
  ['"领料单"', ['i AS "单号"', day('"审批日期"')], '审批日期'],
  ['flights', ['i AS fl_no', day('fl_date')], 'fl_date'],
  ['appointments', ['i AS pet', day('scheduled_at'), day('updated_at')], 'scheduled_at'],
  ['invoices', ['i AS amount', day('issue_date'), day('paid_date')], 'issue_date'],
  ['applications', ['i AS job', day('decided_on'), day('applied_at')], 'applied_at'],
  ['appointments', ['i AS pet', day('created_at'), day('appt_date')], 'appt_date'],
  ['loans', ['i AS book', day('due_on'), day('loaned_at'), day('returned_at')], 'loaned_at'],
  ['returns', ['i AS book', day('created_at'), day('returned_on')], 'returned_on'],
  ['tickets', ['i AS lot', day('exit_time')], undefined],
  ['endorsements', ['i AS policy', day('end_date'), day('created_at')], 'created_at'],
  ['"住院"', ['i AS "编号"', day('"出院日期"')], undefined],
  ['listings', [day('seen_first'), day('seen_again')], undefined],
  ['"培训"', ['i AS "编号"', day('"证书到期日期"')], undefined],
  ['"培训"', ['i AS "编号"', day('"上课日期"'), day('"审批日期"')], undefined],
  ['logs', ["strftime(date '2024-01-01' + i::INTEGER, '%Y-%m-%d') AS log_day"], 'log_day_date'],
  [
    'orders',
    [day('birth_date'), day('hire_date'), day('expiration_date'), day('end_date')],
    undefined,
  ],
  ['orders', ["CASE WHEN i > 5 THEN date '2024-01-01' END AS order_date"], undefined],
  ['orders', ['i AS amount'], undefined],
])('the clock of %s with %j is %s', async (name, columns, clock) => {
  const found = await foundIn([table(name, columns)]);
  expect(found.entities[0]!.time).toBe(clock);
});

it('says what else it could be', async () => {
  const found = await foundIn([table('orders', ['i AS id', day('order_date'), day('created_at')])]);
  expect(evidence(found, 'order')).toContain('time: filled in 40 of 40 rows; others: created_at');
});

it('a list of things has no clock, what happens to them has one', async () => {
  const found = await foundIn([
    table('customers', ['i AS id', day('created_at')]),
    table('orders', ['i AS id', 'i AS customer_id', day('created_at')]),
  ]);
  expect(entity(found, 'customer').time).toBeUndefined();
  expect(entity(found, 'order').time).toBe('created_at');
});

it('lines are counted by the clock of what they are lines of', async () => {
  const found = await foundIn([
    table('invoice', ['i AS invoice_id', day('invoice_date')]),
    table('invoice_line', ['i AS invoice_line_id', 'i // 2 AS invoice_id', '1 AS quantity']),
    table('review', ['i AS review_id', 'i // 2 AS invoice_id']),
  ]);
  const line = entity(found, 'invoice_line');
  expect(line.time).toBe('invoice_date');
  expect(line.attributes.at(-1)).toMatchObject({
    name: 'invoice_date',
    is: 'invoice.invoice_date',
  });
  expect(entity(found, 'review').time).toBeUndefined();
});
