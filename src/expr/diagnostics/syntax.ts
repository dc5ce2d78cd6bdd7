import { diagnostic } from '../../base/diagnostic.js';

/** What could have stood where something else stands; signs and words stand for themselves, several with commas between. */
export type Expected = 'value' | 'operator' | 'name' | 'type' | 'string' | (string & {});

/** What is wrong with the text of an expression, before any name in it is looked up. */
export const syntaxDefinitions = {
  empty: diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the expression is empty',
      zh: () => '表达式为空',
    },
    why: {
      en: 'Every place of an expression computes one value; nothing computes none.',
      zh: '每个表达式位置都要算出一个值，空文本算不出值。',
    },
    failing: ' ',
    passing: '1',
  }),
  'too-long': diagnostic<{ length: number; limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ length, limit }) => `the expression has ${length} characters; ${limit} is the limit`,
      zh: ({ length, limit }) => `表达式有 ${length} 个字符，上限是 ${limit}`,
    },
    why: {
      en: 'The limit keeps every later step, and every engine, within known bounds.',
      zh: '上限保证后续每一步和每个引擎的开销可控。',
    },
    hint: {
      en: () => 'move parts of it into computed attributes or an earlier stage',
      zh: () => '把其中一部分移到计算属性或前一个步骤',
    },
  }),
  'too-deep': diagnostic<{ limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ limit }) => `the expression is nested more than ${limit} levels deep here`,
      zh: ({ limit }) => `表达式在此处的嵌套超过 ${limit} 层`,
    },
    why: {
      en: 'Engines give up on deep trees in different ways; a limit here gives one located message instead.',
      zh: '各引擎对过深表达式的失败方式不同；在这里设限可以给出一条定位明确的提示。',
    },
    hint: {
      en: () => 'write long chains of `or` as `in (…)`, and name parts as computed attributes',
      zh: () => '把一长串 `or` 写成 `in (…)`，或把局部定义成计算属性',
    },
  }),
  unexpected: diagnostic<{ found: string; expected: Expected }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ found, expected }) =>
        `${found === '' ? 'the expression ends' : `${quote(found)} stands`} where ${expectedEn(expected)} is expected`,
      zh: ({ found, expected }) =>
        `${found === '' ? '表达式在此结束' : `此处是 ${quote(found)}`}，但这里应为${expectedZh(expected)}`,
    },
    why: {
      en: 'The text does not follow the grammar of expressions, so it has no meaning.',
      zh: '文本不符合表达式语法，因此没有含义。',
    },
    failing: 'a + * b',
    passing: 'a + b',
  }),
  'reserved-word': diagnostic<{ word: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ word }) => `the word ${quote(word)} of the language stands where a value is expected`,
      zh: ({ word }) => `这里应为一个值，却是语言的关键字 ${quote(word)}`,
    },
    why: {
      en: 'A few words (and, or, not, in, is, between, like, ilike, case, when, then, else, end, null, true, false) shape expressions; as names they stand in backticks.',
      zh: '少数词（and、or、not、in、is、between、like、ilike、case、when、then、else、end、null、true、false）构成表达式；作名称用时要放在反引号里。',
    },
    hint: {
      en: ({ word }) => `if it is a name, write \`${word}\` in backticks`,
      zh: ({ word }) => `如果它是名称，请写成反引号里的 \`${word}\``,
    },
    failing: 'end > 3',
    passing: '`end` > 3',
  }),
  unterminated: diagnostic<{ quote: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ quote: sign }) =>
        sign === "'"
          ? 'the text that starts here has no closing quote'
          : 'the name that starts here has no closing backtick',
      zh: ({ quote: sign }) =>
        sign === "'" ? '从这里开始的文本没有结束引号' : '从这里开始的名称没有结束反引号',
    },
    why: {
      en: 'Without its end, everything after it would be part of it.',
      zh: '没有结束符号，后面的内容都会被算进去。',
    },
    hint: {
      en: ({ quote: sign }) => `close it with ${sign}; inside, the sign is doubled: ${sign}${sign}`,
      zh: ({ quote: sign }) => `用 ${sign} 结束；内部出现该符号时要写两遍：${sign}${sign}`,
    },
    failing: "'it's'",
    passing: "'it''s'",
  }),
  'empty-name': diagnostic({
    severity: 'error',
    level: 1,
    message: { en: () => 'the name in backticks is empty', zh: () => '反引号里的名称为空' },
    why: { en: 'Nothing has an empty name.', zh: '没有任何对象的名称是空的。' },
    failing: '`` = 1',
    passing: '`a` = 1',
  }),
  'bad-text': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the quoted text holds a NUL or half of a surrogate pair',
      zh: () => '引号内含有 NUL 或不完整的代理对字符',
    },
    why: {
      en: 'Such characters do not survive the way to an engine and back, so a comparison with them would silently differ.',
      zh: '这类字符无法原样往返引擎，与它们比较会悄悄出错。',
    },
  }),
  'bad-number': diagnostic<{ text: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ text }) => `${quote(text)} is neither a number nor a name`,
      zh: ({ text }) => `${quote(text)} 既不是数字也不是名称`,
    },
    why: {
      en: 'Numbers are written 1, 1.5 or 1e5 and have at most 38 digits, or the range of a double with an exponent.',
      zh: '数字写作 1、1.5 或 1e5，最多 38 位；带指数时须在 double 范围内。',
    },
    hint: {
      en: () => 'a name that starts with a digit stands in backticks',
      zh: () => '以数字开头的名称要放在反引号里',
    },
    failing: '2018年产值 > 1',
    passing: '`2018年产值` > 1',
  }),
  comment: diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'a comment has no place in an expression',
      zh: () => '表达式里不能有注释',
    },
    why: {
      en: 'Expressions are printed again from their meaning, which would lose the comment; and `--` and `/*` must never reach SQL by accident.',
      zh: '表达式会按其含义重新打印，注释会丢失；`--` 和 `/*` 也绝不能意外进入 SQL。',
    },
    hint: {
      en: () => 'for a double minus write a space or parentheses: a - -b',
      zh: () => '连续两个减号请加空格或括号：a - -b',
    },
    failing: 'a --b',
    passing: 'a - -b',
  }),
  'full-width': diagnostic<{ character: string; ascii: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ character, ascii }) =>
        `the sign ${character} is full-width; the language has ${ascii}`,
      zh: ({ character, ascii }) => `${character} 是全角符号，应写半角 ${ascii}`,
    },
    why: {
      en: 'Signs are ASCII, so that what looks alike is alike.',
      zh: '符号一律用半角，看起来一样的就真的一样。',
    },
    failing: 'a ＞ 1',
    passing: 'a > 1',
  }),
  'double-quote': diagnostic({
    severity: 'error',
    level: 1,
    message: { en: () => 'double quotes mean nothing here', zh: () => '这里不使用双引号' },
    why: {
      en: 'Engines read double quotes as names or as texts; the language has one sign for each.',
      zh: '双引号在不同引擎里可能是名称也可能是文本；本语言对两者各用一种符号。',
    },
    hint: {
      en: () => "texts stand in single quotes ('x'), names in backticks (`x`)",
      zh: () => "文本用单引号（'x'），名称用反引号（`x`）",
    },
    failing: 'city = "Paris"',
    passing: "city = 'Paris'",
  }),
  colon: diagnostic({
    severity: 'error',
    level: 1,
    message: { en: () => '`:` means nothing here', zh: () => '这里不使用 `:`' },
    why: {
      en: 'Casts and parameters have one spelling each.',
      zh: '类型转换和参数各只有一种写法。',
    },
    hint: {
      en: () => 'a cast is cast(x as type), a parameter is $name',
      zh: () => '类型转换写 cast(x as type)，参数写 $name',
    },
    failing: 'x::bigint',
    passing: 'cast(x as bigint)',
  }),
  'strange-character': diagnostic<{ character: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ character }) => `the character ${quote(character)} has no meaning here`,
      zh: ({ character }) => `字符 ${quote(character)} 在这里没有含义`,
    },
    why: {
      en: 'Names hold letters of any script, digits and underscores; everything else belongs in backticks or quotes.',
      zh: '名称由任意文字的字母、数字和下划线组成，其余字符要放在反引号或引号里。',
    },
    hint: {
      en: () => 'a name with such a character stands in backticks, a text in single quotes',
      zh: () => '含有这种字符的名称放在反引号里，文本放在单引号里',
    },
    failing: 'a; b',
    passing: '`a; b`',
  }),
  'bad-literal': diagnostic<{ text: string; type: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ text, type }) => `${quote(text)} is not ${type === 'interval' ? 'an' : 'a'} ${type}`,
      zh: ({ text, type }) => `${quote(text)} 不是合法的 ${type}`,
    },
    why: {
      en: 'A day that does not exist, or a form that engines read differently, would give other rows on other engines.',
      zh: '不存在的日期，或各引擎理解不同的写法，会在不同引擎上得到不同的结果。',
    },
    hint: {
      en: ({ type }) => `the form is ${formOf(type)}`,
      zh: ({ type }) => `写法是 ${formOf(type)}`,
    },
    failing: "date '2026-02-30'",
    passing: "date '2026-02-28'",
  }),
  'comparison-chain': diagnostic<{ operator: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ operator }) => `a comparison cannot be followed by another (${quote(operator)})`,
      zh: ({ operator }) => `比较之后不能直接再跟比较（${quote(operator)}）`,
    },
    why: {
      en: '`a < b < c` compares a boolean with c in some engines and is an error in others; it never means what it looks like.',
      zh: '`a < b < c` 在有的引擎里是拿布尔值和 c 比较，在有的引擎里报错，从来不是看上去的意思。',
    },
    hint: {
      en: () => 'write a < b and b < c, or set parentheses',
      zh: () => '写成 a < b and b < c，或加括号',
    },
    failing: '1 < x < 5',
    passing: '1 < x and x < 5',
  }),
  'aggregate-in-expression': diagnostic<{ name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name }) => `${name}(…) is an aggregate; an expression computes one value from one row`,
      zh: ({ name }) => `${name}(…) 是聚合函数，而表达式只由一行算出一个值`,
    },
    why: {
      en: 'Inside an expression an aggregate would hide its grain in a string; as a measure its rows, joins and time are checked.',
      zh: '聚合写在表达式里会把粒度藏进字符串；写成 measures 后，行、关联和时间都能被检查。',
    },
    hint: {
      en: ({ name }) =>
        ['min', 'max'].includes(name)
          ? `put it in measures (agg: ${name}) or windows; of several values in a row, ${name === 'min' ? 'least' : 'greatest'}(…)`
          : 'put it in measures, or in windows to keep the rows, and refer to its name',
      zh: ({ name }) =>
        ['min', 'max'].includes(name)
          ? `把它放进 measures（agg: ${name}）或 windows；同一行内多个值比较用 ${name === 'min' ? 'least' : 'greatest'}(…)`
          : '把它放进 measures；需要保留明细行时放进 windows，然后引用其名称',
    },
    failing: 'sum(amount) > 100',
    passing: 'amount > 100',
  }),
  'window-in-expression': diagnostic<{ name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name }) => `${name} makes a window; an expression computes one value from one row`,
      zh: ({ name }) => `${name} 是窗口计算，而表达式只由一行算出一个值`,
    },
    why: {
      en: 'A window needs a partition and a deterministic order, which the `windows` of a stage state and the compiler checks.',
      zh: '窗口需要分区和确定的排序，它们写在步骤的 `windows` 里并由编译器检查。',
    },
    hint: {
      en: () => 'put it in windows and refer to its name',
      zh: () => '把它放进 windows，然后引用其名称',
    },
    failing: 'row_number() = 1',
    passing: 'rn = 1',
  }),
  'select-in-expression': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'a query has no place in an expression',
      zh: () => '表达式里不能有子查询',
    },
    why: {
      en: 'What a subquery says is said by stages and matches, whose keys are checked, so rows never multiply.',
      zh: '子查询要表达的内容由步骤和 match 表达，它们的键会被检查，行不会被放大。',
    },
    hint: {
      en: () =>
        'make it an earlier stage and match it: only matched (in, exists), unmatched (not in), or read its columns',
      zh: () =>
        '把它写成前一个步骤再 match：only: matched（in、exists）、unmatched（not in），或读取它的列',
    },
    failing: 'id in (select id from t)',
    passing: 'found(t)',
  }),
} as const;

function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function formOf(type: string): string {
  switch (type) {
    case 'date':
      return "'2026-01-31'";
    case 'timestamp':
      return "'2026-01-31 08:30:00'";
    default:
      return "'3 day' (second, minute, hour, day, week, month, quarter, year)";
  }
}

const words = new Map([
  ['value', ['a value', '一个值']],
  ['operator', ['an operator or the end', '运算符或结尾']],
  ['name', ['a name', '一个名称']],
  ['type', ['a type', '一个类型']],
  ['string', ['a text in single quotes', '单引号里的文本']],
]);

function expectedEn(expected: Expected): string {
  return words.get(expected)?.[0] ?? expected.split(', ').map(quote).join(' or ');
}

function expectedZh(expected: Expected): string {
  return words.get(expected)?.[1] ?? ` ${expected.split(', ').map(quote).join(' 或 ')}`;
}
