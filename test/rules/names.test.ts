import { expect, it } from 'vitest';
import type { Target } from '../../src/dsl/document.js';
import { breaches, broken, summary } from '../support/laws.js';

const stage = {
  name: 'result',
  by: [{ as: 'customer_id', is: 'customer.customer_id' }],
  measures: [{ as: 'order_cnt', metric: 'order_cnt', time: { period: '7d' } }],
};
const named = (law: string, table: string, layer: Target['layer'] = 'dws'): boolean =>
  broken(law, [stage], { target: { ...summary, layer, table } }).length > 0;

it.each([
  ['dws_trd_customer_nd', 'dws', false, false],
  ['DWS_trd_customer_nd', 'dws', false, false],
  ['`project.dws_trd_customer_nd`', 'dws', false, false],
  ['ods_trd_customer', 'dwd', true, false],
  ['ads_trd_customer_nd', 'dws', true, false],
  ['dwd_trd_order_di', 'ods', true, false],
  ['fact_order', 'dwd', false, true],
  ['customer_dws_nd', 'dws', false, true],
  ['dwsx', 'dws', false, true],
] as const)('%s in layer %s: of another layer %s, of none %s', (table, layer, other, none) => {
  expect(named('table-prefix-is-of-layer', table, layer)).toBe(other);
  expect(named('table-prefix-names-layer', table, layer)).toBe(none);
});

it.each([
  ['dws_a1_nd', true],
  ['dws_a__nd', false],
  ['dws_A_nd', false],
  ['dws_客户_nd', false],
  ['dws_a_nd_', false],
  [`dws_${'a'.repeat(60)}`, true],
  [`dws_${'a'.repeat(61)}`, false],
])('table name %s is plain: %s', (table, plain) => {
  expect(named('table-name-is-plain', table)).toBe(!plain);
});

it.each([
  ['dwd_trd_order_di', 'dwd', true],
  ['dwd_trd_order_df', 'dwd', true],
  ['dwd_trd_order', 'dwd', false],
  ['dwd_trd_order_1d', 'dwd', false],
  ['dws_trd_customer_nd', 'dws', true],
  ['dws_trd_customer_mtd', 'dws', true],
  ['dws_trd_customer_di', 'dws', false],
  ['ads_trd_board', 'ads', true],
  ['dim_trd_shop', 'dim', true],
  ['ods_trd_log', 'ods', true],
] as const)('the ending of %s in layer %s will do: %s', (table, layer, good) => {
  expect(named('table-suffix-says-content', table, layer)).toBe(!good);
});

const column = (law: string, as: string) =>
  breaches(law, [{ ...stage, measures: [{ ...stage.measures[0], as }] }], { target: summary });

it.each([
  ['order_cnt', undefined],
  ['orderCnt', 'order_cnt'],
  ['Order_Cnt', 'order_cnt'],
  ['`order cnt`', 'order_cnt'],
  ['`7d_cnt`', undefined],
  ['订单数', undefined],
])('column %s is better called %s', (as, better) => {
  const found = column('column-name-is-plain', as);
  expect(found.map((d) => d.path)).toEqual(as === 'order_cnt' ? [] : ['/stages/0/measures/0/as']);
  expect(found[0]?.allowed).toEqual(better === undefined ? undefined : [better]);
});

it.each([
  ['date', true],
  ['Table', true],
  ['status', false],
  ['order_date', false],
])('column %s is a reserved word: %s', (as, reserved) => {
  expect(column('column-name-is-not-reserved', as)).toHaveLength(reserved ? 1 : 0);
});

it('names of partitions are names of columns', () => {
  const partition = [{ as: 'Day', is: '$bizdate' }];
  const found = broken('column-name-is-plain', [stage], { target: { ...summary, partition } });
  expect(found).toEqual(['/target/partition/0/as']);
});

it('a column that is passed on is named where it is written', () => {
  const stages = [
    { ...stage, name: 'rows', by: [{ as: 'customerId', is: 'customer.customer_id' }] },
    { name: 'other', from: 'rows', where: ['order_cnt > 1'] },
    { name: 'both', union: ['rows', 'other'] },
    { name: 'result', from: 'both', keep: ['order_cnt > 0'] },
  ];
  const target = { ...summary, key: ['customerId'] };
  expect(broken('column-name-is-plain', stages, { target })).toEqual(['/stages/0/by/0/as']);
});

it('columns without a comment are named together, where comments are written', () => {
  const computed = {
    ...stage,
    compute: [
      { as: 'a', is: 'order_cnt + 1' },
      { as: 'b', is: '2' },
    ],
  };
  const found = breaches('columns-are-commented', [computed], { target: summary });
  expect(found.map((d) => [d.path, d.params])).toEqual([['/target', { columns: ['a', 'b'] }]]);
  const columns = [
    { name: 'a', comment: 'one more' },
    { name: 'b', comment: ' ' },
  ];
  const left = breaches('columns-are-commented', [computed], { target: { ...summary, columns } });
  expect(left.map((d) => [d.path, d.params])).toEqual([['/target/columns', { columns: ['b'] }]]);
});

it.each([
  ['trd', undefined, undefined],
  ['trade', ['trd'], undefined],
  ['trx', ['trd'], undefined],
  ['trdd', ['trd'], 'trd'],
  ['live', ['mbr', 'trd'], undefined],
])('domain %s: allowed %s, fixed to %s', (domain, allowed, fixed) => {
  const [found] = breaches('domain-is-known', [stage], { target: { ...summary, domain } });
  expect(found?.allowed).toEqual(allowed);
  const fix = fixed && [{ op: 'replace', path: '/target/domain', value: fixed }];
  expect(found?.fix).toEqual(fix);
});
