import { defineTroubles, troubleOf } from '../../base/trouble.js';

const day = '2026-11-07';

/** The names nearest to a wrong one, before the rest of a hint. */
const nearIt = (near: readonly string[]): string =>
  near.length === 0 ? '' : `near it: ${near.join(', ')}; `;
const nearItInChinese = (near: readonly string[]): string =>
  near.length === 0 ? '' : `相近的有：${near.join('、')}；`;

/** What can be wrong with a command line, and what ends a command from outside. */
export const cliTroubles = {
  usage: troubleOf<{ message: string; chinese: string; hint: string; chineseHint?: string }>({
    kind: 'usage',
    message: { en: ({ message }) => message, zh: ({ chinese }) => chinese },
    hint: { en: ({ hint }) => hint, zh: ({ hint, chineseHint }) => chineseHint ?? hint },
  }),
  interrupted: troubleOf({
    kind: 'interrupted',
    message: { en: () => 'interrupted', zh: () => '已中断' },
    hint: {
      en: () => 'nothing is half-written; the same command goes on from here',
      zh: () => '没有写到一半的文件；重新执行同一命令即可继续',
    },
  }),
  'cannot-print': troubleOf<{ code: string }>({
    kind: 'environment',
    message: {
      en: ({ code }) => `the result cannot be written to standard output (${code})`,
      zh: ({ code }) => `结果无法写入标准输出（${code}）`,
    },
  }),
  'lost-thread': troubleOf<{ detail: string }>({
    kind: 'environment',
    message: {
      en: ({ detail }) => `a thread of this command ended before its work was done (${detail})`,
      zh: ({ detail }) => `本命令的一个线程在完成工作之前结束了（${detail}）`,
    },
    hint: {
      en: () => 'nothing was written; more memory, or fewer specs at once, lets it end its work',
      zh: () => '没有写入任何内容；增加内存，或一次处理较少的规格，即可完成',
    },
  }),
  language: troubleOf<{ name: string }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `there are no messages in "${name}"`,
      zh: ({ name }) => `没有「${name}」语言的消息`,
    },
    hint: { en: () => 'use --lang en or zh', zh: () => '请用 --lang en 或 zh' },
  }),
  'unknown-word': troubleOf<{ word: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ word }) => `nothing is called "${word}" here`,
      zh: ({ word }) => `此处没有「${word}」`,
    },
    hint: {
      en: ({ known }) => (known.length === 0 ? '' : `one of ${known.join(', ')}`),
      zh: ({ known }) => (known.length === 0 ? '' : `可用：${known.join('、')}`),
    },
  }),
  'unknown-thing': troubleOf<{ word: string; near: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ word }) => `nothing is called "${word}" here`,
      zh: ({ word }) => `此处没有「${word}」`,
    },
    hint: {
      en: ({ near }) =>
        `${nearIt(near)}a requirement (REQ-001), a table, a column (table.column) or a metric is meant; "dataagent ontology list" shows what is defined`,
      zh: ({ near }) =>
        `${nearItInChinese(near)}可写需求编号（REQ-001）、表、列（表.列）或指标；"dataagent ontology list" 列出全部定义`,
    },
  }),
  'unknown-definition': troubleOf<{ word: string; near: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ word }) => `the ontology defines nothing called "${word}"`,
      zh: ({ word }) => `本体中没有「${word}」的定义`,
    },
    hint: {
      en: ({ near }) => `${nearIt(near)}"dataagent ontology list" shows what is defined`,
      zh: ({ near }) => `${nearItInChinese(near)}"dataagent ontology list" 列出全部定义`,
    },
  }),
  'unknown-dialect': troubleOf<{ name: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `there is no dialect "${name}"`,
      zh: ({ name }) => `没有名为「${name}」的方言`,
    },
    hint: {
      en: ({ known }) => `one of ${known.join(', ')}`,
      zh: ({ known }) => `可用：${known.join('、')}`,
    },
  }),
  'unknown-code': troubleOf<{ code: string; near: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ code }) => `no diagnostic has the code "${code}"`,
      zh: ({ code }) => `没有代码为「${code}」的诊断`,
    },
    hint: {
      en: ({ near }) =>
        near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'dataagent explain --list',
      zh: ({ near }) =>
        near.length > 0 ? `是否为 ${near.join('、')}？` : 'dataagent explain --list',
    },
  }),
  'unknown-stage': troubleOf<{ stage: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ stage }) => `the document has no stage "${stage}"`,
      zh: ({ stage }) => `文档没有名为「${stage}」的步骤`,
    },
    hint: {
      en: ({ known }) => `one of ${known.join(', ')}`,
      zh: ({ known }) => `可用：${known.join('、')}`,
    },
  }),
  'which-spec': troubleOf<{ asked: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ asked }) =>
        asked === ''
          ? 'no spec is named, and the project has not exactly one'
          : `no single spec is called "${asked}"`,
      zh: ({ asked }) =>
        asked === ''
          ? '没有指定规格，而项目中的规格不是恰好一个'
          : `没有唯一名为「${asked}」的规格`,
    },
    hint: {
      en: ({ known }) =>
        known.length > 0
          ? `one of ${known.join(', ')}`
          : 'make one with dataagent new spec "what is wanted"',
      zh: ({ known }) =>
        known.length > 0
          ? `可用：${known.join('、')}`
          : '用 dataagent new spec "想要什么" 新建一个',
    },
  }),
  day: troubleOf<{ text: string; option: string }>({
    kind: 'usage',
    message: {
      en: ({ text, option }) => `${option}: "${text}" is not a day`,
      zh: ({ text, option }) => `${option}：「${text}」不是日期`,
    },
    hint: {
      en: ({ option }) => `write ${option} ${day}`,
      zh: ({ option }) => `写成 ${option} ${day}`,
    },
  }),
  number: troubleOf<{ text: string; option: string }>({
    kind: 'usage',
    message: {
      en: ({ text, option }) => `${option}: "${text}" is not a whole number above 0`,
      zh: ({ text, option }) => `${option}：「${text}」不是正整数`,
    },
    hint: {
      en: ({ option }) => `write ${option} 100`,
      zh: ({ option }) => `写成 ${option} 100`,
    },
  }),
  parameter: troubleOf<{ text: string }>({
    kind: 'usage',
    message: {
      en: ({ text }) => `"${text}" is not name=value`,
      zh: ({ text }) => `「${text}」不是 名称=值 的形式`,
    },
    hint: { en: () => 'write --param city=Paris', zh: () => '写成 --param city=杭州' },
  }),
  row: troubleOf<{ text: string }>({
    kind: 'usage',
    message: {
      en: ({ text }) => `"${text}" is not column=value`,
      zh: ({ text }) => `「${text}」不是 列=值 的形式`,
    },
    hint: {
      en: () => 'write --row anchor_id=A001; an empty value is null',
      zh: () => '写成 --row anchor_id=A001；空值表示 null',
    },
  }),
  'unknown-column': troubleOf<{ names: readonly string[]; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ names }) => `no stage has a column ${names.join(', ')}`,
      zh: ({ names }) => `没有步骤有列 ${names.join('、')}`,
    },
    hint: {
      en: ({ known }) => `one of ${known.join(', ')}`,
      zh: ({ known }) => `可用：${known.join('、')}`,
    },
  }),
  'unknown-parameter': troubleOf<{ name: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `the document reads no parameter "${name}"`,
      zh: ({ name }) => `文档没有读取参数「${name}」`,
    },
    hint: {
      en: ({ known }) => (known.length > 0 ? `it reads ${known.join(', ')}` : 'it reads none'),
      zh: ({ known }) => (known.length > 0 ? `它读取 ${known.join('、')}` : '它不读取任何参数'),
    },
  }),
  'no-value': troubleOf<{ document: string; name: string }>({
    kind: 'usage',
    message: {
      en: ({ document, name }) =>
        name === 'bizdate'
          ? `${document} is computed for a day, and none is given`
          : `${document} reads the parameter "${name}", which has no value`,
      zh: ({ document, name }) =>
        name === 'bizdate'
          ? `${document} 按业务日期计算，但没有指定日期`
          : `${document} 读取参数「${name}」，但没有给值`,
    },
    hint: {
      en: ({ name }) => (name === 'bizdate' ? `add --bizdate ${day}` : `add --param ${name}=…`),
      zh: ({ name }) => (name === 'bizdate' ? `请加 --bizdate ${day}` : `请加 --param ${name}=…`),
    },
  }),
  'no-database': troubleOf({
    kind: 'usage',
    message: { en: () => 'no database is named', zh: () => '没有指定数据库' },
    hint: {
      en: () => 'name one with --database duckdb:FILE, or with "database" in dataagent.yaml',
      zh: () => '用 --database duckdb:FILE 指定，或在 dataagent.yaml 中写 "database"',
    },
  }),
  'no-place': troubleOf({
    kind: 'usage',
    message: {
      en: () => 'there is no project to write the ontology to',
      zh: () => '没有可写入本体的项目',
    },
    hint: {
      en: () => 'name a folder with --into, or run dataagent init first',
      zh: () => '用 --into 指定目录，或先运行 dataagent init',
    },
  }),
  'file-exists': troubleOf<{ file: string }>({
    kind: 'usage',
    message: {
      en: ({ file }) => `${file} exists already`,
      zh: ({ file }) => `${file} 已经存在`,
    },
    hint: {
      en: () => 'remove it, or name another folder with --into',
      zh: () => '请删除它，或用 --into 指定其他目录',
    },
  }),
  'already-a-project': troubleOf<{ folder: string }>({
    kind: 'usage',
    message: {
      en: ({ folder }) => `${folder} is a project already`,
      zh: ({ folder }) => `${folder} 已经是一个项目`,
    },
    hint: {
      en: () => 'remove its dataagent.yaml to begin again, or name another folder',
      zh: () => '删除其中的 dataagent.yaml 可重新开始，或换一个目录',
    },
  }),
  /** `changes`: what a spec of a change is about; its document is the one that was delivered. */
  'already-drafted': troubleOf<{ file: string; spec: string; changes?: string }>({
    kind: 'usage',
    message: {
      en: ({ file }) => `${file} is there already`,
      zh: ({ file }) => `${file} 已经存在`,
    },
    hint: {
      en: ({ spec, changes }) =>
        changes === undefined
          ? 'edit it, or remove it to draft again'
          : `keep it: it is what ${changes} delivered, and what the change is compared with; edit it as required, take the question out of its "unresolved", then run "dataagent run ${spec}"`,
      zh: ({ spec, changes }) =>
        changes === undefined
          ? '请直接修改；要重新起草请先删除'
          : `请保留：它是 ${changes} 已交付的内容，变更要与它比较；按需求修改后从 "unresolved" 中去掉问题，再运行 "dataagent run ${spec}"`,
    },
  }),
  'draft-of-change': troubleOf<{ spec: string; changes: string }>({
    kind: 'usage',
    message: {
      en: ({ spec, changes }) =>
        `${spec} changes the tables of ${changes}, and what its requirement says alone writes no table`,
      zh: ({ spec, changes }) =>
        `${spec} 修改 ${changes} 的表，而只凭它的需求起草的文档不产出任何表`,
    },
    hint: {
      en: ({ spec, changes }) =>
        `copy the documents of ${changes}/dsl into ${spec}/dsl and change them`,
      zh: ({ spec, changes }) => `请把 ${changes}/dsl 的文档复制到 ${spec}/dsl，再按需求修改`,
    },
  }),
  name: troubleOf<{ name: string }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `"${name}" is not a short name`,
      zh: ({ name }) => `「${name}」不是合法的短名`,
    },
    hint: {
      en: () => 'a-z, 0-9 and -, at most 40, beginning with neither - nor a number of its own',
      zh: () => '只用 a-z、0-9 和 -，最多 40 个字符，不以 - 开头，也不自带编号',
    },
  }),
  'name-taken': troubleOf<{ name: string; spec: string; free: string }>({
    kind: 'usage',
    message: {
      en: ({ name, spec }) => `${spec} is called "${name}" already`,
      zh: ({ name, spec }) => `${spec} 已使用短名「${name}」`,
    },
    hint: {
      en: ({ free }) => `name it otherwise, --name ${free} for one`,
      zh: ({ free }) => `换一个短名，例如 --name ${free}`,
    },
  }),
  'no-requirement': troubleOf({
    kind: 'usage',
    message: { en: () => 'the requirement is empty', zh: () => '需求是空的' },
    hint: {
      en: () => 'dataagent new spec "…", or --file FILE, or standard input',
      zh: () => 'dataagent new spec "近7天各主播的支付金额"，或 --file 文件，或标准输入',
    },
  }),
  'long-requirement': troubleOf<{ length: number; limit: number }>({
    kind: 'usage',
    message: {
      en: ({ length, limit }) =>
        `the requirement has ${length} characters or more, the limit is ${limit}`,
      zh: ({ length, limit }) => `需求至少有 ${length} 个字符，上限为 ${limit}`,
    },
    hint: {
      en: () => 'keep what is wanted; put background into a file of the spec',
      zh: () => '只保留想要的内容；背景资料放进规格目录的文件里',
    },
  }),
} as const;

/** Makes troubles of the command line. */
export const cliTrouble = defineTroubles('cli', cliTroubles);
