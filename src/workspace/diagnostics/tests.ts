import { diagnostic } from '../../base/diagnostic.js';
import { quote, say, type Words } from '../../base/text/words.js';

/** How rows differ from those expected. */
const differences: Words = {
  missing: { en: 'expected and not found', zh: '期望但未出现' },
  unexpected: { en: 'found and not expected', zh: '出现但未期望' },
  column: { en: 'the result has no column', zh: '结果没有列' },
  order: { en: 'rows differ', zh: '行不同' },
  fails: { en: 'the rows break the data quality rule', zh: '这些行违反质量规则' },
  passes: { en: 'the rows do not break the data quality rule', zh: '这些行没有违反质量规则' },
  more: { en: 'differences beyond these', zh: '其余差异数' },
};

/** What holds of any rows, as it is told where it does not. */
const invariants: Words = {
  'grain-is-unique': { en: 'two rows have one key', zh: '两行的主键相同' },
  'parts-sum-to-total': { en: 'the parts do not sum to the total', zh: '各部分之和不等于总数' },
  'filter-never-adds': { en: 'a condition makes it larger', zh: '加上条件反而变大' },
  'one-day-is-the-day': { en: 'a window of one day is not the day', zh: '一天的窗口不等于当天' },
  'unrelated-changes-nothing': {
    en: 'a metric beside it changes it',
    zh: '旁边多一个指标，它就变了',
  },
  'week-covers-day': { en: 'seven days have less than one', zh: '近七天小于近一天' },
};

/** Why a file of rows cannot be read. */
const rowFiles: Words = {
  'open-quote': { en: 'a quoted value does not end', zh: '引号没有结束' },
  'after-quote': { en: 'something stands behind a closing quote', zh: '结束引号之后还有内容' },
  fields: { en: 'values and names differ in number', zh: '值的个数与列名不符' },
  'no-names': { en: 'it has no line of names', zh: '没有列名行' },
  'repeated-name': { en: 'two columns have one name', zh: '两列同名' },
  parquet: { en: 'it is no Parquet', zh: '不是 Parquet' },
};

/** What can be wrong with the tests of a spec, and what they find. */
export const testDefinitions = {
  'nothing-expected': diagnostic<{ test: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ test }) => `the case ${quote(test)} does not say what must come out`,
      zh: ({ test }) => `用例 ${quote(test)} 没有写明应得的结果`,
    },
    why: {
      en: 'Rows without an expectation show only that what holds of any rows holds of these; not that the numbers are those that were wanted.',
      zh: '没有期望值的数据只能说明恒成立的性质，不能说明数字符合需求。',
    },
    hint: {
      en: () => 'work the rows out by hand and write them under "expect"',
      zh: () => '请人工算出结果，写入 expect',
    },
  }),
  unconfirmed: diagnostic<{ test: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ test }) => `nobody has confirmed what the case ${quote(test)} expects`,
      zh: ({ test }) => `用例 ${quote(test)} 的期望结果尚未经人确认`,
    },
    why: {
      en: 'The rows were worked out from the document: they show that its SQL does what it says, not that it says what the requirement wants.',
      zh: '期望的行是由文档推算的：只能说明 SQL 与文档一致，不能说明文档符合需求。',
    },
    hint: {
      en: () =>
        'compare the rows with the requirement, mend what is wrong, then take "proposed: true" out',
      zh: () => '请对照需求核对期望的行，改正不对的，然后删去 proposed: true',
    },
  }),
  'repeated-test': diagnostic<{ test: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ test }) => `another case is called ${quote(test)} already`,
      zh: ({ test }) => `已有名为 ${quote(test)} 的用例`,
    },
    why: {
      en: 'A report that names a case must mean one.',
      zh: '报告中的用例名必须只对应一个用例。',
    },
  }),
  'which-document': diagnostic<{ test: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ test }) => `${quote(test)} does not say which document it is about`,
      zh: ({ test }) => `${quote(test)} 没有说明针对哪个文档`,
    },
    why: {
      en: 'A spec with several documents has no one document that is meant.',
      zh: '规格有多个文档时，无法确定指的是哪一个。',
    },
  }),
  'unknown-document': diagnostic<{ document: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ document }) => `the spec has no document "${document}"`,
      zh: ({ document }) => `规格中没有文档「${document}」`,
    },
    why: {
      en: 'A test of a document that is not there proves nothing.',
      zh: '针对不存在的文档的测试不能证明任何事。',
    },
  }),
  'broken-document': diagnostic<{ test: string; document: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ test, document }) =>
        `${quote(test)} cannot run: the document ${quote(document)} has findings of its own`,
      zh: ({ test, document }) => `${quote(test)} 无法运行：文档 ${quote(document)} 本身有问题`,
    },
    why: {
      en: 'A test that cannot run shows nothing, neither good nor bad.',
      zh: '无法运行的测试什么也证明不了。',
    },
    hint: {
      en: () => 'run "dataagent check"; a document with a target takes "bizdate", not "as_of"',
      zh: () => '运行 "dataagent check"；写表的文档用 "bizdate" 而不是 "as_of"',
    },
  }),
  'unknown-table': diagnostic<{ table: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ table }) => `no entity of the ontology is bound to the table "${table}"`,
      zh: ({ table }) => `本体中没有实体绑定到表「${table}」`,
    },
    why: {
      en: 'Rows of a table that nothing reads prove nothing.',
      zh: '给没有被读取的表准备数据不能证明任何事。',
    },
  }),
  'unknown-column': diagnostic<{ table: string; column: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ table, column }) => `the table "${table}" has no column "${column}" in the ontology`,
      zh: ({ table, column }) => `本体中表「${table}」没有列「${column}」`,
    },
    why: {
      en: 'A value that is put nowhere makes a test pass for the wrong reason.',
      zh: '没有落到任何列的值会让测试因错误的原因通过。',
    },
  }),
  'no-row-file': diagnostic<{ file: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `tests/ has no file of rows "${file}"`,
      zh: ({ file }) => `tests/ 中没有行文件「${file}」`,
    },
    why: {
      en: 'Rows of cases are agreed to with the spec and put away with it, so they stand in its folder.',
      zh: '用例的行与规格一起审批、一起归档，所以放在规格的目录里。',
    },
    hint: {
      en: () => 'put a .csv or .parquet file into the spec’s tests/ and name it from there',
      zh: () => '把 .csv 或 .parquet 文件放进该规格的 tests/，并写相对于 tests/ 的路径',
    },
  }),
  'broken-row-file': diagnostic<{ kind: string; detail: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ kind, detail }) =>
        `the file of rows cannot be read: ${say(rowFiles, 'en', kind)}${detail === '' ? '' : `: ${detail}`}`,
      zh: ({ kind, detail }) =>
        `行文件无法读取：${say(rowFiles, 'zh', kind)}${detail === '' ? '' : `：${detail}`}`,
    },
    why: {
      en: 'A value that slips into the next column makes a case show something else.',
      zh: '值错位到相邻的列，用例证明的就是另一件事。',
    },
    hint: {
      en: () =>
        'a CSV has names in its first line, commas between values, and "…" around what holds a comma, a quote (written twice) or a line break',
      zh: () => 'CSV 第一行为列名，以逗号分隔；含逗号、引号（写两次）或换行的值用 "…" 括起',
    },
  }),
  'not-in-file': diagnostic<{ file: string; column: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file, column }) => `the file ${file} has no column "${column}"`,
      zh: ({ file, column }) => `文件 ${file} 中没有列「${column}」`,
    },
    why: {
      en: 'A column that is asked for and not there would be null in every row.',
      zh: '要取的列不存在，则每一行都会是空值。',
    },
  }),
  'extra-columns': diagnostic<{ table: string; columns: readonly string[] }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ table, columns }) =>
        `the file has columns that the table "${table}" has not in the ontology: ${columns.join(', ')}`,
      zh: ({ table, columns }) => `文件中有本体里表「${table}」没有的列：${columns.join('、')}`,
    },
    why: {
      en: 'A value that is put nowhere makes a test pass for the wrong reason.',
      zh: '没有落到任何列的值会让测试因错误的原因通过。',
    },
    hint: {
      en: () => 'name the columns to take: { file: …, columns: [ … ] }',
      zh: () => '写明要取的列：{ file: …, columns: [ … ] }',
    },
  }),
  'test-failed': diagnostic<{ test: string; kind: string; row: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ test, kind, row }) => `${quote(test)}: ${say(differences, 'en', kind)}: ${row}`,
      zh: ({ test, kind, row }) => `${quote(test)}：${say(differences, 'zh', kind)}：${row}`,
    },
    why: {
      en: 'The rows that people wrote down are what the requirement means.',
      zh: '人写下的期望行就是需求的含义。',
    },
  }),
  'broken-invariant': diagnostic<{
    test: string;
    kind: string;
    measure: string;
    node: string;
    key: string;
    left: string;
    right: string;
  }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ test, kind, measure, node, key, left, right }) =>
        `${quote(test)}: ${say(invariants, 'en', kind)} of ${quote(measure)} (${node}): ${left} and ${right}${key === '' ? '' : ` at ${key}`}`,
      zh: ({ test, kind, measure, node, key, left, right }) =>
        `${quote(test)}：${quote(measure)}（${node}）${say(invariants, 'zh', kind)}：${left} 与 ${right}${key === '' ? '' : `，主键 ${key}`}`,
    },
    why: {
      en: 'It holds of any rows that are as the ontology says. Where it does not, a declared key, relationship or range is not true of the data.',
      zh: '只要数据符合本体，它就成立。不成立说明声明的主键、关系或取值范围与数据不符。',
    },
    hint: {
      en: () =>
        'look at the given rows, then at the key and the relationships that the measure reads',
      zh: () => '先看给定的行，再看该指标所读实体的主键和关系',
    },
  }),
  'test-broken': diagnostic<{ test: string; detail: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ test, detail }) => `"${test}" cannot run: ${detail}`,
      zh: ({ test, detail }) => `「${test}」无法运行：${detail}`,
    },
    why: {
      en: 'A test that cannot run shows nothing, neither good nor bad.',
      zh: '无法运行的测试什么也证明不了。',
    },
  }),
} as const;
