import type { Entity } from '../../../ontology/model.js';
import type { AttributeReferent, Referent } from '../referents.js';
import { isChinese } from '../../lexing/fold.js';
import { chineseFormsOf } from './glossary.js';
import { ROLES_ZH } from './roles.js';

/** A column with the words of its name that say what it is. */
export interface NamedColumn {
  readonly referent: AttributeReferent;
  readonly words: readonly string[];
}

/** 评分 of imdb_rating, 账单金额 of total_bill_amount: how a name ends, where only one column of all ends so. */
export function tailForms(columns: readonly NamedColumn[]): ReadonlyMap<string, AttributeReferent> {
  return onlyOnes(
    columns.flatMap(({ referent, words }) =>
      isAnswered(referent)
        ? []
        : tailsOf(words).flatMap((tail) =>
            chineseFormsOf(tail).map((form) => ({ form, referent })),
          ),
    ),
  );
}

/** Whether a column only says yes or no of what its name ends with. */
function isAnswered({ attribute }: AttributeReferent): boolean {
  return /^(?:no,yes|n,y|0,1|false,true)$/i.test(
    [...(attribute.values?.keys() ?? [])].toSorted().join(),
  );
}

function tailsOf(words: readonly string[]): readonly (readonly string[])[] {
  return words
    .slice(1)
    .map((_, at) => words.slice(at + 1))
    .filter((tail) => tail.length > 1 || !vague.has(tail[0]!));
}

/** 挂牌 of a table of used car listings: how a name of a table ends, where only one table is called so. */
export function tableTails(
  tables: readonly { readonly entity: Entity; readonly words: readonly string[] }[],
): ReadonlyMap<string, Referent> {
  return onlyOnes(
    tables.flatMap(({ entity, words }) =>
      words
        .slice(1)
        .flatMap((_, at) => chineseFormsOf(words.slice(at + 1)))
        .filter((form) => isChinese(form) && !isRole(form))
        .map((form) => ({ form, referent: { kind: 'entity', entity } as const })),
    ),
  );
}

/** 客户类别 of what is called 客户类型: names with another word for the same, where only one column can be meant. */
export function nearForms(
  named: ReadonlyMap<string, readonly Referent[]>,
): ReadonlyMap<string, AttributeReferent> {
  return onlyOnes(
    [...named].flatMap(([form, referents]) => {
      const [referent, ...more] = referents;
      if (referent?.kind !== 'attribute' || more.length > 0) return [];
      return nearTo(form)
        .filter(isChinese)
        .map((near) => ({ form: near, referent }));
    }),
  );
}

function nearTo(form: string): readonly string[] {
  const ends = sameAtEnd.flatMap((words) =>
    words.flatMap((word) =>
      form.endsWith(word) && form.length > word.length
        ? words.map((other) => form.slice(0, -word.length) + other)
        : [],
    ),
  );
  const all = [form, ...ends].flatMap((one) => [
    one,
    ...sameAnywhere.flatMap((words) =>
      words.flatMap((word) =>
        one.includes(word) ? words.map((other) => one.replace(word, other)) : [],
      ),
    ),
  ]);
  return all.filter((near) => near !== form && near.length > 1 && !isRole(near));
}

function isRole(word: string): boolean {
  return ROLES_ZH.some(({ pattern }) => {
    pattern.lastIndex = 0;
    const found = pattern.exec(word);
    return found !== null && found[0].length === word.length;
  });
}

function onlyOnes<R extends Referent>(
  all: readonly { readonly form: string; readonly referent: R }[],
): ReadonlyMap<string, R> {
  const found = new Map<string, R | undefined>();
  for (const { form, referent } of all) {
    const there = found.get(form);
    const isSame = there === undefined ? !found.has(form) : sameReferent(there, referent);
    found.set(form, isSame ? referent : undefined);
  }
  return new Map([...found].flatMap(([form, r]) => (r === undefined ? [] : [[form, r] as const])));
}

/** Whether two names are of one thing. */
export function sameReferent(a: Referent, b: Referent): boolean {
  if (a.entity !== b.entity || a.kind !== b.kind) return false;
  if (a.kind === 'entity' || b.kind === 'entity') return true;
  if (a.attribute !== b.attribute) return false;
  return a.kind !== 'value' || b.kind !== 'value' || a.code === b.code;
}

/** Ends of names that say nothing without what stands before them. */
const vague: ReadonlySet<string> = new Set(
  'name id key code number no count date time year years month day days rate ratio type status level group value total user customer size category min max avg nm cd dt yr cnt num typ lvl sts grp val pct of in on to by'.split(
    ' ',
  ),
);

/** Words that a name ends with alike. */
const sameAtEnd: readonly (readonly string[])[] = [
  ['类型', '类别', '种类', '分类', '品类'],
  ['等级', '级别', '水平', '层级'],
  ['状态', '状况', '情况'],
  ['名称', '名字', '名', '姓名', '全名'],
  ['金额', '额', '总额', '数额'],
  ['评分', '得分', '分数', '成绩', '分'],
  ['费用', '费', '花费', '支出', '开支'],
  ['时长', '时间', '用时', '小时数', '分钟数'],
  ['编号', 'id', '号码', '号', '代码', '编码'],
  ['方式', '方法', '途径', '模式'],
  ['数量', '数', '总数', '个数', '量', '总量'],
  ['人数', '总人数', '人次'],
  ['次数', '频次', '数'],
  ['日期', '时间', '日'],
  ['地区', '区域', '地点', '位置', '所在地'],
  ['比例', '率', '占比', '比率', '百分比'],
  ['价格', '价', '售价', '价钱', '报价'],
  ['收入', '营收', '营业额'],
  ['年份', '年', '年度'],
  ['薪资', '工资', '薪水', '薪酬'],
  ['指数', '值', '数值'],
  ['年限', '年数', '年头'],
  ['套餐', '方案', '计划'],
];

/** Words that stand for the same wherever they stand in a name. */
const sameAnywhere: readonly (readonly string[])[] = [
  ['客户', '顾客', '用户', '消费者', '客人'],
  ['学生', '学员'],
  ['员工', '雇员', '职员'],
  ['产品', '商品'],
  ['公司', '企业'],
  ['医生', '大夫'],
  ['患者', '病人'],
  ['门店', '商店', '店铺'],
  ['电影', '影片'],
  ['图书', '书籍'],
  ['最高', '最大'],
  ['最低', '最小'],
  ['温度', '气温'],
  ['国家', '国'],
  ['用水', '耗水'],
  ['平均', '均'],
  ['购买', '消费'],
  ['支付', '付款'],
  ['播放', '观看'],
  ['评论', '评价'],
  ['预订', '预定'],
  ['账单', '帐单'],
];
