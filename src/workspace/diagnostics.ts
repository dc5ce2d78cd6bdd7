import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';
import { formDefinitions } from '../base/form/form-definitions.js';
import { quote } from '../base/text/words.js';
import { yamlDefinitions } from '../base/yaml/yaml-definitions.js';
import { fileDefinitions } from './diagnostics/files.js';
import { generatedDefinitions } from './diagnostics/generated.js';
import { hiddenDefinitions } from './diagnostics/hidden.js';
import { requirementDefinitions } from './diagnostics/requirements.js';
import { testDefinitions } from './diagnostics/tests.js';

const meta = 'id: 001-store-nd\ntitle: stores\nkind: new';

/** What can be wrong with the files of a spec. */
export const specDefinitions = {
  ...yamlDefinitions({
    'duplicate-key': { failing: `${meta}\nkind: quick`, passing: meta },
    syntax: { failing: `${meta}\ntargets: [`, passing: `${meta}\ntargets: []` },
  }),
  ...formDefinitions(
    { '': { en: 'the object', zh: '此对象' } },
    {
      'unknown-key': { failing: `${meta}\nonwer: trade`, passing: `${meta}\nowner: trade` },
      'missing-key': { failing: 'id: 001-store-nd\ntitle: stores', passing: meta },
      'wrong-shape': {
        failing: `${meta}\ntargets: dws_store_nd`,
        passing: `${meta}\ntargets: [dws_store_nd]`,
      },
      'unknown-value': {
        failing: 'id: 001-store-nd\ntitle: stores\nkind: table',
        passing: meta,
      },
      'out-of-range': {
        failing: "id: 001-store-nd\ntitle: ''\nkind: new",
        passing: meta,
      },
    },
  ),
  'no-spec-file': diagnostic<{ folder: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ folder }) => `${folder} has no spec.yaml`,
      zh: ({ folder }) => `${folder} 中没有 spec.yaml`,
    },
    why: {
      en: 'A folder with a number is a spec; without its first file nothing in it is read or checked.',
      zh: '带编号的目录就是规格；缺少 spec.yaml 时，其中的内容不会被读取和检查。',
    },
    hint: {
      en: () => 'write id, title and kind into spec.yaml, or remove the folder',
      zh: () => '在 spec.yaml 中写明 id、title、kind，或删除该目录',
    },
  }),
  'archived-twice': diagnostic<{ spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ spec }) => `${spec} is archived and is among the specs in work too`,
      zh: ({ spec }) => `${spec} 已归档，同时又在进行中的规格里`,
    },
    why: {
      en: 'A spec is in one place: decisions of two would count for each other.',
      zh: '一个规格只在一处，否则两处的审批会互相混用。',
    },
    hint: {
      en: () => 'remove one of the two folders',
      zh: () => '删除其中一个目录',
    },
  }),
  'not-one-document': diagnostic<{ count: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ count }) => `the file holds ${count} YAML documents, not one`,
      zh: ({ count }) => `文件包含 ${count} 个 YAML 文档，应为一个`,
    },
    why: {
      en: 'A spec is one thing; of several documents all but one would have no effect.',
      zh: '一个规格只描述一件事；多个文档中除一个之外都会失效。',
    },
    failing: `${meta}\n---\n${meta}`,
    passing: meta,
  }),
  'wrong-id': diagnostic<{ id: string; folder: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ id, folder }) => `the id "${id}" is not the name of its folder, "${folder}"`,
      zh: ({ id, folder }) => `id「${id}」与所在文件夹「${folder}」不一致`,
    },
    why: {
      en: 'The folder is what everything else names; two ids for one spec lead to two histories.',
      zh: '其他文件都引用文件夹名；一个规格两个 id 会产生两份历史。',
    },
  }),
  'other-targets': diagnostic<{ listed: string; written: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ listed, written }) =>
        `the documents write ${written === '' ? 'no table' : written}, the spec lists ${listed === '' ? 'none' : listed}`,
      zh: ({ listed, written }) =>
        `文档写入的表是${written === '' ? '无' : ` ${written}`}，规格列出的是${listed === '' ? '无' : ` ${listed}`}`,
    },
    why: {
      en: 'People look for the tables of a spec in spec.yaml.',
      zh: '人们通过 spec.yaml 查看规格涉及的表。',
    },
  }),
  'repeated-document': diagnostic<{ name: string; first: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, first }) => `a document is called ${quote(name)} already: ${first}`,
      zh: ({ name, first }) => `已有名为 ${quote(name)} 的文档：${first}`,
    },
    why: {
      en: 'Generated files are named after documents; one would overwrite those of the other.',
      zh: '生成文件以文档命名；同名文档的生成文件会互相覆盖。',
    },
  }),
  ...fileDefinitions,
  ...hiddenDefinitions,
  ...requirementDefinitions,
  ...testDefinitions,
  ...generatedDefinitions,
} as const;

/** Makes diagnostics about specs. */
export const specDiagnostic = defineDiagnostics('spec', specDefinitions);
