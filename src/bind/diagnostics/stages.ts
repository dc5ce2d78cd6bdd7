import { diagnostic } from '../../base/diagnostic.js';

/** Stages that cannot be put together: names, rows, look-ups, keys, the target (S1 to S6, S10, S12). */
export const stageDefinitions = {
  'name-taken': diagnostic<{ name: string; by: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, by }) => `the name "${name}" is taken by ${by}`,
      zh: ({ name, by }) => `名字 "${name}" 已被 ${by} 占用`,
    },
    why: {
      en: 'In one place a name means one thing (S2, S3): no stage is called as an entity, no match as a source column, no two columns alike; only `columns` replaces a column of an earlier stage.',
      zh: '一个位置上的名字只有一个含义（S2、S3）：步骤不与实体同名，match 不与来源列同名，列名不重复；只有 `columns` 可以替换前一步骤的列。',
    },
    failing: '"stages": [{"name": "orders", "from": "orders", …}]',
    passing: '"stages": [{"name": "paid_orders", "from": "orders", …}]',
  }),
  'no-rows': diagnostic<{ stage: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ stage }) => `nothing says which rows stage "${stage}" reads`,
      zh: ({ stage }) => `没有说明步骤 "${stage}" 读取哪些行`,
    },
    why: {
      en: 'Rows come from `from`, from `union`, or from the measures’ own entities (S4).',
      zh: '行来自 `from`、`union`，或指标所属的实体（S4）。',
    },
    hint: {
      en: () => 'add "from", or measures',
      zh: () => '请加上 "from" 或 measures',
    },
    failing: '{"name": "r", "by": [{"as": "c", "is": "city.name"}]}',
    passing: '{"name": "r", "from": "city", "by": [{"as": "c", "is": "name"}]}',
  }),
  'no-columns': diagnostic<{ stage: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ stage }) => `stage "${stage}" makes no column`,
      zh: ({ stage }) => `步骤 "${stage}" 没有任何列`,
    },
    why: {
      en: 'A stage over an entity shows the columns it names; every output column has a written name.',
      zh: '读取实体的步骤只输出写明的列，每个输出列都有写明的名字。',
    },
    hint: {
      en: () => 'name them in "columns"',
      zh: () => '在 "columns" 中写明',
    },
    failing: '{"name": "r", "from": "orders"}',
    passing: '{"name": "r", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}]}',
  }),
  'no-from': diagnostic<{ what: string; stage: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ what, stage }) => `"${what}" needs rows, and stage "${stage}" has no "from"`,
      zh: ({ what, stage }) => `"${what}" 需要来源行，而步骤 "${stage}" 没有 "from"`,
    },
    why: {
      en: 'Without `from` there is no population: only the measures have rows (S4).',
      zh: '没有 `from` 就没有总体，只有各指标自己的行（S4）。',
    },
    failing: '{"name": "r", "columns": [{"as": "n", "is": "name"}], …}',
    passing: '{"name": "r", "from": "city", "columns": [{"as": "n", "is": "name"}]}',
  }),
  'match-key': diagnostic<{ match: string; key: readonly string[]; missing: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ match, key, missing }) =>
        key.length === 0
          ? `"${match}" has no key, so it can only be tested`
          : `"on" leaves out ${missing.join(', ')} of the key (${key.join(', ')}) of "${match}"`,
      zh: ({ match, key, missing }) =>
        key.length === 0
          ? `"${match}" 没有主键，只能用作判断`
          : `"on" 缺少 "${match}" 主键（${key.join('、')}）中的 ${missing.join('、')}`,
    },
    why: {
      en: 'A look-up finds at most one partner, so rows never multiply; on less than a whole key it is only a test (S6).',
      zh: '查找至多匹配一行，行才不会变多；没有覆盖整个主键时只能用作判断（S6）。',
    },
    hint: {
      en: () => 'cover the whole key, or add "only": "matched" or "unmatched"',
      zh: () => '覆盖整个主键，或加上 "only": "matched" 或 "unmatched"',
    },
    failing: '"match": [{"to": "order_item", "on": [{"key": "order_id", "is": "order_id"}]}]',
    passing:
      '"match": [{"to": "order_item", "on": [{"key": "order_id", "is": "order_id"}], "only": "matched"}]',
  }),
  'on-types': diagnostic<{ left: string; right: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ left, right }) => `a key of type ${left} is never equal to a value of type ${right}`,
      zh: ({ left, right }) => `类型为 ${left} 的键不会等于类型为 ${right} 的值`,
    },
    why: {
      en: 'Both sides of "on" are values of one type; engines convert in different ways.',
      zh: '"on" 两边应为同一类型；各引擎的隐式转换不同。',
    },
    hint: {
      en: () => 'convert the value: cast(x as string), cast(x as bigint), date(t)',
      zh: () => '转换取值：cast(x as string)、cast(x as bigint)、date(t)',
    },
  }),
  'union-columns': diagnostic<{
    stage: string;
    first: string;
    missing: readonly string[];
    extra: readonly string[];
  }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ stage, first, missing, extra }) =>
        `"${stage}" and "${first}" differ in columns:${missing.length > 0 ? ` "${stage}" lacks ${missing.join(', ')}` : ''}${missing.length > 0 && extra.length > 0 ? ';' : ''}${extra.length > 0 ? ` "${stage}" also has ${extra.join(', ')}` : ''}`,
      zh: ({ stage, first, missing, extra }) =>
        `"${stage}" 与 "${first}" 的列不同：${missing.length > 0 ? `"${stage}" 缺少 ${missing.join('、')}` : ''}${missing.length > 0 && extra.length > 0 ? '；' : ''}${extra.length > 0 ? `"${stage}" 多出 ${extra.join('、')}` : ''}`,
    },
    why: {
      en: 'A union takes rows of stages with the same column names and types.',
      zh: 'union 合并列名和类型都相同的步骤。',
    },
    hint: {
      en: () => 'name and choose the columns alike with "columns" and "show"',
      zh: () => '用 "columns" 和 "show" 让各步骤的列一致',
    },
  }),
  'union-types': diagnostic<{ column: string; types: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ column, types }) =>
        `column "${column}" has other types in the stages: ${types.join(', ')}`,
      zh: ({ column, types }) => `列 "${column}" 在各步骤中类型不同：${types.join('、')}`,
    },
    why: {
      en: 'A column has one type; engines pick different ones for a mixture.',
      zh: '一列只有一种类型；类型混杂时各引擎会选不同的类型。',
    },
  }),
  cycle: diagnostic<{ names: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ names }) => `the columns read each other in a circle: ${names.join(' → ')}`,
      zh: ({ names }) => `列之间循环引用：${names.join(' → ')}`,
    },
    why: {
      en: 'Windows and compute may stand in any order, but each is computed after those it reads (S1).',
      zh: 'windows 与 compute 顺序任意，但每一列都在它所读的列之后计算（S1）。',
    },
  }),
  'undecided-ties': diagnostic<{ what: string; stage: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ what, stage }) =>
        `nothing decides which of two equal rows comes first for ${what}: the rows of stage "${stage}" have no key`,
      zh: ({ what, stage }) => `步骤 "${stage}" 的行没有键，${what} 遇到并列时无法确定先后`,
    },
    why: {
      en: 'The key of the stage breaks ties, so that two runs give the same rows (S10); without one an engine is free to choose.',
      zh: '并列由步骤的键决定先后，两次运行结果才相同（S10）；没有键时由引擎任意选择。',
    },
    hint: {
      en: () => 'add the key’s columns to the stage, or further columns to the order',
      zh: () => '把主键列加入该步骤，或在排序中加入更多列',
    },
  }),
  'not-a-number': diagnostic<{ what: string; name: string; type: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ what, name, type }) => `${what} takes numbers; "${name}" is ${type}`,
      zh: ({ what, name, type }) => `${what} 需要数字，"${name}" 是 ${type}`,
    },
    why: {
      en: 'Sums, means and shares are of numbers; engines convert texts and booleans in different ways.',
      zh: '求和、平均、占比只对数字有意义；文本和布尔值各引擎转换方式不同。',
    },
  }),
  'self-without-target': diagnostic({
    severity: 'error',
    level: 2,
    message: {
      en: () => '`self` is this document’s target, and the document has none',
      zh: () => '`self` 指本文档的目标表，而本文档没有 target',
    },
    why: {
      en: 'A question has no table to read back (S12).',
      zh: '问题没有可以回读的表（S12）。',
    },
  }),
  'self-at': diagnostic({
    severity: 'error',
    level: 3,
    message: {
      en: () => '`self` is read at a day before $bizdate',
      zh: () => '`self` 只能读取 $bizdate 之前的某一天',
    },
    why: {
      en: 'A run that reads the partition it writes gives another result the second time (S12).',
      zh: '读取自己正在写的分区，重跑结果就会不同（S12）。',
    },
    hint: {
      en: () => 'write "at": "$bizdate - 1"',
      zh: () => '写 "at": "$bizdate - 1"',
    },
    failing: '{"name": "old", "from": "self"}',
    passing: '{"name": "old", "from": "self", "at": "$bizdate - 1"}',
  }),
  'self-types': diagnostic<{ columns: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ columns }) => `the types of ${columns.join(', ')} follow only from themselves`,
      zh: ({ columns }) => `列 ${columns.join('、')} 的类型只能由自身推出`,
    },
    why: {
      en: 'A column of `self` has the type the result gives it; where the result only copies it, nothing says which.',
      zh: '`self` 的列类型取自结果；若结果只是照抄该列，就无从得知类型。',
    },
    hint: {
      en: () => 'state the type in target.columns',
      zh: () => '在 target.columns 中写明类型',
    },
  }),
  'no-key': diagnostic<{ stage: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ stage }) => `nothing identifies a row of stage "${stage}", which the target writes`,
      zh: ({ stage }) => `目标表写入的步骤 "${stage}" 没有能标识一行的键`,
    },
    why: {
      en: 'A table without a key cannot be tested, joined or written again safely (S5).',
      zh: '没有主键的表无法校验、关联，也无法安全重跑（S5）。',
    },
    hint: {
      en: () => 'show the key columns, group by them, or state target.key, which tests must prove',
      zh: () => '输出键列、按键分组，或在 target.key 中声明（由测试证明）',
    },
  }),
  'other-key': diagnostic<{ derived: readonly string[]; stated: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ derived, stated }) =>
        `target.key says ${stated.join(', ')}; the result's rows are identified by ${derived.length === 0 ? 'nothing: there is one row' : derived.join(', ')}`,
      zh: ({ derived, stated }) =>
        `target.key 写的是 ${stated.join('、')}，而结果的键是 ${derived.length === 0 ? '空（只有一行）' : derived.join('、')}`,
    },
    why: {
      en: 'The key is derived where it can be; it is stated only where nothing derives it (S5).',
      zh: '能推导出的键不再声明，只有推导不出时才声明（S5）。',
    },
  }),
  'partition-column': diagnostic<{ name: string; column: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ name, column }) =>
        `the partition "${name}" takes the result column "${column}", which has another name`,
      zh: ({ name, column }) => `分区 "${name}" 取自结果列 "${column}"，两者名字不同`,
    },
    why: {
      en: 'A dynamic partition is the result column of the same name; otherwise the table would hold it twice.',
      zh: '动态分区就是同名的结果列，否则表中会存两份。',
    },
  }),
  'partition-twice': diagnostic<{ name: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ name }) => `"${name}" is a partition with a value of its own, and a result column too`,
      zh: ({ name }) => `"${name}" 既是有固定值的分区，又是结果列`,
    },
    why: {
      en: 'A table has a column of one name once.',
      zh: '一张表中同名的列只能有一个。',
    },
    hint: {
      en: () => 'leave it out of the result, or let the partition take it: "is" with its name',
      zh: () => '从结果中去掉，或让分区取该列（"is" 写列名）',
    },
  }),
} as const;
