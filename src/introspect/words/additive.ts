import { hasKeyTail } from './column-kinds.js';
import { hasWord } from './words.js';

/** Whether numbers of a column may be added up: amounts and counts; never ids, rates, prices, ages, codes. */
export function looksAdditive(words: readonly string[]): boolean {
  if (words.some((word) => rateWords.has(word)) || hasKeyTail(words)) return false;
  const last = words.at(-1) ?? '';
  if (last === 'price' || last === '价格')
    return words.some((word) => ['total', 'extended', 'line', 'sum'].includes(word));
  if (['number', 'num', 'no'].includes(last))
    return words.includes('of') || (last === 'num' && !isNumbered(words.at(-2)));
  if (words[0] === 'number' && words[1] === 'of') return true;
  // Any other cost is that of one unit: supply_cost, standard_cost.
  if (last === 'cost') return words.length === 1 || ['total', 'shipping'].includes(words.at(-2)!);
  if (words.some((word) => notAdditiveChinese.test(word))) return false;
  return additiveWords.has(last) || additiveChinese.test(last);
}

/** `flight_num` is the number of a flight, `citation_num` how many there are. */
function isNumbered(thing: string | undefined): boolean {
  return thing === undefined || numberedThings.has(thing);
}

/**
 * Whether a column says how much there is at a time: stock, headcount, 在院人数. It adds up over things and
 * never over days.
 */
export function isLevel(words: readonly string[]): boolean {
  return hasWord(words, levelWords) || words.some((word) => levelChinese.test(word));
}

/** Whether a number in a list of things is that of one of them: the fee of a service. */
export function isOfOne(words: readonly string[]): boolean {
  return hasWord(words.slice(-1), new Set(['fee', 'fees', 'fare', 'cost', '费', '费用', '成本']));
}

/** Whether a column measures something, additive or not: what it holds never identifies a row. */
export function looksMeasured(words: readonly string[]): boolean {
  return looksAdditive(words) || measureWords.has(words.at(-1) ?? '');
}

/** What has a number of its own. */
const numberedThings = new Set(
  (
    'account acct batch bill bus card case cheque check claim contract cust customer emp employee episode ' +
    'file fl flight house invoice jersey licence license line lot model month order page part phone po ' +
    'policy quarter receipt reg registration roll room route seat season serial shipment shirt student ' +
    'ticket track tracking train transaction txn version voucher week'
  ).split(' '),
);

const rateWords = new Set([
  'rate',
  'ratio',
  'pct',
  'percent',
  'percentage',
  'avg',
  'average',
  'mean',
  'median',
  'unit',
  'per',
  'age',
  'year',
  'month',
  'week',
  'latitude',
  'longitude',
  'lat',
  'lng',
  'lon',
  'rank',
  'score',
  'rating',
  'level',
  'index',
  'version',
  'min',
  'max',
  'minimum',
  'maximum',
  'limit',
  'threshold',
  'target',
  'balance',
  'bal',
  'discount',
  'factor',
  'cumulative',
  'cum',
  'accumulated',
  'running',
  'ytd',
  'mtd',
  'qtd',
  'remaining',
  '单价',
  '占比',
  '比例',
  '评分',
  '平均',
  '年龄',
]);

const additiveWords = new Set([
  'amount',
  'amt',
  'total',
  'subtotal',
  'qty',
  'quantity',
  'count',
  'cnt',
  'sales',
  'revenue',
  'income',
  'profit',
  'fee',
  'fees',
  'tax',
  'taxes',
  'freight',
  'shipping',
  'payment',
  'volume',
  'units',
  'shares',
  'gmv',
  'spend',
  'spending',
  'expense',
  'expenses',
  'duration',
  'seconds',
  'minutes',
  'milliseconds',
  'hours',
  'bytes',
  'likes',
  'views',
  'clicks',
  'visits',
  'impressions',
  'premium',
  'commission',
  'fare',
  'tip',
  'turnover',
  'proceeds',
  'salary',
  'wages',
  'bonus',
  'refund',
  'due',
]);

const additiveChinese =
  /(?:额|量|数|次数|人数|收入|利润|费用|成本|产值|销售|运费|佣金|时长)(?:[(（].*)?$/u;

/** What ends like an amount or a count and is none that adds up: averages, limits, what runs on, what is left. */
const notAdditiveChinese =
  /余额|限额|额度|目标|平均|人均|日均|月均|均值|累计|累积|最大|最小|最高|最低|上限|下限|剩余|容量|含量|质量|流量计|系数|指数|倍数|分数|基数|参数|层数|序数|年数/u;

const levelWords = new Set([
  'stock',
  'inventory',
  'onhand',
  'hand',
  'headcount',
  'occupied',
  'occupancy',
  'opening',
  'closing',
  'ending',
  'beginning',
  'capacity',
  'backlog',
  'inpatients',
]);

const levelChinese = /库存|存量|结存|期初|期末|在院|在职|在库|在岗|在读|存栏|保有|占用/u;

const measureWords = new Set([
  'price',
  'cost',
  'value',
  'salary',
  'wage',
  'weight',
  'size',
  'height',
  'width',
  'length',
  'distance',
  'score',
  'rating',
  'rate',
  'ratio',
  'age',
  'temperature',
  'balance',
  'bal',
  'discount',
  'percent',
  'percentage',
  'average',
  'avg',
  'mean',
  'latitude',
  'longitude',
  '价格',
  '单价',
  '评分',
  '年龄',
  '比例',
  '占比',
]);
