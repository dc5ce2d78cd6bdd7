import {
  defineDiagnostics,
  diagnostic,
  type Definition,
  type Language,
} from '../../base/diagnostic.js';

interface Counted {
  readonly entity: string;
  readonly what: string;
  readonly count: number;
  /** A few of the keys or values; none where they are sensitive. */
  readonly examples: readonly string[];
}
type Said = Readonly<Record<'en' | 'zh', (p: Counted) => string>>;

function counted(
  message: Said,
  why: Readonly<Record<'en' | 'zh', string>>,
  hint: Readonly<Record<'en' | 'zh', string>>,
  severity: 'error' | 'warning' = 'error',
): Definition<Counted & Record<string, string | number | readonly string[]>> {
  const examples = (p: Counted, word: string, sign: string): string =>
    p.examples.length === 0 ? '' : `${sign}${word} ${p.examples.join(', ')}`;
  return diagnostic({
    severity,
    level: 6,
    message: {
      en: (p) => `${message.en(p)}${examples(p, 'such as', ', ')}`,
      zh: (p) => `${message.zh(p)}${examples(p, '例如', '，')}`,
    },
    why,
    hint: { en: () => hint.en, zh: () => hint.zh },
  });
}

const repair = {
  en: 'mend the data, or say in the ontology what the data are',
  zh: '修正数据，或按数据的实际情况修改本体',
};

/** What the ontology claims and the rows of a database deny. */
export const proofDefinitions = {
  'no-table': diagnostic<{ table: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ table }) => `the database has no table "${table}"`,
      zh: ({ table }) => `数据库中没有表 "${table}"`,
    },
    why: {
      en: 'Every query over the entity would end with an error of the engine.',
      zh: '对该实体的任何查询都会在引擎里报错。',
    },
    hint: { en: () => 'name the table as the database does', zh: () => '改为数据库中的表名' },
  }),
  'no-column': diagnostic<{ table: string; column: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ table, column }) => `table "${table}" has no column "${column}"`,
      zh: ({ table, column }) => `表 "${table}" 没有列 "${column}"`,
    },
    why: {
      en: 'Every query that reads the attribute would end with an error of the engine.',
      zh: '读取该属性的任何查询都会在引擎里报错。',
    },
    hint: {
      en: () => 'state the column by "column", or take the attribute out',
      zh: () => '用 "column" 写明列名，或去掉该属性',
    },
  }),
  'other-type': diagnostic<{ column: string; is: string; should: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ column, is, should }) => `column "${column}" is ${is} in the database, not ${should}`,
      zh: ({ column, is, should }) => `列 "${column}" 在数据库中是 ${is}，不是 ${should}`,
    },
    why: {
      en: 'Comparisons and sums are checked by the declared type; another one compares otherwise, or fails.',
      zh: '比较和求和按声明的类型检查；实际类型不同会得到别的结果或报错。',
    },
    hint: { en: () => 'declare the type that the column has', zh: () => '按列的实际类型声明' },
  }),
  'key-repeated': counted(
    {
      en: (p) => `${p.count} keys (${p.what}) of "${p.entity}" stand in more than one row`,
      zh: (p) => `「${p.entity}」有 ${p.count} 个主键（${p.what}）出现在多行中`,
    },
    {
      en: 'Look-ups by the key would multiply rows, and counts of rows would count twice.',
      zh: '按主键关联会使行数翻倍，按行计数会重复。',
    },
    repair,
  ),
  'key-null': counted(
    {
      en: (p) => `${p.count} rows of "${p.entity}" have no value in their key (${p.what})`,
      zh: (p) => `「${p.entity}」有 ${p.count} 行的主键（${p.what}）为空`,
    },
    {
      en: 'A row without a key is found by nothing and counted as nobody.',
      zh: '没有主键的行无法被关联，也不会被去重计数。',
    },
    repair,
  ),
  'null-in-required': counted(
    {
      en: (p) => `${p.count} rows of "${p.entity}" have no ${p.what}, which is required`,
      zh: (p) => `「${p.entity}」有 ${p.count} 行缺少必填的 ${p.what}`,
    },
    {
      en: 'What is required is read without a thought for nulls.',
      zh: '必填的值在使用时不会再考虑空值。',
    },
    repair,
  ),
  'unlisted-value': counted(
    {
      en: (p) => `${p.count} values of ${p.entity}.${p.what} are none of its codes`,
      zh: (p) => `${p.entity}.${p.what} 有 ${p.count} 个值不在枚举中`,
    },
    {
      en: 'A condition on a code that is not listed is refused, and groups would show it without a label.',
      zh: '枚举之外的值不能写进条件，分组时也没有标签。',
    },
    {
      en: 'list it among the "values" of the attribute, or mend the data',
      zh: '把它加入属性的 "values"，或修正数据',
    },
  ),
  'not-to-one': counted(
    {
      en: (p) => `${p.count} values of ${p.what} lead to more than one row of "${p.entity}"`,
      zh: (p) => `有 ${p.count} 个 ${p.what} 的值对应「${p.entity}」的多行`,
    },
    {
      en: 'A path over the relationship would multiply rows: every sum over it would be too high.',
      zh: '经过该关系的路径会使行数翻倍，所有求和都会偏大。',
    },
    {
      en: 'declare the cardinality that the data have, or mend the data',
      zh: '按数据的实际情况声明 cardinality，或修正数据',
    },
  ),
  'no-partner': counted(
    {
      en: (p) =>
        `${p.count} rows have no partner in "${p.entity}" over "${p.what}", which is required`,
      zh: (p) => `有 ${p.count} 行经必填关系 "${p.what}" 在「${p.entity}」中找不到对应`,
    },
    {
      en: 'Joins over a required relationship are inner: rows without a partner would be lost.',
      zh: '必填关系使用内连接，找不到对应的行会丢失。',
    },
    {
      en: 'take "required" away, or mend the data',
      zh: '去掉 "required"，或修正数据',
    },
  ),
  'dangling-reference': counted(
    {
      en: (p) => `${p.count} rows name a row of "${p.entity}" over "${p.what}" that is not there`,
      zh: (p) => `有 ${p.count} 行经关系 "${p.what}" 指向「${p.entity}」中不存在的行`,
    },
    {
      en: 'Such rows are grouped under null with those that name none.',
      zh: '这些行会和没有指向的行一起归入空值。',
    },
    repair,
    'warning',
  ),
  'same-as-differs': counted(
    {
      en: (p) => `${p.count} rows of "${p.entity}" reach another row over ${p.what}`,
      zh: (p) => `「${p.entity}」有 ${p.count} 行经 ${p.what} 到达的不是同一行`,
    },
    {
      en: 'Paths declared `same_as` are taken for each other: the numbers would depend on which one is taken.',
      zh: '声明 `same_as` 的路径会互相替代，数字将取决于走了哪一条。',
    },
    { en: 'take "same_as" away, or mend the data', zh: '去掉 "same_as"，或修正数据' },
  ),
  'versions-overlap': counted(
    {
      en: (p) =>
        `${p.count} versions of "${p.entity}" (${p.what}) begin before the one before them ends`,
      zh: (p) => `「${p.entity}」（${p.what}）有 ${p.count} 个版本在前一版本结束前就已开始`,
    },
    {
      en: 'On a day that two versions are valid a look-up finds two rows.',
      zh: '同一天有两个有效版本时，关联会得到两行。',
    },
    repair,
  ),
  'out-of-range': diagnostic<{
    entity: string;
    clock: string;
    first: string;
    last: string;
    from: string;
    through: string;
  }>({
    severity: 'warning',
    level: 6,
    message: {
      en: ({ entity, clock, first, last, from, through }) =>
        `no row of "${entity}" is of the days asked for (${daysInWords(from, through, 'en')}): ${clock} is from ${first} through ${last}`,
      zh: ({ entity, clock, first, last, from, through }) =>
        `「${entity}」没有所问日期（${daysInWords(from, through, 'zh')}）的行：${clock} 为 ${first} 至 ${last}`,
    },
    why: {
      en: 'Nulls and zeros of days that were never loaded look like those of quiet days.',
      zh: '未装载日期的空值和 0，看起来与没有业务的日期一样。',
    },
    hint: {
      en: () => 'ask for days that the data have, or load the days first',
      zh: () => '改问数据中有的日期，或先装载这些日期',
    },
  }),
} as const;

function daysInWords(from: string, through: string, language: Language): string {
  const zh = language === 'zh';
  if (from === through) return from;
  if (from === '') return zh ? `截至 ${through}` : `through ${through}`;
  if (through === '') return zh ? `${from} 起` : `from ${from} on`;
  return zh ? `${from} 至 ${through}` : `from ${from} through ${through}`;
}

/** Makes a diagnostic of what a database denies. */
export const proofDiagnostic = defineDiagnostics('data', proofDefinitions);
