import { diagnostic } from '../../base/diagnostic.js';
import { keyDefinitions } from '../../base/form/key-definitions.js';
import { noneCalled } from '../../base/form/name-definitions.js';
import { say } from '../../base/text/words.js';
import { kinds } from '../words.js';

const entity = (members: string): string =>
  `entity: order\nsource: { table: dwd_order }\nkey: [order_id]\nattributes:\n  order_id: bigint\n  amount: decimal(18,2)\n  paid_at: timestamp\n${members}`;

/** What is wrong with one definition, before the names in it are looked up. */
export const definitionDefinitions = {
  'bad-name': diagnostic<{ kind: string; name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ kind, name }) => `"${name}" cannot be the name of ${article(kind)}`,
      zh: ({ kind, name }) => `"${name}" 不能作为${say(kinds, 'zh', kind)}的名称`,
    },
    why: {
      en: 'A name has at least one visible character and no control characters, and "?" marks what is not known yet.',
      zh: '名称至少有一个可见字符，不含控制字符；"?" 用来表示尚未确定。',
    },
    failing: 'term: "?"\nask: which?',
    passing: 'term: GMV\nask: which?',
  }),
  'bad-table': diagnostic<{ table: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ table }) => `"${table}" does not name a table`,
      zh: ({ table }) => `"${table}" 不是表名`,
    },
    why: {
      en: 'A table is table, schema.table or catalog.schema.table; each part is quoted for the engine on its own.',
      zh: '表名写作 table、schema.table 或 catalog.schema.table；各部分分别为引擎加引号。',
    },
    hint: {
      en: () => 'a part with dots in it stands in backticks: sales.`2026.orders`',
      zh: () => '含点的部分放在反引号里：sales.`2026.orders`',
    },
    failing: 'entity: order\nsource: { table: a.b.c.d }\nattributes: { order_id: bigint }',
    passing: 'entity: order\nsource: { table: b.c.d }\nattributes: { order_id: bigint }',
  }),
  'bad-lag': diagnostic<{ text: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ text }) => `"${text}" is no span of time`,
      zh: ({ text }) => `"${text}" 不是时间跨度`,
    },
    why: {
      en: 'How far a scan reaches depends on it.',
      zh: '扫描要多读多远取决于它。',
    },
    hint: {
      en: () => 'write a number and a unit: "1 day", "6 hour", "2 week"',
      zh: () => '写成数字加单位："1 day"、"6 hour"、"2 week"',
    },
    failing: 'entity: order\nsource: { table: o, late: soon }\nattributes: { order_id: bigint }',
    passing: 'entity: order\nsource: { table: o, late: 1 day }\nattributes: { order_id: bigint }',
  }),
  'bad-format': diagnostic<{ format: string; grain: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ format, grain }) => `"${format}" does not write a ${grain}`,
      zh: ({ format, grain }) => `"${format}" 不能表示 ${grain}`,
    },
    why: {
      en: 'Partition values are written and compared in this format; what it leaves out cannot be told apart.',
      zh: '分区值按此格式书写和比较；格式里没有的部分就无法区分。',
    },
    hint: {
      en: () => 'as in java.time: yyyyMMdd, yyyy-MM-dd, yyyyMM, yyyy, HH',
      zh: () => '按 java.time 写：yyyyMMdd、yyyy-MM-dd、yyyyMM、yyyy、HH',
    },
    failing:
      'entity: order\nsource: { table: o, partition: [{ column: ds, format: day }] }\nattributes: { order_id: bigint }',
    passing:
      'entity: order\nsource: { table: o, partition: [{ column: ds, format: yyyyMMdd }] }\nattributes: { order_id: bigint }',
  }),
  'bad-path': diagnostic<{ path: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ path }) => `"${path}" is no path of names`,
      zh: ({ path }) => `"${path}" 不是由名称组成的路径`,
    },
    why: {
      en: 'Paths are names with dots between them; a name with other signs stands in backticks.',
      zh: '路径由点连接的名称组成；含其他符号的名称放在反引号里。',
    },
    failing: entity(
      'relationships:\n  parent: { to: order, on: { order_id: order_id }, cardinality: one_to_one, same_as: [a..b] }',
    ),
    passing: entity(
      'relationships:\n  parent: { to: order, on: { order_id: order_id }, cardinality: one_to_one }',
    ),
  }),
  ...keyDefinitions({
    whyOne: {
      en: 'Each of the two says the same thing in its own way; with both, one would be ignored.',
      zh: '两者各自说明同一件事；同时出现时必有一个被忽略。',
    },
    whyNeeded: {
      en: 'Its value depends on this, and any default would be a guess.',
      zh: '它的值取决于此，任何默认值都是猜测。',
    },
    timeForms: {
      en: 'a period has "last", "unit" and "mode", or "all_time: true"; a range also "period" alone, or "from" and "to"',
      zh: '周期写 "last"、"unit"、"mode"，或 "all_time: true"；时间范围还可只写 "period"，或写 "from"、"to"',
    },
    examples: {
      'both-keys': {
        failing:
          'entity: order\nsource: { table: o, dsl: o.json }\nattributes: { order_id: bigint }',
        passing: 'entity: order\nsource: { table: o }\nattributes: { order_id: bigint }',
      },
      'key-needed': {
        failing: `metric: m\ntype: aggregate\nentity: order\nagg: sum\n---\n${entity('')}`,
        passing: `metric: m\ntype: aggregate\nentity: order\nagg: sum\nof: amount\n---\n${entity('')}`,
      },
      'key-without-use': {
        failing: `metric: m\ntype: aggregate\nentity: order\nagg: sum\nof: amount\np: 0.5\n---\n${entity('')}`,
        passing: `metric: m\ntype: aggregate\nentity: order\nagg: sum\nof: amount\n---\n${entity('')}`,
      },
      'time-form': {
        failing: 'period: 7d\nlast: 7',
        passing: 'period: 7d\nlast: 7\nunit: day\nmode: rolling',
      },
      'bad-shift': {
        failing:
          'metric: n_prev\ntype: derived\nof: n\nshift: last year\n---\nmetric: n\ntype: aggregate\nentity: order\nagg: count\n---\n' +
          entity(''),
        passing:
          'metric: n_prev\ntype: derived\nof: n\nshift: -1 year\n---\nmetric: n\ntype: aggregate\nentity: order\nagg: count\n---\n' +
          entity(''),
      },
    },
  }),
  'values-type': diagnostic<{ type: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ type }) => `an attribute of type ${type} has no coded values`,
      zh: ({ type }) => `类型为 ${type} 的属性不能有枚举值`,
    },
    why: {
      en: 'Codes are compared for equality; only string, bigint and boolean compare safely.',
      zh: '编码按相等比较；只有 string、bigint、boolean 能可靠比较。',
    },
    failing:
      'entity: order\nsource: { table: o }\nattributes:\n  rate: { type: double, values: { 0.5: half } }',
    passing:
      'entity: order\nsource: { table: o }\nattributes:\n  rate: { type: string, values: { 0.5: half } }',
  }),
  'unknown-timezone': noneCalled({
    noun: { en: 'time zone', zh: '时区' },
    why: {
      en: 'Moments are moved from this zone to that of each document; an offset or an abbreviation does not say when clocks change.',
      zh: '时间会从此时区换算到各文档的时区；偏移量或缩写无法说明何时调整时钟。',
    },
    hint: {
      en: () => 'give the name of the IANA database: UTC, Asia/Shanghai',
      zh: () => '请写 IANA 时区名：UTC、Asia/Shanghai',
    },
    failing: 'entity: order\nsource: { table: o, timezone: CST }\nattributes: { order_id: bigint }',
    passing:
      'entity: order\nsource: { table: o, timezone: Asia/Shanghai }\nattributes: { order_id: bigint }',
  }),
  'timezone-of-no-moment': diagnostic<{ attribute: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ attribute }) => `"${attribute}" is no stored timestamp, so it has no time zone`,
      zh: ({ attribute }) => `"${attribute}" 不是存储的时间戳，没有时区`,
    },
    why: {
      en: 'Only a moment can be moved from one clock to another; a day is a day of whoever wrote it.',
      zh: '只有时刻能从一个时钟换算到另一个；日期属于写入它的一方。',
    },
    failing:
      'entity: order\nsource: { table: o }\nattributes:\n  day: { type: date, timezone: UTC }',
    passing:
      'entity: order\nsource: { table: o }\nattributes:\n  at: { type: timestamp, timezone: UTC }',
  }),
  'value-not-of-type': diagnostic<{ code: string; type: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ code, type }) => `the code "${code}" is no ${type}`,
      zh: ({ code, type }) => `编码 "${code}" 不是 ${type}`,
    },
    why: {
      en: 'A condition on this code would compare with a value that no row can have.',
      zh: '以此编码为条件，会与任何行都不可能有的值比较。',
    },
    failing:
      'entity: order\nsource: { table: o }\nattributes:\n  status: { type: bigint, values: { paid: 已付 } }',
    passing:
      'entity: order\nsource: { table: o }\nattributes:\n  status: { type: bigint, values: { 1: 已付 } }',
  }),
  'empty-range': diagnostic<{ min: number; max: number }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ min, max }) => `no value is between ${min} and ${max}`,
      zh: ({ min, max }) => `没有值介于 ${min} 和 ${max} 之间`,
    },
    why: {
      en: 'The range becomes a check of the data, which would always fail.',
      zh: '范围会成为数据质量检查，而这样的检查必然失败。',
    },
    failing: `metric: n\ntype: aggregate\nentity: order\nagg: count\nrange: { min: 1, max: 0 }\n---\n${entity('')}`,
    passing: `metric: n\ntype: aggregate\nentity: order\nagg: count\nrange: { min: 0, max: 1 }\n---\n${entity('')}`,
  }),
} as const;

function article(kind: string): string {
  const word = say(kinds, 'en', kind);
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
