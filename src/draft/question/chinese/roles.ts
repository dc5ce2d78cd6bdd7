import { countOf, COUNT_ZH } from '../../lexing/numerals.js';
import type { Comparison } from '../../lexing/mark.js';
import type { Agg } from '../../../dsl/document.js';

/** What a Chinese word of the grammar does in a question to tables. */
export type RoleZh =
  | { readonly kind: 'agg'; readonly agg: Agg }
  /** Behind its number: 总和, 平均值. */
  | { readonly kind: 'tail'; readonly agg: Agg }
  | { readonly kind: 'compare'; readonly op: Comparison }
  | { readonly kind: 'after'; readonly op: Comparison }
  | { readonly kind: 'top'; readonly rows: number; readonly ascending: boolean }
  | { readonly kind: 'best'; readonly ascending: boolean }
  | { readonly kind: 'direction'; readonly ascending: boolean }
  /** 环比, 增长率: since the bucket before; of the year before where it says so. */
  | { readonly kind: 'growth'; readonly grain?: 'year' }
  /** 为负, 为正. */
  | { readonly kind: 'sign'; readonly op: Comparison }
  /** 收入, 销量: a word for money or pieces, whatever the column is called. */
  | { readonly kind: 'amount'; readonly of: 'money' | 'pieces' }
  | { readonly kind: 'grain'; readonly grain: string }
  /** Of the week, Monday is 1. */
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | {
      readonly kind:
        | 'unit'
        | 'late'
        | 'verb'
        | 'between'
        | 'to'
        | 'rate'
        | 'part'
        | 'ratio'
        | 'difference'
        | 'running'
        | 'mean'
        | 'rows'
        | 'ranking'
        | 'each'
        | 'by'
        | 'grouped'
        | 'count'
        | 'happened'
        | 'sort'
        | 'is'
        | 'not'
        | 'and'
        | 'or'
        | 'share'
        | 'which'
        | 'own'
        | 'stop'
        | 'end';
    };

/** A pattern at a place of a folded text. */
export interface FormZh {
  readonly pattern: RegExp;
  readonly role: (groups: Readonly<Record<string, string | undefined>>) => RoleZh | undefined;
}

const MEASURE = '(?:个|名|位|家|种|类|款|条|笔|次|场|大|件|项|部|所|首|本|张|辆|套|支|座|间|门)';

/** The words that questions in Chinese are put together with; the longest match wins. */
export const ROLES_ZH: readonly FormZh[] = [
  is(
    '的?平均每[单笔次件个人位]的?|的?平均(?:值|数(?!学))?的?|均值|人均|[单笔次件]均|每[单笔次件]平均的?',
    {
      kind: 'agg',
      agg: 'avg',
    },
  ),
  is('累计的?|累积|合计|总计?的?|总共', { kind: 'agg', agg: 'sum' }),
  is('最[高大多长](?!的|[？?。，,]|$)|最高的?(?=单)', { kind: 'agg', agg: 'max' }),
  is('最[低小少短](?!的|[？?。，,]|$)', { kind: 'agg', agg: 'min' }),
  is('中位数的?', { kind: 'agg', agg: 'median' }),
  is('的?(?:投资|消费|交易|销售|支付|购买|持有)?(?:总和|之和|总量|总额|总值|合计|总计|求和|加总)', {
    kind: 'tail',
    agg: 'sum',
  }),
  is(
    '的?(?:平均值|平均数|均值|平均水平|平均分数?|平均价)(?=[^\\p{Script=Han}]|$|[，。超大高低小的和及并、])',
    {
      kind: 'tail',
      agg: 'avg',
    },
  ),
  is('的?中位[数值](?=[^\\p{Script=Han}]|$|[，。超大高低小的和及并、是])', {
    kind: 'tail',
    agg: 'median',
  }),
  is('的?(?:最大值|最高值|最高分|最高价|最高额)', { kind: 'tail', agg: 'max' }),
  is('的?(?:最小值|最低值|最低分|最低价|最低额)', { kind: 'tail', agg: 'min' }),
  is(
    `的?(?:总数量?|数量|个数|人数|次数|数目|件数|笔数|家数|场数|总人数|总次数)|(?:一共|总共|共)?有(?:多少|几)(?:${MEASURE}|人)?(?!月|年|季)|(?:多少|几)(?:${MEASURE}|人)(?!月|年|季)`,
    { kind: 'count' },
  ),
  // 接单次数, 下单量: how often it happened, not how many of who did it.
  is('(?:接单|下单|出行|就诊|预订|预定|租借|借阅|登录|访问|交易)(?:总)?(?:次数|笔数|数量?|量)', {
    kind: 'happened',
  }),
  is('的?数(?!据|值|字|额|码)|量(?=[超大高多少低不排最前及和，。？]|$)', { kind: 'count' }),
  // 信用卡支付: how, behind the value that says it.
  is('支付|付款|结算|购买', { kind: 'stop' }),
  is('超过了?|大于|高于|多于|超出|>', { kind: 'compare', op: '>' }),
  is('不低于|不少于|不小于|至少为?|大于等于|大于或等于|达到|>=|≥', { kind: 'compare', op: '>=' }),
  is('小于|低于|少于|不足|不到|<', { kind: 'compare', op: '<' }),
  is('不超过|不高于|不多于|不大于|至多|小于等于|小于或等于|<=|≤', { kind: 'compare', op: '<=' }),
  is('等于|=', { kind: 'compare', op: '=' }),
  is('及?以上', { kind: 'after', op: '>=' }),
  is('及?以下', { kind: 'after', op: '<=' }),
  ranked(
    `(?:排名|排行)?(?:top|前)\\s*(?<n>${COUNT_ZH})(?!\\s*%|[\\d.]|个?(?:小时|星期|季|天|日|周|月|年))${MEASURE}?的?`,
    false,
  ),
  ranked(`最[高多大好长贵久快]的?前?(?<n>${COUNT_ZH})${MEASURE}?`, false),
  ranked(`(?:后|倒数)(?<n>${COUNT_ZH})(?!个?(?:天|日|周|月|年))${MEASURE}?的?`, true),
  ranked(`最[低少小差短慢]的?前?(?<n>${COUNT_ZH})${MEASURE}?`, true),
  is('最[高多大好长](?=的|是|[？?。，,]|$)', { kind: 'best', ascending: false }),
  is('最[低少小差短慢](?=的|是|[？?。，,]|$)', { kind: 'best', ascending: true }),
  is('(?:按照?)?(?:从高到低|从大到小|由高到低|由大到小|降序|倒序)', {
    kind: 'direction',
    ascending: false,
  }),
  is('(?:按照?)?(?:从低到高|从小到大|由低到高|由小到大|升序|正序)', {
    kind: 'direction',
    ascending: true,
  }),
  is('每个?月份?|各个?月份?|不同的?月份|按月(?!均)份?|逐月|月度', {
    kind: 'grain',
    grain: 'month',
  }),
  is('每一?年(?![龄限])份?|各年(?![龄限])份?|不同的?年份|按年(?![龄限])份?|逐年|年度|历年', {
    kind: 'grain',
    grain: 'year',
  }),
  is('每天|每日|按[天日]|逐[天日]', { kind: 'grain', grain: 'day' }),
  is('每个?季度?|各季度?|按季度?', { kind: 'grain', grain: 'quarter' }),
  is(
    '各个?(?:类(?![型别])|种)?|每一?(?:个|种|位|名|家|类(?![型别])|款|条|项|部|所)?|不同的?|各自的?',
    {
      kind: 'each',
    },
  ),
  is('按照?|根据|依据', { kind: 'by' }),
  is('(?:进行)?(?:分组|分类|划分|归类)后?|(?:的?维度)', { kind: 'grouped' }),
  is('(?:进行)?(?:排序|排列|顺序|排个序)', { kind: 'sort' }),
  is('为|是|属于|采用|使用|通过|位于|来自', { kind: 'is' }),
  is('不是|不为|非|从未|从没有?|没有|未|不含|不包括|排除|除了?', { kind: 'not' }),
  is('和|与|及|以及|、|跟|及其|及对应的?|以及对应的?|及相应的?', { kind: 'and' }),
  is('或者?', { kind: 'or' }),
  is('的?(?:占比|所占比例|所占比重|比重|份额)(?:情况)?', { kind: 'share' }),
  is('占据?', { kind: 'part' }),
  is('的?(?:比例|比值|比率|之比|百分比)(?:关系|情况)?', { kind: 'ratio' }),
  is('的?(?:差异值?|差值|差额|差距|之差)', { kind: 'difference' }),
  is('的?(?:滚动汇总|滚动累计|滚动求和|累计求和|累计汇总|累计值|累计情况)', { kind: 'running' }),
  is('的?(?:环比(?:增长)?(?:率|幅度|情况)?|增长率|增长幅度|增幅|增速|涨幅)', { kind: 'growth' }),
  is('的?同比(?:增长)?(?:率|幅度|情况)?|年增长率|年度增长率', { kind: 'growth', grain: 'year' }),
  is('(?<=[年月日天])(?:加入|成立|创立|注册|发行|发布|上映|入职|下单|签约|开票|创建)', {
    kind: 'verb',
  }),
  is('(?:介于|在)?(?=-?[\\d.]+(?:万|亿|千)?[^\\d，。]{0,2}(?:到|至|~|-)[\\d.]+[^，。]{0,4}之间)', {
    kind: 'between',
  }),
  is('到|至|~', { kind: 'to' }),
  is('为负数?|是负数?|小于零', { kind: 'sign', op: '<' }),
  is('为正数?|是正数?|大于零', { kind: 'sign', op: '>' }),
  is('率', { kind: 'rate' }),
  is('逾期的?|拖欠的?|延迟(?:付款|支付)的?', { kind: 'late' }),
  is(
    '(?:投资|持有)?(?:总?收入|总?金额|营业额|营收|总?消费金额|总?消费额|消费总额|销售(?![的员日渠额量收金])|销售金额|销售总额|总?销售额|投资额|进账|交易额)',
    {
      kind: 'amount',
      of: 'money',
    },
  ),
  is('总?销量|总?销售量|(?:总|销售|购买)?(?:销售数量|购买数量|件数)', {
    kind: 'amount',
    of: 'pieces',
  }),
  is(
    '(?:是|有)?哪(?:些|个|种|几个|一个|一种|位|家|类|款|部|首|本|座|所|条|项|辆|名|天|年|月)?|谁',
    { kind: 'which' },
  ),
  is('其|该|所在的?|同一?|对应的?|相应的?', { kind: 'own' }),
  is('(?:的?进行)?(?:的?排名|的?排行)(?!前)', { kind: 'ranking' }),
  is(
    '(?:其|该|所在|同|各自|对应)?的?(?:整体|全体|总体|全部|全国|全市|全球|所有人?|总)的?(?:平均水平|平均值|平均|均值)|行业(?:平均水平|平均值|均值)(?!值)',
    { kind: 'mean' },
  ),
  is('周末|双休日', { kind: 'days', days: [6, 7] }),
  is('工作日|周中', { kind: 'days', days: [1, 2, 3, 4, 5] }),
  is('周六(?:和|与|、|及)?周日', { kind: 'days', days: [6, 7] }),
  ...['一', '二', '三', '四', '五', '六'].map((day, i) =>
    is(`(?:周|星期|礼拜)${day}`, { kind: 'days', days: [i + 1] }),
  ),
  is('(?:周|星期|礼拜)[日天]', { kind: 'days', days: [7] }),
  is(
    '客户|顾客|用户|投资者|投资人|申请人|申请者|员工|公司|企业|学生|患者|乘客|司机|订单|交易|贷款|游戏|产品|商品|车辆|人员|个体|记录|样本|群体|独角兽企业|独角兽公司|电影|影片|歌曲|曲目|专辑|图书|书籍|房源|房屋|房产|住宅|酒店|航班|汽车|轿车|手机|运动员|球员|选手|比赛|赛事|学员|考生|职员|雇员|居民|病例|事故|餐厅|餐馆|食品|菜品|饮品|作品|视频|频道|应用|职位|岗位|账户|保单|投保人|被保险人|消费者|会员|游客|旅客|车主|借款人|病人|被试者?|参与者|受访者|申请|评论|包裹|快递|项目',
    { kind: 'rows' },
  ),
  is(
    '(?<=[\\d万千百亿])(?:美元|元|韩元|年|钟|人民币|岁|天|个|次|件|人|名|分|公里|千米|分钟|小时|万美元|%|摄氏度|华氏度|度|℃|吨|公斤|千克|克|升|英里|米|厘米|平方米|平米|个月|月|周|晚|页|集|票|股|辆|部|首|本|篇|条|款|级|点|卡路里?|千卡|马力|欧元|英镑|日元|卢比|卢布)',
    { kind: 'unit' },
  ),
  is(
    '请问?|帮我|帮忙|如何|怎样|怎么|统计|计算出?|查询|查找|列出|列举|找出|筛选出?|求出?|获取|显示|展示|给出|分析|得到|返回|输出|需要|想知道|拥有|具有|怎么样|怎样的?|迄今为止|截至目前|到目前为止|期间|内部|当前|目前|单笔|分布情况|销售(?=的)|是?什么|是?多少|有?哪些|情况|结果|数据|信息|名单|清单|列表|分别|同时|并且?|且|然后|最后|其中|所有|全部|一下|为多少|的|在|中|里|下|内|了|上|对|于|等|将|把|有|存在|各组|组合?|接单|再|过|(?<=分)钟|长短|高低|大小顺序|先后|选取|提取|取出?|地区|名称|姓名|名字|月份|年份|被|任何|它们|他们|这些|那些|需|要|进行|分布|以|间|之|吗|呢|\'|"',
    { kind: 'stop' },
  ),
  is('，|,|。|;|；|\\?|？|!|！|\\n|:|：|\\(|\\)|（|）', { kind: 'end' }),
];

function is(source: string, role: RoleZh): FormZh {
  return { pattern: new RegExp(`(?:${source})`, 'uy'), role: () => role };
}

function ranked(source: string, ascending: boolean): FormZh {
  return {
    pattern: new RegExp(source, 'y'),
    role: ({ n }) => {
      const rows = countOf(n ?? '');
      return rows === undefined || rows < 1 ? undefined : { kind: 'top', rows, ascending };
    },
  };
}
