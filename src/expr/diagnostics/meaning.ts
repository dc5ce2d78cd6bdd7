import { diagnostic } from '../../base/diagnostic.js';
import { noneCalled } from '../../base/form/name-definitions.js';
import {
  type CastAdvice,
  type ComparisonAdvice,
  type OperandAdvice,
  castAdvice,
  comparisonAdvice,
  operandAdvice,
} from '../advice.js';

/** What is wrong with the functions and types of an expression whose text is well formed. */
export const meaningDefinitions = {
  'unknown-function': noneCalled<{
    name: string;
    instead: string;
    near: readonly string[];
  }>({
    noun: { en: 'function', zh: '函数' },
    why: {
      en: 'Only registered functions have one meaning on every engine; anything else would be raw SQL.',
      zh: '只有登记过的函数在每个引擎上含义一致，其余的等于原样 SQL。',
    },
    hint: {
      en: ({ instead, near }) => {
        if (instead !== '') return `here it is ${instead}`;
        return near.length > 0
          ? `did you mean ${near.join(', ')}?`
          : 'say it with operators, a case or other functions, or as an attribute of the ontology';
      },
      zh: ({ instead, near }) => {
        if (instead !== '') return `这里应写 ${instead}`;
        return near.length > 0
          ? `是否应为 ${near.join('、')}？`
          : '请用运算符、case 或其他函数表达，或定义成本体的属性';
      },
    },
    failing: "to_char(x, 'yyyymm')",
    passing: "format_date(x, 'yyyyMM')",
  }),
  'reads-the-clock': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `${name} gives another value at each run`,
      zh: ({ name }) => `${name} 每次运行的结果都不同`,
    },
    why: {
      en: 'The same documents give the same rows: nothing reads a clock or a random number (law 9, S11).',
      zh: '同样的文档得到同样的结果：不读时钟，不用随机数（法则 9，S11）。',
    },
    hint: {
      en: () => 'the as-of day is $as_of in a question and $bizdate in a model',
      zh: () => '截止日在问题里是 $as_of，在模型里是 $bizdate',
    },
    failing: 'days_between(x, now())',
    passing: 'days_between(x, $as_of)',
  }),
  'unknown-type': diagnostic<{ text: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ text }) => `no type is called "${text}"`,
      zh: ({ text }) => `没有名为 "${text}" 的类型`,
    },
    why: {
      en: 'A type must mean the same on every engine.',
      zh: '类型在每个引擎上的含义必须一致。',
    },
    hint: {
      en: () =>
        'the types are boolean, bigint, decimal(p,s), double, string, date, timestamp, interval, json, array<type>',
      zh: () =>
        '可用类型：boolean、bigint、decimal(p,s)、double、string、date、timestamp、interval、json、array<类型>',
    },
    failing: 'cast(x as money)',
    passing: 'cast(x as decimal(18,2))',
  }),
  'type-size': diagnostic<{ text: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ text }) => `"${text}" needs other numbers in its parentheses`,
      zh: ({ text }) => `"${text}" 括号里的数字不对`,
    },
    why: {
      en: 'Engines fill in different sizes for a bare decimal, and cut texts of a limited length in different ways.',
      zh: '不写精度的 decimal 在各引擎默认值不同，限长文本的截断方式也不同。',
    },
    hint: {
      en: () => 'a decimal is decimal(p,s) with 1 ≤ p ≤ 38 and 0 ≤ s ≤ p; no other type has a size',
      zh: () => 'decimal 写作 decimal(p,s)，1 ≤ p ≤ 38 且 0 ≤ s ≤ p；其他类型不带长度',
    },
    failing: 'cast(x as decimal)',
    passing: 'cast(x as decimal(18,2))',
  }),
  'argument-count': diagnostic<{ usage: string; given: number }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ usage, given }) =>
        `${usage} is called with ${given === 0 ? 'no arguments' : given === 1 ? 'one argument' : `${given} arguments`}`,
      zh: ({ usage, given }) => `${usage} 的调用给了 ${given} 个参数`,
    },
    why: {
      en: 'A function computes from exactly the arguments it declares.',
      zh: '函数只按声明的参数计算。',
    },
    failing: 'nullif(x)',
    passing: 'nullif(x, 0)',
  }),
  'wrong-argument': diagnostic<{
    usage: string;
    parameter: string;
    expected: string;
    found: string;
  }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ usage, parameter, expected, found }) =>
        `"${parameter}" of ${usage} takes ${expected}; this is ${found}`,
      zh: ({ usage, parameter, expected, found }) =>
        `${usage} 的参数 "${parameter}" 应为 ${expected}，这里是 ${found}`,
    },
    why: {
      en: 'Implicit conversions differ between engines, so only exact ones are made (bigint to decimal to double, date to timestamp).',
      zh: '隐式转换在各引擎不同，因此只做精确的转换（bigint→decimal→double、date→timestamp）。',
    },
    failing: 'year(2026)',
    passing: 'year(order_date)',
  }),
  'wrong-operand': diagnostic<{
    operator: string;
    left: string;
    right: string;
    advice: OperandAdvice;
  }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ operator, left, right }) =>
        right === ''
          ? `"${operator}" does not apply to ${left}`
          : `"${operator}" does not apply to ${left} and ${right}`,
      zh: ({ operator, left, right }) =>
        right === ''
          ? `"${operator}" 不能用于 ${left}`
          : `"${operator}" 不能用于 ${left} 和 ${right}`,
    },
    why: {
      en: 'Where operands are of the wrong types engines convert silently, each in its own way.',
      zh: '操作数类型不对时，各引擎会各自悄悄转换。',
    },
    hint: {
      en: ({ advice }) => operandAdvice[advice].en,
      zh: ({ advice }) => operandAdvice[advice].zh,
    },
    failing: "'a' + 1",
    passing: "'a' || cast(1 as string)",
  }),
  'not-comparable': diagnostic<{ left: string; right: string; advice: ComparisonAdvice }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ left, right }) => `${left} and ${right} are never compared`,
      zh: ({ left, right }) => `${left} 和 ${right} 不能比较`,
    },
    why: {
      en: "Some engines turn both sides into numbers, some into texts: '10' < '9' but 10 > 9.",
      zh: "有的引擎把两边转成数字，有的转成文本：'10' < '9'，而 10 > 9。",
    },
    hint: {
      en: ({ advice }) => comparisonAdvice[advice].en,
      zh: ({ advice }) => comparisonAdvice[advice].zh,
    },
    failing: "1 = 'a'",
    passing: "cast(1 as string) = 'a'",
  }),
  'like-backslash': diagnostic({
    severity: 'error',
    level: 3,
    message: {
      en: () => 'a pattern of like holds a backslash',
      zh: () => 'like 的模式里有反斜杠',
    },
    why: {
      en: 'In some engines a backslash takes away the meaning of the % or _ behind it, in others it is a sign like any other.',
      zh: '有的引擎里反斜杠使后面的 % 或 _ 变成普通字符，有的引擎里它只是普通字符。',
    },
    hint: {
      en: () => "look for a sign with contains(x, '_'), starts_with or ends_with",
      zh: () => "查找某个字符请用 contains(x, '_')、starts_with 或 ends_with",
    },
    failing: "code like 'a\\_%'",
    passing: "starts_with(code, 'a_')",
  }),
  'compare-with-null': diagnostic<{ operator: string; instead: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ operator }) => `"${operator}" with null is never true`,
      zh: ({ operator }) => `与 null 用 "${operator}" 比较永远不为真`,
    },
    why: {
      en: 'Logic is three-valued (S15): a comparison with null is null, and a condition that is null keeps no row.',
      zh: '三值逻辑（S15）：与 null 比较得到 null，条件为 null 的行不保留。',
    },
    hint: {
      en: ({ instead }) => `write ${instead}`,
      zh: ({ instead }) => `应写 ${instead}`,
    },
    failing: '1 = null',
    passing: '1 is null',
  }),
  'no-common-type': diagnostic<{ construct: string; first: string; found: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ construct, first, found }) =>
        `the values of ${construct} have no common type: ${first} before, ${found} here`,
      zh: ({ construct, first, found }) =>
        `${construct} 的各个值没有共同类型：前面是 ${first}，这里是 ${found}`,
    },
    why: {
      en: 'A column has one type; engines pick different ones for a mixture.',
      zh: '一列只有一种类型；类型混杂时各引擎会选不同的类型。',
    },
    hint: {
      en: () => 'cast one of them, for instance cast(x as string)',
      zh: () => '转换其中一个，例如 cast(x as string)',
    },
    failing: "coalesce(1, 'none')",
    passing: "coalesce(cast(1 as string), 'none')",
  }),
  'wrong-type': diagnostic<{ expected: string; found: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ expected, found }) => `${expected} is expected here; this is ${found}`,
      zh: ({ expected, found }) => `这里应为 ${expected}，却是 ${found}`,
    },
    why: {
      en: 'Conditions are boolean and every place takes values of one type; engines read other values in different ways.',
      zh: '条件必须是 boolean，每个位置只接受一种类型；其他类型各引擎理解不同。',
    },
    failing: 'not 1',
    passing: 'not (1 = 2)',
  }),
  'bad-cast': diagnostic<{ from: string; to: string; advice: CastAdvice }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ from, to }) => `${from} is not cast to ${to}`,
      zh: ({ from, to }) => `${from} 不能转换为 ${to}`,
    },
    why: {
      en: 'Engines disagree on this conversion, or it has no meaning: a fraction cast to an integer is rounded by one and cut by another.',
      zh: '各引擎对该转换结果不同，或没有意义：小数转整数，有的四舍五入，有的截断。',
    },
    hint: {
      en: ({ advice }) => castAdvice[advice].en,
      zh: ({ advice }) => castAdvice[advice].zh,
    },
    failing: 'cast(1.5 as bigint)',
    passing: 'round(1.5)',
  }),
  'bad-constant': diagnostic<{
    usage: string;
    parameter: string;
    form: string;
    found: string;
  }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ usage, parameter, form, found }) =>
        `"${parameter}" of ${usage} takes ${form}${found === '' ? ', written as a literal' : `, not "${found}"`}`,
      zh: ({ usage, parameter, form, found }) =>
        `${usage} 的参数 "${parameter}" 应为 ${form}${found === '' ? '，且须写成字面量' : `，而不是 "${found}"`}`,
    },
    why: {
      en: 'Such an argument decides what SQL is printed, so it must be known before any row is read.',
      zh: '这类参数决定生成什么 SQL，必须在读取任何行之前就确定。',
    },
    failing: "date_trunc('fortnight', date '2026-01-01')",
    passing: "date_trunc('week', date '2026-01-01')",
  }),
  'swapped-arguments': diagnostic<{ usage: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ usage }) => `a fixed text is searched in ${usage}`,
      zh: ({ usage }) => `${usage} 在固定文本里查找`,
    },
    why: {
      en: 'Languages order these arguments differently; swapped, the result is nearly always the same wrong value.',
      zh: '这类函数的参数顺序各语言不同；写反了几乎总是得到同一个错误值。',
    },
    hint: {
      en: () => 'what is looked into comes first, what is looked for second',
      zh: () => '被查找的文本在前，要找的内容在后',
    },
    failing: "position('@', email)",
    passing: "position(email, '@')",
  }),
  'out-of-range': diagnostic<{ call: string; low: number; high: number; value: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ call, low, high, value }) => `${call} is ${low} to ${high}, never ${value}`,
      zh: ({ call, low, high, value }) => `${call} 的取值是 ${low} 到 ${high}，不会是 ${value}`,
    },
    why: {
      en: 'A value that never occurs points to another numbering: weeks start on Monday, which is 1, and Sunday is 7 (ISO 8601), while engines count from 0 or 1 and from Sunday or Monday.',
      zh: '与不会出现的值比较，多半是编号方式不同：这里周一是 1、周日是 7（ISO 8601），而各引擎从 0 或 1、周日或周一开始不等。',
    },
    failing: "day_of_week(date '2026-01-01') = 0",
    passing: "day_of_week(date '2026-01-01') = 7",
  }),
  'part-of-day': diagnostic<{ operator: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ operator }) =>
        `"${operator}" compares a timestamp with the first moment of a day, not with the day`,
      zh: ({ operator }) => `"${operator}" 是拿时间戳与当天零点比较，而不是与这一天比较`,
    },
    why: {
      en: "`t <= date '2026-01-31'` leaves out all of 31 January but its first moment: the classic lost day.",
      zh: "`t <= date '2026-01-31'` 会漏掉 1 月 31 日零点之后的全部数据：经典的丢一天。",
    },
    hint: {
      en: () => 'compare days: date(t) <= …, or write the moment as a timestamp',
      zh: () => '按天比较：date(t) <= …，或写出具体的时间戳',
    },
    failing: "timestamp '2026-01-31 08:00:00' <= date '2026-01-31'",
    passing: "date(timestamp '2026-01-31 08:00:00') <= date '2026-01-31'",
  }),
} as const;
