import { diagnostic } from '../../base/diagnostic.js';
import { keyDefinitions } from '../../base/form/key-definitions.js';
import { say } from '../../base/text/words.js';
import { owners } from '../words.js';

const stage = (members: string): string =>
  `{"dsl": "1", "title": "orders", "stages": [{"name": "result", ${members}}]}`;

/** What is wrong with a document of the right form, before any name in it is looked up. */
export const dslLawDefinitions = {
  ...keyDefinitions({
    whyOne: {
      en: 'Each of the two says where the same thing comes from; with both, one would be ignored.',
      zh: '两者都在说明同一件事的来源；同时出现时必有一个被忽略。',
    },
    whyNeeded: {
      en: 'Its result depends on this, and any default would be a guess.',
      zh: '它的结果取决于此，任何默认值都是猜测。',
    },
    timeForms: {
      en: '"period" alone; or "last", "unit" and "mode" together; or "from", "to" or both',
      zh: '只写 "period"；或同时写 "last"、"unit"、"mode"；或写 "from"、"to" 之一或两者',
    },
    examples: {
      'both-keys': {
        failing: stage('"from": "order", "by": [{"as": "d", "is": "day", "grain": "day"}]'),
        passing: stage('"from": "order", "by": [{"as": "d", "grain": "day"}]'),
      },
      'key-needed': {
        failing: stage('"from": "order", "by": [], "measures": [{"as": "m", "agg": "sum"}]'),
        passing: stage(
          '"from": "order", "by": [], "measures": [{"as": "m", "agg": "sum", "of": "amount"}]',
        ),
      },
      'key-without-use': {
        failing: stage(
          '"from": "order", "by": [], "measures": [{"as": "m", "agg": "sum", "of": "amount", "p": 0.5}]',
        ),
        passing: stage(
          '"from": "order", "by": [], "measures": [{"as": "m", "agg": "sum", "of": "amount"}]',
        ),
      },
      'time-form': {
        failing: stage('"from": "order", "time": {"period": "7d", "last": 7}'),
        passing: stage('"from": "order", "time": {"period": "7d"}'),
      },
      'bad-shift': {
        failing: stage(
          '"by": [], "measures": [{"as": "m", "metric": "pay_amt", "shift": "last year"}]',
        ),
        passing: stage(
          '"by": [], "measures": [{"as": "m", "metric": "pay_amt", "shift": "-1 year"}]',
        ),
      },
    },
  }),
  'one-of-keys': diagnostic<{ owner: string; keys: readonly string[] }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ owner, keys }) =>
        `${say(owners, 'en', owner)} needs one of ${keys.map((k) => `"${k}"`).join(', ')}`,
      zh: ({ owner, keys }) =>
        `${say(owners, 'zh', owner)}需要 ${keys.map((k) => `"${k}"`).join('、')} 之一`,
    },
    why: {
      en: 'Without one of them nothing says what the value is.',
      zh: '缺了它们就没有说明这个值是什么。',
    },
    failing: stage('"from": "order", "by": [{"as": "d"}]'),
    passing: stage('"from": "order", "by": [{"as": "d", "grain": "day"}]'),
  }),
  'bad-day': diagnostic<{ day: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ day }) => `"${day}" is not a day`,
      zh: ({ day }) => `"${day}" 不是有效日期`,
    },
    why: {
      en: 'All relative time of a question counts from this day.',
      zh: '问题里的所有相对时间都从这一天算起。',
    },
    hint: {
      en: () => 'write a day that exists as yyyy-MM-dd',
      zh: () => '写成真实存在的 yyyy-MM-dd 日期',
    },
    failing:
      '{"dsl": "1", "title": "orders", "as_of": "2026-02-30", "stages": [{"name": "result", "from": "order"}]}',
    passing:
      '{"dsl": "1", "title": "orders", "as_of": "2026-02-28", "stages": [{"name": "result", "from": "order"}]}',
  }),
  'bad-name': diagnostic<{ name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name }) => `"${name}" is not written as a name`,
      zh: ({ name }) => `"${name}" 不是名称的写法`,
    },
    why: {
      en: 'Expressions call it by this name, so it must read as one there: letters of any script, digits and underscores, no digit first; or anything else in backticks, without control characters.',
      zh: '表达式要用这个名称引用它，所以必须能读成一个名称：任意文字的字母、数字、下划线，不以数字开头；其他写法放在反引号里，且不含控制字符。',
    },
    hint: {
      en: () => 'put it in backticks, or choose a plain name',
      zh: () => '加上反引号，或换一个普通名称',
    },
    failing: stage('"from": "order", "columns": [{"as": "amount (CNY)", "is": "amount"}]'),
    passing: stage('"from": "order", "columns": [{"as": "`amount (CNY)`", "is": "amount"}]'),
  }),
  'duplicate-name': diagnostic<{ name: string; first: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name, first }) => `"${name}" is named already at ${first}`,
      zh: ({ name, first }) => `"${name}" 已在 ${first} 处定义`,
    },
    why: {
      en: 'A name means one thing in one place, or reading it would be a guess.',
      zh: '同一范围内一个名称只能指一样东西，否则读它就是猜。',
    },
    hint: { en: () => 'rename one of the two', zh: () => '给其中一个改名' },
    failing: stage(
      '"from": "order", "by": [{"as": "n", "is": "shop_id"}], "measures": [{"as": "n", "agg": "count"}]',
    ),
    passing: stage(
      '"from": "order", "by": [{"as": "shop_id", "is": "shop_id"}], "measures": [{"as": "n", "agg": "count"}]',
    ),
  }),
  'reserved-name': diagnostic<{ name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name }) => `"${name}" has a meaning of its own here`,
      zh: ({ name }) => `"${name}" 在此处另有含义`,
    },
    why: {
      en: '`self` is the target of the document, and `row.x` the row that a measure is computed for (S3).',
      zh: '`self` 指本文档的目标表，`row.x` 指度量所针对的那一行（S3）。',
    },
    hint: { en: () => 'choose another name', zh: () => '换一个名称' },
    failing: stage('"from": "order"').replace('result', 'self'),
    passing: stage('"from": "order"'),
  }),
  'hole-without-question': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'a hole ("?") without a question in "unresolved"',
      zh: () => '此处是空位（"?"），但 "unresolved" 里没有对应的问题',
    },
    why: {
      en: 'A hole is answered by a person; without its question nobody can (S14).',
      zh: '空位要由人来回答；没有问题就没人能回答（S14）。',
    },
    hint: {
      en: () => 'add an entry to "unresolved" whose "at" is this place',
      zh: () => '在 "unresolved" 里加一项，其 "at" 指向此处',
    },
    failing: stage('"by": [], "measures": [{"as": "m", "metric": "?"}]'),
    passing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "by": [], "measures": [{"as": "m", "metric": "?"}]}], "unresolved": [{"about": "value", "question": "which value?", "at": "/stages/0/measures/0/metric", "options": []}]}',
  }),
  'question-without-hole': diagnostic<{ at: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ at }) => `the question is about ${at}, where no hole ("?") stands`,
      zh: ({ at }) => `问题指向 ${at}，但那里不是空位（"?"）`,
    },
    why: {
      en: 'The answer replaces the hole; without one it would change nothing, or something else (S14).',
      zh: '回答会替换空位；没有空位，回答要么不起作用，要么改错地方（S14）。',
    },
    hint: {
      en: () => 'point "at" to the hole, or to "" where a concept is missing altogether',
      zh: () => '让 "at" 指向空位；若整个概念都缺失，则写 ""',
    },
    failing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}], "unresolved": [{"about": "value", "question": "which value?", "at": "/stages/0/from", "options": []}]}',
    passing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "?"}], "unresolved": [{"about": "value", "question": "which value?", "at": "/stages/0/from", "options": []}]}',
  }),
  'no-such-place': diagnostic<{ at: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ at }) => `the document has no place ${at}`,
      zh: ({ at }) => `文档里没有 ${at} 这个位置`,
    },
    why: {
      en: 'What is said about a place is shown beside it at the gate; it must be there.',
      zh: '关于某个位置的说明会在卡点处与它一起展示，所以位置必须存在。',
    },
    failing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}], "assumptions": [{"about": "orders", "taken": "all", "at": "/stages/1"}]}',
    passing:
      '{"dsl": "1", "title": "orders", "stages": [{"name": "result", "from": "order"}], "assumptions": [{"about": "orders", "taken": "all", "at": "/stages/0"}]}',
  }),
  'whose-time': diagnostic<{ measure: string; entity: string; from: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ measure, entity, from }) =>
        `the stage's "time" is about rows of "${from}"; measure "${measure}" counts rows of "${entity}" and has no time of its own`,
      zh: ({ measure, entity, from }) =>
        `步骤的 "time" 针对「${from}」的行；指标 "${measure}" 统计「${entity}」的行，却没有自己的时间范围`,
    },
    why: {
      en: 'Whether only the population is limited in time, or the measure too, gives different numbers (S11).',
      zh: '只限定总体的时间，还是也限定指标的时间，数字不同（S11）。',
    },
    hint: {
      en: () =>
        'give the measure its own "time"; or, if only the measure is meant, move "time" from the stage into it',
      zh: () => '给该指标写自己的 "time"；若只想限定指标，把步骤的 "time" 移到该指标里',
    },
    failing: stage(
      '"from": "customer", "time": {"period": "7d"}, "by": [], "measures": [{"as": "n", "metric": "order_cnt"}]',
    ),
    passing: stage(
      '"from": "customer", "by": [], "measures": [{"as": "n", "metric": "order_cnt", "time": {"period": "7d"}}]',
    ),
  }),
} as const;
