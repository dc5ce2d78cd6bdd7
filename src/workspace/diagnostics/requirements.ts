import { diagnostic } from '../../base/diagnostic.js';

/** What can be wrong with the numbers of requirements. */
export const requirementDefinitions = {
  'unknown-spec': diagnostic<{ spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ spec }) => `the project has no spec "${spec}"`,
      zh: ({ spec }) => `项目中没有规格「${spec}」`,
    },
    why: {
      en: 'A change is reviewed against what it changes.',
      zh: '变更要与它所变更的规格对照评审。',
    },
  }),
  'changes-itself': diagnostic<{ spec: string; changes: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ spec, changes }) =>
        spec === changes
          ? `the spec "${spec}" changes itself`
          : `the spec "${spec}" changes "${changes}", which changes it`,
      zh: ({ spec, changes }) =>
        spec === changes ? `规格「${spec}」变更自身` : `规格「${spec}」与「${changes}」互相变更`,
    },
    why: {
      en: 'A change comes after what it changes; in a circle nothing is delivered first.',
      zh: '变更在被变更者之后；成环时没有谁先交付。',
    },
    hint: {
      en: () => 'name the spec that delivered the tables, or leave "changes" out',
      zh: () => '写出交付该表的规格，或去掉 changes',
    },
  }),
  'table-written-twice': diagnostic<{ table: string; other: string; spec: string }>({
    severity: 'error',
    level: 4,
    message: {
      en: ({ table, other }) => `${other} writes the table "${table}" as well`,
      zh: ({ table, other }) => `${other} 也在写表「${table}」`,
    },
    why: {
      en: 'One table has one task that writes it (OneData); of two, the later run wins and nobody knows which number stands.',
      zh: '一张表只由一个任务写入（OneData）；两个任务写同一张表，后跑的覆盖先跑的，没人知道数字来自谁。',
    },
    hint: {
      en: ({ other }) =>
        `name another table, or write "changes: ${other}" where this spec replaces it`,
      zh: ({ other }) => `换一个表名；若本规格取代它，请写 "changes: ${other}"`,
    },
  }),
  'no-requirement': diagnostic<{ file: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `the spec has no requirement: ${file} is missing or names no REQ-number`,
      zh: ({ file }) => `规格缺少需求：${file} 不存在或没有 REQ 编号`,
    },
    why: {
      en: 'Without a requirement nobody can say whether the numbers are what was wanted.',
      zh: '没有需求就无法判断数字是否符合预期。',
    },
    hint: {
      en: () => 'write a heading such as "### REQ-001 what is wanted"',
      zh: () => '写一个标题，例如「### REQ-001 想要什么」',
    },
  }),
  'repeated-requirement': diagnostic<{ requirement: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ requirement }) => `${requirement} stands twice`,
      zh: ({ requirement }) => `${requirement} 重复出现`,
    },
    why: {
      en: 'A number that means two things cannot be traced.',
      zh: '一个编号对应两件事就无法追溯。',
    },
  }),
  'unknown-requirement': diagnostic<{ requirement: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ requirement }) => `the requirement has no ${requirement}`,
      zh: ({ requirement }) => `需求中没有 ${requirement}`,
    },
    why: {
      en: 'What a document satisfies is what people accept at the gate.',
      zh: '文档满足哪条需求，是验收时要核对的内容。',
    },
  }),
  'uncovered-requirement': diagnostic<{ requirement: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ requirement }) => `no document satisfies ${requirement}`,
      zh: ({ requirement }) => `没有文档满足 ${requirement}`,
    },
    why: {
      en: 'A requirement that nothing satisfies is forgotten, not delivered.',
      zh: '没有文档满足的需求等于被遗忘。',
    },
    hint: {
      en: ({ requirement }) =>
        `add "${requirement}" to "satisfies" of the document that answers it`,
      zh: ({ requirement }) => `在对应文档的 "satisfies" 中加入 "${requirement}"`,
    },
  }),
} as const;
