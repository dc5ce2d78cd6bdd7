import { expect, it } from 'vitest';
import { clinic, drafted, errorsIn } from './drafted.js';

const store = [
  { as: 'store_id', is: 'store.store_id' },
  { as: 'store_name', is: 'store.name' },
];

it('a daily table of several periods', () => {
  const document = drafted('建一张每日各门店近1/7/30天支付金额的DWS汇总表，生命周期365天');
  expect(document.unresolved).toBeUndefined();
  expect(document.as_of).toBeUndefined();
  expect(document.stages).toEqual([
    {
      name: 'result',
      by: store,
      measures: [
        {
          as: 'paid_amt_1d',
          metric: 'paid_amt',
          time: { last: 1, unit: 'day', mode: 'rolling' },
        },
        { as: 'paid_amt_7d', metric: 'paid_amt', time: { period: '7d' } },
        {
          as: 'paid_amt_30d',
          metric: 'paid_amt',
          time: { last: 30, unit: 'day', mode: 'rolling' },
        },
      ],
    },
  ]);
  expect(document.target).toEqual({
    table: 'dws_trd_store_nd',
    layer: 'dws',
    domain: 'trd',
    comment: '门店近1天、近7天、近30天支付金额汇总',
    columns: [
      { name: 'paid_amt_1d', comment: '近1天支付金额' },
      { name: 'paid_amt_30d', comment: '近30天支付金额' },
    ],
    write: 'overwrite',
    partition: [{ as: 'ds', is: '$bizdate' }],
    lifecycle: 365,
  });
  expect(errorsIn(document)).toEqual([]);
});

it('daily without a period is the business date', () => {
  const document = drafted('每日各科室编号的就诊次数，产出到ADS表', clinic, { kind: 'table' });
  expect(document.stages[0]?.measures).toEqual([
    { as: 'visit_cnt_1d', metric: 'visit_cnt', time: { period: '1d' } },
  ]);
  expect(document.target?.table).toBe('ads_med_dept_id_1d');
  expect(document.target?.lifecycle).toBe(365);
});

it.each([
  ['昨日各门店的支付金额汇总表', { last: 1, unit: 'day', mode: 'rolling' }],
  ['T-1各门店的支付金额汇总表', { last: 1, unit: 'day', mode: 'rolling' }],
  ['前天各门店的支付金额汇总表', { from: '$bizdate - 1', to: '$bizdate - 1' }],
  ['上周各门店的支付金额汇总表', { last: 1, unit: 'week', mode: 'complete' }],
  ['2026年1月1日以来各门店的支付金额汇总表', { from: "date '2026-01-01'", to: '$bizdate' }],
])('counts from the business date: %s', (requirement, time) => {
  const document = drafted(requirement);
  expect(document.stages[0]?.measures?.[0]?.time).toEqual(time);
  expect(errorsIn(document)).toEqual([]);
});

it.each([
  ['各门店的支付金额汇总表', '支付金额'],
  // Fixed days, said relative to the day of drafting: every run would compute the same.
  ['3月各门店的支付金额汇总表', '3月'],
  ['上上周各门店的支付金额汇总表', '上上周'],
])('asks for the period: %s', (requirement, about) => {
  const document = drafted(requirement);
  const hole = document.unresolved?.find((u) => u.about === about);
  expect(hole?.at).toBe('/stages/0/measures/0/time/period');
  expect(hole?.options).toEqual([{ label: '近7天', value: '7d' }]);
  expect(document.stages[0]?.measures?.[0]?.time).toEqual({ period: '?' });
});

it('asks what a month of a daily table is', () => {
  const document = drafted('每月各门店近7天的支付金额汇总表');
  expect(document.unresolved?.map((u) => u.about)).toEqual(['每月']);
});

it.each([
  ['近7天各门店的支付金额', 'question', undefined],
  ['近7天各门店的支付金额', 'table', 'dws_trd_store_7d'],
  ['近7天各门店的支付金额汇总表', 'question', undefined],
  ['累计各门店的支付金额汇总表', undefined, 'dws_trd_store_td'],
  [
    'build a daily table of paid amount by store for the last 7 days',
    undefined,
    'dws_trd_store_7d',
  ],
  ['近7天支付金额汇总表', undefined, 'dws_trd_all_7d'],
] as const)('%s as %s is %s', (requirement, kind, table) => {
  const document = drafted(requirement, undefined, kind === undefined ? {} : { kind });
  expect(document.target?.table).toBe(table);
  expect(document.unresolved).toBeUndefined();
});

it('says of what length the numbers are where no period has a name', () => {
  const document = drafted('每天产出门店汇总表：近9天和近20天各门店的支付金额');
  expect(document.target?.columns?.map((c) => c.comment)).toEqual([
    '近9天支付金额',
    '近20天支付金额',
  ]);
});

it('lists rows into a detail table', () => {
  const document = drafted('近7天已支付订单的订单ID、客户姓名、订单金额，DWD明细表');
  expect(document.unresolved).toBeUndefined();
  expect(document.stages).toEqual([
    {
      name: 'result',
      from: 'orders',
      time: { period: '7d' },
      where: ["status = 'paid'"],
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'customer_name', is: 'customer.name' },
        { as: 'amount', is: 'amount' },
      ],
    },
  ]);
  expect(document.target).toMatchObject({ table: 'dwd_orders_di', layer: 'dwd' });
});

it('names a column of some rows only by what chooses them, never by a number alone', () => {
  const { stages, target } = drafted(
    '每天产出品类汇总表：各品类近7天的支付金额、在售商品的支付金额，生命周期180天',
  );
  const named = stages.at(-1)!.measures!.map((m) => m.as);
  expect(named).toEqual(['paid_amt_7d', 'status_1_paid_amt_7d']);
  expect(target!.columns).toContainEqual({
    name: 'status_1_paid_amt_7d',
    comment: '近7天支付金额(在售)',
  });
});
