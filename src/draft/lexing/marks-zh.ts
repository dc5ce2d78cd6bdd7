import type { Mark } from './mark.js';
import { COUNT_ZH, countOf } from './numerals.js';

/** A pattern at a place of a folded text, and the mark it makes. */
export interface MarkForm {
  readonly pattern: RegExp;
  readonly mark: (groups: Readonly<Record<string, string | undefined>>) => Mark | undefined;
}

const MEASURE_WORD = '[个名位家件条款场次单笔]';

/** The grammar words of Chinese requirements; the longest match wins. */
export const MARKS_ZH: readonly MarkForm[] = [
  is('各个?|每一?[个位名家场单件款]?|不同的?|每', { kind: 'each' }),
  is('按照?|依据?|根据|分(?!布|析|别|钟|之)|以(?=.{1,8}(?:维度|粒度|为粒度|为维度))', {
    kind: 'by',
  }),
  is('为?(?:维度|粒度|口径|颗粒度)', { kind: 'dimension' }),
  is('每天|每日|按[天日]|分[天日]|逐[天日]|日度|天粒度|日粒度', { kind: 'grain', unit: 'day' }),
  is('日(?=(?:汇总|统计|明细|报|宽)表)', { kind: 'grain', unit: 'day' }),
  is('周(?=(?:汇总|统计|报)表)', { kind: 'grain', unit: 'week' }),
  is('月(?=(?:汇总|统计|报)表)', { kind: 'grain', unit: 'month' }),
  is('每个?(?:周|星期)|按(?:周|星期)|分周|逐周|周度|周粒度', { kind: 'grain', unit: 'week' }),
  is('每个?月|按月份?|分月|逐月|月度|月粒度|各月份?', { kind: 'grain', unit: 'month' }),
  is('每个?季度?|按季度?|分季度|逐季|各季度', { kind: 'grain', unit: 'quarter' }),
  is('每一?年|按年度?|分年|逐年|各年度?', { kind: 'grain', unit: 'year' }),
  is('每个?小时|按小时|分小时|逐小时|小时粒度', { kind: 'grain', unit: 'hour' }),
  is('的?(?:变化)?趋势|走势', { kind: 'trend' }),
  is('(?:超过|大于|高于|多于|超出|超|>)(?!=)', { kind: 'compare', op: '>', after: false }),
  is('不低于|不少于|不小于|至少|最少(?=\\s*\\d)|大于等于|大于或等于|达到|满|>=|≥', {
    kind: 'compare',
    op: '>=',
    after: false,
  }),
  is('(?:小于|低于|少于|不足|不到|不满|<)(?![=>])', { kind: 'compare', op: '<', after: false }),
  is('不超过|不高于|不多于|不大于|至多|最多(?=\\s*\\d)|小于等于|小于或等于|<=|≤', {
    kind: 'compare',
    op: '<=',
    after: false,
  }),
  is('等于|恰好|=', { kind: 'compare', op: '=', after: false }),
  is('不等于|!=|<>|≠', { kind: 'compare', op: '<>', after: false }),
  is('及?以上', { kind: 'compare', op: '>=', after: true }),
  is('及?以下', { kind: 'compare', op: '<=', after: true }),
  is('以内', { kind: 'compare', op: '<=', after: true }),
  is('介于', { kind: 'between' }),
  is('之间', { kind: 'stop' }),
  is('到|至|~|—', { kind: 'range' }),
  is('不含|不包括|不包含|不算|不计|排除|剔除|去除|去掉|除去|除了?|非|不是|扣除掉?', {
    kind: 'not',
  }),
  is('之外|以外', { kind: 'stop' }),
  is('从未|从没有?|没有任何|没有过?|未曾|无(?=任何|过)', { kind: 'without' }),
  is(
    '(?:从未|从没有?|没有|未曾|未|没)(?:被)?(?:下|购买|买|产生|发生|提交|办理|参加|消费)过(?:任何)?|(?:从未|从没有?|未曾|没有)(?:下|购买|产生|发生)(?:任何)?',
    { kind: 'without' },
  ),
  // 包括没有订单的门店: rows without any stay.
  is(
    '(?:包括|包含|含|连同?)(?:那些)?(?:没有|无|零|没)[^,。;()\\n的]{1,10}的[^,。;()\\n的]{1,6}(?:也|都)?(?:在内)?(?=[),。;的\\n]|$)',
    { kind: 'all' },
  ),
  {
    pattern: sticky(
      `(?:排名|排行)?(?:(?<![a-z])top|前)\\s*(?<n>${COUNT_ZH})(?!\\s*%|[\\d.一二三四五六七八九十百]|个?(?:小时|星期|季度?|自然|完整|[天日周月年]))${MEASURE_WORD}?`,
    ),
    mark: ({ n }) => top(n!, false),
  },
  {
    pattern: sticky(
      `(?:最|排名)(?<dir>高|大|好|低|小|差|靠前|靠后|末|后|[多少](?=[的前]))的?前?(?<n>${COUNT_ZH})${MEASURE_WORD}?`,
    ),
    mark: ({ n, dir }) => top(n!, /[低少小差后末]/.test(dir!)),
  },
  {
    pattern: sticky(
      `(?:后|倒数|末)(?:尾|位)?\\s*(?<n>${COUNT_ZH})${MEASURE_WORD}?(?![天月年周日])`,
    ),
    mark: ({ n }) => top(n!, true),
  },
  is('最(?:高|多|大|好)(?=的)', { kind: 'top', ascending: false }),
  is('最(?:低|少|小|差)(?=的)', { kind: 'top', ascending: true }),
  is('的?(?:排名|排行榜?|名次)', { kind: 'rank' }),
  is('(?:从高到低|从大到小|由高到低|由大到小|降序|倒序)(?:排序|排列|排名)?', {
    kind: 'sort',
    ascending: false,
  }),
  is('(?:从低到高|从小到大|由低到高|由小到大|升序|正序)(?:排序|排列|排名)?', {
    kind: 'sort',
    ascending: true,
  }),
  is('排序|排列', { kind: 'sort' }),
  is('除以', { kind: 'divide' }),
  is('的?(?:占比|比重|份额)|的?(?:所?占(?:的?比例|的?百分比|的?比重|比))|贡献(?:率|占比|度)', {
    kind: 'share',
  }),
  is(`(?:有|共|一共|总共)?(?:多少|几)${MEASURE_WORD}?`, { kind: 'count' }),
  is('(?:总数量?|个数|数量|总量|人数|家数|场数|数目|数)', { kind: 'counted' }),
  is('日均|天均|平均每[天日]|每[天日]平均', { kind: 'per-day' }),
  is('平均每[单笔次件]的?|每[单笔次件]平均的?|平均|均值', { kind: 'agg', agg: 'avg' }),
  is('中位数?|中位', { kind: 'agg', agg: 'median' }),
  is('最[大高多](?!的)', { kind: 'agg', agg: 'max' }),
  is('最[小低少](?!的)', { kind: 'agg', agg: 'min' }),
  is('合计|总计|总和|总额', { kind: 'agg', agg: 'sum' }),
  is('去重', { kind: 'agg', agg: 'count_distinct' }),
  is('名称|名字|姓名', { kind: 'naming', part: 'name' }),
  is('编号|id', { kind: 'naming', part: 'key' }),
  is('哪些|哪几?[个位家场名款件]|什么', { kind: 'which' }),
  is('列出|列举|罗列|名单|清单|明细(?!表|数据表|宽表)', { kind: 'list' }),
  is('所有|全部|全体|全量', { kind: 'all' }),
  is(
    '(?:包括|包含|含|即使)?(?:没有|无|未有|零)(?:成交|数据|记录)的?(?:也|都)?(?:要|需要)?(?:列出|显示|展示|保留|包含|包括)?',
    { kind: 'all' },
  ),
  is('(?:公共|轻度|主题|多周期|周期)?汇总表|汇总宽表|宽表|dws层?表?', {
    kind: 'table',
    layer: 'dws',
  }),
  is('明细宽?表|事实表|dwd层?表?', { kind: 'table', layer: 'dwd' }),
  is('维度?表|dim层?表?', { kind: 'table', layer: 'dim' }),
  is('报表|应用表|看板表?|大屏|ads层?表?', { kind: 'table', layer: 'ads' }),
  is('[一这]?[张个]?(?:新|数据|结果|统计|中间|hive|离线|分区)?表(?!示|现|明|格|单|达|扬)', {
    kind: 'table',
  }),
  is('(?:每[天日])?(?:例行|定时|自动)?(?:产出|调度|更新|跑数|落表)|例行化?|t\\s?\\+\\s?1', {
    kind: 'schedule',
  }),
  {
    pattern: sticky('(?:生命周期|保留|保存)(?:期|时长)?(?:为|是|:)?\\s*(?<n>\\d{1,5})\\s*天'),
    mark: ({ n }) => ({ kind: 'lifecycle', days: Number(n) }),
  },
  is(
    '(?:历史)?(?:累计|累积)(?:至今|到现在|到目前)?|历史(?:至今|以来|截至当日|截至目前|全部|总)?|截[至止]到?(?:当日|今日|今天|目前|现在|当前)|有史以来',
    {
      kind: 'all-time',
    },
  ),
  is('分别|各自|对比|比较', { kind: 'separately' }),
  is('、|和|与|及其?|以及|跟|同|并且?|且|还有|外加|加上|,', { kind: 'and' }),
  is('或者?|或是', { kind: 'or' }),
  is('的', { kind: 'of' }),
  is('为|是', { kind: 'is' }),
  is('\\(|\\[|《|「', { kind: 'open' }),
  is('\\)|\\]|》|」', { kind: 'close' }),
  is('。|;|\\?|!|\\n|\\.(?=\\s|$)', { kind: 'end' }),
  is(
    [
      '请|请问|请帮我|帮我|帮忙|麻烦|我们?|给我?|看一?看|看下|查询?|查一下|查看|统计|统计一下|计算|算一下|分析|展示|显示|输出|给出|需要|想要?|要|希望|知道|了解|获取|取|提取|得到|拉取|拉|汇总|汇总一下|生成|建|建设|建立|新建|创建|做|开发|产出|制作|搭建|设计|落地|落|写入|存入|入库',
      '情况|数据|指标|结果|信息|详情|内容|分布|对应|其中|其|每个|如何|怎么样|怎样|是多少|多少|吗|呢|吧|啊|了|过|着|地|得|之|里面?|内|中|期间|时间|时|从|对|于|对于|在|用|由|把|将|被|让|并列|包括|包含|包含有|含|有|进行|发生|产生|发生了|产生了|一共|总共|共|共计|总|总的|整体|一下|一张|一个|一份|个|名|位|家|也|都|就|还|则|即|等|等等|一些|以|来|去|到达|到了|大家|谢谢|您好|你好|:|"|\'|/|-|·|需求|要求|需|如下|以下(?=:|指标)|下列',
    ].join('|'),
    { kind: 'stop' },
  ),
];

function is(source: string, mark: Mark): MarkForm {
  return { pattern: sticky(`(?:${source})`), mark: () => mark };
}

function sticky(source: string): RegExp {
  return new RegExp(source, 'y');
}

function top(count: string, ascending: boolean): Mark | undefined {
  const rows = countOf(count);
  return rows === undefined || rows < 1 ? undefined : { kind: 'top', rows, ascending };
}
