import { expect, it } from 'vitest';
import { draft } from '../../src/draft/draft.js';
import type { Document } from '../../src/dsl/document.js';
import { shop } from '../support/bind.js';
import { applyPatch } from '../support/patch.js';
import { clinic, drafted, errorsIn, tokenizerOf } from './drafted.js';

/** Words, place and the values that could stand there. */
function holesOf(document: Document): readonly (readonly [string, string, readonly string[]])[] {
  return (document.unresolved ?? []).map((u) => [u.about, u.at, u.options.map((o) => o.value)]);
}

it.each([
  // A concept that the ontology lacks has no place.
  ['近7天各门店的毛利', [['毛利', '', []]]],
  ['支付金额 by zip code', [['zip code', '', []]]],
  // One word, several paths or attributes.
  [
    '各城市的支付金额',
    [
      [
        '城市',
        '/stages/0/by/0/is',
        [
          'orders.bill_city.city_id',
          'orders.ship_city.city_id',
          'customer.city.city_id',
          'store.city.city_id',
        ],
      ],
    ],
  ],
  // A number that cannot be split so.
  ['各类目的支付金额', [['类目', '', []]]],
  // Words of the grammar that found nothing to work on.
  ['支付金额前10', [['前10', '', []]]],
  ['支付金额占比', [['支付金额占比', '', []]]],
  ['支付金额超过100', [['支付金额超过100', '', []]]],
  ['支付金额环比', [['环比', '', []]]],
  ['不含的支付金额', [['不含', '', []]]],
  ['各的支付金额', [['各', '', []]]],
  // Which of several numbers orders.
  [
    'paid amount and orders by store, top 3',
    [['top 3', '/stages/0/order/0/by', ['paid_amt', 'order_cnt']]],
  ],
  // A mean of groups is two levels, which was not said.
  ['平均每个客户的支付金额', [['平均', '', []]]],
  // First chosen of the whole time, or in each month.
  ['2026年支付金额最高的前2个门店每月的支付金额', [['最高的前2个门店', '', []]]],
  // Customers are listed, and each has many orders.
  ['有订单的客户', [['客户', '', []]]],
  ['列出有已支付订单的客户', [['客户', '', []]]],
  // A distinct count is no total.
  ['近7天日均支付买家数', [['日均支付买家数', '', []]]],
  // Rows without a clock have no last week.
  ['上周的类目数', [['上周', '', []]]],
  // Averages of what the ontology divides in more than one way, or by something else.
  ['平均支付金额', [['支付金额', '/stages/0/measures/0/metric', ['aov']]]],
  // A comparison over a time that overlaps, or is not as long.
  ['近30天的订单数周环比', [['周环比', '', []]]],
  ['orders in the last 30 days vs the previous 7 days', [['vs the previous 7 days', '', []]]],
  ['每周的订单数同比', [['同比', '', []]]],
  // A tenth of the stores is not ten of them.
  ['top 10% stores by paid amount', [['top 10% stores', '', []]]],
  ['top 10 % stores by paid amount', [['top 10 % stores', '', []]]],
  ['支付金额 + 退款金额', [['+', '', []]]],
  // All up to each month, where each month would have its own.
  ['每月累计订单数', [['每月累计订单数', '', []]]],
  ['cumulative orders per month', [['cumulative orders per month', '', []]]],
  // One number for each, where there would be one of all.
  [
    'female customers with their number of orders',
    [['female customers with their number of orders', '', []]],
  ],
  // What may be a state of the rows is no filler, and what says that there is nothing is no value.
  ['number of done orders by store', [['done', '', []]]],
  ['门店名称为空的门店数', [['空', '', []]]],
  ['customers whose city is empty', [['empty', '', []]]],
  // A number in another money than the ontology's.
  ['支付金额超过$100的门店', [['$100', '', []]]],
  // A known word whose part in the sentence is not clear.
  ['paid amount of customers', [['customers', '', []]]],
  ['how many customers have orders last month', [['how many customers orders', '', []]]],
  ['各门店女性客户支付金额占比', [['支付金额占比', '', []]]],
])('%s: %j', (requirement, expected) => {
  const document = drafted(requirement);
  const holes = holesOf(document).map(([about, at, options]) => [about, at, options]);
  for (const hole of expected) expect(holes).toContainEqual(hole);
});

it.each([
  [
    '近7天各医生的效率',
    '效率',
    'metric',
    ['visit_cnt', 'fee_total'],
    '效率按就诊次数还是诊疗收入衡量？',
  ],
  [
    'efficiency by channel',
    'efficiency',
    'metric',
    ['visit_cnt', 'fee_total'],
    '效率按就诊次数还是诊疗收入衡量？',
  ],
])('a term that asks always asks: %s', (requirement, about, field, options, question) => {
  const hole = drafted(requirement, clinic).unresolved?.find((u) => u.about === about);
  expect(hole?.at).toBe(`/stages/0/measures/0/${field}`);
  expect(hole?.options.map((o) => o.value)).toEqual(options);
  expect(hole?.question).toBe(question);
});

it('a bracket behind a term says which of its meanings is meant', () => {
  const document = drafted('近28天的效率（就诊次数）', clinic);
  expect(document.unresolved).toBeUndefined();
  expect(document.stages[0]?.measures).toEqual([
    { as: 'visit_cnt_28d', metric: 'visit_cnt', time: { period: '28d' } },
  ]);
  expect(document.assumptions).toContainEqual({
    about: '效率',
    taken: '“效率”取“就诊次数”',
    at: '/stages/0/measures/0',
  });
});

it('S14: answering each hole by one of its options gives a document that compiles', () => {
  const document = drafted('近28天各医生的效率', clinic);
  const open = document.unresolved ?? [];
  expect(open.map((u) => u.at)).toEqual(['/stages/0/by/0/is', '/stages/0/measures/0/metric']);
  const answers = open.map((u) => ({
    op: 'replace' as const,
    path: u.at as `/${string}`,
    value: u.options[0]!.value,
  }));
  const { unresolved: _, ...answered } = applyPatch(document, answers) as Document;
  expect(errorsIn(answered, clinic)).toEqual([]);
});

it('the role that is called like what it leads to is recommended, not taken', () => {
  const [hole] = drafted('各医生的就诊次数', clinic).unresolved ?? [];
  expect(hole?.options.map((o) => [o.value, o.recommended ?? false])).toEqual([
    ['appointment.doctor.doctor_id', true],
    ['appointment.referring.doctor_id', false],
  ]);
});

it('asks in the language of the requirement', () => {
  const [zh] = drafted('各门店的毛利').unresolved ?? [];
  const [en] = drafted('margin by store').unresolved ?? [];
  expect(zh?.question).toMatch(/毛利.*？$/);
  expect(en?.question).toMatch(/margin.*\?$/);
  expect(en?.question).not.toMatch(/\p{Script=Han}/u);
});

it('asks what is wanted where nothing is', () => {
  expect(holesOf(drafted('你好，谢谢！'))).toEqual([['你好，谢谢', '', []]]);
});

it('says which words it used and which it did not', () => {
  const requirement = '近7天各门店的毛利和支付金额，用于晨会';
  const { used, unused } = draft(requirement, shop, {
    asOf: '2026-11-07',
    tokenize: tokenizerOf(shop),
  });
  const text = ({ start, end }: { start: number; end: number }): string =>
    requirement.slice(start, end);
  expect(used.map(text)).toEqual(['近7天', '各', '门店', '支付金额']);
  expect(unused.map(text)).toEqual(['毛利', '晨会']);
});

it('asks about a sentence full of unknown words one by one up to a dozen, then once', () => {
  const nouns = Array.from({ length: 40 }, (_, i) => `zx${i}q`).join(', ');
  const open = drafted(`paid amount ${nouns}`).unresolved ?? [];
  expect(open).toHaveLength(13);
  expect(open.at(-1)?.question).toMatch(/^28 more places/);
});

it.each([
  ['近7天的订单数', '近7天', '2026-11-01 至 2026-11-07，含首尾两天', '/stages/0/measures/0/time'],
  ['3月的订单数', '3月', '2026-03-01 至 2026-03-31，含首尾两天', '/stages/0/measures/0/time'],
  ['各门店的订单数', '门店', '只列出有数据的“门店”', '/stages/0/by'],
  ['订单数', '订单数', '未限定时间：统计全部历史数据', '/stages/0'],
  ['门店的订单数', '门店', '按“门店”分组', '/stages/0/by/0'],
  ['近8周每周的订单数', '每周', '时间从 2026-09-13 起，首个 week 不完整', '/stages/0/time'],
  ['列出订单的下单时间', '下单时间', '每行一条“订单”', '/stages/0/from'],
  [
    '近8周每周各门店的订单数及占比',
    '订单数及占比',
    '各行的“订单数”占同一“week”各行合计的比例',
    '/stages/0/windows/0',
  ],
  ['近7天客户数', '近7天', '客户按“注册日期”计入时间范围', '/stages/0/measures/0/time'],
  [
    'orders in the last 7 days',
    'in the last 7 days',
    '2026-11-01 to 2026-11-07, both days included',
    '/stages/0/measures/0/time',
  ],
])('states what it took: %s', (requirement, about, taken, at) => {
  const found = drafted(requirement).assumptions?.find((a) => a.taken === taken);
  expect(found?.at).toBe(at);
  expect(about.endsWith(found?.about ?? '?')).toBe(true);
});
