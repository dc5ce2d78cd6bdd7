import { expect, it } from 'vitest';
import { breaches, broken, summary } from '../support/laws.js';
import { ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const week = { period: '7d' };
const totals = (is: string) => ({
  name: 'result',
  time: week,
  by: [],
  measures: [
    { as: 'amt', metric: 'refund_amt' },
    { as: 'cnt', metric: 'order_cnt' },
    { as: 'sum_amt', agg: 'sum', entity: 'orders', of: 'amount' },
    { as: 'orders', agg: 'count', entity: 'orders', of: 'amount' },
  ],
  compute: [{ as: 'x', is }],
});

/** 元: amt, sum_amt; 单: cnt; a count of amounts has no unit. */
it.each([
  ['amt + sum_amt', []],
  ['amt - cnt', ['amt - cnt']],
  ['amt > cnt', ['amt > cnt']],
  ['amt / cnt', []],
  ['amt / cnt + cnt', []],
  ['amt + orders', []],
  ['amt + 1', []],
  ['coalesce(amt, 0) + cnt', ['coalesce(amt, 0) + cnt']],
  ['round(cast(amt as double), 1) - (-cnt)', ['round(cast(amt as double), 1) - (-cnt)']],
  ['(amt + cnt) / cnt', ['amt + cnt']],
  ['amt + sum_amt - cnt', ['amt + sum_amt - cnt']],
])('%s mixes units in %j', (is, parts) => {
  const found = breaches('units-agree', [totals(is)], {});
  expect(found.map((d) => d.path)).toEqual(parts.map(() => '/stages/0/compute/0/is'));
  expect(found.map((d) => is.slice(d.offset, d.offset! + d.length!))).toEqual(parts);
});

it('units are followed through stages, matches and columns', () => {
  const priced = ontologyOf(shopYaml.replace('label: 件数 }', 'label: 件数, unit: 件 }'));
  const stages = [
    { ...totals('amt'), name: 'all' },
    {
      name: 'items',
      from: 'order_item',
      match: [{ to: 'all', on: [] }],
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'line_no', is: 'line_no' },
        { as: 'quantity', is: 'quantity' },
        { as: 'whole', is: 'all.x' },
      ],
    },
    {
      name: 'result',
      from: 'items',
      windows: [{ as: 'most', fn: 'max', of: 'quantity' }],
      compute: [{ as: 'y', is: 'whole - most' }],
    },
  ];
  const found = breaches('units-agree', stages, {}, priced);
  expect(found.map((d) => [d.path, d.params])).toEqual([
    ['/stages/2/compute/0/is', { left: 'whole', leftUnit: '元', right: 'most', rightUnit: '件' }],
  ]);
});

const typed = (name: string, is: string, type?: string) => ({
  stages: [{ name: 'result', from: 'refund', columns: [id, { as: name, is }] }],
  more: { target: { ...summary, ...(type !== undefined && { columns: [{ name, type }] }) } },
});
const id = { as: 'refund_id', is: 'refund_id' };

it.each([
  ['x_cnt', 'refund_id', undefined, true],
  ['x_cnt', 'cast(1 as double)', undefined, false],
  ['x_uv_7d', 'refund_amount', undefined, false],
  ['x_amt', 'refund_amount', undefined, true],
  ['x_amt', 'refund_id', undefined, true],
  ['x_amt', 'cast(refund_amount as double)', undefined, false],
  ['x_rate', 'refund_amount / refund_id', undefined, true],
  ['x_rate_30d', 'refund_id', undefined, false],
  ['x_amt_7d_wow', 'refund_amount / refund_id', undefined, true],
  ['x', 'cast(1 as double)', undefined, true],
])('a column %s of %s has a type that suits it: %s', (name, is, type, good) => {
  const { stages, more } = typed(name, is, type);
  const places = good ? [] : ['/stages/0/columns/1'];
  expect(broken('column-type-suits-name', stages, more)).toEqual(places);
});

it.each([
  ['refund_amount', 'bigint', false],
  ['refund_amount', 'decimal(18,1)', false],
  ['refund_amount', 'decimal(10,2)', true],
  ['refund_amount', 'double', true],
  ['refund_amount', 'string', true],
  ['refund_amount / 3', 'decimal(18,6)', true],
  ['cast(refund_amount as double)', 'bigint', false],
  ['cast(refund_amount as double)', 'decimal(18,2)', true],
  ['refund_time', 'date', false],
  ['refund_time', 'timestamp', true],
  ['refund_time', 'bigint', false],
  ['date(refund_time)', 'bigint', false],
  ['date(refund_time)', 'timestamp', true],
  ['date(refund_time)', 'string', true],
  ["'7'", 'bigint', false],
  ['refund_id', 'boolean', false],
  ['refund_id', 'decimal(20,0)', true],
])('%s written as %s keeps its values: %s', (is, type, kept) => {
  const { stages, more } = typed('x', is, type);
  const places = kept ? [] : ['/target/columns/0/type'];
  expect(broken('stated-type-keeps-values', stages, more)).toEqual(places);
});
