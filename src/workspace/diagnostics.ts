import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

const wholeWhy = {
  en: 'A spec is read by people, by CI and by the tool; one that is half there cannot be proven.',
  zh: '规格由人、CI 和工具共同阅读；不完整的规格无法验证。',
};

/** What can be wrong with the files of a spec. */
export const specDefinitions = {
  unreadable: diagnostic<{ detail: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ detail }) => `the file is not readable: ${detail}`,
      zh: ({ detail }) => `无法读取文件：${detail}`,
    },
    why: wholeWhy,
  }),
  'unknown-key': diagnostic<{ key: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ key }) => `"${key}" is not a key here`,
      zh: ({ key }) => `此处没有「${key}」这个键`,
    },
    why: { en: 'A misspelt key would silently have no effect.', zh: '拼写错误的键会悄悄失效。' },
  }),
  'wrong-value': diagnostic<{ expected: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ expected }) => `the value is not ${expected}`,
      zh: ({ expected }) => `值不是 ${expected}`,
    },
    why: { en: 'A value of another form cannot be read.', zh: '形式不对的值无法读取。' },
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
  'test-failed': diagnostic<{ test: string; kind: string; row: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ test, kind, row }) =>
        `"${test}": ${{ missing: 'expected and not found', unexpected: 'found and not expected', column: 'the result has no column', order: 'rows differ in order' }[kind] ?? kind}: ${row}`,
      zh: ({ test, kind, row }) =>
        `「${test}」：${{ missing: '期望但未出现', unexpected: '出现但未期望', column: '结果没有列', order: '行的次序不同' }[kind] ?? kind}：${row}`,
    },
    why: {
      en: 'The rows that people wrote down are what the requirement means.',
      zh: '人写下的期望行就是需求的含义。',
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
  'edited-file': diagnostic<{ file: string; spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `${file} differs from what its document and the ontology make`,
      zh: ({ file }) => `${file} 与文档和本体生成的内容不一致`,
    },
    why: {
      en: 'Generated files are functions of files only; an edit would reach the warehouse without a requirement.',
      zh: '生成文件只由源文件决定；手工修改会绕过需求进入数仓。',
    },
    hint: {
      en: ({ spec }) => `change the document, then run "dataagent gen all ${spec}"`,
      zh: ({ spec }) => `修改文档后运行 "dataagent gen all ${spec}"`,
    },
  }),
  'missing-file': diagnostic<{ file: string; spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `${file} is not generated yet`,
      zh: ({ file }) => `${file} 尚未生成`,
    },
    why: {
      en: 'What is reviewed and delivered is the generated text; a missing file is not reviewed.',
      zh: '评审和交付的是生成的文本；缺失的文件没有经过评审。',
    },
    hint: {
      en: ({ spec }) => `run "dataagent gen all ${spec}"`,
      zh: ({ spec }) => `运行 "dataagent gen all ${spec}"`,
    },
  }),
  'leftover-file': diagnostic<{ file: string; spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `nothing makes ${file}`,
      zh: ({ file }) => `${file} 没有来源`,
    },
    why: {
      en: 'A generated file without a source would be run by someone who trusts the folder.',
      zh: '没有来源的生成文件会被信任该目录的人运行。',
    },
    hint: {
      en: ({ spec }) => `run "dataagent gen all ${spec}", which removes it`,
      zh: ({ spec }) => `运行 "dataagent gen all ${spec}" 会将其删除`,
    },
  }),
} as const;

/** Makes diagnostics about specs. */
export const specDiagnostic = defineDiagnostics('spec', specDefinitions);
