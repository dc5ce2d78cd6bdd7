import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

/** What the planner can find: what no plan could give, and days it would have to guess. */
export const planDefinitions = {
  'fans-out-twice': diagnostic<{ entity: string; paths: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, paths }) =>
        `a row of "${entity}" has many partners on two ways: ${paths.join(', ')}`,
      zh: ({ entity, paths }) => `「${entity}」的一行在两条路径上都有多个对应：${paths.join('、')}`,
    },
    why: {
      en: 'Each partner of one way would stand beside each of the other, so no group would be what either says (law 1).',
      zh: '一条路径的每个对应都会与另一条的每个对应组合，分组不再是其中任何一条的含义（法则 1）。',
    },
    hint: {
      en: () => 'keep one of the two in this stage, and ask for the other in a stage of its own',
      zh: () => '本步骤只保留其中一条，另一条放到单独的步骤',
    },
    failing:
      '{"by": [{"as": "p", "is": "orders.promotions.name"}, {"as": "t", "is": "orders.tags.name"}]}',
    passing: '{"by": [{"as": "p", "is": "orders.promotions.name"}]}',
  }),
  'self-without-day': diagnostic<{ partition: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ partition }) =>
        `no partition of the target says which day a row is of: "${partition}" is a value of the row`,
      zh: ({ partition }) => `目标表没有分区说明行属于哪一天："${partition}" 是行的值`,
    },
    why: {
      en: '`self` is the rows of the target as of an earlier day (S12); in partitions that follow the rows an earlier run’s are not told from another’s.',
      zh: '`self` 是目标表更早某天的行（S12）；分区随行变化时无法区分不同批次写入的行。',
    },
    hint: {
      en: () => 'add a partition that is "$bizdate"',
      zh: () => '增加一个取 "$bizdate" 的分区',
    },
    failing: '"from": "self", …, "target": {…, "partition": [{"as": "region", "is": "region"}]}',
    passing:
      '"from": "self", …, "target": {…, "partition": [{"as": "ds", "is": "$bizdate"}, {"as": "region", "is": "region"}]}',
  }),
  'entity-of-document': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) =>
        `"${entity}" is the result of a document, and its rows depend on who asks for them here`,
      zh: ({ entity }) => `「${entity}」是一个文档的结果，它的行在这里取决于由谁读取`,
    },
    why: {
      en: 'A snapshot or a version without a day would be that of the document or of its reader; a policy that looks such rows up sees all, or what the policies below them leave (S17).',
      zh: '没有日期的快照或版本，可能属于该文档也可能属于读取者；策略查找这样的行时，看到的可能是全部，也可能是其下策略留下的部分（S17）。',
    },
    hint: {
      en: () =>
        'in its document say the day with "at"; let a policy follow relationships to entities over tables',
      zh: () => '在其文档中用 "at" 写明日期；策略只沿关系查找以表为来源的实体',
    },
    failing: '{"name": "result", "from": "customer_snapshot", …}',
    passing: '{"name": "result", "from": "customer_snapshot", "at": "date \'2026-11-06\'", …}',
  }),

  'many-beside': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) =>
        `rows of "${entity}" are in several groups, and this measure counts what belongs to them`,
      zh: ({ entity }) => `「${entity}」的行同时在多个分组中，而该指标统计属于它们的行`,
    },
    why: {
      en: 'A row of the population counts once in each group it has a partner in (law 1), with its share where there is one: what belongs to it has no share of its own.',
      zh: '总体的一行在每个有对应的分组中计一次（法则 1），有权重时按份额计；属于它的行没有自己的份额。',
    },
    hint: {
      en: () => 'leave "from" out: each measure then reaches the partners over its own path',
      zh: () => '去掉 "from"：每个指标沿自己的路径到达对应',
    },
    failing:
      '{"from": "orders", "by": [{"as": "p", "is": "promotions.name"}], "measures": [{"as": "r", "metric": "refund_amt"}]}',
    passing:
      '{"by": [{"as": "p", "is": "orders.promotions.name"}], "measures": [{"as": "r", "metric": "refund_amt"}]}',
  }),
  'bridge-without-key': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) =>
        `"${entity}" has no key, so its rows cannot be told apart behind a bridge`,
      zh: ({ entity }) => `「${entity}」没有主键，经过桥接表后无法区分各行`,
    },
    why: {
      en: 'A row counts once in each group in which it has a partner (law 1): which rows are the same only a key tells.',
      zh: '一行在每个有对应的分组中只计一次（法则 1）：只有主键能说明哪些行相同。',
    },
    hint: {
      en: () => 'declare the key of the entity in the ontology',
      zh: () => '在本体中声明该实体的主键',
    },
    failing: 'entity: visit (no key), {"by": [{"as": "p", "is": "visit.promotions.name"}]}',
    passing:
      'entity: orders, key: [order_id], {"by": [{"as": "p", "is": "orders.promotions.name"}]}',
  }),
  'no-day': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) => `no day says which snapshot of "${entity}" is read`,
      zh: ({ entity }) => `没有日期说明读取「${entity}」的哪一天快照`,
    },
    why: {
      en: 'A full snapshot holds all rows once per day; without a day each row would be read many times (S12).',
      zh: '全量快照每天保存一份全部数据；不指定日期会把每行读取多次（S12）。',
    },
    hint: {
      en: () => 'set "as_of" in the document, or "at" in the stage',
      zh: () => '在文档中设置 "as_of"，或在步骤中设置 "at"',
    },
    failing:
      '{"dsl": "1", "title": "t", "stages": [{"name": "r", "from": "customer_snapshot", "by": [], "measures": [{"as": "n", "agg": "count"}]}]}',
    passing:
      '{"dsl": "1", "title": "t", "as_of": "2026-11-07", "stages": [{"name": "r", "from": "customer_snapshot", "by": [], "measures": [{"as": "n", "agg": "count"}]}]}',
  }),
  'which-timezone': diagnostic<{ entity: string; zones: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ zones }) => `moments of ${zones.join(' and ')} meet, and no zone is said for days`,
      zh: ({ zones }) => `同时读取 ${zones.join('、')} 的时间，但未说明日期按哪个时区`,
    },
    why: {
      en: 'The same moment is of different days there (S11); compared as they are written, moments of two clocks are in no order.',
      zh: '同一时刻在两地可能是不同日期（S11）；不同时钟的时间按字面比较没有意义。',
    },
    hint: {
      en: () => 'set "timezone" in the document, or in dataagent.yaml for all',
      zh: () => '在文档中设置 "timezone"，或在 dataagent.yaml 中统一设置',
    },
    failing:
      '{"by": [{"as": "d", "grain": "day"}], "measures": [a metric of UTC, a metric of Asia/Shanghai]}',
    passing: '{"timezone": "Asia/Shanghai", …}',
  }),
  'versions-of-other-zone': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) =>
        `versions of "${entity}" are below a policy, and their moments are of another zone than the document’s`,
      zh: ({ entity }) => `「${entity}」的版本受策略约束，且其时间与文档时区不同`,
    },
    why: {
      en: 'A policy sees moments as they are (S17): the day that versions are read at is of the document’s zone.',
      zh: '策略看到的是原始时间（S17），而读取版本的日期属于文档的时区。',
    },
    hint: {
      en: () => 'set "timezone" to the zone of these versions',
      zh: () => '把 "timezone" 设为这些版本的时区',
    },
    failing: '"timezone": "America/New_York", and versions of UTC with a policy',
    passing: '"timezone": "UTC", and versions of UTC with a policy',
  }),
  'self-of-policy': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ entity }) =>
        `the target is the table of "${entity}", of which a policy hides something`,
      zh: ({ entity }) => `目标表就是「${entity}」的表，而策略隐藏了其中的内容`,
    },
    why: {
      en: 'A policy holds for everything that reads an entity (S17); `self` would read its table beside it.',
      zh: '策略对读取实体的一切都有效（S17）；`self` 会绕过它读取同一张表。',
    },
    hint: {
      en: () => 'read the entity, or write another table',
      zh: () => '改为读取该实体，或写入另一张表',
    },
    failing:
      '{"name": "result", "from": "self", …}, "target": {"table": "dim_customer", …}, and a policy of customer',
    passing:
      '{"name": "result", "from": "self", …}, "target": {"table": "dws_customer_td", …}, and a policy of customer',
  }),
} as const;

/** Makes the planner's diagnostics. */
export const planDiagnostic = defineDiagnostics('plan', planDefinitions);
