import { diagnostic } from '../../base/diagnostic.js';
import { noneCalled } from '../../base/form/name-definitions.js';

/** Ranges, clocks, shifts and buckets of time that have no meaning (S11). */
export const timeDefinitions = {
  'no-as-of': diagnostic<{ what: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ what }) => `${what} counts from an as-of day, and the document has none`,
      zh: ({ what }) => `${what} 需要截止日，而文档没有`,
    },
    why: {
      en: 'Nothing reads the clock: relative time counts from "as_of" of a question or $bizdate of a model (S11).',
      zh: '任何结果都不读系统时钟：相对时间以问题的 "as_of" 或模型的 $bizdate 为准（S11）。',
    },
    hint: {
      en: () => 'add "as_of": "yyyy-MM-dd"',
      zh: () => '加上 "as_of": "yyyy-MM-dd"',
    },
    failing: '{"dsl": "1", "title": "t", "stages": [{…, "time": {"period": "7d"}}]}',
    passing:
      '{"dsl": "1", "title": "t", "as_of": "2026-11-07", "stages": [{…, "time": {"period": "7d"}}]}',
  }),
  'unknown-period': noneCalled({
    noun: { en: 'period', zh: '统计周期' },
    why: {
      en: 'Periods are defined in the ontology; the usual ones (1d, 7d, 30d, mtd, ytd, td …) are known.',
      zh: '统计周期在本体中定义；常用的（1d、7d、30d、mtd、ytd、td 等）已内置。',
    },
    failing: '"time": {"period": "8d"}',
    passing: '"time": {"last": 8, "unit": "day", "mode": "rolling"}',
  }),
  'unknown-grain': noneCalled({
    noun: { en: 'unit of time', zh: '时间单位' },
    why: {
      en: 'Units are second to year, and the custom grains of a calendar in the ontology.',
      zh: '时间单位是 second 到 year，以及本体日历中的自定义粒度。',
    },
    failing: '{"as": "m", "grain": "monthly"}',
    passing: '{"as": "m", "grain": "month"}',
  }),
  'shift-not-back': diagnostic<{ text: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ text }) => `the shift "${text}" does not go back`,
      zh: ({ text }) => `shift "${text}" 没有往回移`,
    },
    why: {
      en: 'A shift computes a measure as of an earlier day (S11); a later one is not known yet on the as-of day.',
      zh: 'shift 按更早的日期计算指标（S11）；截止日当天还不知道更晚的数据。',
    },
    failing: '"shift": "1 year"',
    passing: '"shift": "-1 year"',
  }),
  'nothing-to-shift': diagnostic<{ measure: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure }) => `measure "${measure}" is over all time: its shift changes nothing`,
      zh: ({ measure }) => `指标 "${measure}" 没有时间范围，shift 不起作用`,
    },
    why: {
      en: 'A shift moves a range of time or a bucket; without either it would show the same number twice.',
      zh: 'shift 移动时间范围或时间桶；两者都没有时，会把同一个数字显示两次。',
    },
    hint: {
      en: () => 'give the measure a "time", or the stage a key with "grain"',
      zh: () => '给该指标加 "time"，或给步骤加带 "grain" 的键',
    },
  }),
  'shift-cut-off': diagnostic<{ measure: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure }) =>
        `measure "${measure}" reads an earlier time, but the stage's "time" has dropped those rows`,
      zh: ({ measure }) => `指标 "${measure}" 要读更早的时间，而步骤的 "time" 已去掉那些行`,
    },
    why: {
      en: 'The stage’s `time` says which rows of `from` count (S11); a shifted measure over them would be empty.',
      zh: '步骤的 `time` 决定 `from` 的哪些行有效（S11）；在其上移动时间的指标会是空的。',
    },
    hint: {
      en: () => 'move "time" from the stage into each measure',
      zh: () => '把步骤的 "time" 移到每个 measure 里',
    },
  }),
  'time-cut-off': diagnostic<{ measure: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure }) =>
        `the range of measure "${measure}" reaches beyond the stage's "time", which has dropped those rows`,
      zh: ({ measure }) => `指标 "${measure}" 的时间范围超出了步骤的 "time"，超出部分的行已被去掉`,
    },
    why: {
      en: 'The stage’s `time` says which rows of `from` count (S11): the rest of the measure’s range would be missing without a trace.',
      zh: '步骤的 `time` 决定 `from` 的哪些行有效（S11）：指标范围的其余部分会悄悄缺失。',
    },
    hint: {
      en: () => 'leave "time" out of the stage and give each measure its own',
      zh: () => '去掉步骤的 "time"，给每个 measure 写自己的时间范围',
    },
    failing:
      '"from": "orders", "time": {"period": "mtd"}, "by": [], "measures": [{"as": "n", "agg": "count", "time": {"period": "7d"}}]',
    passing:
      '"from": "orders", "by": [], "measures": [{"as": "n", "agg": "count", "time": {"period": "7d"}}]',
  }),
  'other-clock': diagnostic<{ measure: string; metric: string; clock: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ measure, metric, clock }) =>
        `the rows of measure "${measure}" are chosen by "${clock}", while "${metric}" is counted by a clock of its own`,
      zh: ({ measure, metric, clock }) =>
        `指标 "${measure}" 的行按 "${clock}" 选取，而「${metric}」有自己的时间口径`,
    },
    why: {
      en: 'The stage’s `time` filters the rows of `from` on its clock (S11), so this number differs from the metric over the same days elsewhere.',
      zh: '步骤的 `time` 按 `from` 的时间口径过滤（S11），因此与别处同一时间范围的该指标数字不同。',
    },
    hint: {
      en: () => 'move "time" into the measure to count by the metric’s own clock',
      zh: () => '把 "time" 移到该 measure 里即按指标自己的时间口径统计',
    },
  }),
  'clock-ignored': diagnostic<{ measure: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure }) =>
        `"clock" of measure "${measure}" changes nothing: it has no time of its own`,
      zh: ({ measure }) => `指标 "${measure}" 的 "clock" 不起作用：它没有自己的时间范围`,
    },
    why: {
      en: 'A clock decides what a range or bucket of the measure counts by; the rows of `from` are chosen by their entity’s (S11).',
      zh: '时间口径决定该指标的范围或时间桶按什么统计；`from` 的行按实体自己的时间口径选取（S11）。',
    },
    hint: {
      en: () => 'give the measure its own "time"',
      zh: () => '给该 measure 写自己的 "time"',
    },
  }),
  'empty-range': diagnostic<{ from: string; to: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ from, to }) => `the range ends (${to}) before it begins (${from})`,
      zh: ({ from, to }) => `时间范围的结束（${to}）早于开始（${from}）`,
    },
    why: {
      en: 'Ranges are days, both ends included; this one holds none (S11).',
      zh: '时间范围按天、包含两端；这个范围一天也没有（S11）。',
    },
    failing: `"time": {"from": "date '2026-02-01'", "to": "date '2026-01-31'"}`,
    passing: `"time": {"from": "date '2026-01-01'", "to": "date '2026-01-31'"}`,
  }),
  'not-constant': diagnostic<{ name: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ name }) => `"${name}" is a value of a row; here only literals and parameters stand`,
      zh: ({ name }) => `"${name}" 是某一行的值；这里只能用字面量和参数`,
    },
    why: {
      en: 'Which days are read is known before any row is (S11, S12).',
      zh: '读取哪些天必须在读取任何行之前确定（S11、S12）。',
    },
  }),
  'time-ignored': diagnostic<{ measure: string; metric: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure, metric }) =>
        `"time" of measure "${measure}" changes nothing: "${metric}" has a period of its own`,
      zh: ({ measure, metric }) =>
        `指标 "${measure}" 的 "time" 不起作用：「${metric}」自带统计周期`,
    },
    why: {
      en: 'A derived metric’s own period is part of its definition (S11).',
      zh: '派生指标自带的统计周期是其口径的一部分（S11）。',
    },
    hint: {
      en: () => 'leave "time" out, or take the metric it derives from',
      zh: () => '去掉 "time"，或改用它所派生的原子指标',
    },
  }),
  'no-clock': diagnostic<{ what: string; entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ what, entity }) => `${what} needs a clock, and "${entity}" has none`,
      zh: ({ what, entity }) => `${what} 需要时间口径，而「${entity}」没有`,
    },
    why: {
      en: 'A row falls into a range or bucket by its clock: the measure’s, the metric’s or the entity’s (S11).',
      zh: '一行按时间口径落入范围或时间桶：依次取 measure、指标、实体的时间口径（S11）。',
    },
    hint: {
      en: () => 'add "clock" to the measure, or "time" to the entity in the ontology',
      zh: () => '给 measure 加 "clock"，或在本体中给实体加 "time"',
    },
  }),
  'clock-type': diagnostic<{ type: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ type }) => `a clock is a date or a timestamp; this is ${type}`,
      zh: ({ type }) => `时间口径应为 date 或 timestamp，这里是 ${type}`,
    },
    why: {
      en: 'Ranges and buckets compare moments (S11).',
      zh: '时间范围和时间桶比较的是时刻（S11）。',
    },
  }),
  'part-of-day': diagnostic<{ unit: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ unit }) => `a range of days is not counted in the unit "${unit}"`,
      zh: ({ unit }) => `按天的时间范围不能以 "${unit}" 为单位`,
    },
    why: {
      en: 'Ranges are days, as of a day (S11): of a day without an hour no hour is the last one.',
      zh: '时间范围按天、以某一天为截止（S11）：没有小时的一天无法说明最后一小时。',
    },
    hint: {
      en: () => 'count in days, or give the stage a key with a "grain" of that unit',
      zh: () => '改用天为单位，或给步骤加该单位 "grain" 的键',
    },
    failing: '"time": {"last": 24, "unit": "hour", "mode": "rolling"}',
    passing:
      '"by": [{"as": "h", "grain": "hour"}], "measures": [{…, "time": {"last": 24, "unit": "hour", "mode": "rolling"}}]',
  }),
  'start-of-written-days': diagnostic<{ unit: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: () =>
        'a shift to the start of a unit moves the as-of day, and this range has written days',
      zh: ({ unit }) => `移到 ${unit} 开始的 shift 移动的是截止日，而这个范围写的是固定日期`,
    },
    why: {
      en: 'Written days do not count from the as-of day (S11): the range would stay what it is.',
      zh: '固定日期不以截止日为准（S11）：范围不会改变。',
    },
    hint: {
      en: () => 'write the days that are meant, or a relative time',
      zh: () => '直接写所需的日期，或用相对时间',
    },
    failing: `"time": {"from": "date '2026-01-01'", "to": "date '2026-01-31'"}, "shift": "start of month"`,
    passing: '"time": {"period": "mtd"}, "shift": "start of month"',
  }),
  'grains-cross': diagnostic<{ grains: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ grains }) =>
        `a window or shift by ${grains.join(' and ')}: none of them is whole in each other`,
      zh: ({ grains }) => `按 ${grains.join(' 和 ')} 的窗口或 shift：它们互相跨界`,
    },
    why: {
      en: 'A window ends with a bucket and a shift moves one (S11): a week that lies in two months is no bucket of either.',
      zh: '窗口以一个时间桶结束，shift 移动一个时间桶（S11）：跨两个月的一周不属于其中任何一个月。',
    },
    hint: {
      en: () => 'keep one of the grains, or add the day',
      zh: () => '只保留其中一个粒度，或加上 day',
    },
    failing:
      '"by": [{"as": "w", "grain": "week"}, {"as": "m", "grain": "month"}], "measures": [{…, "shift": "-1 year"}]',
    passing:
      '"by": [{"as": "d", "grain": "day"}, {"as": "m", "grain": "month"}], "measures": [{…, "shift": "-1 year"}]',
  }),
  'unknown-timezone': noneCalled({
    noun: { en: 'time zone', zh: '时区' },
    why: {
      en: 'Days are counted by the clock of this zone; an offset or an abbreviation does not say when clocks change.',
      zh: '日期按此时区的时钟计算；偏移量或缩写无法说明何时调整时钟。',
    },
    failing: '"timezone": "Shanghai"',
    passing: '"timezone": "Asia/Shanghai"',
  }),
  'day-of-other-zone': diagnostic<{ attribute: string; zone: string; timezone: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ attribute, zone, timezone }) =>
        `"${attribute}" holds days of ${zone}, which are no days of ${timezone}`,
      zh: ({ attribute, zone, timezone }) =>
        `"${attribute}" 是 ${zone} 的日期，不是 ${timezone} 的日期`,
    },
    why: {
      en: 'A moment can be moved from one clock to another; of a day nothing tells which part of it lies in the day of another zone.',
      zh: '时刻可以换算到另一时区；日期无法说明其中哪一部分属于另一时区的日期。',
    },
    hint: {
      en: ({ zone }) => `set "timezone": "${zone}", or count by a timestamp`,
      zh: ({ zone }) => `设置 "timezone": "${zone}"，或改用时间戳作为时间口径`,
    },
    failing:
      '"timezone": "America/New_York", "by": [{"as": "d", "grain": "day"}], and the clock is a date of Asia/Shanghai',
    passing:
      '"timezone": "Asia/Shanghai", "by": [{"as": "d", "grain": "day"}], and the clock is a date of Asia/Shanghai',
  }),
  'grain-too-fine': diagnostic<{ grain: string; entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ grain, entity }) => `the clock of "${entity}" is a date: it has no ${grain}`,
      zh: ({ grain, entity }) => `「${entity}」的时间口径是日期，没有 ${grain}`,
    },
    why: {
      en: 'A bucket finer than the clock would put every row at midnight.',
      zh: '时间桶比时间口径更细，所有行都会落在零点。',
    },
    failing: '"from": "customer", "by": [{"as": "h", "grain": "hour"}]',
    passing: '"from": "customer", "by": [{"as": "d", "grain": "day"}]',
  }),
} as const;
