/** One thing to do about types that do not fit, in both languages. */
interface Advice {
  readonly en: string;
  readonly zh: string;
}

/** What to do about a wrong operand. */
export const operandAdvice = {
  number: {
    en: 'arithmetic takes numbers: cast(x as bigint) or cast(x as decimal(18,2))',
    zh: '算术运算需要数字：cast(x as bigint) 或 cast(x as decimal(18,2))',
  },
  plus: {
    en: 'texts are joined with ||; a text that holds a number is cast first: cast(x as decimal(18,2))',
    zh: '连接文本用 ||；存数字的文本要先转换：cast(x as decimal(18,2))',
  },
  text: {
    en: 'it joins texts: cast(x as string) first; numbers are added with +',
    zh: '它连接文本：先 cast(x as string)；数字相加用 +',
  },
  like: {
    en: 'it compares texts: cast(x as string) first',
    zh: '它比较文本：先 cast(x as string)',
  },
  'moment-difference': {
    en: 'the time between two moments is seconds_between(start, end); days are days_between(start, end)',
    zh: '两个时刻之间的时长用 seconds_between(start, end)，天数用 days_between(start, end)',
  },
  'moment-plus-number': {
    en: "a number of what? t + interval '1 day', or date_add('day', n, t)",
    zh: "加的是什么单位？写 t + interval '1 day'，或 date_add('day', n, t)",
  },
  interval: {
    en: "an interval is added to or taken from a date or timestamp; for a variable count, date_add('day', n, x)",
    zh: "interval 只能与日期或时间戳相加减；数量可变时用 date_add('day', n, x)",
  },
  day: {
    en: "a day is written date '2026-01-31', a moment timestamp '2026-01-31 08:30:00'",
    zh: "日期写作 date '2026-01-31'，时刻写作 timestamp '2026-01-31 08:30:00'",
  },
  boolean: {
    en: 'conditions are comparisons or boolean attributes: x = 1, x is not null',
    zh: '条件是比较或布尔属性：x = 1、x is not null',
  },
  none: { en: 'another operator or a cast is needed', zh: '需要其他运算符或类型转换' },
} as const satisfies Record<string, Advice>;

/** Which hint fits a wrong operand. */
export type OperandAdvice = keyof typeof operandAdvice;

/** What to do about two sides that cannot be compared. */
export const comparisonAdvice = {
  number: {
    en: "compare texts with texts ('1') or cast: cast(x as bigint) = 1, cast(x as string) = '1'",
    zh: "文本与文本比较（'1'），或转换：cast(x as bigint) = 1、cast(x as string) = '1'",
  },
  time: {
    en: "cast(x as date), or to_date(x, 'yyyyMMdd') for another form",
    zh: "用 cast(x as date)，其他格式用 to_date(x, 'yyyyMMdd')",
  },
  'number-time': {
    en: "a number such as 20260131 becomes a day by to_date(cast(x as string), 'yyyyMMdd')",
    zh: "像 20260131 这样的数字用 to_date(cast(x as string), 'yyyyMMdd') 变成日期",
  },
  boolean: {
    en: 'a boolean stands alone as a condition: x, not x; against texts write the condition that is meant',
    zh: '布尔值本身就是条件：x、not x；与文本比较时请写出真正的条件',
  },
  json: {
    en: "read the value first: json_string(x, '$.a'), json_number(x, '$.a')",
    zh: "先取出值：json_string(x, '$.a')、json_number(x, '$.a')",
  },
  order: {
    en: 'these values have no order; = and <> apply, or compare a part of them',
    zh: '这类值没有顺序，只能用 = 和 <>，或比较其中一部分',
  },
  none: { en: 'compare values of the same type', zh: '请比较同类型的值' },
} as const satisfies Record<string, Advice>;

/** Which hint fits two sides that cannot be compared. */
export type ComparisonAdvice = keyof typeof comparisonAdvice;

/** What to do about a cast that is refused. */
export const castAdvice = {
  round: {
    en: 'say how: round(x), floor(x) or ceil(x) give a bigint',
    zh: '写明方式：round(x)、floor(x)、ceil(x) 得到 bigint',
  },
  day: {
    en: "to_date(cast(x as string), 'yyyyMMdd'), format_date(x, 'yyyyMMdd') or epoch_seconds(x)",
    zh: "to_date(cast(x as string), 'yyyyMMdd')、format_date(x, 'yyyyMMdd') 或 epoch_seconds(x)",
  },
  json: {
    en: "read a value of it: json_string(x, '$.a'), json_number(x, '$.a')",
    zh: "取出其中的值：json_string(x, '$.a')、json_number(x, '$.a')",
  },
  condition: { en: 'write a condition or a case', zh: '请写条件或 case' },
  none: { en: 'there is no such conversion', zh: '没有这种转换' },
} as const satisfies Record<string, Advice>;

/** Which hint fits a cast that is refused. */
export type CastAdvice = keyof typeof castAdvice;
