import { diagnostic } from '../../../base/diagnostic.js';
import { quote } from '../../../base/text/words.js';

/** What is said about the tables that SQL tasks write. */
export const targetDefinitions = {
  'target-count': diagnostic<{ table: string; wanted: number; given: number }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ table, wanted, given }) =>
        `${quote(table)} has ${wanted} columns that are no partition, and the SELECT gives ${given}`,
      zh: ({ table, wanted, given }) =>
        `${quote(table)} 有 ${wanted} 个非分区列，而 SELECT 给出 ${given} 个`,
    },
    why: {
      en: 'Rows go into columns by position; with another number the statement fails, or every later column is shifted.',
      zh: '写入按位置对应；个数不同时语句会失败，或其后的列全部错位。',
    },
    hint: {
      en: () =>
        'give one value for each column; partition columns come last, and only dynamic ones',
      zh: () => '每列给一个值；分区列放在最后，且仅限动态分区',
    },
  }),
  'target-order': diagnostic<{ column: string; called: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ column, called }) =>
        `the values called ${quote(called)} go into the column ${quote(column)}`,
      zh: ({ column, called }) => `名为 ${quote(called)} 的值会写入列 ${quote(column)}`,
    },
    why: {
      en: 'Rows go into columns by position, not by name: the table has a column of that name elsewhere.',
      zh: '写入按位置而非名称对应：该表在其他位置有同名列。',
    },
    hint: {
      en: () => 'put the columns of the SELECT into the order of the table',
      zh: () => '按表的列顺序排列 SELECT 的列',
    },
  }),
  'target-column': diagnostic<{ table: string; column: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ table, column }) =>
        `the ontology has no column ${quote(column)} of the table ${quote(table)}`,
      zh: ({ table, column }) => `本体中表 ${quote(table)} 没有列 ${quote(column)}`,
    },
    why: {
      en: 'What is written under that name is described nowhere, or goes into another column.',
      zh: '以该名称写入的内容没有任何描述，或会写入其他列。',
    },
  }),
  'target-partition': diagnostic<{
    table: string;
    has: readonly string[];
    named: readonly string[];
  }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ table, has, named }) =>
        `${quote(table)} is partitioned by ${has.join(', ') || 'nothing'}, and the INSERT names ${named.join(', ') || 'no partition'}`,
      zh: ({ table, has, named }) =>
        `${quote(table)} 的分区列为 ${has.join('、') || '（无）'}，而 INSERT 指定了 ${named.join('、') || '（无）'}`,
    },
    why: {
      en: 'The statement fails, or writes where nobody looks.',
      zh: '语句会失败，或写到无人读取的位置。',
    },
  }),
  'partition-order': diagnostic<{ partition: string; before: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ partition, before }) =>
        `the partition ${quote(partition)} is a constant after ${quote(before)}, which comes from the rows`,
      zh: ({ partition, before }) =>
        `静态分区 ${quote(partition)} 写在动态分区 ${quote(before)} 之后`,
    },
    why: {
      en: 'Engines take constants for the outer partitions only.',
      zh: '引擎只允许外层分区为常量。',
    },
    hint: {
      en: () => 'name the constants first, or take the value from the rows',
      zh: () => '先写静态分区，或改由数据给出该值',
    },
  }),
  'dynamic-partition': diagnostic<{ partition: string; called: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ partition, called }) =>
        `the partition ${quote(partition)} takes the values called ${quote(called)}`,
      zh: ({ partition, called }) =>
        `动态分区 ${quote(partition)} 取的是名为 ${quote(called)} 的值`,
    },
    why: {
      en: 'Dynamic partitions are the last columns of the SELECT, by position: another column there makes a partition for each of its values.',
      zh: '动态分区按位置取 SELECT 的最后几列：列放错会为其每个取值建立一个分区。',
    },
    hint: {
      en: ({ partition }) => `end the SELECT with the partition, or call it \`as ${partition}\``,
      zh: ({ partition }) => `将分区列放在 SELECT 末尾，或写 \`as ${partition}\``,
    },
  }),
  'partition-twice': diagnostic<{ column: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ column }) =>
        `the partition ${quote(column)} is a constant, and the SELECT gives it once more`,
      zh: ({ column }) => `分区 ${quote(column)} 已是常量，SELECT 又给出了它`,
    },
    why: {
      en: 'A table has no second column of that name, so all values behind it are in the wrong place.',
      zh: '表中没有第二个同名列，其后的值都会错位。',
    },
    hint: { en: () => 'take it out of the SELECT', zh: () => '从 SELECT 中去掉它' },
  }),
  'target-name': diagnostic<{ table: string }>({
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table }) => `the name ${quote(table)} does not begin with its layer`,
      zh: ({ table }) => `表名 ${quote(table)} 没有以分层开头`,
    },
    why: {
      en: 'The layer in the name is what readers and permissions go by.',
      zh: '读者与权限都以表名中的分层为准。',
    },
    hint: {
      en: () => 'begin it with ods_, dwd_, dim_, dws_ or ads_',
      zh: () => '以 ods_、dwd_、dim_、dws_ 或 ads_ 开头',
    },
  }),
  'key-of-rows': diagnostic<{ table: string; key: readonly string[] }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ table, key }) =>
        `nothing tells the key of ${quote(table)}; in the rows that were compared it is ${key.join(', ')}`,
      zh: ({ table, key }) =>
        `没有内容说明 ${quote(table)} 的主键；在比较过的结果中，${key.join('、')} 能区分各行`,
    },
    why: {
      en: 'A table needs a key (S5). The document states this one as an assumption, and its data quality checks hold it in every run.',
      zh: '表需要主键（S5）。文档将其作为假设写明，质量检查会在每次运行时检验。',
    },
    hint: {
      en: () => 'confirm it, or state another one in /target/key of the document',
      zh: () => '请确认，或在文档的 /target/key 中写明其他主键',
    },
  }),
} as const;
