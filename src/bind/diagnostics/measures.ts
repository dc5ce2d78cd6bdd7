import { diagnostic } from '../../base/diagnostic.js';

/** Measures and metrics that cannot be computed as they are written (S4, S7). */
export const measureDefinitions = {
  'not-a-measure': diagnostic<{ entity: string; from: string; path: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, from }) =>
        `each row of "${from}" has one row of "${entity}": there is nothing to aggregate`,
      zh: ({ entity, from }) => `「${from}」的每一行只对应「${entity}」的一行，没有可聚合的内容`,
    },
    why: {
      en: 'A measure aggregates rows that belong to a row of `from`; what `from` reaches itself is a column path (S4).',
      zh: 'measure 聚合属于 `from` 一行的那些行；`from` 自己能到达的是列路径（S4）。',
    },
    hint: {
      en: ({ path }) => `read it by path: ${path}`,
      zh: ({ path }) => `按路径读取：${path}`,
    },
    failing:
      '"from": "orders", "measures": [{"as": "g", "agg": "max", "entity": "customer", "of": "gender"}]',
    passing: '"from": "orders", "columns": [{"as": "g", "is": "customer.gender"}]',
  }),
  'needs-on': diagnostic<{ entity: string; stage: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, stage }) =>
        `nothing says which rows of "${entity}" belong to a row of stage "${stage}"`,
      zh: ({ entity, stage }) => `没有说明「${entity}」的哪些行属于步骤 "${stage}" 的一行`,
    },
    why: {
      en: 'Over a stage there is no path: a measure over an entity says by `on` which rows belong (S7).',
      zh: '步骤之上没有路径：实体上的 measure 用 `on` 说明哪些行属于它（S7）。',
    },
    hint: {
      en: () => 'add "on": [{"key": …, "is": …}]',
      zh: () => '加上 "on": [{"key": …, "is": …}]',
    },
  }),
  'on-not-here': diagnostic<{ why: 'by' | 'from' | 'rows' }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ why }) => `"on" has no place here: ${onNotHere[why].en}`,
      zh: ({ why }) => `这里不能写 "on"：${onNotHere[why].zh}`,
    },
    why: {
      en: '`on` ties rows of an entity to each row of a stage, in a stage without `by` (S7); everywhere else the path does.',
      zh: '`on` 用于没有 `by` 的步骤，把实体的行对应到前一步骤的每一行（S7）；其他情况由路径决定。',
    },
  }),
  'needs-by': diagnostic<{ measure: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure }) =>
        `measure "${measure}" aggregates the rows of "from", and the stage has no "by"`,
      zh: ({ measure }) => `指标 "${measure}" 聚合 "from" 的行，而该步骤没有 "by"`,
    },
    why: {
      en: 'Without `by` each result row is one source row: an aggregate of its own row is that row (S1).',
      zh: '没有 `by` 时结果的一行就是来源的一行，对自己这一行聚合没有意义（S1）。',
    },
    hint: {
      en: () =>
        'add "by": [] for one row in all, keys for groups, or a window for a total beside each row',
      zh: () => '总共一行写 "by": []，分组写键，每行旁边要合计用 windows',
    },
  }),
  'agg-type': diagnostic<{ agg: string; type: string; count: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ agg, type }) => `${agg} does not apply to ${type}`,
      zh: ({ agg, type }) => `${agg} 不能用于 ${type}`,
    },
    why: {
      en: 'Engines add up texts and booleans in different ways, or not at all.',
      zh: '对文本和布尔值求和，各引擎做法不同，有的不支持。',
    },
    hint: {
      en: ({ count }) =>
        count === ''
          ? 'cast it, or choose another aggregate'
          : `count the rows where it holds: ${count}`,
      zh: ({ count }) => (count === '' ? '请转换类型或换一个聚合' : `统计成立的行数：${count}`),
    },
    failing: '{"as": "paid", "agg": "sum", "of": "is_paid"}',
    passing: '{"as": "paid", "agg": "count", "where": ["is_paid"]}',
  }),
  'snapshot-twice': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) =>
        `some measures over the rows of "${entity}" read each day of it, and others one snapshot`,
      zh: ({ entity }) => `对「${entity}」的行，有的指标读取每一天，有的只读一天的快照`,
    },
    why: {
      en: 'A semi-additive measure over a range or bucket takes one of many days, any other reads one (S12): they have no rows in common.',
      zh: '半可加指标在范围或时间桶内从多天中取一天，其他指标只读一天（S12）：两者没有共同的行。',
    },
    hint: {
      en: () => 'leave "from" out, so that each measure has its own rows, or give the stage "at"',
      zh: () => '去掉 "from"，让每个指标有自己的行；或给步骤加 "at"',
    },
    failing:
      '"from": "stock", "by": [{"as": "day", "grain": "day"}], "measures": [{"as": "q", "metric": "stock_qty"}, {"as": "n", "agg": "count"}]',
    passing:
      '"by": [{"as": "day", "grain": "day"}], "measures": [{"as": "q", "metric": "stock_qty"}]',
  }),
  'fill-type': diagnostic<{ type: string; fill: number }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ type, fill }) => `fill ${fill} stands in place of a ${type}`,
      zh: ({ type, fill }) => `fill ${fill} 要代替的是 ${type}，不是数`,
    },
    why: {
      en: '`fill` is the number that is shown where there is nothing to aggregate (S7): a column has one type.',
      zh: '`fill` 是没有可聚合内容时显示的数（S7）；一列只有一种类型。',
    },
    hint: {
      en: () => 'leave it out, or write coalesce(…, \'…\') in "compute"',
      zh: () => '去掉它，或在 "compute" 中写 coalesce(…, \'…\')',
    },
    failing:
      '"measures": [{"as": "last_status", "agg": "last", "of": "status", "with": "order_time", "fill": 0}]',
    passing:
      '"measures": [{"as": "s", "agg": "last", "of": "status", "with": "order_time"}], "compute": [{"as": "last_status", "is": "coalesce(s, \'none\')"}]',
  }),
  'carry-of-arithmetic': diagnostic<{ metric: string; of: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ metric, of }) =>
        `"${metric}" carries "${of}", which is arithmetic over several numbers`,
      zh: ({ metric, of }) => `「${metric}」对「${of}」使用 carry，而后者由多个数计算得到`,
    },
    why: {
      en: 'Each number would be of its own first or last day, and a mean of quotients is no quotient of means (S11).',
      zh: '各个数会取自各自的首日或末日，而比值的平均也不等于平均的比值（S11）。',
    },
    hint: {
      en: () => 'carry each of the numbers, and write the arithmetic over those',
      zh: () => '对每个数分别使用 carry，再在其上写计算',
    },
    failing: 'type: derived, of: aov, time: {period: 7d}, carry: last',
    passing: 'type: derived, of: paid_amt, time: {period: 7d}, carry: last',
  }),
  'adds-days-up': diagnostic<{ measure: string; entity: string; metrics: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure, entity }) =>
        `measure "${measure}" counts rows of many days of "${entity}", which holds all its rows each day`,
      zh: ({ measure, entity }) =>
        `指标 "${measure}" 统计「${entity}」多天的行，而它每天都保存全部数据`,
    },
    why: {
      en: 'A row of a full snapshot is there every day: added up over days it counts many times, read at one day it shows that day only (S12).',
      zh: '全量快照的一行每天都在：跨天相加会重复计算，只读一天则只有那一天（S12）。',
    },
    hint: {
      en: ({ metrics }) => `semi-additive metrics keep the days apart: ${metrics.join(', ')}`,
      zh: ({ metrics }) => `半可加指标会区分各天：${metrics.join('、')}`,
    },
    failing:
      '"from": "stock", "by": [{"as": "day", "grain": "day"}], "measures": [{"as": "q", "agg": "sum", "of": "on_hand"}]',
    passing:
      '"by": [{"as": "day", "grain": "day"}], "measures": [{"as": "q", "metric": "stock_qty"}]',
  }),
  'attribute-type': diagnostic<{ attribute: string; declared: string; found: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ attribute, declared, found }) =>
        `attribute "${attribute}" is declared ${declared}, its expression gives ${found}`,
      zh: ({ attribute, declared, found }) =>
        `属性「${attribute}」声明为 ${declared}，而表达式得到 ${found}`,
    },
    why: {
      en: 'A computed attribute has the type it declares; only exact conversions are made (bigint to decimal to double, date to timestamp).',
      zh: '计算属性的类型以声明为准，只做精确的转换（bigint→decimal→double、date→timestamp）。',
    },
  }),
} as const;

const onNotHere = {
  by: { en: 'the stage has "by"', zh: '该步骤有 "by"' },
  from: { en: 'the stage does not read a stage', zh: '该步骤读取的不是步骤' },
  rows: { en: 'the measure is over the stage’s own rows', zh: '该指标聚合的是步骤自己的行' },
} as const;
