import { diagnostic } from '../../base/diagnostic.js';

const view = (members: string, columns = 'region_id, name'): string =>
  `entity: east\nsource: { dsl: east.json }\n${members}\n# east.json: {…, "stages": [{…, "columns": [${columns}]}]}`;
const attributes = 'attributes: { region_id: bigint, name: string }';

/** What is wrong with an entity that is the result of a document. */
export const viewDefinitions = {
  'not-a-view': diagnostic<{ entity: string; what: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, what }) =>
        `"${entity}" is the result of this document, which can have no ${what} of its own`,
      zh: ({ entity, what }) => `「${entity}」是这个文档的结果，文档自身不能有 ${what}`,
    },
    why: {
      en: 'The rows of an entity are the same for whoever reads them: a day, a zone or a parameter could be the document’s or its reader’s, with different numbers; what has a target is in a table.',
      zh: '一个实体的行对所有读取者都相同：日期、时区、参数既可能是该文档的，也可能是读取者的，数字会不同；有 target 的结果在表里。',
    },
    hint: {
      en: () =>
        'state days in full in it, leave what is relative to those who read it; with a target name its table as "source.table"',
      zh: () =>
        '在文档中写明具体日期，相对时间留给读取它的文档；有 target 时在 "source.table" 写其表',
    },
    failing: '# east.json: {"dsl": "1", "as_of": "2026-11-07", …}',
    passing: '# east.json: {"dsl": "1", "title": "East", "stages": […]}',
  }),
  'view-column': diagnostic<{ entity: string; column: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ entity, column }) =>
        `the result of the document of "${entity}" has no column "${column}"`,
      zh: ({ entity, column }) => `「${entity}」的文档结果中没有列 "${column}"`,
    },
    why: {
      en: 'An attribute of such an entity is a column that leaves the last stage of its document.',
      zh: '这种实体的属性是其文档最后一个步骤输出的列。',
    },
    failing: view('attributes: { region_id: bigint, nam: string }'),
    passing: view(attributes),
  }),
  'view-type': diagnostic<{ attribute: string; column: string; type: string; declared: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ attribute, column, type, declared }) =>
        `"${attribute}" is declared ${declared}, and column "${column}" of its document is ${type}`,
      zh: ({ attribute, column, type, declared }) =>
        `"${attribute}" 声明为 ${declared}，而其文档的列 "${column}" 是 ${type}`,
    },
    why: {
      en: 'A type that does not hold every value of the column would change numbers on the way.',
      zh: '容纳不下该列全部取值的类型会在途中改变数值。',
    },
    failing: view('attributes: { region_id: string, name: string }'),
    passing: view(attributes),
  }),
  'view-key': diagnostic<{ entity: string; key: readonly string[]; grain: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, key, grain }) =>
        grain.length === 0
          ? `"${entity}" has the key ${key.join(', ')}, and nothing tells the rows of its document apart`
          : `"${entity}" has the key ${key.join(', ')}, and its document one row for each ${grain.join(', ')}`,
      zh: ({ entity, key, grain }) =>
        grain.length === 0
          ? `「${entity}」的键是 ${key.join('、')}，但其文档的行无法区分`
          : `「${entity}」的键是 ${key.join('、')}，但其文档是每个 ${grain.join('、')} 一行`,
    },
    why: {
      en: 'Who looks the entity up by a key that several of its rows have counts twice; here the key is known (S5), so it is compared.',
      zh: '若多行有同一个键，按键查找就会重复计数；文档的键可推导（S5），因此在这里比对。',
    },
    hint: {
      en: () => 'make it the key, leave the key out, or group the last stage by it',
      zh: () => '改成这个键，或去掉 key，或让最后一个步骤按它分组',
    },
    failing: view(`key: [name]\n${attributes}`),
    passing: view(`key: [region_id]\n${attributes}`),
  }),
  'view-cycle': diagnostic<{ names: readonly string[] }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ names }) => `the document of an entity reads that entity: ${names.join(' → ')}`,
      zh: ({ names }) => `实体的文档读取了该实体自身：${names.join(' → ')}`,
    },
    why: {
      en: 'Rows that are made of themselves are never there.',
      zh: '由自身构成的行永远不会出现。',
    },
    hint: {
      en: () => 'let the innermost document read entities over tables',
      zh: () => '让最里层的文档读取以表为来源的实体',
    },
    failing: '# east.json: {…, "stages": [{"name": "result", "from": "east", …}]}',
    passing: '# east.json: {…, "stages": [{"name": "result", "from": "region", …}]}',
  }),
  'view-without-zone': diagnostic<{ entity: string; of: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, of }) =>
        `the document of "${entity}" reads moments of "${of}", and no zone is said for its own`,
      zh: ({ entity, of }) => `「${entity}」的文档读取「${of}」的时间，但没有说明它自己的时区`,
    },
    why: {
      en: 'Moments leave such a document as the clock of the project’s zone shows them; another document could not move what nobody says (S11).',
      zh: '时间以项目时区的钟面离开该文档；没有时区，其他文档就无法换算（S11）。',
    },
    hint: {
      en: () => 'set "timezone" in dataagent.yaml',
      zh: () => '在 dataagent.yaml 中设置 "timezone"',
    },
    failing: 'source: { table: dwd_order, timezone: Asia/Shanghai }',
    passing: '# dataagent.yaml: timezone: Asia/Shanghai',
  }),
} as const;
