import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';
import { noneCalled } from '../base/form/name-definitions.js';
import { quote } from '../base/text/words.js';

/** What can be wrong with a rule of `dqc.yaml`, beside its form and its expressions. */
export const qualityDefinitions = {
  'unknown-column': diagnostic<{ name: string; table: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, table }) => `${table} has no column ${quote(name)}`,
      zh: ({ name, table }) => `${table} 没有列 ${quote(name)}`,
    },
    why: {
      en: 'A rule is about the columns of the table that the document writes, partitions included.',
      zh: '规则只能针对文档写入的表的列（含分区列）。',
    },
    failing: 'rules:\n  - { rule: a, holds: order_count >= 0 }',
    passing: 'rules:\n  - { rule: a, holds: order_cnt >= 0 }',
  }),
  'unknown-entity': noneCalled({
    noun: { en: 'entity', zh: '实体' },
    why: {
      en: 'A reference leads to the key of an entity of the ontology.',
      zh: '引用指向本体中某个实体的主键。',
    },
  }),
  'key-in-no-table': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) => `"${entity}" is the result of a document: no table has its keys`,
      zh: ({ entity }) => `「${entity}」是一个文档的结果：没有表保存它的主键`,
    },
    why: {
      en: 'A quality rule runs where the table is, and looks keys up in another table.',
      zh: '质量规则在表所在的库中运行，到另一张表里查主键。',
    },
    hint: {
      en: () => 'refer to an entity over a table whose keys are the same',
      zh: () => '改为引用以表为来源、主键相同的实体',
    },
  }),
  'not-its-key': diagnostic<{ entity: string; key: readonly string[]; count: number }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, key, count }) =>
        key.length === 0
          ? `"${entity}" has no key, so nothing can refer to it`
          : `the key of "${entity}" is ${key.join(', ')}: ${count} columns are given for it`,
      zh: ({ entity, key, count }) =>
        key.length === 0
          ? `「${entity}」没有主键，无法被引用`
          : `「${entity}」的主键是 ${key.join('、')}，给出了 ${count} 列`,
    },
    why: {
      en: 'Only a whole key tells which row is meant.',
      zh: '只有完整的主键才能确定所指的行。',
    },
  }),
  'no-time': diagnostic<{ column: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ column }) => `"${column}" is neither a day nor a moment`,
      zh: ({ column }) => `「${column}」既不是日期也不是时间`,
    },
    why: {
      en: 'How new rows are is told by a day or a moment.',
      zh: '数据是否新鲜由日期或时间判断。',
    },
  }),
  'no-earlier-day': diagnostic<Record<string, never>>({
    severity: 'error',
    level: 3,
    message: {
      en: () => 'the table has no partition that follows the run’s day',
      zh: () => '该表没有随业务日期变化的分区',
    },
    why: {
      en: 'A change is measured against the partition of an earlier day; without one there is nothing to compare with.',
      zh: '波动是与更早日期的分区比较；没有这样的分区就无从比较。',
    },
  }),
  'no-table': diagnostic<{ document: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ document }) =>
        document === ''
          ? 'the spec has not exactly one document that writes a table: the rule must name one'
          : `no document ${quote(document)} of the spec writes a table`,
      zh: ({ document }) =>
        document === ''
          ? '规格中写表的文档不是恰好一个：规则必须指明文档'
          : `规格中没有写表的文档 ${quote(document)}`,
    },
    why: {
      en: 'A rule is checked on the table that a document writes.',
      zh: '规则在文档写入的表上检查。',
    },
  }),
  'one-check': diagnostic<{ rule: string; count: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ rule, count }) => `the rule ${quote(rule)} says ${count} things, not one`,
      zh: ({ rule, count }) => `规则 ${quote(rule)} 写了 ${count} 种检查，应为一种`,
    },
    why: {
      en: 'A rule that fails must say what failed.',
      zh: '规则失败时必须能说明失败的是什么。',
    },
    hint: {
      en: () => 'write one of holds, unique, rows, fresh, refers, change',
      zh: () => '在 holds、unique、rows、fresh、refers、change 中写一个',
    },
    failing: 'rules:\n  - { rule: a }',
    passing: 'rules:\n  - { rule: a, rows: { min: 1 } }',
  }),
  'repeated-rule': diagnostic<{ rule: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ rule }) => `another rule of the table is called ${quote(rule)} already`,
      zh: ({ rule }) => `该表已有名为 ${quote(rule)} 的规则`,
    },
    why: {
      en: 'A report that names a rule must mean one; generated rules have names too.',
      zh: '报告中的规则名必须唯一；生成的规则也有名称。',
    },
  }),
} as const;

/** Makes diagnostics about written rules. */
export const qualityDiagnostic = defineDiagnostics('quality', qualityDefinitions);
