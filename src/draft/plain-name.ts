import type { Attribute } from '../ontology/model.js';
import { chineseValues } from './question/chinese/values.js';
import { chineseWords } from './question/chinese/words.js';

/** Longer names of tables and columns are refused (`rule/column-name-is-plain`); room for a number. */
const longest = 60;

/**
 * A name of a table or a column in letters and digits: Chinese words by the dictionary of questions, used
 * the other way round; what it does not know by its code points, so that one name always gives one name.
 * A name without Chinese stays as it is.
 */
export function plainName(name: string): string {
  if (!/\p{Script=Han}/u.test(name)) return name;
  const words = (name.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).flatMap((run) =>
    /\p{Script=Han}/u.test(run) ? partsOf(run) : run.toLowerCase().split(/[^a-z\d]+/),
  );
  const plain = words.filter((w, i) => w !== '' && w !== words[i - 1]).join('_');
  return cut(/^\d/.test(plain) ? `_${plain}` : plain);
}

function cut(name: string): string {
  return name.length <= longest ? name : name.slice(0, longest).replace(/_[^_]*$/, '');
}

/** The name of a column that is to be made: plain in a table of the warehouse, in an answer as it is. */
export function columnIn({ scheduled }: { readonly scheduled: boolean }, name: string): string {
  return scheduled ? plainName(name) : name;
}

/** What an attribute is called where a column is made of it: by its column where only that is plain. */
export function attributeIn(
  { scheduled }: { readonly scheduled: boolean },
  { name, column }: Pick<Attribute, 'name' | 'column'>,
): string {
  const isPlainer = /\p{Script=Han}/u.test(name) && /^[a-z][a-z\d_]*$/i.test(column ?? '');
  return scheduled && isPlainer ? column!.toLowerCase() : name;
}

/** The fewest known words that leave the fewest characters unknown, from left to right. */
function partsOf(run: string): readonly string[] {
  const characters = Array.from(run);
  interface Cut {
    readonly strange: number;
    readonly words: readonly string[];
    readonly open: string;
  }
  const best: Cut[] = [{ strange: 0, words: [], open: '' }];
  for (let end = 1; end <= characters.length; end++) {
    const before = best[end - 1]!;
    let found: Cut = {
      strange: before.strange + 1,
      words: before.words,
      open: before.open + characters[end - 1]!,
    };
    for (let start = end - 1; start >= 0; start--) {
      const word = english.get(characters.slice(start, end).join(''));
      const { strange, words, open } = best[start]!;
      if (word === undefined) continue;
      const all = [...words, ...(open === '' ? [] : [coded(open)]), word];
      if (strange < found.strange || (strange === found.strange && all.length < found.words.length))
        found = { strange, words: all, open: '' };
    }
    best.push(found);
  }
  const { words, open } = best.at(-1)!;
  return open === '' ? words : [...words, coded(open)];
}

function coded(text: string): string {
  return `u${Array.from(text, (c) => c.codePointAt(0)!.toString(16)).join('')}`;
}

/** What columns end with and tables begin with, as warehouses abbreviate it. */
const usual: Readonly<Record<string, string>> = {
  编号: 'id',
  号: 'no',
  单号: 'no',
  行号: 'line_no',
  序号: 'seq',
  编码: 'code',
  代码: 'code',
  名称: 'name',
  姓名: 'name',
  名: 'name',
  日期: 'date',
  时间: 'time',
  日: 'day',
  月: 'month',
  月份: 'month',
  年: 'year',
  金额: 'amount',
  额: 'amount',
  数量: 'quantity',
  数: 'cnt',
  人数: 'cnt',
  次数: 'cnt',
  单价: 'unit_price',
  价格: 'price',
  价: 'price',
  率: 'rate',
  状态: 'status',
  类型: 'type',
  类别: 'category',
  分类: 'category',
  收入: 'income',
  销售: 'sale',
  明细: 'item',
  详情: 'detail',
  记录: 'record',
  信息: 'info',
  表: '',
  的: '',
  是否: 'is',
  注册: 'register',
  开业: 'open',
  支付: 'pay',
  下单: 'order',
  会员: 'member',
  省: 'province',
  市: 'city',
  区: 'district',
  备注: 'remark',
  创建: 'create',
  更新: 'update',
  开始: 'start',
  结束: 'end',
  实付: 'paid',
  应付: 'payable',
  手机: 'mobile',
  已: '',
  近: 'last',
  使用: 'use',
  使用量: 'usage',
  收货: 'ship',
  发货: 'ship',
  科室: 'dept',
  费: 'fee',
  费用: 'fee',
  挂号: 'registration',
  挂号费: 'registration_fee',
  就诊: 'visit',
  退货: 'return',
  入库: 'inbound',
  出库: 'outbound',
  采购: 'purchase',
  物流: 'logistics',
  签收: 'sign',
  订购: 'order',
  结算: 'settle',
  审批: 'approval',
  合计: 'total',
  累计: 'total',
  平均: 'avg',
  最大: 'max',
  最小: 'min',
};

/** Chinese words and what they are called in English: the first meaning of the shortest entry. */
const english: ReadonlyMap<string, string> = reversed();

function reversed(): ReadonlyMap<string, string> {
  const found = new Map<string, { readonly name: string; readonly rank: number }>();
  for (const dictionary of [chineseWords, chineseValues])
    for (const [words, said] of Object.entries(dictionary))
      said.split('|').forEach((form, place) => {
        const name = words.toLowerCase().replaceAll(/[^a-z\d]+/g, '_');
        const rank = place * 10 + words.split(' ').length;
        const known = found.get(form);
        if (/^\p{Script=Han}+$/u.test(form) && (known === undefined || rank < known.rank))
          found.set(form, { name, rank });
      });
  return new Map([
    ...[...found].map(([form, { name }]) => [form, name] as const),
    ...Object.entries(usual),
  ]);
}
